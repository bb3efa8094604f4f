/* scan_names: the names in a folder, and which of them are published. */
#include "publish/scan_inside.h"

#include "base/log.h"
#include "mirror/member.h"
#include "text/uri.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	TOLD = 20,      /* names that are told of, one by one */
	URL_MAX = 1024, /* Gemini, "Requests" */
	ENCODED = 3,    /* %XX */
};

bool scan_trouble(struct scan *s, struct str folder, struct str name)
{
	char room[2048];
	struct buf text = BUF(room);
	buf_escape(&text, folder);
	buf_escape(&text, name);
	buf_fmt(s->why, "%s: %s; nothing was published", buf_z(&text), strerror(errno));
	return false;
}

int scan_by_name(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

void scan_leave_out(struct scan *s, const struct look *l, struct str name, const char *reason)
{
	char room[2048];
	struct buf text = BUF(room);
	if (s->unpublished++ >= TOLD)
		return;
	buf_escape(&text, l->path);
	buf_escape(&text, name);
	log_warn("%s is not published: %s", buf_z(&text), reason);
}

static bool is_withdrawn(const struct scan *s, const struct look *l, struct str name)
{
	char room[MEMBER_PATH_MAX + MEMBER_NAME_MAX];
	struct buf path = BUF(room);
	buf_add(&path, l->path);
	buf_add(&path, name);
	const struct gone_entry *e = gone_find(s->gone, buf_str(&path));
	return e && e->status == 52;
}

/* Whether the URL of a file, or of the MANIFEST beside it, is longer than Gemini lets one ask for. */
static bool is_out_of_reach(const struct scan *s, const struct look *l, struct str name)
{
	static const struct str manifest = { "MANIFEST", 8 };
	char room[ENCODED * (MEMBER_PATH_MAX + MEMBER_NAME_MAX)];
	struct buf url = BUF(room);
	size_t longest = l->path.n + (name.n > manifest.n ? name.n : manifest.n);
	if (s->address_bytes == 0 || s->address_bytes + ENCODED * longest <= URL_MAX)
		return false;
	uri_encode_path(l->path, &url);
	size_t left = s->address_bytes + url.n > URL_MAX ? 0 : URL_MAX - s->address_bytes - url.n;
	buf_clear(&url);
	uri_encode_path(name, &url);
	return url.n > left || manifest.n > left;
}

/* Sorts a name in: a file, a folder, or nothing that could be mirrored. False: *why. */
static bool take_name(struct scan *s, struct look *l, int fd, const struct dirent *d)
{
	struct stat st;
	struct str name = str_of(d->d_name);
	bool top = str_eq(l->path, STR("/")), link = d->d_type == DT_LNK;
	if (name.p[0] == '.' || (top && str_eq(name, STR("mirror"))))
		return true;
	if (d->d_type == DT_UNKNOWN || link) {
		if (fstatat(fd, d->d_name, &st, 0) != 0)
			return true; /* a link that leads nowhere */
	} else {
		st.st_mode = (mode_t)DTTOIF(d->d_type);
	}
	bool folder = S_ISDIR(st.st_mode);
	if (!folder && !S_ISREG(st.st_mode))
		return true;
	if (str_eq(name, STR("MANIFEST"))) {
		errno = EEXIST;
		return scan_trouble(s, l->path,
			STR("MANIFEST (servers would send this in place of the published one: give it another name)"));
	}
	if (!member_name(name) || l->path.n + name.n + 1 > MEMBER_PATH_MAX) {
		scan_leave_out(
			s, l, name, "its name cannot stand in a MANIFEST (control bytes, backslashes, UTF-8, length)");
	} else if (folder && link) {
		scan_leave_out(s, l, name, "it is a link to a folder");
	} else if (folder) {
		l->child = arena_more(&l->arena, l->child, l->children, &l->children_room, sizeof *l->child);
		l->child[l->children++] = arena_copy(&l->arena, name);
	} else if (is_out_of_reach(s, l, name)) {
		scan_leave_out(s, l, name, "its URL has more than 1024 bytes, and nobody could ask for it by Gemini");
	} else if (!is_withdrawn(s, l, name)) {
		l->file = arena_more(&l->arena, l->file, l->files, &l->files_room, sizeof *l->file);
		l->file[l->files++] = arena_copy(&l->arena, name);
	}
	return true;
}

bool scan_names(struct scan *s, struct look *l, int fd)
{
	const struct dirent *d;
	int own = dup(fd);
	DIR *dir = own >= 0 ? fdopendir(own) : NULL;
	if (dir == NULL) {
		if (own >= 0)
			close(own);
		return scan_trouble(s, l->path, STR(""));
	}
	bool good = true;
	while (good && (errno = 0, d = readdir(dir)) != NULL)
		good = take_name(s, l, fd, d);
	int code = errno;
	closedir(dir);
	errno = code;
	if (!good || code)
		return good && scan_trouble(s, l->path, STR(""));
	if (l->files)
		qsort(l->file, l->files, sizeof *l->file, scan_by_name);
	if (l->children)
		qsort(l->child, l->children, sizeof *l->child, scan_by_name);
	l->read = true;
	return true;
}
