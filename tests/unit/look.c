/* look: ends of sentences, marks of lists, and what the form of one line says. */
#include "import/look.h"

#include "unit.h"

static const struct date today = { 2026, 1, 31 };

static void sentences(void)
{
	static const struct {
		const char *text;
		bool is;
	} rows[] = {
		{ "Der Rat tagt am Montag.", true },
		{ "Was nun?", true },
		{ "Endlich!", true },
		{ "Und dann …", true },
		{ "Who knows?!", true },
		{ "And so on...", true },
		{ "„Das war knapp.“", true },
		{ "„Das war knapp“.", true },
		{ "»Das war knapp.«", true },
		{ "«Das war knapp.»", true },
		{ "‚Das war knapp.‘", true },
		{ "“It was close.”", true },
		{ "\"It was close.\"", true },
		{ "'It was close.'", true },
		{ "(Der Eintritt ist frei.)", true },
		{ "[The entrance is free.]", true },
		{ "„Kommt (bitte alle!)“", true },
		{ "(\"Is that so?\")", true },
		{ "Das war knapp. “", true },
		{ "Der Eintritt ist frei. (red)", true },
		{ "Der Eintritt ist frei! (red)", true },
		{ "Warum eigentlich nicht? (kt/ib)", true },
		{ "Er wohnt in der Nummer 12.", true },
		{ "Der Ball ist rund. Das Spiel dauert 90 Minuten.", true },
		{ "Sie gründeten die Meyer & Co.", true },
		{ "Rund 80 Mio.", true },
		{ "The talks ended at 5 p.m.", false },
		{ "Förderverein e. V.", false },
		{ "Förderverein e.V.", false },
		{ "Äpfel, Birnen, Quitten u. a.", false },
		{ "Johann S.", false },
		{ "J.", false },
		{ "Äpfel u. Ä.", true }, /* a letter of two bytes is believed */
		{ "Neue Brücke über die Aller", false },
		{ "New bridge across the river", false },
		{ "Die wichtigsten Punkte:", false },
		{ "Erst der Regen, dann", false },
		{ "Montag, Dienstag,", false },
		{ "Der Eintritt ist frei (red)", false },
		{ "Der Eintritt ist frei. Mehr dazu", false },
		{ "Ausgabe 4.12", false },
		{ "\"\"", false },
		{ "„“", false },
		{ "()", false },
		{ "(red)", false },
		{ "(", false },
		{ ")", false },
		{ ")))))))) ((((((((", false },
		{ "((((((((((((((((((((.))))))))))))))))))))", true },
		{ ".", true },
		{ "!", true },
		{ "…", true },
		{ "", false },
		{ " ", false },
		{ "\xe2\x80", false },
		{ "\xff.", true },
		{ "ende\xff", false },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK(look_sentence(str_of(rows[i].text)) == rows[i].is, "\"%s\"", rows[i].text);
	/* what a view ends before does not count */
	CHECK(!look_sentence((struct str){ "Der Rat tagt.", 12 }), "cut before its full stop");
}

static void bullets(void)
{
	static const struct {
		const char *text;
		size_t n;
	} rows[] = {
		{ "• Mehl", 4 },
		{ "•Mehl", 3 },
		{ "· Mehl", 3 },
		{ "* Mehl", 2 },
		{ "- Mehl", 2 },
		{ "– Mehl", 4 },
		{ "— Mehl", 4 },
		{ "▪ Mehl", 4 },
		{ "■ Mehl", 4 },
		{ "● Mehl", 4 },
		{ "◦ Mehl", 4 },
		{ "► Mehl", 4 },
		{ "▶ Mehl", 4 },
		{ "+ Mehl", 2 },
		{ "- - Mehl", 2 },
		{ "-Mehl", 0 },
		{ "–Mehl", 0 },
		{ "*Mehl*", 0 },
		{ "+49 5361 12345", 0 },
		{ "1. Mehl", 0 },
		{ "1) Mehl", 0 },
		{ "a) Mehl", 0 },
		{ "Mehl - gesiebt", 0 },
		{ "- ", 0 },
		{ "• ", 3 }, /* the mark alone; what follows is nothing but a space */
		{ "-", 0 },
		{ "•", 0 },
		{ "", 0 },
		{ "\xe2\x80", 0 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK(look_bullet(str_of(rows[i].text)) == rows[i].n, "\"%s\": %zu", rows[i].text,
			look_bullet(str_of(rows[i].text)));
}

/* What is said of a line: s a sentence, c a capital, b a list's mark, t a path or a menu. */
static const char *flags_of(const struct look *k, char room[5])
{
	size_t n = 0;
	if (k->sentence)
		room[n++] = 's';
	if (k->capital)
		room[n++] = 'c';
	if (k->bullet)
		room[n++] = 'b';
	if (k->trail)
		room[n++] = 't';
	room[n] = '\0';
	return room;
}

static void forms(void)
{
	static const struct {
		const char *text;
		unsigned words, digits;
		const char *flags;
	} rows[] = {
		{ "Der Rat tagt am Montag.", 5, 0, "sc" },
		{ "der Rat tagt am Montag.", 5, 0, "s" },
		{ "Neue Brücke über die Aller", 5, 0, "c" },
		{ "Älter als gedacht", 3, 0, "c" },
		{ "über die Aller", 3, 0, "" },
		{ "Élan vital", 2, 0, "c" },
		{ "Żabno", 1, 0, "c" },
		{ "москва", 1, 0, "" },
		{ "Москва не верит слезам.", 4, 0, "sc" },
		{ "東京", 1, 0, "c" },
		{ "28.06.2018", 1, 8, "c" },
		{ "14 Uhr", 2, 2, "c" },
		{ "„So nicht“", 2, 0, "c" },
		{ "“Not like this”", 3, 0, "c" },
		{ "\"Not like this\"", 3, 0, "c" },
		{ "»So nicht«", 2, 0, "c" },
		{ "Start > Lokales > Gifhorn", 3, 0, "ct" },
		{ "Start » Lokales", 2, 0, "ct" },
		{ "Start › Lokales", 2, 0, "ct" },
		{ "Lokales | Sport | Kultur", 3, 0, "ct" },
		{ "Kultur / Gifhorn", 2, 0, "ct" },
		{ "Home · News · Sport", 3, 0, "ct" },
		{ "Home • News", 2, 0, "ct" },
		{ "Home :: News", 2, 0, "ct" },
		{ "Start → Lokales", 2, 0, "ct" },
		{ "← Vorheriger Beitrag", 2, 0, "ct" },
		{ "Nächster Beitrag →", 2, 0, "ct" },
		{ "Weiter »", 1, 0, "ct" },
		{ "A>B", 1, 0, "c" },
		{ "Kultur/Gifhorn", 1, 0, "c" },
		{ "Was kostet das – und wer zahlt es?", 7, 0, "sc" },
		{ "- 200 g Mehl", 3, 3, "b" },
		{ "• Mehl", 1, 0, "cb" },
		{ "…", 0, 0, "sc" },
		{ "– – –", 0, 0, "cb" },
		{ "* * *", 0, 0, "b" },
		{ "+++ Eilmeldung +++", 1, 0, "" },
		{ "(dpa)", 1, 0, "" },
		{ "http://courier.example/a", 1, 0, "" },
		{ "E-Mail: post@bote.example", 2, 0, "c" },
		{ "3:2 (1:1)", 2, 4, "c" },
		{ "don't", 1, 0, "" },
		{ "Müller-Lüdenscheidt", 1, 0, "c" },
	};
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct look k;
		char flags[5];
		look_at(str_of(rows[i].text), WHEN_DMY, today, &a, &k);
		CHECK(k.words == rows[i].words && k.digits == rows[i].digits, "\"%s\": %u words, %u digits",
			rows[i].text, k.words, k.digits);
		CHECK(str_eq(str_of(flags_of(&k, flags)), str_of(rows[i].flags)), "\"%s\": %s, want %s", rows[i].text,
			flags, rows[i].flags);
		CHECK(k.seen == 0, "nobody counted");
	}
	arena_free(&a);
}

static void people(void)
{
	static const struct {
		const char *text;
		char what; /* p a credit, y a byline, n a caption with a credit behind it, - none */
		const char *names, *caption;
	} rows[] = {
		{ "Foto: Ida Brandes", 'p', "Ida Brandes", "" },
		{ "Foto: Ida Brandes Foto: Ida Brandes", 'p', "Ida Brandes", "" },
		{ "Photo: Jane Doe", 'p', "Jane Doe", "" },
		{ "Von Kai Tönnies", 'y', "Kai Tönnies", "" },
		{ "By Jane Doe", 'y', "Jane Doe", "" },
		{ "By Jane Doe jane.doe@courier.example", 'y', "Jane Doe", "" },
		{ "Die Wehrleute üben am Kanal. Foto: Ida Brandes", 'n', "Ida Brandes",
			"Die Wehrleute üben am Kanal." },
		{ "The crew at work. Photo: Jane Doe", 'n', "Jane Doe", "The crew at work." },
		{ "Von Wolfsburg nach Gifhorn", '-', "", "" },
		{ "By the river", '-', "", "" },
		{ "Das Foto zeigt die Brücke.", '-', "", "" },
		{ "jane.doe@courier.example", '-', "", "" },
		{ "@", '-', "", "" },
	};
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct look k;
		look_at(str_of(rows[i].text), WHEN_DMY, today, &a, &k);
		char what = k.credit ? 'p' : k.byline ? 'y' : k.caption.n ? 'n' : '-';
		CHECK(what == rows[i].what, "\"%s\": %c", rows[i].text, what);
		CHECK(!(k.credit && k.byline) && !(k.credit && k.caption.n), "\"%s\" is one thing", rows[i].text);
		if (what != '-')
			CHECK_STR(k.names, str_of(rows[i].names));
		CHECK_STR(k.caption, str_of(rows[i].caption));
	}
	arena_free(&a);
}

static void dates(void)
{
	static const struct {
		const char *text;
		enum when_order order;
		size_t count;
		const char *first;
		enum when_kind kind;
	} rows[] = {
		{ "28.06.2018", WHEN_DMY, 1, "2018-06-28", WHEN_ALONE },
		{ "03/04/2018", WHEN_DMY, 1, "2018-04-03", WHEN_ALONE },
		{ "03/04/2018", WHEN_MDY, 1, "2018-03-04", WHEN_ALONE },
		{ "Gifhorn, 28. Juni 2018", WHEN_DMY, 1, "2018-06-28", WHEN_STANDING },
		{ "Published June 28, 2018", WHEN_DMY, 1, "2018-06-28", WHEN_PUBLISHED },
		{ "28.06.2018, aktualisiert 29.06.2018", WHEN_DMY, 2, "2018-06-28", WHEN_ALONE },
		{ "1.1.2001 2.2.2002 3.3.2003 4.4.2004 5.5.2005", WHEN_DMY, LOOK_DATES, "2001-01-01", WHEN_NONE },
		{ "31.02.2018", WHEN_DMY, 0, "", WHEN_NONE },
		{ "01.02.2026", WHEN_DMY, 0, "", WHEN_NONE }, /* tomorrow */
		{ "31.01.2026", WHEN_DMY, 1, "2026-01-31", WHEN_ALONE },
		{ "Neue Brücke", WHEN_DMY, 0, "", WHEN_NONE },
	};
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct look k;
		char room[16];
		struct buf b = BUF(room);
		look_at(str_of(rows[i].text), rows[i].order, today, &a, &k);
		CHECK(k.when_count == rows[i].count, "\"%s\": %zu dates", rows[i].text, k.when_count);
		if (k.when_count == 0)
			continue;
		date_iso(&b, k.when[0].date);
		CHECK_STR(buf_str(&b), str_of(rows[i].first));
		CHECK(rows[i].kind == WHEN_NONE || k.when[0].kind == rows[i].kind, "\"%s\": kind %d", rows[i].text,
			k.when[0].kind);
	}
	arena_free(&a);
}

