#include "unit.h"

#include "import/credit.h"

static struct arena arena;

/* names NULL: it is none. */
struct row {
	const char *text, *names;
};

static const struct row credits[] = {
	{ "Foto: Magdalena Sydow", "Magdalena Sydow" },
	{ "Foto: Magdalena Sydow Foto: Magdalena Sydow", "Magdalena Sydow" },
	{ "Foto: Magdalena Sydow Foto: magdalena sydow Foto: Ida Brandes", NULL },
	{ "Foto: Kai Tönnies Foto: KAI TÖNNIES Foto: Ida Brandes", "Kai Tönnies, Ida Brandes" },
	{ "Foto: Magdalena SydowFoto: Magdalena Sydow", "Magdalena Sydow" },
	{ "Foto:Magdalena Sydow", "Magdalena Sydow" },
	{ "Foto : Magdalena Sydow", "Magdalena Sydow" },
	{ "FOTO: MAGDALENA SYDOW", "MAGDALENA SYDOW" },
	{ "foto: Magdalena Sydow", "Magdalena Sydow" },
	{ "Fotos: Kai Tönnies, Ida Brandes", "Kai Tönnies, Ida Brandes" },
	{ "Fotos: Kai Tönnies und Ida Brandes", "Kai Tönnies, Ida Brandes" },
	{ "Fotos: Kai Tönnies (2), Ida Brandes (3)", "Kai Tönnies, Ida Brandes" },
	{ "Foto: Kai Tönnies.", "Kai Tönnies" },
	{ "(Foto: Kai Tönnies)", "Kai Tönnies" },
	{ "[Foto: Kai Tönnies]", "Kai Tönnies" },
	{ "(Foto: Kai Tönnies).", "Kai Tönnies" },
	{ "Foto: Kai Tönnies/dpa", "Kai Tönnies/dpa" },
	{ "Foto: Kai Tönnies / dpa", "Kai Tönnies / dpa" },
	{ "Foto: Kai Tönnies (dpa)", "Kai Tönnies (dpa)" },
	{ "Foto: Kai Tönnies (Archiv)", "Kai Tönnies" },
	{ "Foto: Kai Tönnies/dpa/Archivbild", "Kai Tönnies/dpa/Archivbild" },
	{ "Bild: Kai Tönnies/dpa", "Kai Tönnies/dpa" },
	{ "Bild: picture alliance/dpa", "picture alliance/dpa" },
	{ "Foto: picture alliance / Kai Tönnies / dpa", "picture alliance / Kai Tönnies / dpa" },
	{ "Foto: imago images/Kai Tönnies", "imago images/Kai Tönnies" },
	{ "Foto: dpa", "dpa" },
	{ "Foto: dpa-Zentralbild", "dpa-Zentralbild" },
	{ "Foto: privat", "privat" },
	{ "Foto: Privat", "Privat" },
	{ "Foto: kt", "kt" },
	{ "Foto: Archiv", "Archiv" },
	{ "Foto: Stadt Wolfsburg", "Stadt Wolfsburg" },
	{ "Foto: Feuerwehr Wolfsburg", "Feuerwehr Wolfsburg" },
	{ "Foto: Volkswagen AG", "Volkswagen AG" },
	{ "Foto: Freunde der Kunst e. V.", "Freunde der Kunst e. V." },
	{ "Foto: stock.adobe.com", "stock.adobe.com" },
	{ "Foto: fotolia.com - Kai Tönnies", "fotolia.com - Kai Tönnies" },
	{ "Foto: Kai-Uwe von der Heide", "Kai-Uwe von der Heide" },
	{ "Foto: K. Tönnies", "K. Tönnies" },
	{ "Foto: Dr. Kai Tönnies", "Dr. Kai Tönnies" },
	{ "Foto von Kai Tönnies", "Kai Tönnies" },
	{ "Symbolfoto: Kai Tönnies", "Kai Tönnies" },
	{ "Archivfoto: Kai Tönnies", "Kai Tönnies" },
	{ "Foto (Archiv): Kai Tönnies", "Kai Tönnies" },
	{ "Foto/Archiv: Kai Tönnies", "Kai Tönnies" },
	{ "Foto/Montage: Kai Tönnies", "Kai Tönnies" },
	{ "Text und Fotos: Kai Tönnies", "Kai Tönnies" },
	{ "Text: Kai Tönnies Foto: Ida Brandes", "Ida Brandes" },
	{ "Text: Kai Tönnies, Foto: Ida Brandes", "Ida Brandes" },
	{ "Text: Kai Tönnies | Foto: Ida Brandes", "Ida Brandes" },
	{ "Grafik: Ida Brandes", "Ida Brandes" },
	{ "Quelle: Polizei Wolfsburg", "Polizei Wolfsburg" },
	{ "Bildquelle: Ida Brandes", "Ida Brandes" },
	{ "Foto: Foto: Ida Brandes", "Ida Brandes" },
	{ "© Ida Brandes", "Ida Brandes" },
	{ "© Ida Brandes/dpa", "Ida Brandes/dpa" },
	{ "© dpa", "dpa" },
	{ "(c) Ida Brandes", "Ida Brandes" },
	{ "© Foto: Ida Brandes", "Ida Brandes" },
	{ "Foto: © Ida Brandes", "Ida Brandes" },
	{ "Copyright: Ida Brandes", "Ida Brandes" },
	{ "Photo: Jane Doe", "Jane Doe" },
	{ "Photograph: Jane Doe", "Jane Doe" },
	{ "Photograph: Jane Doe/The Guardian", "Jane Doe/The Guardian" },
	{ "Photo by Jane Doe", "Jane Doe" },
	{ "Photo courtesy of Jane Doe", "Jane Doe" },
	{ "Photos: Jane Doe and John Roe", "Jane Doe, John Roe" },
	{ "Image: Jane Doe", "Jane Doe" },
	{ "Picture: Jane Doe/PA", "Jane Doe/PA" },
	{ "Credit: Jane Doe", "Jane Doe" },
	{ "Photo credit: Jane Doe", "Jane Doe" },
	{ "Image credit: NASA", "NASA" },
	{ "Image: Jane Doe via Getty Images", "Jane Doe via Getty Images" },
	{ "AP Photo/Mary Roe", "AP Photo/Mary Roe" },
	{ "(AP Photo/Mary Roe)", "AP Photo/Mary Roe" },
	{ "REUTERS/Kai Tönnies", "REUTERS/Kai Tönnies" },
	{ "Kai Tönnies/dpa", "Kai Tönnies/dpa" },
	{ "Foto Magdalena Sydow", "Magdalena Sydow" },
	{ "Foto dpa", "dpa" },
	{ "Fotos Kai Tönnies, Ida Brandes", "Kai Tönnies, Ida Brandes" },
	{ "• Foto: Ida Brandes", "Ida Brandes" },
	{ "Foto: Ida Brandes |", "Ida Brandes" },
	{ "Foto: Ida Brandes 2018", "Ida Brandes" },
	/* none */
	{ "", NULL },
	{ "Foto", NULL },
	{ "Foto:", NULL },
	{ "Foto: ", NULL },
	{ "Foto: .", NULL },
	{ "Foto: -", NULL },
	{ "Foto: 12", NULL },
	{ "()", NULL },
	{ "©", NULL },
	{ "Fotos", NULL },
	{ "Fotogalerie", NULL },
	{ "Foto Galerie", NULL },
	{ "Photo Gallery", NULL },
	{ "Foto des Tages", NULL },
	{ "Bild der Woche", NULL },
	{ "Fotos Videos Karten", NULL },
	{ "Foto: Die Kinder freuen sich über das neue Gerüst.", NULL },
	{ "Foto: Bürgermeister Müller übergibt den Preis", NULL },
	{ "Foto: Blick auf den Turm", NULL },
	{ "Foto: Kai Tönnies. Die Polizei sucht ihn.", NULL },
	{ "Fotografen treffen sich in Wolfsburg", NULL },
	{ "Fotografie ist ihre Leidenschaft.", NULL },
	{ "Bild: So sieht es heute dort aus", NULL },
	{ "Auf dem Foto: Kai Tönnies", NULL },
	{ "Das Foto zeigt Kai Tönnies.", NULL },
	{ "Text: Kai Tönnies", NULL },
	{ "Kai Tönnies", NULL },
	{ "Wolfsburg/Gifhorn", NULL },
	{ "Vorbild: Kai Tönnies", NULL },
	{ "© 2018 Allerbote Verlag", NULL },
	{ "© Allerbote Verlag", NULL },
	{ "© Allerbote Verlags GmbH", NULL },
	{ "Copyright © 2018 Allerbote", NULL },
	{ "© Alle Rechte vorbehalten", NULL },
	{ "Alle Rechte vorbehalten", NULL },
	{ "All rights reserved", NULL },
	{ "© 2018 All rights reserved", NULL },
	{ "Photos of the year", NULL },
	{ "Photo: The mayor opens the bridge.", NULL },
	{ "Pictures: How the town has changed", NULL },
	{ "Credit: Where it is due", NULL },
	{ "Credit cards are accepted here", NULL },
	{ "Image problems for the council", NULL },
	{ "Foto: \xff\xfe", NULL },
	{ "Foto: \xc3", NULL },
	{ "Foto: Foto: Foto: Foto: Foto:", NULL },
	{ "((((((((((((((((((((((((", NULL },
	{ "©©©©©©©©", NULL },
};

