/* The bytes of a locale file. */
#include "fuzz.h"

#include "conf/locale.h"

/* A language is whole or not there. */
static void check_words(struct words *w)
{
	HOLDS(str_eq(w->language, STR("en")));
	for (size_t i = 0; words_slot(w, i); i++) {
		struct str text = *words_slot(w, i);
		HOLDS(text.n > 0 && harmless(text, "\t") && str_eq(text, str_trim(text)));
	}
}

/* Whatever a text says, its places are filled in, and nothing else is. */
static void check_fill(struct words *w)
{
	char room[4096];
	const struct word_value values[] = { { STR("path"), STR("/{n}") }, { STR("n"), STR("7") },
		{ STR("d"), STR("28") } };
	for (size_t i = 0; words_slot(w, i); i++) {
		struct buf out = BUF(room);
		struct str text = *words_slot(w, i);
		words_fill(&out, text, values, 3);
		HOLDS(!out.full && harmless(buf_str(&out), "\t"));
		HOLDS(holds_byte(text, '{') || str_eq(buf_str(&out), text));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *said = NULL;
	size_t n = 0;
	struct conf_report report = { .out = open_memstream(&said, &n), .advice = true };
	HOLDS(report.out);
	struct words *w = locale_read(flush_copy(0, data, size), STR("en"), "en.ini", &report);
	fclose(report.out);
	HOLDS((w == NULL) == (report.errors > 0));
	struct str rest = { said, n };
	for (unsigned lines = 0; rest.n || lines < report.errors + report.warnings; lines++) {
		struct str line = str_cut(&rest, '\n');
		HOLDS(str_starts(line, STR("en.ini:")) && harmless(line, "\t"));
	}
	if (w) {
		check_words(w);
		check_fill(w);
	}
	locale_free(w);
	free(said);
	return 0;
}
