/* book: a month and a year for readers: what is in them, that every link in them leads to something in them, and that
 * the same files make the same bytes. */
#include "unit.h"

#include "base/arena.h"
#include "conf/conf.h"
#include "conf/locale.h"
#include "publish/book.h"
#include "store/fresh.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 1 << 20 };

static char folder[] = "/tmp/herald-book-unit-XXXXXX";
static struct root root;
static struct gone *gone;
static const struct words *languages[CONF_LANGUAGES];
static size_t language_count;

static void put(const char *path, const char *text)
{
	char room[300], above_room[300];
	struct buf full = BUF(room), above = BUF(above_room);
	buf_fmt(&full, "%s/%s", folder, path);
	buf_add(&above, str_sub(buf_str(&full), 0, str_rindex(buf_str(&full), '/')));
	CHECK(fresh_folder(buf_z(&above)) && fresh_replace(buf_z(&full), 0644, str_of(text)), "%s", path);
}

#define END(place) "\n## Zu diesem Artikel\n* Ort: " place "\n=> index.gmi Alle Artikel\n"

static const struct {
	const char *path, *text;
} files[] = {
	{ "root/2018/06/27/storch.gmi", "# Storch im L\xc3\xb6schteich\n\nText.\n" END("Meine") },
	{ "root/2018/06/28/b\xc3\xbc"
	  "cher bus.gmi",
		"# B\xc3\xbc"
		"cherbus\n\n=> freibad.png Bild\n" END("Wolfsburg") },
	{ "root/2018/06/28/a:b.gmi", "# Wolfsburg feiert\n" END("Wolfsburg") },
	{ "root/2018/06/28/leer.gmi", "" },
	{ "root/2018/06/28/freibad.png", "\x89PNG" },
	{ "root/2018/06/28/.entwurf.gmi", "# Geheim\n" },
	{ "root/2018/06/28/weg.gmi", "# Entfernt\n" },
	{ "root/2018/06/30/index.gmi", "# Von Hand\n" },
	{ "root/2018/06/30/x.gmi", "# B\033[2J\xff\n" },
	{ "root/2018/06/monat.gmi", "# Irgendwann im Juni\n" },
	{ "root/2018/06/genau.gmi", "# Genau datiert\n\n## Zu diesem Artikel\n* Datum: 2018-06-28\n" },
	{ "root/2018/jahr.gmi", "# Irgendwann 2018\n" },
	{ "root/2018/12/31/ende.gmi", "# Silvester\n" },
	{ "root/2018/02/bild.png", "\x89PNG" },
	{ "root/2017/06/01/vorjahr.gmi", "# Vorjahr\n" },
	{ "root/MANIFEST", "" },
};

static struct book_source source(unsigned language)
{
	return (struct book_source){ .root = &root,
		.gone = gone,
		.words = languages[language],
		.languages = languages,
		.language_count = language_count,
		.title = STR("Allerbote: das Archiv"),
		.subtitle = STR("Nachrichten\nseit 1998"),
		.language = languages[language]->language,
		.rights = STR("\xc2\xa9 Allerbote") };
}

/* ---- a zip, as stock libarchive reads it ---- */

struct member {
	char path[300];
	struct str text;
};

static struct member members[100];
static size_t member_count;
static struct arena texts;

static void unzip(struct str zip)
{
	struct archive *a = archive_read_new();
	struct archive_entry *e;
	member_count = 0;
	setlocale(LC_ALL, "C.UTF-8"); /* to read the names with; herald itself has the locale C */
	archive_read_support_format_zip_seekable(a);
	CHECK(archive_read_open_memory(a, zip.p, zip.n) == ARCHIVE_OK, "a zip");
	while (archive_read_next_header(a, &e) == ARCHIVE_OK && member_count < 100) {
		struct member *m = &members[member_count++];
		char *room = arena_take(&texts, ROOM, 1);
		la_ssize_t n = archive_read_data(a, room, ROOM);
		m->text = (struct str){ room, n > 0 ? (size_t)n : 0 };
		snprintf(m->path, sizeof m->path, "%s", archive_entry_pathname(e));
	}
	archive_read_free(a);
	setlocale(LC_ALL, "C");
}

static const struct member *find(const char *path)
{
	for (size_t i = 0; i < member_count; i++)
		if (strcmp(members[i].path, path) == 0)
			return &members[i];
	return NULL;
}

