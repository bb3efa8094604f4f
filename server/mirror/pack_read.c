/* pack_read: reading packs that a stranger has made; see pack.h. */
#include "mirror/member.h"
#include "mirror/pack.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { BLOCK = 64 * 1024, PATH_ROOM = MEMBER_PATH_MAX + 8 };

struct pack_reader {
	struct archive *archive;
	struct pack_limits limits;
	uint64_t files, folders, bytes, left; /* left: of the file that it is the turn of */
	char path[PATH_ROOM], before[PATH_ROOM];
	size_t path_n;
};

static bool blame(struct pack_reader *r, const char *what, struct buf *why)
{
	const char *reason = archive_error_string(r->archive);
	buf_fmt(why, "%s%s", what, reason ? ": " : "");
	if (reason)
		buf_escape(why, str_sub(str_of(reason), 0, 200));
	return false;
}

struct pack_reader *pack_open(int fd, const struct pack_limits *limits, struct buf *why)
{
	struct pack_reader *r = calloc(1, sizeof *r);
	if (r == NULL || (r->archive = archive_read_new()) == NULL) {
		buf_fmt(why, "out of memory");
		free(r);
		return NULL;
	}
	r->limits = *limits;
	if (archive_read_support_filter_gzip(r->archive) == ARCHIVE_OK &&
		archive_read_support_format_tar(r->archive) == ARCHIVE_OK &&
		archive_read_open_fd(r->archive, fd, BLOCK) == ARCHIVE_OK)
		return r;
	blame(r, "it is no .tar.gz", why);
	pack_close(r);
	return NULL;
}

void pack_close(struct pack_reader *r)
{
	if (r)
		archive_read_free(r->archive);
	free(r);
}

/* What can never be good, whatever is wanted of the pack. */
static bool path_good(struct str path)
{
	size_t depth = 0;
	if (path.n == 0 || path.n > MEMBER_PATH_MAX || path.p[0] == '/' || path.p[path.n - 1] == '/')
		return false;
	for (struct str rest = path, name; rest.n; depth++) {
		name = str_cut(&rest, '/');
		if (!member_name(name) && !(str_eq(name, STR("MANIFEST")) && rest.n == 0))
			return false;
	}
	return depth <= MEMBER_DEPTH_MAX + 1;
}

static enum pack_step refuse(const struct pack_reader *r, const char *what, struct buf *why)
{
	buf_escape(why, (struct str){ r->path, r->path_n < 200 ? r->path_n : 200 });
	buf_fmt(why, ": %s", what);
	return PACK_BAD;
}

static enum pack_step take(
	struct pack_reader *r, struct archive_entry *e, struct str *path, uint64_t *size, struct buf *why)
{
	const char *name = archive_entry_pathname(e);
	struct str given = str_of(name ? name : "");
	la_int64_t bytes = archive_entry_size(e);
	r->path[0] = '/';
	r->path_n = given.n < PATH_ROOM - 2 ? given.n : PATH_ROOM - 2;
	memcpy(r->path + 1, given.p, r->path_n++);
	if (archive_entry_filetype(e) != AE_IFREG || archive_entry_hardlink(e) || archive_entry_symlink(e) ||
		archive_entry_sparse_count(e))
		return refuse(r, "it is no plain file", why);
	if (!path_good(given))
		return refuse(r, "a path that leads elsewhere", why);
	r->path[r->path_n] = '\0';
	if (strcmp(r->path, r->before) == 0)
		return refuse(r, "it is there twice", why);
	memcpy(r->before, r->path, r->path_n + 1);
	if (!archive_entry_size_is_set(e) || bytes < 0 || (uint64_t)bytes > r->limits.file_bytes ||
		(uint64_t)bytes > r->limits.bytes - r->bytes || ++r->files > r->limits.files)
		return refuse(r, "more files or bytes than there should be", why);
	r->bytes += (uint64_t)bytes;
	r->left = (uint64_t)bytes;
	*path = (struct str){ r->path, r->path_n };
	*size = (uint64_t)bytes;
	return PACK_FILE;
}

/* libarchive also takes a tar as it is, and one that was packed twice, which is how a small file becomes endless. */
static bool is_tar_gz(const struct pack_reader *r)
{
	enum { FILTERS = 2 }; /* gzip, and the file itself */
	return archive_filter_count(r->archive) == FILTERS && archive_filter_code(r->archive, 0) == ARCHIVE_FILTER_GZIP;
}

enum pack_step pack_next(struct pack_reader *r, struct str *path, uint64_t *size, struct buf *why)
{
	struct archive_entry *e;
	for (;;) {
		int code = archive_read_next_header(r->archive, &e);
		if (code == ARCHIVE_EOF)
			return PACK_END;
		/* a warning is about names in other charsets: the bytes are what counts */
		if (code != ARCHIVE_OK && code != ARCHIVE_WARN) {
			blame(r, "the pack is broken", why);
			return PACK_BAD;
		}
		if (!is_tar_gz(r)) {
			buf_fmt(why, "it is no .tar.gz");
			return PACK_BAD;
		}
		if (archive_entry_filetype(e) != AE_IFDIR)
			return take(r, e, path, size, why);
		if (++r->folders > r->limits.files) {
			buf_fmt(why, "more folders than there should be");
			return PACK_BAD;
		}
	}
}

int64_t pack_read(struct pack_reader *r, char *to, size_t n, struct buf *why)
{
	la_ssize_t got = archive_read_data(r->archive, to, n);
	if (got < 0 || (uint64_t)got > r->left) {
		blame(r, "the pack is broken", why);
		return -1;
	}
	if (got == 0 && r->left) {
		buf_fmt(why, "the pack is cut off");
		return -1;
	}
	r->left -= (uint64_t)got;
	return got;
}
