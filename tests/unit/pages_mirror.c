/* pages: what they say for those who mirror the archive, and what they say on a mirror. GOLDEN=write writes
 * tests/golden/pages anew. */
#include "edition.h"

#include "mirror/head.h"
#include "mirror/sign.h"
#include "site/origin.h"

#define KEY "RWQBAgMEBQYHCPxRzY5iGKGjjaR+0AIw8FgIFu0TujMDrF3rkRVIkIAl"
#define ORIGINAL "archive: gemini://original.example/\narchive: gopher://original.example/\n"

static char page_room[1 << 20];

static struct str made(unsigned capsule, const char *path, const char *query, enum page_view view)
{
	char meta_room[ANSWER_META_ROOM];
	struct buf meta = BUF(meta_room), page = BUF(page_room);
	enum outcome outcome = edition_page(capsule, path, query, view, &meta, &page);
	CHECK(outcome == OUT_OK, "%s: outcome %d", path, (int)outcome);
	return buf_str(&page);
}

/* In both languages, and for both protocols. */
static void golden(const char *name, const char *path, const char *query)
{
	static const char *const endings[2][2] = { { "de.gmi", "de.menu" }, { "en.gmi", "en.menu" } };
	for (unsigned c = 0; c < 2; c++)
		for (int menu = 0; menu < 2; menu++)
			edition_golden(name, endings[c][menu], made(c, path, query, menu ? PAGE_MENU : PAGE_GEMTEXT));
}

static bool says(const char *path, const char *words)
{
	struct str page = made(EDITION_DE, path, NULL, PAGE_GEMTEXT);
	return str_find(page, str_of(words)) < page.n;
}

/* Beneath the capsule's root: of the folder that is named. */
static void put_head(const char *folder, const char *addresses, const char *published, const char *until)
{
	static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000";
	struct sign_secret secret;
	char message_room[HEAD_MAX], room[ORIGIN_MAX], path[64];
	struct buf message = BUF(message_room), out = BUF(room);
	CHECK(sign_make(&secret), "no key");
	buf_fmt(&message,
		"herald-archive: 1\ntitle: Das Original\n%sserial: 1412\npublished: %s\nvalid-until: %s\n"
		"files: 184302\nbytes: 345\nmanifest: %s\nlog: %s\npacks: %s\ngone: %s\n",
		addresses, published, until, zeros, zeros, zeros, zeros);
	CHECK(sign_embed(&out, &secret, STR("verify with key.pub"), buf_str(&message)) && !out.full, "not signed");
	snprintf(path, sizeof path, "%s/mirror/HEAD", folder);
	shelf_put(path, buf_z(&out), 0);
}

static void put_files(const char *folder)
{
	static const char *const files[] = { "MANIFEST", "mirror/HEAD.minisig", "mirror/packs", "mirror/gone",
		"mirror/log/001/412" };
	char path[64];
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, files[i]);
		shelf_put(path, "", 0);
	}
	snprintf(path, sizeof path, "%s/mirror/key.pub", folder);
	shelf_put(path, "untrusted comment: the key\n" KEY "\n", 0);
}

static void refresh(void)
{
	for (size_t i = 0; i < 2; i++)
		origin_refresh(&edition_capsules[i]);
}

/* Nothing is said of mirrors, or nothing has been published. */
static void unpublished(void)
{
	golden("mirror-none", "/mirror/", NULL);
	CHECK(says("/", "/mirror/"), "a folder is there");
	shelf_remove("/mirror/README");
	shelf_run("rmdir capsule/mirror");
	CHECK(!says("/", "/mirror/"), "a link to nothing");
}

static void publisher(void)
{
	enum { BOOK = 1500000 };
	static char book[BOOK];
	char path[128];
	memset(book, 'x', sizeof book - 1);
	put_head("/../over", ORIGINAL, "2026-11-22T22:30:00Z", "2027-12-27T22:30:00Z");
	put_files("/../over");
	snprintf(path, sizeof path, "%s/over", shelf_folder);
	for (size_t i = 0; i < 2; i++)
		CHECK(root_open(&edition_capsules[i].overlay, path) == 0, "%s", path);
	refresh();
	CHECK(!edition_capsules[0].origin, "a publisher is no mirror");
	CHECK(says("/", "/mirror/"), "no link");
	golden("mirror", "/mirror/", NULL);
	/* books */
	shelf_put("/../over/mirror/pack/2018-06.gpub", book, 0);
	shelf_put("/../over/mirror/pack/2018.gpub", "PK", 0);
	golden("month-book", "/2018/06/", NULL);
	golden("year-book", "/2018/", NULL);
	CHECK(!says("/2018/06/28/", ".gpub") && !says("/2011/09/", ".gpub"), "a book of another period");
	/* what is missing is not spoken of */
	shelf_remove("/../over/mirror/key.pub");
	shelf_remove("/../over/mirror/packs");
	CHECK(!says("/mirror/", "--key") && !says("/mirror/", "/mirror/packs") && says("/mirror/", "herald mirror"),
		"a key or a list out of nothing");
	shelf_put("/../over/mirror/HEAD", "nonsense", 0);
	CHECK(says("/mirror/", "noch nichts"), "a broken HEAD counts");
	for (size_t i = 0; i < 2; i++)
		root_close(&edition_capsules[i].overlay);
	shelf_run("rm -r over");
}