static struct str text_of(const char *path)
{
	const struct member *m = find(path);
	CHECK(m != NULL, "no %s", path);
	return m ? m->text : STR("");
}

/* The bytes of a book, and its members; the number of articles. */
static size_t make(const struct book_source *from, struct date period, char *room, struct str *out)
{
	char space[500];
	struct buf why = BUF(space);
	int fd = memfd_create("book", 0);
	struct book *b = book_new(from, period, &why);
	CHECK(b && book_write(b, fd, &why), "%s", buf_z(&why));
	size_t articles = b ? book_articles(b) : 0;
	ssize_t n = pread(fd, room, ROOM, 0);
	*out = (struct str){ room, n > 0 ? (size_t)n : 0 };
	book_free(b);
	close(fd);
	unzip(*out);
	return articles;
}

/* ---- what must hold ---- */

static const char june[] = "# Allerbote: Juni 2018\n"
			   "\n"
			   "7 Artikel\n"
			   "\n"
			   "## Mittwoch, 27. Juni\n"
			   "\n"
			   "=> 2018/06/27/storch.gmi Meine: Storch im L\xc3\xb6schteich\n"
			   "\n"
			   "## Donnerstag, 28. Juni\n"
			   "\n"
			   "=> 2018/06/genau.gmi Genau datiert\n"
			   "=> 2018/06/28/leer.gmi leer.gmi\n"
			   "=> 2018/06/28/b%C3%BCcher%20bus.gmi Wolfsburg: B\xc3\xbc"
			   "cherbus\n"
			   "=> 2018/06/28/a:b.gmi Wolfsburg feiert\n"
			   "\n"
			   "## Samstag, 30. Juni\n"
			   "\n"
			   "=> 2018/06/30/x.gmi B [2J\xef\xbf\xbd\n"
			   "\n"
			   "## Nur der Monat ist bekannt\n"
			   "\n"
			   "=> 2018/06/monat.gmi Irgendwann im Juni\n";

static void a_month(void)
{
	static char room[ROOM];
	struct str zip;
	struct book_source from = source(0);
	CHECK(make(&from, (struct date){ 2018, 6, 0 }, room, &zip) == 7, "articles");
	CHECK(strcmp(members[0].path, "metadata.txt") == 0 && strcmp(members[1].path, "index.gmi") == 0, "%s, %s",
		members[0].path, members[1].path);
	CHECK_STR(members[0].text, STR("title: Allerbote: Juni 2018\n"
				       "gpubVersion: 1.0.0\n"
				       "index: index.gmi\n"
				       "author: Allerbote\n"
				       "description: Nachrichten seit 1998\n"
				       "language: de\n"
				       "charset: UTF-8\n"
				       "published: 2018\n"
				       "publishDate: 2018-06-30\n"
				       "copyright: \xc2\xa9 Allerbote\n"));
	CHECK_STR(members[1].text, str_of(june));
	CHECK_STR(text_of("2018/06/28/index.gmi"), STR("# Allerbote: Donnerstag, 28. Juni 2018\n"
						       "\n"
						       "4 Artikel\n"
						       "\n"
						       "=> ../genau.gmi Genau datiert\n"
						       "=> leer.gmi leer.gmi\n"
						       "=> b%C3%BCcher%20bus.gmi Wolfsburg: B\xc3\xbc"
						       "cherbus\n"
						       "=> ./a:b.gmi Wolfsburg feiert\n"
						       "\n"
						       "=> ../../../index.gmi Allerbote: Juni 2018\n"));
	CHECK_STR(text_of("2018/06/30/index.gmi"), STR("# Von Hand\n"));
	CHECK_STR(text_of("2018/06/28/freibad.png"), STR("\x89PNG"));
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		const char *path = files[i].path + 5;
		bool in = strncmp(path, "2018/06/", 8) == 0 && !strstr(path, "/.") && !strstr(path, "weg.gmi");
		CHECK((find(path) != NULL) == in, "%s", path);
		if (in)
			CHECK_STR(text_of(path), str_of(files[i].text));
	}
}

