/* roles: small documents, with the role of every line before it; nothing is known of their layouts. */
#include "reading.h"
#include "roles_english.h"
#include "roles_german.h"

#include <string.h>

/* K kicker, H headline, S standfirst, P credit (of a picture), C caption, Y byline, D date, U subheading, L list,
 * B body, F furniture */
static const char letters[] = { [ROLE_NONE] = '?',
	[ROLE_KICKER] = 'K',
	[ROLE_HEADLINE] = 'H',
	[ROLE_STANDFIRST] = 'S',
	[ROLE_CREDIT] = 'P',
	[ROLE_CAPTION] = 'C',
	[ROLE_BYLINE] = 'Y',
	[ROLE_DATE] = 'D',
	[ROLE_SUBHEADING] = 'U',
	[ROLE_LIST] = 'L',
	[ROLE_BODY] = 'B',
	[ROLE_FURNITURE] = 'F' };

/* Everything but the first two bytes of each line. */
static struct str raw_of(const char *text, char *room, size_t size)
{
	struct buf b = { room, 0, size, false };
	struct str rest = str_of(text);
	while (rest.n) {
		struct str line = str_cut(&rest, '\n');
		buf_add(&b, str_sub(line, 2, line.n));
		buf_byte(&b, '\n');
	}
	if (b.full)
		abort();
	return buf_str(&b);
}

/* The next role that is wanted; a line that only goes on with the one before has none. */
static char wanted(struct str *rest)
{
	while (rest->n) {
		struct str line = str_cut(rest, '\n');
		if (line.n > 2 && line.p[0] != ' ')
			return line.p[0];
	}
	return '\0';
}

static void document_check(const struct desk *k, const struct row *row, struct str source)
{
	static char room[1 << 14];
	struct arena a = { 0 };
	struct str rest = str_of(row->text);
	struct str raw = raw_of(row->text, room, sizeof room);
	const struct reading *g = reading_of(k, &a, raw, STR("x.txt"), source);
	CHECK(g->why == NULL, "%s: refused, %s", row->name, g->why);
	for (size_t i = 0; i < g->document.count; i++) {
		const struct line *l = &g->document.lines[i];
		char want = wanted(&rest);
		CHECK(letters[l->role] == want, "%s: %c, want %c: %.*s [%s]", row->name, letters[l->role], want,
			STR_ARG(str_sub(l->text, 0, 60)), l->rule ? l->rule : "");
		CHECK(l->rule, "%s: line %zu has no rule", row->name, i);
	}
	CHECK(wanted(&rest) == '\0', "%s: lines are missing", row->name);
	arena_free(&a);
}

static void documents(const struct desk *k)
{
	for (size_t i = 0; i < sizeof german / sizeof *german; i++)
		document_check(k, &german[i], STR("bote"));
	for (size_t i = 0; i < sizeof nasty / sizeof *nasty; i++)
		document_check(k, &nasty[i], STR("bote"));
	for (size_t i = 0; i < sizeof english / sizeof *english; i++)
		document_check(k, &english[i], STR("courier"));
}

/* ---- the collection ---- */

