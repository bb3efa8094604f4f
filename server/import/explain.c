#include "import/explain.h"

#include "import/sheet.h"

enum { SHOWN = 200 }; /* bytes of a line */

static void print(FILE *out, struct str s)
{
	char room[SHOWN * 4 + 8];
	struct buf b = BUF(room);
	struct str shown = utf8_fit(s, SHOWN);
	buf_escape(&b, shown);
	buf_add(&b, shown.n < s.n ? STR(" …") : STR(""));
	fwrite(b.p, 1, b.n, out);
}

static void print_lines(FILE *out, const struct reading *g)
{
	for (size_t i = 0; i < g->document.count; i++) {
		const struct line *l = &g->document.lines[i];
		fprintf(out, "%5u  %-11s ", l->number, role_name(l->role));
		print(out, l->text);
		fprintf(out, "\n                   [%s", l->rule ? l->rule : "no rule");
		if (l->core.n && !str_eq(l->core, l->text)) {
			fputs("; of it: ", out);
			print(out, l->core);
		}
		fputs("]\n", out);
	}
}

static void print_values(FILE *out, const struct reading *g)
{
	const struct story *s = &g->story;
	for (size_t key = 0; key < ARTICLE_KEY_COUNT; key++) {
		if (s->value[key].n == 0)
			continue;
		fprintf(out, "%.*s: ", STR_ARG(s->words->article_key[key]));
		print(out, s->value[key]);
		fprintf(out, "\n                   [%s]\n", s->rule[key] ? s->rule[key] : "no rule");
	}
}

void explain_print(FILE *out, const struct reading *g)
{
	char room[256];
	struct buf path = BUF(room);
	print(out, g->name);
	fprintf(out, "\nprofile %s, charset %s\n\n", g->profile && *g->profile ? g->profile : "none",
		g->charset ? g->charset : "unknown");
	print_lines(out, g);
	fputc('\n', out);
	if (g->why) {
		fprintf(out, "refused: %s\n", g->why);
		return;
	}
	print_values(out, g);
	sheet_path(&g->story, (struct str){ 0 }, STR("article"), &path);
	fprintf(out, "\nwould lie at %.*s\n", STR_ARG(buf_str(&path)));
}