static const struct {
	const char *text, *caption, *names;
} captions[] = {
	{ "Der Turm am Abend. Foto: Kai Tönnies", "Der Turm am Abend.", "Kai Tönnies" },
	{ "Der Turm am Abend Foto: Kai Tönnies", "Der Turm am Abend", "Kai Tönnies" },
	{ "Der Turm am Abend.Foto: Kai Tönnies", "Der Turm am Abend.", "Kai Tönnies" },
	{ "Der Turm (Foto: Kai Tönnies)", "Der Turm", "Kai Tönnies" },
	{ "Der Turm. (Foto: Kai Tönnies)", "Der Turm.", "Kai Tönnies" },
	{ "Der Turm am Abend. © Kai Tönnies/dpa", "Der Turm am Abend.", "Kai Tönnies/dpa" },
	{ "Der Turm am Abend | Foto: Kai Tönnies", "Der Turm am Abend", "Kai Tönnies" },
	{ "Der Turm am Abend – Foto: Kai Tönnies", "Der Turm am Abend", "Kai Tönnies" },
	{ "Der Turm am Abend. Foto: Kai Tönnies/dpa", "Der Turm am Abend.", "Kai Tönnies/dpa" },
	{ "Der Turm am Abend. Fotos: Kai Tönnies, Ida Brandes", "Der Turm am Abend.", "Kai Tönnies, Ida Brandes" },
	{ "„Ein Turm ist ein Turm.“ Foto: Kai Tönnies", "„Ein Turm ist ein Turm.“", "Kai Tönnies" },
	{ "Der Turm am Abend. Archivfoto: Kai Tönnies", "Der Turm am Abend.", "Kai Tönnies" },
	{ "Der Turm am Abend. Foto: Kai Tönnies (Archiv)", "Der Turm am Abend.", "Kai Tönnies" },
	{ "Der Turm am Abend. Foto Kai Tönnies", "Der Turm am Abend.", "Kai Tönnies" },
	{ "Der Turm am Abend (Kai Tönnies/dpa)", "Der Turm am Abend", "Kai Tönnies/dpa" },
	{ "The tower at dusk. Photo: Jane Doe", "The tower at dusk.", "Jane Doe" },
	{ "The tower at dusk. Photo by Jane Doe", "The tower at dusk.", "Jane Doe" },
	{ "The tower at dusk. (AP Photo/Mary Roe)", "The tower at dusk.", "AP Photo/Mary Roe" },
	{ "The tower at dusk Photograph: Jane Doe", "The tower at dusk", "Jane Doe" },
	{ "The tower at dusk (Image: Jane Doe)", "The tower at dusk", "Jane Doe" },
	{ "Der Turm (links) am Abend. Foto: Kai Tönnies", "Der Turm (links) am Abend.", "Kai Tönnies" },
	{ "Wolfsburg: Der Turm am Abend. Foto: Kai Tönnies", "Wolfsburg: Der Turm am Abend.", "Kai Tönnies" },
	{ "Foto: Kai Tönnies", NULL, NULL },
	{ "", NULL, NULL },
	{ "F", NULL, NULL },
	{ "Der Turm am Abend.", NULL, NULL },
	{ "Auf dem Foto: Kai Tönnies", NULL, NULL },
	{ "Unser Foto: Kai Tönnies", NULL, NULL },
	{ "Im Bild: Kai Tönnies und Ida Brandes", NULL, NULL },
	{ "Der Turm. Foto: Die Kinder freuen sich über den Turm.", NULL, NULL },
	{ "Der Turm (Foto: Kai Tönnies) ist alt.", NULL, NULL },
	{ "Der Turm (1890) in Wolfsburg/Gifhorn", NULL, NULL },
	{ "Wer ein Foto von Kai Tönnies sieht, staunt.", NULL, NULL },
	{ "Der Turm. © 2018 Allerbote Verlag", NULL, NULL },
	{ "Der Trainer sagte: Das war knapp.", NULL, NULL },
	{ "Er hat die Quelle: Ein Brunnen.", NULL, NULL },
	{ "\xff Foto: \xff", NULL, NULL },
};