/* Lines that no rule knows stand in every file of this source. */
static const struct row returning[] = {
	{ "the paper's own lines, one",
		"F Ihr Bote, jeden Tag frisch vom Land\n"
		"F Guten Morgen, liebe Leserinnen und Leser im Landkreis\n"
		"\n"
		"K Gifhorn\n"
		"H Kanuten räumen die Aller auf\n"
		"D 14.03.2015\n"
		"B Vierzig Kanuten haben am Samstag die Aller aufgeräumt und dabei zwei Einkaufswagen und ein Moped "
		"aus dem "
		"Wasser gezogen.\n"
		"F Hinweise nimmt die Redaktion an jedem Werktag von zehn bis zwölf Uhr gerne entgegen.\n"
		"B Die Gemeinde hat den Müll abgeholt.\n"
		"F Bote und Sohn\n" },
	{ "the paper's own lines, two",
		"F Ihr Bote, jeden Tag frisch vom Land\n"
		"F Guten Morgen, liebe Leserinnen und Leser im Landkreis\n"
		"\n"
		"K Gifhorn\n"
		"H Schützen wählen neuen Vorstand\n"
		"D 15.03.2015\n"
		"B Der Schützenverein hat nach langem Streit einen neuen Vorstand gewählt, in dem zum ersten Mal auch "
		"zwei "
		"Frauen sitzen.\n"
		"F Hinweise nimmt die Redaktion an jedem Werktag von zehn bis zwölf Uhr gerne entgegen.\n"
		"B Das alte Schießhaus bleibt vorerst stehen, weil das Geld für ein neues nicht reicht.\n"
		"F Bote und Sohn\n" },
	{ "the paper's own lines, three",
		"F Ihr Bote, jeden Tag frisch vom Land\n"
		"F Guten Morgen, liebe Leserinnen und Leser im Landkreis\n"
		"\n"
		"K Peine\n"
		"H Der Mühlenbach bekommt sein altes Bett zurück\n"
		"D 16.03.2015\n"
		"B Bagger graben seit Montag am Mühlenbach, damit er bis zum Sommer wieder so fließen kann wie vor "
		"hundert "
		"Jahren.\n"
		"B Die Angler haben sich das gewünscht, die Bauern sind dagegen, weil sie Land verlieren.\n"
		"F Bote und Sohn\n" },
	{ "the paper's own lines, four",
		"F Ihr Bote, jeden Tag frisch vom Land\n"
		"\n"
		"K Celle\n"
		"H Ein Café, in dem niemand bezahlen muss\n"
		"D 17.03.2015\n"
		"P Foto: Ida Brandes\n"
		"B In dem neuen Café am Bahnhof gibt jeder, was er kann, und wer nichts hat, der muss auch nichts "
		"geben.\n"
		"F Hinweise nimmt die Redaktion an jedem Werktag von zehn bis zwölf Uhr gerne entgegen.\n"
		"B Getragen wird es von der Kirche und von vielen, die dort mitarbeiten, ohne Geld dafür zu nehmen.\n"
		"F Bote und Sohn\n" },
	{ "the paper's own lines, five",
		"F Guten Morgen, liebe Leserinnen und Leser im Landkreis\n"
		"\n"
		"K Wesendorf\n"
		"H Wer wird neuer Wirt in der Waldschänke?\n"
		"D 18.03.2015\n"
		"P Foto: Ida Brandes\n"
		"B Seit dem Herbst steht die Waldschänke leer, und nun sucht die Gemeinde einen Wirt, der sie wieder "
		"aufmacht.\n"
		"F Hinweise nimmt die Redaktion an jedem Werktag von zehn bis zwölf Uhr gerne entgegen.\n"
		"B Zwei Bewerber gibt es schon.\n"
		"F Bote und Sohn\n" },
};

static void count_lines(void *user, const struct document *d)
{
	struct str lines[64];
	size_t n = 0;
	for (; n < d->count && n < 64; n++)
		lines[n] = d->lines[n].text;
	census_add(user, STR("land"), lines, n);
}

static void collection(const struct desk *plain)
{
	static char room[1 << 14];
	struct desk k = *plain;
	struct census *census = census_make(1 << 20);
	struct reader *r = reader_make(&k);
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof returning / sizeof *returning; i++)
		reader_lines(r, &a, raw_of(returning[i].text, room, sizeof room), count_lines, census);
	reader_free(r);
	arena_free(&a);
	CHECK(census_files(census, STR("land")) == 5, "%u files", census_files(census, STR("land")));
	k.census = census;
	for (size_t i = 0; i < sizeof returning / sizeof *returning; i++)
		document_check(&k, &returning[i], STR("land"));
	/* what returns in another source says nothing here: then such a sentence is text */
	const struct reading *g =
		reading_of(&k, &a, raw_of(returning[0].text, room, sizeof room), STR("x"), STR("elsewhere"));
	CHECK(g->document.lines[6].role == ROLE_BODY, "%s", role_name(g->document.lines[6].role));
	arena_free(&a);
	census_free(census);
}

int main(void)
{
	struct desk k = desk_make();
	documents(&k);
	collection(&k);
	desk_free(&k);
	return unit_done("roles");
}
