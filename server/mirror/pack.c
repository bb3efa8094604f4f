#include "mirror/pack.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

enum { MODE = 0644, PATH_ROOM = 2048, PIECE = 64 * 1024 };

struct pack_maker {
	struct archive *archive;
	enum pack_form form;
	locale_t locale; /* zip marks names as UTF-8 only where the locale says that they are; 0: not needed */
	bool bad;
	size_t files;
};

static bool blame(struct pack_maker *p, const char *what, struct buf *why)
{
	if (!p->bad)
		buf_fmt(why, "%s: %s", what, archive_error_string(p->archive) ? archive_error_string(p->archive) : "?");
	p->bad = true;
	return false;
}

static bool is_good(int code)
{
	return code == ARCHIVE_OK;
}

static bool open_tar(struct archive *a)
{
	/* GNU's form takes names as the bytes that they are; pax would ask the locale about them */
	return is_good(archive_write_add_filter_gzip(a)) && is_good(archive_write_set_format_gnutar(a)) &&
	       is_good(archive_write_set_options(a, "gzip:!timestamp,gzip:compression-level=6")) &&
	       is_good(archive_write_set_bytes_in_last_block(a, 1));
}

static bool open_zip(struct archive *a)
{
	return is_good(archive_write_set_format_zip(a)) && is_good(archive_write_zip_set_compression_store(a)) &&
	       is_good(archive_write_set_bytes_in_last_block(a, 1));
}

static void let_go(struct pack_maker *p)
{
	archive_write_free(p->archive);
	if (p->locale)
		freelocale(p->locale);
	free(p);
}

struct pack_maker *pack_begin(int fd, enum pack_form form, struct buf *why)
{
	struct pack_maker *p = calloc(1, sizeof *p);
	if (p == NULL || (p->archive = archive_write_new()) == NULL) {
		buf_fmt(why, "out of memory");
		free(p);
		return NULL;
	}
	p->form = form;
	if (form == PACK_ZIP && (p->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0)) == 0) {
		buf_fmt(why, "the system has no locale C.UTF-8; install the C library's locales");
		let_go(p);
		return NULL;
	}
	if ((form == PACK_ZIP ? open_zip : open_tar)(p->archive) && is_good(archive_write_open_fd(p->archive, fd)))
		return p;
	blame(p, "a pack cannot be begun", why);
	let_go(p);
	return NULL;
}

static bool add_data(struct pack_maker *p, const struct pack_file *f, struct buf *why)
{
	char piece[PIECE];
	uint64_t at = 0;
	if (f->fd < 0)
		return archive_write_data(p->archive, f->bytes.p, f->bytes.n) == (la_ssize_t)f->bytes.n ||
		       blame(p, "a pack cannot be written", why);
	while (at < f->size) {
		size_t wanted = f->size - at < sizeof piece ? (size_t)(f->size - at) : sizeof piece;
		ssize_t n = pread(f->fd, piece, wanted, (off_t)at);
		if (n <= 0) {
			buf_escape(why, f->path);
			buf_add(why, STR(" has become shorter while it was packed"));
			p->bad = true;
			return false;
		}
		if (archive_write_data(p->archive, piece, (size_t)n) != n)
			return blame(p, "a pack cannot be written", why);
		at += (uint64_t)n;
	}
	return true;
}

static bool add_header(struct pack_maker *p, struct archive_entry *e)
{
	locale_t before = p->locale ? uselocale(p->locale) : (locale_t)0;
	bool good = is_good(archive_write_header(p->archive, e));
	if (before)
		uselocale(before);
	return good;
}

bool pack_add(struct pack_maker *p, const struct pack_file *f, struct buf *why)
{
	char room[PATH_ROOM];
	struct buf path = BUF(room);
	struct archive_entry *e = p->bad ? NULL : archive_entry_new();
	buf_add(&path, f->path);
	if (e == NULL || !*buf_z(&path))
		return blame(p, "a path cannot be packed", why);
	if (p->form == PACK_ZIP && p->files == 1)
		archive_write_zip_set_compression_deflate(p->archive);
	archive_entry_set_pathname(e, room);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_entry_set_perm(e, MODE);
	archive_entry_set_size(e, (la_int64_t)f->size);
	/* zip has the local time of whoever packs */
	if (p->form == PACK_TAR_GZ)
		archive_entry_set_mtime(e, f->time, 0);
	bool good = add_header(p, e) || blame(p, room, why);
	archive_entry_free(e);
	p->files++;
	return good && add_data(p, f, why);
}

bool pack_end(struct pack_maker *p, struct buf *why)
{
	bool good = !p->bad && (is_good(archive_write_close(p->archive)) || blame(p, "a pack cannot be ended", why));
	let_go(p);
	return good;
}