static const struct row bylines[] = {
	{ "Von Kai Tönnies", "Kai Tönnies" },
	{ "von Kai Tönnies", "Kai Tönnies" },
	{ "VON KAI TÖNNIES", "KAI TÖNNIES" },
	{ "Von Kai Tönnies.", "Kai Tönnies" },
	{ "Von Kai Tönnies:", "Kai Tönnies" },
	{ "Von Kai Tönnies und Ida Brandes", "Kai Tönnies, Ida Brandes" },
	{ "Von Kai Tönnies, Ida Brandes und Jo Meier", "Kai Tönnies, Ida Brandes, Jo Meier" },
	{ "Von Kai Tönnies und Kai Tönnies", "Kai Tönnies" },
	{ "Von Kai Tönnies | 28.06.2018", "Kai Tönnies" },
	{ "Von Kai Tönnies | Wolfsburg", "Kai Tönnies" },
	{ "Von Kai Tönnies, Wolfsburg", "Kai Tönnies" },
	{ "Von Kai Tönnies, 28.06.2018, 12:30 Uhr", "Kai Tönnies" },
	{ "Von Kai Tönnies, dpa", "Kai Tönnies" },
	{ "Von Kai Tönnies (dpa)", "Kai Tönnies" },
	{ "Von Kai Tönnies, Bad Harzburg", "Kai Tönnies" },
	{ "Von Kai Tönnies aus Berlin", "Kai Tönnies" },
	{ "Von Dr. Kai Tönnies", "Dr. Kai Tönnies" },
	{ "Von K. Tönnies", "K. Tönnies" },
	{ "Von Ursula von der Heide", "Ursula von der Heide" },
	{ "Von Kai-Uwe Meier-Schulze", "Kai-Uwe Meier-Schulze" },
	{ "Von unserem Redakteur Kai Tönnies", "Kai Tönnies" },
	{ "Von unserer Korrespondentin Ida Brandes, Berlin", "Ida Brandes" },
	{ "Von Redakteurin Ida Brandes", "Ida Brandes" },
	{ "Von dpa", "dpa" },
	{ "Text: Kai Tönnies", "Kai Tönnies" },
	{ "Text: Kai Tönnies Foto: Ida Brandes", "Kai Tönnies" },
	{ "Autor: Kai Tönnies", "Kai Tönnies" },
	{ "Autorin: Ida Brandes", "Ida Brandes" },
	{ "Autoren: Kai Tönnies, Ida Brandes", "Kai Tönnies, Ida Brandes" },
	{ "Author: Jane Doe", "Jane Doe" },
	{ "By Jane Doe", "Jane Doe" },
	{ "BY JANE DOE", "JANE DOE" },
	{ "by Jane Doe", "Jane Doe" },
	{ "By Jane Doe and John Roe", "Jane Doe, John Roe" },
	{ "By Jane Doe, Staff Writer", "Jane Doe" },
	{ "By Jane Doe, Associated Press", "Jane Doe" },
	{ "By Jane Doe in London", "Jane Doe" },
	{ "By Jane M. O'Neill", "Jane M. O'Neill" },
	{ "By Jane O’Neill", "Jane O’Neill" },
	{ "Written by Jane Doe", "Jane Doe" },
	{ "Kai Tönnies, Redaktion", "Kai Tönnies" },
	{ "Jane Doe, Staff Writer", "Jane Doe" },
	{ "Ein Kommentar von Kai Tönnies", "Kai Tönnies" },
	{ "Das Gespräch führte Ida Brandes", "Ida Brandes" },
	{ "Von Will Smith", "Will Smith" },
	/* none */
	{ "", NULL },
	{ "Von", NULL },
	{ "Von ", NULL },
	{ "By ", NULL },
	{ "Von Wolfsburg nach Gifhorn", NULL },
	{ "Von heute an gilt", NULL },
	{ "Von Wolfsburg", NULL },
	{ "Von Bad Harzburg", NULL },
	{ "Von Braunschweig und Wolfsburg", NULL },
	{ "Von Haus zu Haus", NULL },
	{ "Von Anfang an", NULL },
	{ "Von Null auf Hundert", NULL },
	{ "Von Angela Merkel bis Olaf Scholz", NULL },
	{ "Von Kai Tönnies lernen", NULL },
	{ "Von Kai Tönnies – und was er daraus für uns alle gemacht hat, sagt er heute", NULL },
	{ "Von der Heide sagt ab", NULL },
	{ "Von der Leyen", NULL },
	{ "Von Die Ärzte", NULL },
	{ "Von A B C D E F G H I J K L", NULL },
	{ "By the way", NULL },
	{ "By The Numbers", NULL },
	{ "By Popular Demand", NULL },
	{ "By Monday the bridge will be open.", NULL },
	{ "By land and sea", NULL },
	{ "Kai Tönnies", NULL },
	{ "Kai Tönnies, Wolfsburg", NULL },
	{ "Text: Die Stadt wächst weiter", NULL },
	{ "Autor unbekannt", NULL },
	{ "Von 10 bis 12 Uhr", NULL },
	{ "Von 1998 an", NULL },
	{ "Von \xff\xfe", NULL },
	{ "Von Kai T\xf6nnies", NULL },
	{ "Von , , , und und", NULL },
};