static void a_year(void)
{
	static char room[ROOM];
	struct str zip;
	struct book_source from = source(1);
	CHECK(make(&from, (struct date){ 2018, 0, 0 }, room, &zip) == 9, "articles");
	CHECK_STR(text_of("index.gmi"), STR("# Allerbote: 2018\n"
					    "\n"
					    "9 articles\n"
					    "\n"
					    "## Months\n"
					    "\n"
					    "=> 2018/06/index.gmi June (7 articles)\n"
					    "=> 2018/12/index.gmi December (1 article)\n"
					    "\n"
					    "## Only the year is known\n"
					    "\n"
					    "=> 2018/jahr.gmi Irgendwann 2018\n"));
	struct str page = text_of("2018/06/index.gmi");
	CHECK(str_find(page, STR("=> 27/storch.gmi Meine: Storch")) < page.n, "%.*s", STR_ARG(page));
	CHECK(str_ends(page, STR("\n\n=> ../../index.gmi Allerbote: 2018\n")), "%.*s", STR_ARG(page));
	page = text_of("2018/12/31/index.gmi");
	CHECK(str_ends(page, STR("=> ../index.gmi Allerbote: December 2018\n"
				 "=> ../../../index.gmi Allerbote: 2018\n")),
		"%.*s", STR_ARG(page));
	CHECK(find("2018/index.gmi") && find("2018/02/bild.png") && !find("2018/02/index.gmi"), "pages");
	CHECK(!find("2017/06/01/vorjahr.gmi"), "another year");
}

static void always_the_same(void)
{
	static char first_room[ROOM], room[ROOM];
	static const char *const zones[] = { "Pacific/Kiritimati", "America/St_Johns" };
	struct str first, again;
	struct book_source from = source(0);
	make(&from, (struct date){ 2018, 0, 0 }, first_room, &first);
	for (size_t i = 0; i < 2; i++) {
		setenv("TZ", zones[i], 1);
		tzset();
		mode_t before = umask(i ? 077 : 0);
		/* written again, with other times and other inodes */
		for (size_t k = 0; k < sizeof files / sizeof *files; k++)
			put(files[k].path, files[k].text);
		make(&from, (struct date){ 2018, 0, 0 }, room, &again);
		CHECK(first.n > 2000 && str_eq(first, again), "in %s: other bytes", zones[i]);
		umask(before);
	}
}

static void nothing_there(void)
{
	static const struct date empty[] = { { 2018, 2, 0 }, { 2018, 7, 0 }, { 2030, 0, 0 } };
	char space[500];
	struct book_source from = source(0);
	for (size_t i = 0; i < 3; i++) {
		struct buf why = BUF(space);
		struct book *b = book_new(&from, empty[i], &why);
		CHECK(b && book_articles(b) == 0, "%d-%d: %s", empty[i].year, empty[i].month, buf_z(&why));
		book_free(b);
	}
}

static void goes_meanwhile(void)
{
	char space[500], path[300];
	struct buf why = BUF(space);
	struct book_source from = source(0);
	int fd = memfd_create("book", 0);
	struct book *b = book_new(&from, (struct date){ 2018, 12, 0 }, &why);
	snprintf(path, sizeof path, "%s/root/2018/12/31/ende.gmi", folder);
	CHECK(b && unlink(path) == 0, "%s", path);
	CHECK(b && !book_write(b, fd, &why) && strstr(buf_z(&why), "ende.gmi goes while"), "%s", buf_z(&why));
	book_free(b);
	close(fd);
}

int main(void)
{
	char path[300], space[100];
	size_t line;
	const char *what;
	struct conf_report report = { .out = stdout };
	struct buf name = BUF(space);
	CHECK(mkdtemp(folder) != NULL, "no folder");
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		put(files[i].path, files[i].text);
	put("gone", "52\t/2018/06/28/weg.gmi\tAuf Wunsch\n31\t/2018/06/alt.gmi\t/2018/06/monat.gmi\n");
	snprintf(path, sizeof path, "%s/gone", folder);
	gone = gone_load(path, &line, &what);
	snprintf(path, sizeof path, "%s/root", folder);
	language_count = locale_load(NULL, "herald.ini", 1, languages, CONF_LANGUAGES, &report);
	CHECK(gone && root_open(&root, path) == 0 && language_count >= 2, "what there is");
	a_month();
	a_year();
	always_the_same();
	nothing_there();
	goes_meanwhile();
	book_path(&name, (struct date){ 2018, 6, 0 });
	CHECK_STR(buf_str(&name), STR("/mirror/pack/2018-06.gpub"));
	root_close(&root);
	gone_free(gone);
	for (size_t i = 0; i < language_count; i++)
		locale_free(languages[i]);
	arena_free(&texts);
	snprintf(path, sizeof path, "rm -rf '%s'", folder);
	CHECK(system(path) == 0, "%s", path);
	return unit_done("book");
}
