/* pages: what an archive says that has few articles, odd ones, or dates that nobody expects. */
#include "edition.h"

#define KENNUNG "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define BLOCK "\n## Zu diesem Artikel\n"

enum { ROOM = 1 << 16 };

struct odd {
	const char *path, *text;
};

static const struct odd files[] = {
	{ "/0001/01/01/antike.gmi", "# Antike\n" BLOCK "* Ort: Wolfsburg\n" },
	{ "/1650/07/02/barock.gmi", "# Avisen\n" BLOCK "* Ort: Leipzig\n" },
	{ "/2018/06/28/eins.gmi", "# Eins\n" BLOCK "* Kennung: " KENNUNG "\n* Ort: 2001-02-02\n" },
	{ "/2018/06/28/zwei.gmi", "# Zwei\n" BLOCK "* Kennung: " KENNUNG "\n* Ort: 2001-02-02\n" },
	{ "/2019/05/01/tag.gmi", "# Mit Tag\n" BLOCK "* Geändert: 7. Juni 2019\n" },
	{ "/2019/05/02/iso.gmi", "# Mit ISO\n" BLOCK "* Geändert: 2019-06-08\n" },
	{ "/2020/02/29/steuer.gmi", "# \x1b\x07\x01\n" BLOCK "* Ort: Wolfsburg\n" },
	{ "/2020/02/29/um.gmi", "# Titel \xe2\x80\xaeumgekehrt\xe2\x81\xa7 und weiter\n" },
	{ "/2020/03/01/strasse.gmi", "# Straße 🦊 &c.\n" BLOCK "* Ort: Wolfsburg\n" },
	{ "/2026/11/01/heuer.gmi", "# Heuer\n" BLOCK "* Ort: Wolfsburg\n" },
	{ "/9999/12/31/zukunft.gmi", "# Zukunft\n" },
	{ "/texte/ohne.gmi", "# 2001-01-01 war ein Montag\n" BLOCK "* Ort: Wolfsburg\n" },
	{ "/texte/auch.gmi", "# Auch ohne\n" },
};

/* What a page says, and what it does not. */
static const struct {
	const char *path, *has, *has_not;
} rows[] = {
	{ "/", "13 Artikel, 1. Januar 1 bis 31. Dezember 9999\n", NULL },
	/* a place in time is between others that have one */
	{ "/more/0001/01/01/antike.gmi", " Danach: Leipzig: Avisen (2. Juli 1650)\n", "Davor:" },
	{ "/more/0001/01/01/antike.gmi", " Danach: steuer.gmi (29. Februar 2020)\n", NULL },
	{ "/more/texte/ohne.gmi", "Ort: Wolfsburg", "Danach:" },
	{ "/more/texte/ohne.gmi", "Ohne Datum\n", "Davor:" },
	{ "/place/wolfsburg/2020/", "=> /place/wolfsburg/0001/ Davor: 1\n", NULL },
	{ "/place/wolfsburg/0001/", "=> /place/wolfsburg/undated/ Ohne Datum\n", "Davor:" },
	{ "/place/wolfsburg/undated/", "=> /place/wolfsburg/0001/ 1\n", "Danach:" },
	/* only entries have labels that begin with a day */
	{ "/place/", "=> /place/2001-02-02/ – 2001-02-02 (2 Artikel)\n", NULL },
	{ "/undated/", "=> /texte/ohne.gmi Wolfsburg: 2001-01-01 war", NULL },
	{ "/place/wolfsburg/", "=> /texte/ohne.gmi – 2001-01-01 war ein Montag\n", NULL },
	{ "/more/2018/06/28/eins.gmi", "=> /2018/06/28/eins.gmi – 2001-02-02: Eins (28. Juni 2018)\n", NULL },
	/* a month leads to its days */
	{ "/2018/06/", "=> /2018/06/28/ Ganzer Tag: Donnerstag, 28. Juni 2018 (2 Artikel)\n", NULL },
	/* what a title cannot say */
	{ "/2020/02/29/", "=> /2020/02/29/steuer.gmi 2020-02-29 Wolfsburg: steuer.gmi\n", NULL },
	{ "/2020/02/29/", " 2020-02-29 Titel umgekehrt und weiter\n", "\xe2\x80\xae" },
	/* feeds */
	{ "/feed/2018.xml", "<id>tag:bote.example,2005:article/aaaaaaaaaaaaaaaa</id>", NULL },
	{ "/feed/2018.xml", "<fh:archive/>", NULL },
	{ "/feed/2019.xml", "<updated>2019-06-07T00:00:00+02:00</updated>", "<updated>2019-05" },
	{ "/feed/2019.xml", "<updated>2019-06-08T00:00:00+02:00</updated>", NULL },
	{ "/feed/1650.xml", "<updated>1650-07-02T", "<updated>1970" },
	{ "/feed/2026.xml", "Heuer", "<fh:archive/>" },
	{ "/feed/9999.xml", "Zukunft", "<fh:archive/>" },
};