static void table(const struct row *rows, size_t count, bool (*read)(struct str, struct arena *, struct str *))
{
	for (size_t i = 0; i < count; i++) {
		struct str names;
		bool found = read(str_of(rows[i].text), &arena, &names);
		CHECK(found == (rows[i].names != NULL), "\"%s\": \"%.*s\"", rows[i].text, STR_ARG(names));
		if (found && rows[i].names)
			CHECK_STR(names, str_of(rows[i].names));
		else
			CHECK(names.n == 0, "\"%s\"", rows[i].text);
	}
	arena_reset(&arena);
}

static void test_captions(void)
{
	for (size_t i = 0; i < sizeof captions / sizeof *captions; i++) {
		struct str names, caption, line = str_of(captions[i].text);
		bool found = credit_of_caption(line, &arena, &names, &caption);
		CHECK(found == (captions[i].caption != NULL), "\"%s\": \"%.*s\", \"%.*s\"", captions[i].text,
			STR_ARG(caption), STR_ARG(names));
		CHECK_STR(caption, str_of(found && captions[i].caption ? captions[i].caption : ""));
		CHECK_STR(names, str_of(found && captions[i].names ? captions[i].names : ""));
		CHECK(!found || caption.p == line.p, "\"%s\"", captions[i].text);
	}
	arena_reset(&arena);
}

