#include "page/shelf.h"

#include "site/finding.h"
#include "store/mime.h"
#include "text/article.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	PIECE = 8192, /* a title is in a file's first bytes, an end block in its last */
	ISO_DAY = 10, /* 2018-06-28 */
};

static struct shelf_entry *add(struct shelf *shelf)
{
	if (shelf->count == shelf->room) {
		size_t room = shelf->room ? shelf->room * 2 : 256;
		struct shelf_entry *more = realloc(shelf->entry, room * sizeof *more);
		if (more == NULL)
			return NULL;
		shelf->entry = more;
		shelf->room = room;
	}
	struct shelf_entry *e = &shelf->entry[shelf->count++];
	*e = (struct shelf_entry){ 0 };
	return e;
}

static struct str keep(struct shelf *shelf, struct str s)
{
	return (struct str){ pool_copy(&shelf->pool, s), s.n };
}

static struct str read_at(const struct found_file *f, uint64_t offset, char *into)
{
	ssize_t n = pread(f->fd, into, PIECE, (off_t)offset);
	return (struct str){ into, n > 0 ? (size_t)n : 0 };
}

/* "Wolfsburg: Freibad öffnet", unless the title begins with the place anyway. */
static struct str keep_title(struct shelf *shelf, struct str place, struct str title)
{
	char space[1024];
	struct buf both = BUF(space);
	if (place.n == 0 || str_starts(title, place))
		return keep(shelf, title);
	buf_add(&both, place);
	buf_add(&both, STR(": "));
	buf_add(&both, title);
	return keep(shelf, both.full ? title : buf_str(&both));
}

/* 0 to 3: how much of it is known. */
static int known(struct date d)
{
	return (d.year != 0) + (d.month != 0) + (d.day != 0);
}

/* Takes the date that text gives, if it says more than the one that is known: a folder may only know the year. */
static void refine(struct date *date, struct str text)
{
	struct date found;
	if (date_parse(text, &found) && date_valid(found) && known(found) > known(*date))
		*date = found;
}

/* What a gemtext page says of itself. */
static void read_page(struct shelf *shelf, const struct site *s, const struct found_file *f, struct shelf_entry *e)
{
	char head[PIECE], tail[PIECE];
	struct article article;
	struct str text = read_at(f, 0, head);
	struct str title = article_title(text);
	if (f->size > PIECE)
		text = read_at(f, f->size - PIECE, tail);
	article_read(text, s->languages, s->language_count, &article);
	e->title = title.n ? keep_title(shelf, article.value[ARTICLE_LOCATION], title) : title;
	refine(&e->date, article.value[ARTICLE_PUBLISHED]);
}

/* A withdrawn article's title must not stay in a list, even where its file does. */
static bool is_gone(const struct site_capsule *c, struct buf *path, bool directory)
{
	if (!directory)
		return finding_listed(c, buf_str(path));
	size_t n = path->n;
	buf_byte(path, '/');
	bool gone = finding_listed(c, buf_str(path));
	path->n = n;
	return gone;
}

static bool read_entry(
	struct shelf *shelf, const struct site *s, const struct site_capsule *c, struct str path, struct str name)
{
	char space[PATH_ROOM + 256];
	struct buf full = BUF(space);
	struct found_file f;
	buf_add(&full, path);
	buf_add(&full, name);
	if (full.full || !utf8_valid(name))
		return true;
	enum found found = root_find(&c->root, buf_str(&full), &f);
	if (found == FOUND_NOTHING)
		return true;
	if (found != FOUND_TROUBLE && is_gone(c, &full, found == FOUND_DIR)) {
		close(f.fd);
		return true;
	}
	struct shelf_entry *e = found == FOUND_TROUBLE ? NULL : add(shelf);
	if (e) {
		e->name = keep(shelf, name);
		e->directory = found == FOUND_DIR;
		e->size = f.size;
		e->mtime = f.mtime.tv_sec;
		if (e->directory)
			buf_byte(&full, '/');
		struct date parent = { 0 };
		date_of_path(path, &parent);
		if (!date_of_path(buf_str(&full), &e->date))
			e->date = (struct date){ 0 };
		e->own_date = known(e->date) > known(parent);
		if (name.n >= ISO_DAY && (!e->directory || name.n == ISO_DAY)) {
			refine(&e->date, str_sub(name, 0, ISO_DAY));
			e->own_date = e->own_date || (e->directory && known(e->date) > known(parent));
		}
		if (!e->directory && str_eq(mime_of_name(name), STR("text/gemini")))
			read_page(shelf, s, &f, e);
	}
	if (found != FOUND_TROUBLE)
		close(f.fd);
	return e != NULL;
}

static int by_date_and_name(const void *a, const void *b)
{
	const struct shelf_entry *x = a, *y = b;
	if (x->directory != y->directory)
		return y->directory - x->directory;
	if ((x->title.n == 0) != (y->title.n == 0))
		return (x->title.n == 0) - (y->title.n == 0);
	int order = y->date.year - x->date.year;
	if (order == 0)
		order = y->date.month - x->date.month;
	if (order == 0)
		order = y->date.day - x->date.day;
	return order ? order : str_cmp(x->name, y->name);
}

bool shelf_read(struct shelf *shelf, const struct site *s, const struct site_capsule *c, struct str path)
{
	struct found_file f;
	bool good = false;
	*shelf = (struct shelf){ 0 };
	errno = 0;
	enum found found = root_find(&c->root, path, &f);
	if (found != FOUND_DIR) {
		if (f.fd >= 0)
			close(f.fd);
		errno = found == FOUND_TROUBLE ? errno : 0;
		return false;
	}
	DIR *dir = fdopendir(f.fd);
	if (dir == NULL) {
		close(f.fd);
		return false;
	}
	for (good = true; good;) {
		errno = 0;
		const struct dirent *d = readdir(dir);
		if (d == NULL) {
			good = errno == 0;
			break;
		}
		if (d->d_name[0] != '.')
			good = read_entry(shelf, s, c, path, str_of(d->d_name));
	}
	closedir(dir);
	if (shelf->count)
		qsort(shelf->entry, shelf->count, sizeof *shelf->entry, by_date_and_name);
	return good;
}

void shelf_free(struct shelf *shelf)
{
	free(shelf->entry);
	pool_free(&shelf->pool);
	*shelf = (struct shelf){ 0 };
}
