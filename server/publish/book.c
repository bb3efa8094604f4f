#include "publish/book_inside.h"

#include "archive/walk.h"
#include "mirror/member.h"
#include "mirror/pack.h"
#include "text/article.h"
#include "text/label.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HEAD = 8192, TAIL = 16384, VALUE_MAX = 500 }; /* of a file: where its title is, and its end block */

size_t book_articles(const struct book *b)
{
	return b->articles;
}

void book_path(struct buf *out, struct date period)
{
	buf_add(out, STR("/mirror/pack/"));
	date_iso(out, period);
	buf_add(out, STR(".gpub"));
}

void book_free(struct book *b)
{
	if (b)
		arena_free(&b->arena);
	free(b);
}

/* ---- what there is ---- */

struct str book_clean(struct arena *m, struct str s)
{
	struct buf out = { 0 };
	s = str_trim(utf8_fit(s, VALUE_MAX));
	arena_room(m, &out, 3 * s.n + 1);
	label_clean(&out, s);
	return buf_str(&out);
}

static struct str piece(int fd, char *room, size_t n, uint64_t at)
{
	ssize_t got = pread(fd, room, n, (off_t)at);
	return (struct str){ room, got > 0 ? (size_t)got : 0 };
}

static int known(struct date d)
{
	return (d.year != 0) + (d.month != 0) + (d.day != 0);
}

/* The path's date, or a more exact one that does not contradict it. */
static struct date date_for(const struct book *b, struct str path, struct str value)
{
	struct date d, said;
	if (!date_of_path(path, &d))
		d = (struct date){ b->period.year, b->period.month, 0 };
	if (date_parse(value, &said) && known(said) > known(d) && said.year == d.year &&
		(d.month == 0 || said.month == d.month))
		return said;
	return d;
}

/* "Wolfsburg: Titel", unless the title begins with the place anyway. */
static struct str headline(struct book *b, struct str title, struct str place)
{
	const struct words *w = b->from->words;
	struct buf out = { 0 };
	if (place.n == 0 || str_starts(title, place))
		return title;
	arena_room(&b->arena, &out, w->word[WORD_LIST].n + 2 * (title.n + place.n) + 1);
	words_fill(&out, w->word[WORD_LIST],
		(const struct word_value[]){ { STR("place"), place }, { STR("title"), title } }, 2);
	return buf_str(&out);
}

static void add_article(struct book *b, struct str path, struct str name, const struct found_file *f)
{
	char head_room[HEAD], tail_room[TAIL];
	struct article said;
	struct str head = piece(f->fd, head_room, HEAD, 0);
	struct str tail = piece(f->fd, tail_room, TAIL, f->size > TAIL ? f->size - TAIL : 0);
	article_read(tail, b->from->languages, b->from->language_count, &said);
	struct str title = book_clean(&b->arena, article_title(head));
	struct str place = book_clean(&b->arena, said.value[ARTICLE_LOCATION]);
	title = title.n ? title : book_clean(&b->arena, name);
	b->article = arena_more(&b->arena, b->article, b->articles, &b->article_room, sizeof *b->article);
	b->article[b->articles++] = (struct book_article){ .date = date_for(b, path, said.value[ARTICLE_PUBLISHED]),
		.path = str_sub(path, 1, path.n),
		.headline = headline(b, title, place),
		.sorted = arena_fmt(&b->arena, "%.*s\n%.*s", STR_ARG(place), STR_ARG(title)) };
}

static bool is_withdrawn(const struct book *b, struct str path)
{
	const struct gone_entry *known = b->from->gone ? gone_find(b->from->gone, path) : NULL;
	return known && known->status == 52;
}

/* Of the files that are published (the design, "Mirroring") all are in the book. */
static bool add_file(struct book *b, struct str folder, struct str name, struct buf *why)
{
	struct found_file f;
	struct str path = arena_fmt(&b->arena, "%.*s%.*s", STR_ARG(folder), STR_ARG(name));
	if (!member_path(path) || is_withdrawn(b, path))
		return true;
	enum found found = root_find(b->from->root, path, &f);
	if (found == FOUND_TROUBLE) {
		buf_escape(why, path);
		buf_fmt(why, ": %s", strerror(errno));
	}
	if (found == FOUND_FILE) {
		b->path = arena_more(&b->arena, b->path, b->paths, &b->path_room, sizeof *b->path);
		b->path[b->paths++] = str_sub(path, 1, path.n);
		if (record_wanted(name))
			add_article(b, path, name, &f);
	}
	if (f.fd >= 0)
		close(f.fd);
	return found != FOUND_TROUBLE;
}