static void test_join(void)
{
	static const char *const rows[][3] = {
		{ "", "", "" },
		{ "A", "", "A" },
		{ "", "A", "A" },
		{ "A", "A", "A" },
		{ "A", "a", "A" },
		{ "A, B", "b, C", "A, B, C" },
		{ "Kai Tönnies", "KAI TÖNNIES, dpa", "Kai Tönnies, dpa" },
		{ "Kai Tönnies/dpa", "Kai Tönnies", "Kai Tönnies/dpa, Kai Tönnies" },
		{ ", , ", "A", "A" },
		{ "", "A, A, A", "A" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(credit_join(str_of(rows[i][0]), str_of(rows[i][1]), &arena), str_of(rows[i][2]));
	struct str all = { 0 };
	for (unsigned i = 0; i < 20000; i++)
		all = credit_join(all, arena_fmt(&arena, "N%u", i), &arena);
	CHECK(str_ends(all, STR(", N63")), "\"%.*s\"", STR_ARG(all));
	arena_reset(&arena);
}

/* However long a line is, it is read in no time. */
static void test_long(void)
{
	static const char *const pieces[] = { "Foto: ", "Foto", "Foto ", "(", ")", "©", "Von ", "Kai Tönnies, ", "und ",
		"/", "A/dpa ", "Foto: A ", ". Foto: ", "(c) ", " | ", "\xff", "Foto/" };
	static char bytes[1 << 20];
	static const size_t lengths[] = { 199, 399, 600, sizeof bytes };
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
			struct buf b = { bytes, 0, lengths[k], false };
			struct str names, caption;
			while (!b.full)
				buf_add(&b, str_of(pieces[i]));
			bool credit = credit_read(buf_str(&b), &arena, &names);
			CHECK(!credit || lengths[k] <= 600, "\"%s\"", pieces[i]);
			bool ends = credit_of_caption(buf_str(&b), &arena, &names, &caption);
			CHECK(ends == (names.n > 0 && caption.n > 0), "\"%s\"", pieces[i]);
			bool byline = byline_read(buf_str(&b), &arena, &names);
			CHECK(!byline || lengths[k] <= 200, "\"%s\"", pieces[i]);
			arena_reset(&arena);
		}
}

int main(void)
{
	table(credits, sizeof credits / sizeof *credits, credit_read);
	test_captions();
	table(bylines, sizeof bylines / sizeof *bylines, byline_read);
	test_join();
	test_long();
	arena_free(&arena);
	return unit_done("credit");
}
