#include "said.h"

#include "conf/inifile.h"
#include "conf/locale.h"

/* A built-in locale file with one piece of it replaced; in static memory. */
static struct str locale_text(const char *old, const char *new)
{
	static char room[16384];
	struct buf b = BUF(room);
	char *bytes = NULL;
	size_t size = 0;
	if (!inifile_bytes("conf/locale/en.ini", &bytes, &size))
		abort();
	struct str text = { bytes, size };
	size_t at = str_find(text, str_of(old));
	CHECK(at < text.n, "en.ini has no '%s'", old);
	buf_add(&b, str_sub(text, 0, at));
	buf_add(&b, str_of(new));
	buf_add(&b, str_sub(text, at + strlen(old), text.n));
	free(bytes);
	CHECK(!b.full, "en.ini is too long for the test");
	return buf_str(&b);
}

static void locale_mistakes(void)
{
	static const struct {
		const char *old, *new, *said;
	} rows[] = {
		{ "[error]", "[error]", "" },
		{ "busy = ", "bussy = ", "unknown key 'bussy' in [error]; did you mean 'busy'?" },
		{ "busy = ", "; busy = ", "the file ends without 'busy' in [error]: write its text" },
		{ "links = Links", "links =", "'links' in [page] is empty: write its text" },
		{ "[weekday]", "[weekdays]", "unknown section [weekdays]; did you mean 'weekday'?" },
		{ "[weekday]\n", "[weekday]\n9 = No Day\n", "unknown key '9' in [weekday]" },
		{ "12 = December\n", "", "the file ends without '12' in [month]: write its text" },
		{ "name = en", "name = fr", "this language is called 'fr', and the file 'en.ini'" },
		{ "[language]\nname = en\n", "", "the file ends without [language]" },
		{ "up = ", "up ", "is no 'key = value'" },
		{ "up = ", "links = ", "the key 'links' was on line" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct said said;
		said_open(&said);
		struct words *words =
			locale_read(locale_text(rows[i].old, rows[i].new), STR("en"), "en.ini", &said.report);
		struct str text = said_text(&said);
		bool good = *rows[i].said == '\0';
		CHECK((words != NULL) == good, "row %zu: %.*s", i, STR_ARG(text));
		CHECK(good ? text.n == 0 : str_find(text, str_of(rows[i].said)) < text.n, "row %zu: %.*s", i,
			STR_ARG(text));
		locale_free(words);
		said_close(&said);
	}
}

static void built_in_locales(void)
{
	const struct words *all[CONF_LANGUAGES];
	struct said said;
	said_open(&said);
	size_t count = locale_load(NULL, "herald.ini", 1, all, CONF_LANGUAGES, &said.report);
	CHECK_STR(said_text(&said), STR(""));
	CHECK(count >= 2 && str_eq(all[0]->language, STR("de")) && str_eq(all[1]->language, STR("en")), "%zu", count);
	for (size_t i = 0; i < count; i++) {
		struct words copy = *all[i];
		const char *section, *key;
		for (size_t k = 0; words_name(k, &section, &key); k++)
			CHECK(words_slot(&copy, k)->n, "%.*s: [%s] %s", STR_ARG(copy.language), section, key);
		locale_free(all[i]);
	}
	said_close(&said);
}

/* A folder's language goes before the built-in one of its name, which stays there to be understood. */
static void locale_folder(void)
{
	char file[2048];
	struct buf b = BUF(file);
	folder_make("locale");
	buf_fmt(&b, "[server]\nlocale = locale\n[gopher]\n[capsule a]\nhosts = a\nroot = pages\ncontact = a\nlanguage "
		    "= en\n"
		    "timezone = UTC\n");
	struct said said;
	said_open(&said);
	conf_free(conf_load(file_make("locale.ini", buf_str(&b)), &said.report));
	CHECK(said.report.errors == 0 && said.report.warnings == 1, "%.*s", STR_ARG(said_text(&said)));
	file_make("locale/en.ini", locale_text("links = Links", "links = Ways"));
	struct conf *c = conf_load(file_make("locale.ini", buf_str(&b)), &said.report);
	CHECK(c && c->language_count == 3, "%.*s", STR_ARG(said_text(&said)));
	if (c)
		CHECK_STR(c->capsules[0].words->word[WORD_LINKS], STR("Ways"));
	conf_free(c);
	file_make("locale/f r.ini", STR(""));
	CHECK(!conf_load(file_make("locale.ini", buf_str(&b)), &said.report), "a bad name");
	CHECK(str_find(said_text(&said), STR("f r.ini: is not named after a language")) < said.size, "%.*s",
		STR_ARG(said_text(&said)));
	said_close(&said);
}

int main(void)
{
	if (!mkdtemp(scratch))
		abort();
	built_in_locales();
	locale_mistakes();
	locale_folder();
	scratch_remove((const char *const[]){ "locale.ini", "locale/en.ini", "locale/f r.ini", "locale", NULL });
	return unit_done("locale");
}
