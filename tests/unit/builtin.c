#include "scene.h"

#define ROBOTS "User-agent: *\nDisallow:\n"

static struct desk desk;

struct row {
	const char *uri;
	enum outcome outcome;
	const char *body;
};

static void rows_check(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		desk_gemini(&desk, "", str_of(rows[i].uri));
		CHECK(desk.answer.outcome == rows[i].outcome, "%s: %d", rows[i].uri, (int)desk.answer.outcome);
		CHECK_STR(desk_body(&desk), str_of(rows[i].body));
		if (rows[i].outcome == OUT_OK)
			CHECK_STR(buf_str(&desk.answer.meta), STR("text/plain"));
	}
}

/* Made from the configuration, at one place each. */
static void made(void)
{
	static const struct row rows[] = {
		{ "gemini://bote.example/robots.txt", OUT_OK, ROBOTS },
		{ "gemini://bote.example/robots.txt?a", OUT_OK, ROBOTS },
		{ "gemini://news.example/%72obots.txt", OUT_OK, ROBOTS },
		{ "gemini://bote.example/Robots.txt", OUT_NOT_FOUND, "" },
		{ "gemini://bote.example/jahr/robots.txt", OUT_NOT_FOUND, "" },
		{ "gemini://bote.example/robots.txt/", OUT_NOT_FOUND, "" },
		{ "gemini://bote.example/.well-known/", OUT_NOT_FOUND, "" },
		{ "gemini://bote.example/security.txt", OUT_NOT_FOUND, "" },
	};
	rows_check(rows, COUNT(rows));
}

static void caps(void)
{
	static const struct {
		unsigned capsule;
		const char *uri, *title;
	} table[] = {
		{ BOTE, "gemini://bote.example/caps.txt", "\nServerDescription=Allerbote: das Archiv\n" },
		{ NEWS, "gemini://news.example/caps.txt", "\nServerDescription=The News\n" },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		desk_gemini(&desk, "", str_of(table[i].uri));
		struct str text = desk_body(&desk);
		CHECK(str_starts(text, STR("CAPS\n")) && str_ends(text, STR("\n")), "%.*s", STR_ARG(text));
		CHECK(str_find(text, STR("\nCapsVersion=1\n")) < text.n, "%.*s", STR_ARG(text));
		CHECK(str_find(text, STR("\nPathDelimeter=/\n")) < text.n, "%.*s", STR_ARG(text));
		CHECK(str_find(text, str_of(table[i].title)) < text.n, "%.*s", STR_ARG(text));
		CHECK(str_find(text, STR("ServerTLSPort")) == text.n, "%.*s", STR_ARG(text));
	}
	scene_capsules[BOTE].view.gophers = true;
	desk_gemini(&desk, "", STR("gemini://bote.example/caps.txt"));
	struct str text = desk_body(&desk);
	CHECK(str_find(text, STR("\nServerTLSPort=70\n")) < text.n, "%.*s", STR_ARG(text));
	scene_capsules[BOTE].view.gophers = false;
}

/* RFC 9116, 2.5.3: a contact is a URI, or there is no such file. */
static void security(void)
{
	static const struct {
		const char *contact, *line; /* NULL: there is none */
	} table[] = {
		{ "redaktion@bote.example", "Contact: mailto:redaktion@bote.example\n" },
		{ "mailto:redaktion@bote.example", "Contact: mailto:redaktion@bote.example\n" },
		{ "gemini://bote.example/about.gmi", "Contact: gemini://bote.example/about.gmi\n" },
		{ "https://bote.example/@redaktion", "Contact: https://bote.example/@redaktion\n" },
		{ "", NULL },
		{ "Erika Mustermann", NULL },
		{ "Redaktion", NULL },
		{ "Redaktion redaktion@bote.example", NULL },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		scene_capsules[BOTE].contact = str_of(table[i].contact);
		desk_gemini(&desk, "", STR("gemini://bote.example/.well-known/security.txt"));
		struct str text = desk_body(&desk);
		CHECK(desk.answer.outcome == (table[i].line ? OUT_OK : OUT_NOT_FOUND), "row %zu", i);
		if (table[i].line)
			CHECK(str_find(text, str_of(table[i].line)) < text.n, "row %zu: %.*s", i, STR_ARG(text));
	}
	scene_capsules[BOTE].contact = STR("");
}

/* A file always wins over one that is made; and what was withdrawn is neither. */
static void lying(void)
{
	static const struct row rows[] = {
		{ "gemini://bote.example/robots.txt", OUT_OK, "mine" },
		{ "gemini://bote.example/caps.txt", OUT_OK, "mine, too" },
		{ "gemini://news.example/robots.txt", OUT_OK, ROBOTS },
	};
	static const struct row withdrawn[] = {
		{ "gemini://bote.example/robots.txt", OUT_GONE, "" },
		{ "gemini://bote.example/caps.txt", OUT_MOVED, "" },
	};
	scene_put("bote/robots.txt", STR("mine"));
	scene_put("bote/caps.txt", STR("mine, too"));
	rows_check(rows, COUNT(rows));
	scene_gone(BOTE, STR("52\t/robots.txt\n31\t/caps.txt\t/x\n"));
	rows_check(withdrawn, COUNT(withdrawn));
	scene_gone(BOTE, STR(""));
}

int main(void)
{
	scene_open();
	made();
	caps();
	security();
	lying();
	scene_close();
	return unit_done("builtin");
}
