/* One line as a credit, as a caption and as a byline; and lists of names. */
#include "fuzz.h"

#include "import/credit.h"

static struct arena arena;

/* A list of names: none of them empty, each one out of the line. */
static void check_names(bool found, struct str names, struct str line)
{
	HOLDS(found == (names.n > 0) && (!found || utf8_valid(names)));
	for (struct str rest = names; rest.n;) {
		struct str name = str_trim(str_cut(&rest, ','));
		HOLDS(name.n && str_find(line, name) < line.n);
	}
}

static void check_join(struct str a, struct str b)
{
	struct str both = credit_join(a, b, &arena);
	HOLDS(str_eq(credit_join(both, b, &arena), both) && str_eq(credit_join(both, a, &arena), both));
	HOLDS(str_eq(credit_join(both, (struct str){ 0 }, &arena), both));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str line = flush_copy(0, data, size);
	struct str names, caption, byline;
	bool credit = credit_read(line, &arena, &names);
	check_names(credit, names, line);
	bool by = byline_read(line, &arena, &byline);
	check_names(by, byline, line);
	check_join(names, byline);
	bool ends = credit_of_caption(line, &arena, &names, &caption);
	check_names(ends, names, line);
	HOLDS(within(caption, line) && ends == (caption.n > 0));
	check_join(names, byline);
	arena_reset(&arena);
	return 0;
}
