#include "page/page.h"

#include "archive/archive.h"
#include "page/foot.h"
#include "page/listing.h"
#include "page/makers.h"
#include "text/uri.h"
#include "text/view.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* Gopher+ attributes: "+INFO: " before every line of a menu but the last. */
static void add_plus(struct leaf *out, struct str text, bool *line_start)
{
	while (text.n) {
		size_t end = str_index(text, '\n');
		if (*line_start && text.p[0] != '.')
			leaf_add(out, STR("+INFO: "));
		leaf_add(out, str_sub(text, 0, end + 1));
		*line_start = end < text.n;
		text = str_sub(text, end + 1, text.n);
	}
}

/* The gemtext in fd as Gopher shows it; fd is closed. */
static enum outcome view_of(const struct site *s, const struct site_ask *ask, int *fd, uint64_t *size)
{
	static struct leaf page;
	char path[PATH_ROOM + 16], in[VIEW_IN], space[2 * VIEW_OUT];
	struct buf name = BUF(path);
	struct view view;
	bool line_start = true;
	name_file((struct str){ ask->path, ask->path_n }, &name);
	view_begin(&view, ask->view == PAGE_MENU ? VIEW_MENU : VIEW_TEXT, ask->ascii, &s->gophers[ask->gopher].view,
		buf_str(&name));
	leaf_open(&page, "listing");
	if (ask->plus)
		leaf_add(&page, STR("+-1\r\n"));
	while (!view.done) {
		struct buf out = BUF(space);
		ssize_t n = pread(*fd, in, sizeof in, (off_t)view.offset);
		view_step(&view, (struct str){ in, n > 0 ? (size_t)n : 0 },
			view.offset + (uint64_t)(n > 0 ? n : 0) >= *size, &out);
		if (ask->plus)
			add_plus(&page, buf_str(&out), &line_start);
		else
			leaf_add(&page, buf_str(&out));
	}
	close(*fd);
	*size = page.size;
	*fd = leaf_seal(&page);
	return *fd < 0 ? OUT_FAILED : OUT_OK;
}

/* ---- pages with names ---- */

typedef enum outcome (*maker)(struct paper *p, const struct name *n, struct buf *to);

static const maker makers[] = {
	[NAME_NONE] = NULL,
	[NAME_FRONT] = make_front,
	[NAME_YEARS] = make_years,
	[NAME_YEAR] = make_year,
	[NAME_MONTH] = make_month,
	[NAME_DAY] = make_day,
	[NAME_UNDATED] = make_undated,
	[NAME_NEW] = make_new,
	[NAME_DIGESTS] = make_digests,
	[NAME_DIGEST] = make_digest,
	[NAME_FACETS] = make_facets,
	[NAME_FACET] = make_facet,
	[NAME_MORE] = make_more,
	[NAME_TODAY] = make_today,
	[NAME_RANDOM] = make_random,
	[NAME_SEARCH] = make_search,
	[NAME_FEED] = make_feed,
	[NAME_MIRROR] = make_mirror,
	[NAME_ID] = make_id,
};

/* What is said of the files that are mirrored, no index knows. */
static bool needs_index(enum name_kind kind)
{
	return kind != NAME_MIRROR;
}

/* Writes the page; it is good only if the index says so at the end. */
static enum outcome write_named(struct paper *p, const struct name *n, struct page *out)
{
	char space[PATH_ROOM];
	struct buf to = BUF(space);
	struct archive *a = p->capsule->archive;
	leaf_open(p->leaf, "page");
	enum outcome outcome = makers[n->kind](p, n, &to);
	if (outcome == OUT_OK && n->kind != NAME_FRONT && n->kind != NAME_FEED)
		foot_write(p);
	enum archive_state state = needs_index(n->kind) ? archive_end(a) : ARCHIVE_GOOD;
	out->damaged = state == ARCHIVE_BROKEN;
	out->size = p->leaf->size;
	out->fd = leaf_seal(p->leaf);
	if (state != ARCHIVE_GOOD)
		outcome = OUT_BUSY;
	else if (outcome == OUT_OK && out->fd < 0)
		outcome = OUT_FAILED;
	else if (outcome == OUT_ELSEWHERE || outcome == OUT_MOVED)
		uri_encode_path(buf_str(&to), &out->meta);
	if (outcome == OUT_OK && n->kind == NAME_FEED)
		buf_add(&out->meta, STR("application/atom+xml"));
	if (outcome != OUT_OK && out->fd >= 0)
		close(out->fd);
	out->fd = outcome == OUT_OK ? out->fd : -1;
	return outcome;
}

static enum outcome named(const struct site *s, const struct site_ask *ask, unsigned budget_ms, struct page *out)
{
	static struct arena arena;
	static struct leaf leaf; /* large, and a librarian does one thing at a time */
	char space[PATH_ROOM];
	struct buf canonical = BUF(space);
	struct name name;
	const struct site_capsule *c = &s->capsules[ask->capsule];
	if (!name_read((struct str){ ask->path, ask->path_n }, &canonical, &name))
		return OUT_NOT_FOUND;
	enum archive_state state = !needs_index(name.kind) ? ARCHIVE_GOOD
				   : c->archive            ? archive_begin(c->archive, budget_ms)
							   : ARCHIVE_NONE;
	out->damaged = state == ARCHIVE_BROKEN;
	if (state != ARCHIVE_GOOD)
		return state == ARCHIVE_LATE ? OUT_BUSY : OUT_UNREADY;
	struct paper p = {
		.site = s, .capsule = c, .w = c->words, .archive = c->archive, .ask = ask, .m = &arena, .leaf = &leaf
	};
	enum outcome outcome = write_named(&p, &name, out);
	arena_reset(&arena);
	return outcome;
}

static bool is_period(enum name_kind kind)
{
	return kind == NAME_YEAR || kind == NAME_MONTH || kind == NAME_DAY;
}

/* Without an index the folders of the dates are there still. */
static enum outcome make(const struct site *s, const struct site_ask *ask, unsigned budget_ms, struct page *out)
{
	if (ask->kind == NAME_NONE)
		return listing_make(s, ask, &out->fd, &out->size);
	enum outcome outcome = named(s, ask, budget_ms, out);
	if ((outcome != OUT_BUSY && outcome != OUT_UNREADY) || !is_period(ask->kind))
		return outcome;
	enum outcome listed = listing_make(s, ask, &out->fd, &out->size);
	return listed == OUT_OK ? OUT_OK : outcome;
}

enum outcome page_make(const struct site *s, const struct site_ask *ask, unsigned budget_ms, struct page *out)
{
	out->fd = -1;
	out->size = 0;
	out->damaged = false;
	setenv("TZ", s->capsules[ask->capsule].timezone, 1); /* of the times of files, and of today */
	tzset();
	enum outcome outcome = make(s, ask, budget_ms, out);
	if (outcome != OUT_OK || ask->view == PAGE_GEMTEXT || ask->kind == NAME_FEED)
		return outcome;
	return view_of(s, ask, &out->fd, &out->size);
}