static char text_room[ROOM];

static struct str page_of(const char *path)
{
	char meta_room[ANSWER_META_ROOM];
	struct buf meta = BUF(meta_room), out = BUF(text_room);
	CHECK(edition_page(EDITION_DE, path, NULL, PAGE_GEMTEXT, &meta, &out) == OUT_OK, "%s", path);
	return buf_str(&out);
}

static void says(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str page = page_of(rows[i].path);
		CHECK(str_find(page, str_of(rows[i].has)) < page.n, "%s says not %s: %.*s", rows[i].path, rows[i].has,
			STR_ARG(page));
		CHECK(!rows[i].has_not || str_find(page, str_of(rows[i].has_not)) == page.n, "%s says %s: %.*s",
			rows[i].path, rows[i].has_not, STR_ARG(page));
	}
}

/* RFC 4287, 4.2.6: no two entries have one id, though two articles may come of one raw text. */
static void ids(void)
{
	struct str page = page_of("/feed/2018.xml"), mark = STR("article/aaaaaaaaaaaaaaaa<");
	size_t first = str_find(page, mark);
	struct str rest = str_sub(page, first + mark.n, page.n);
	CHECK(first < page.n && str_find(rest, mark) == rest.n, "twice the same: %.*s", STR_ARG(page));
	struct str eins = STR("2005:/2018/06/28/eins.gmi<"), zwei = STR("2005:/2018/06/28/zwei.gmi<");
	CHECK((str_find(page, eins) < page.n) != (str_find(page, zwei) < page.n), "the other by its path: %.*s",
		STR_ARG(page));
}

/* Beneath /ascii/ a feed has references for what is not ASCII. */
static void in_ascii(void)
{
	char meta_room[ANSWER_META_ROOM];
	struct site_ask ask = {
		.capsule = EDITION_DE, .kind = NAME_FEED, .gopher_asked = true, .ascii = true, .path = "/feed/2020.xml"
	};
	struct page page = { .fd = -1, .meta = BUF(meta_room) };
	ask.path_n = strlen(ask.path);
	CHECK(page_make(&edition, &ask, 0, &page) == OUT_OK, "no feed");
	ssize_t n = pread(page.fd, text_room, sizeof text_room, 0);
	struct str text = { text_room, n > 0 ? (size_t)n : 0 };
	CHECK(str_find(text, STR("<title>Wolfsburg: Stra&#223;e &#129418; &amp;c.</title>")) < text.n, "%.*s",
		STR_ARG(text));
	for (size_t i = 0; i < text.n; i++)
		CHECK((unsigned char)text.p[i] < 0x80, "byte %zu", i);
	close(page.fd);
}

static void one(void)
{
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		shelf_remove(files[i].path);
	shelf_put("/2018/06/28/einer.gmi", "# Einer\n", EDITION_NOW);
	edition_index();
	struct str page = page_of("/");
	CHECK(str_find(page, STR("Ein Artikel, 28. Juni 2018\n")) < page.n, "%.*s", STR_ARG(page));
}

int main(void)
{
	edition_open();
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		shelf_put(files[i].path, files[i].text, EDITION_NOW);
	edition_index();
	says();
	ids();
	in_ascii();
	one();
	edition_close();
	return unit_done("pages_odd");
}