/* What stop words tell: of text much, of a menu nothing. */
static void density(void)
{
	static const struct {
		const char *text;
		unsigned least, most;
	} rows[] = {
		{ "Die Brücke, die seit dem Herbst gesperrt war, ist wieder für alle offen.", 40, 80 },
		{ "The bridge that has been closed since autumn is now open to all of them again.", 40, 80 },
		{ "Gifhorn Wolfsburg Peine Celle", 0, 0 },
		{ "TSV Ehra 3:2 MTV Gamsen", 0, 0 },
		{ "", 0, 0 },
		{ "...", 0, 0 },
	};
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct look k;
		look_at(str_of(rows[i].text), WHEN_DMY, today, &a, &k);
		CHECK(k.stop >= rows[i].least && k.stop <= rows[i].most, "\"%s\": %u", rows[i].text, k.stop);
	}
	arena_free(&a);
}

/* A line of a megabyte is text, and nothing is looked for in it twice. */
static void long_lines(void)
{
	static const char *const pieces[] = { "a", "Foto: A ", "Von Kai ", ")", "“", "\xff", "1.1.2001 ", " > ", "@" };
	static char line[1 << 20];
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct str piece = str_of(pieces[i]);
		struct look k;
		for (size_t at = 0; at < sizeof line; at++)
			line[at] = piece.p[at % piece.n];
		look_at((struct str){ line, sizeof line }, WHEN_DMY, today, &a, &k);
		CHECK(!k.credit && !k.byline && !k.trail && k.caption.n == 0, "\"%s\"", pieces[i]);
		for (size_t w = 0; w < k.when_count; w++)
			CHECK(k.when[w].kind == WHEN_IN_TEXT, "a date of kind %d", k.when[w].kind);
		arena_reset(&a);
	}
	arena_free(&a);
}

int main(void)
{
	sentences();
	bullets();
	forms();
	people();
	dates();
	density();
	long_lines();
	return unit_done("look");
}
