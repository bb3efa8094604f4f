#include "page/page.h"

#include "page/leaf.h"
#include "page/listing.h"
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

enum outcome page_make(const struct site *s, const struct site_ask *ask, unsigned budget_ms, struct page *out)
{
	const struct site_capsule *c = &s->capsules[ask->capsule];
	struct str path = { ask->path, ask->path_n };
	(void)budget_ms;
	out->fd = -1;
	out->size = 0;
	setenv("TZ", c->timezone, 1); /* of the times of files */
	tzset();
	enum outcome outcome = listing_make(s, c, path, &out->fd, &out->size);
	return outcome == OUT_OK && ask->view != PAGE_GEMTEXT ? view_of(s, ask, &out->fd, &out->size) : outcome;
}