static void mirror(void)
{
	put_head("", ORIGINAL, "2026-11-22T23:30:00Z", "2027-12-27T22:30:00Z"); /* in Berlin it was the 23rd */
	put_files("");
	refresh();
	golden("mirrored-front", "/", NULL);
	golden("mirrored-month", "/2018/06/", NULL);
	golden("mirrored-more", "/more/2007/11/23/bahnhofsuhr.gmi", NULL);
	golden("mirrored-search", "/search", "Freibad ort:Wolfsburg");
	golden("mirrored-mirror", "/mirror/", NULL);
	struct str feed = made(EDITION_DE, "/feed.xml", NULL, PAGE_GEMTEXT);
	CHECK(str_starts(feed, STR("<?xml")) && str_find(feed, STR("Spiegel")) == feed.n, "a foot in a feed");
	static const char *const paths[] = { "/years/", "/2018/", "/2018/06/28/", "/2000/05/", "/undated/", "/new/",
		"/digest/", "/digest/2026-11-20/", "/place/", "/place/wolfsburg/", "/keyword/~m/", "/today" };
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		char foot[200];
		snprintf(foot, sizeof foot,
			"\n\n=> gemini://original.example%s Spiegel von original.example, Stand 23. November 2026: "
			"diese "
			"Seite im Original\n",
			paths[i]);
		struct str page = made(EDITION_DE, paths[i], NULL, PAGE_GEMTEXT);
		CHECK(str_ends(page, str_of(foot)), "%s: %.*s", paths[i], STR_ARG(page));
	}
}

static void expired(void)
{
	put_head("", ORIGINAL, "2025-10-19T12:00:00Z", "2026-11-23T10:59:59Z"); /* an hour ago */
	refresh();
	golden("expired-front", "/", NULL);
	golden("expired-month", "/2018/06/", NULL);
	golden("expired-mirror", "/mirror/", NULL);
	put_head("", ORIGINAL, "2025-10-19T12:00:00Z", "2026-11-23T11:00:00Z"); /* this very moment */
	refresh();
	CHECK(!says("/", "Dieser Stand galt bis") && !says("/2018/", "Dieser Stand galt bis"), "too early");
}

/* Nobody knows where it is: its name is all that there is to say. */
static void nowhere(void)
{
	put_head("", "archive: https://www.example/ =>\n", "2026-11-22T23:30:00Z", "2027-12-27T22:30:00Z");
	refresh();
	CHECK(says("/2018/", "\n\nSpiegel von Das Original, Stand 23. November 2026\n"), "not named");
	CHECK(!says("/2018/", "www.example") && !says("/", "www.example"), "an address that is none");
	CHECK(says("/", "2018. Spiegel von Das Original, Stand 23. November 2026\n"), "not named on the front page");
}

/* Without an index the folders of dates are listed, and the page about mirrors needs none. */
static void without(void)
{
	put_head("", ORIGINAL, "2026-11-22T23:30:00Z", "2027-12-27T22:30:00Z");
	refresh();
	shelf_run("rm -f main.db*");
	CHECK(says("/2018/06/28/", "=> freibad-oeffnet-laenger.gmi ") &&
			says("/2018/06/28/", "\n\n=> gemini://original.example/2018/06/28/ Spiegel von "),
		"the listing of a folder");
	CHECK(says("/mirror/", "184.302 Dateien"), "the page about mirrors");
}

int main(void)
{
	edition_open();
	edition_print();
	unpublished();
	publisher();
	mirror();
	expired();
	nowhere();
	without();
	for (size_t i = 0; i < 2; i++)
		origin_free(edition_capsules[i].origin);
	edition_close();
	return unit_done("pages_mirror");
}
