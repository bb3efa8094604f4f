#include "page/listing.h"

#include "page/foot.h"
#include "page/leaf.h"
#include "page/shelf.h"
#include "text/label.h"
#include "text/uri.h"

#include <errno.h>
#include <time.h>

enum { LINE = 4096 }; /* room for a link line: an encoded name is at most three times 255 bytes */

static void add_mtime(struct buf *out, time_t t, const struct words *w)
{
	struct tm tm;
	if (localtime_r(&t, &tm))
		date_long(out, (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday }, w);
}

/* Only a page with a date of its own has a label that begins with one: such links are a subscription's entries
 * (companion specification "Subscribing to Gemini pages"). */
static void add_entry_label(struct buf *out, const struct shelf_entry *e, const struct words *w)
{
	if (e->directory && e->own_date) {
		date_weekday_long(out, e->date, w);
		return;
	}
	if (e->directory) {
		label_clean(out, e->name);
		buf_byte(out, '/');
		return;
	}
	if (e->title.n && e->date.year && e->date.day) {
		date_iso(out, e->date);
		buf_byte(out, ' ');
	}
	label_clean(out, e->title.n ? e->title : e->name);
	buf_add(out, STR(" ("));
	label_size(out, e->size, w);
	if (!(e->title.n && e->date.day)) {
		buf_add(out, STR(", "));
		add_mtime(out, e->mtime, w);
	}
	buf_byte(out, ')');
}

static void add_entry(struct leaf *page, const struct shelf_entry *e, const struct words *w)
{
	char space[LINE];
	struct buf line = BUF(space);
	buf_add(&line, STR("=> "));
	/* a colon in the first segment would make it a scheme (RFC 3986, 4.2) */
	if (str_index(e->name, ':') < e->name.n)
		buf_add(&line, STR("./"));
	uri_encode_path(e->name, &line);
	buf_add(&line, e->directory ? STR("/ ") : STR(" "));
	size_t link = line.n;
	add_entry_label(&line, e, w);
	if (line.full)
		line.n = link - 1; /* a title beyond all measure: the name says it */
	leaf_add(page, buf_str(&line));
	leaf_add(page, STR("\n"));
}

static void add_head(struct leaf *page, const struct site_capsule *c, struct str path, size_t count)
{
	char space[LINE], digits[40];
	struct buf head = BUF(space), number = BUF(digits);
	struct date date;
	const struct words *w = c->words;
	bool root = path.n == 1;
	buf_add(&head, STR("# "));
	if (root)
		label_clean(&head, c->title);
	else if (date_of_path(path, &date))
		date_weekday_long(&head, date, w);
	else
		label_clean(&head, path);
	buf_add(&head, STR("\n\n"));
	label_number(&number, count, w);
	struct word_value value = { STR("n"), buf_str(&number) };
	words_fill(&head, w->word[count == 0 ? WORD_NO_ENTRIES : count == 1 ? WORD_ENTRY : WORD_ENTRIES], &value, 1);
	buf_byte(&head, '\n');
	if (!root) {
		buf_add(&head, STR("\n=> ../ "));
		buf_add(&head, w->word[WORD_UP]);
		buf_add(&head, STR("\n=> / "));
		buf_add(&head, w->word[WORD_FRONT_PAGE]);
		buf_byte(&head, '\n');
	}
	if (count)
		buf_byte(&head, '\n');
	leaf_add(page, buf_str(&head));
}

enum outcome listing_make(const struct site *s, const struct site_ask *ask, int *fd, uint64_t *size)
{
	struct shelf shelf;
	struct arena arena = { 0 };
	static struct leaf page; /* large, and a librarian does one thing at a time */
	const struct site_capsule *c = &s->capsules[ask->capsule];
	struct str path = { ask->path, ask->path_n };
	struct paper foot = {
		.site = s, .capsule = c, .w = c->words, .ask = ask, .m = &arena, .leaf = &page, .begun = true
	};
	if (!shelf_read(&shelf, s, c, path)) {
		shelf_free(&shelf);
		return errno ? OUT_FAILED : OUT_NOT_FOUND;
	}
	leaf_open(&page, "listing");
	add_head(&page, c, path, shelf.count);
	for (size_t i = 0; i < shelf.count; i++)
		add_entry(&page, &shelf.entry[i], c->words);
	shelf_free(&shelf);
	foot_write(&foot);
	arena_free(&arena);
	*size = page.size;
	*fd = leaf_seal(&page);
	return *fd < 0 ? OUT_FAILED : OUT_OK;
}
