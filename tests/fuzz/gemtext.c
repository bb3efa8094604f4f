/* A document, line by line. */
#include "fuzz.h"

#include "text/gemtext.h"

static void check_line(struct str raw, bool before, bool after, const struct gem_line *line)
{
	HOLDS(line->text.p && line->url.p && within(line->text, raw) && within(line->url, raw));
	HOLDS((before != after) == (line->type == GEM_PRE_TOGGLE));
	HOLDS(!before || line->type == GEM_PRE || line->type == GEM_PRE_TOGGLE);
	HOLDS(before || line->type != GEM_PRE);
	HOLDS((line->type == GEM_HEADING) == (line->level >= 1 && line->level <= 3));
	HOLDS((line->type == GEM_LINK) == (line->url.n > 0));
	HOLDS(!holds_byte(line->url, ' ') && !holds_byte(line->url, '\t'));
	if (line->type == GEM_PRE)
		HOLDS(line->text.n == raw.n || (line->text.n + 1 == raw.n && raw.p[raw.n - 1] == '\r'));
	else if (line->type != GEM_TEXT)
		HOLDS(str_eq(line->text, str_trim(line->text)));
}

/* Nothing is lost: what is not in a view is markup, white space, a byte order mark or the line's CR. */
static void check_loss(struct str raw, const struct gem_line *line)
{
	size_t kept = line->text.n + line->url.n, lost = 0;
	for (size_t i = 0; i < raw.n; i++)
		lost += strchr("#*>=` \t\r\xef\xbb\xbf", raw.p[i]) != NULL && raw.p[i];
	HOLDS(raw.n - kept <= lost);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = flush_copy(0, data, size);
	for (bool pre = false; rest.n;) {
		struct str raw = str_cut(&rest, '\n');
		struct str edge = flush_copy(1, raw.p, raw.n);
		bool before = pre;
		struct gem_line line = gem_read(edge, &pre);
		check_line(edge, before, pre, &line);
		check_loss(edge, &line);
	}
	return 0;
}