static int by_path(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* What is not known comes last. */
static int unknown_last(int part)
{
	return part ? part : 100;
}

static int by_date(const void *a, const void *b)
{
	const struct book_article *x = a, *y = b;
	int order = unknown_last(x->date.month) - unknown_last(y->date.month);
	order = order ? order : unknown_last(x->date.day) - unknown_last(y->date.day);
	order = order ? order : str_cmp(x->sorted, y->sorted);
	return order ? order : str_cmp(x->path, y->path);
}

static struct str folder_of(struct arena *m, struct date d)
{
	if (d.day)
		return arena_fmt(m, "/%04d/%02d/%02d/", d.year, d.month, d.day);
	if (d.month)
		return arena_fmt(m, "/%04d/%02d/", d.year, d.month);
	return arena_fmt(m, "/%04d/", d.year);
}

static bool collect(struct book *b, struct buf *why)
{
	struct walk_folder folder;
	unsigned failed = 0;
	struct str path = folder_of(&b->arena, b->period);
	struct walk *w = walk_new(b->from->root, path, WALK_PLAIN);
	bool good = w != NULL;
	if (w == NULL)
		buf_fmt(why, "out of memory");
	while (good && walk_next(w, &folder, &failed))
		for (size_t i = 0; i < folder.files && good; i++)
			good = add_file(b, folder.path, folder.file[i], why);
	walk_free(w);
	if (good && failed)
		buf_fmt(why, "%u folder%s beneath %.*s cannot be read", failed, failed == 1 ? "" : "s", STR_ARG(path));
	return good && failed == 0;
}

struct book *book_new(const struct book_source *from, struct date period, struct buf *why)
{
	struct book *b = calloc(1, sizeof *b);
	if (b == NULL) {
		buf_fmt(why, "out of memory");
		return NULL;
	}
	b->from = from;
	b->period = period;
	if (!collect(b, why)) {
		book_free(b);
		return NULL;
	}
	if (b->paths)
		qsort(b->path, b->paths, sizeof *b->path, by_path);
	if (b->articles)
		qsort(b->article, b->articles, sizeof *b->article, by_date);
	return b;
}

/* ---- writing ---- */

struct writing {
	struct book *book;
	struct pack_maker *maker;
	struct buf *why;
};

static bool add_text(struct writing *w, struct str path, struct str text)
{
	struct pack_file f = { .path = path, .bytes = text, .fd = -1, .size = text.n };
	return pack_add(w->maker, &f, w->why);
}

/* Articles link to the index.gmi beside them. */
static bool has_article_in(const struct book *b, struct str folder)
{
	for (size_t i = 0; i < b->articles; i++)
		if (str_starts(b->article[i].path, folder) && str_rindex(b->article[i].path, '/') == folder.n - 1)
			return true;
	return false;
}

/* The page of a folder, if there are links to it, unless somebody has written one. */
static bool add_page(struct writing *w, struct date d)
{
	struct book *b = w->book;
	struct arena m = { 0 };
	struct str folder = folder_of(&m, d);
	folder = str_sub(folder, 1, folder.n);
	struct str path = arena_fmt(&m, "%.*sindex.gmi", STR_ARG(folder));
	bool listed = b->period.month == 0 && d.month && d.day == 0; /* on the title page */
	bool good = (!listed && !has_article_in(b, folder)) ||
		    bsearch(&path, b->path, b->paths, sizeof path, by_path) ||
		    add_text(w, path, book_page(b, d, folder, &m));
	arena_free(&m);
	return good;
}

static bool same(struct date a, struct date b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* Those of the year, each month and each day. */
static bool add_pages(struct writing *w)
{
	const struct book *b = w->book;
	struct date last = { 0 };
	bool good = b->period.month || add_page(w, b->period);
	for (size_t i = 0; i < b->articles && good; i++) {
		struct date d = b->article[i].date;
		if (d.month && d.month != last.month)
			good = add_page(w, (struct date){ d.year, d.month, 0 });
		if (good && d.day && !same(d, last))
			good = add_page(w, d);
		last = d;
	}
	return good;
}

static bool add_own(struct writing *w, struct str path)
{
	struct found_file f;
	struct arena m = { 0 };
	enum found found = root_find(w->book->from->root, arena_fmt(&m, "/%.*s", STR_ARG(path)), &f);
	struct pack_file file = { .path = path, .fd = f.fd, .size = f.fd >= 0 ? f.size : 0 };
	bool good = found == FOUND_FILE && pack_add(w->maker, &file, w->why);
	if (found != FOUND_FILE) {
		buf_byte(w->why, '/');
		buf_escape(w->why, path);
		buf_add(w->why, STR(" goes while it is being packed; try again"));
	}
	if (f.fd >= 0)
		close(f.fd);
	arena_free(&m);
	return good;
}

bool book_write(struct book *b, int fd, struct buf *why)
{
	struct arena m = { 0 };
	struct writing w = { b, pack_begin(fd, PACK_ZIP, why), why };
	bool good = w.maker && add_text(&w, STR("metadata.txt"), book_metadata(b, &m)) &&
		    add_text(&w, STR("index.gmi"), book_page(b, b->period, STR(""), &m)) && add_pages(&w);
	for (size_t i = 0; i < b->paths && good; i++)
		good = add_own(&w, b->path[i]);
	if (w.maker)
		good = pack_end(w.maker, why) && good;
	arena_free(&m);
	return good;
}
