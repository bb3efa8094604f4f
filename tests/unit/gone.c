#include "store/gone.h"

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static char folder[] = "/tmp/herald-gone-XXXXXX";
static char list[64], second[64];

#define ABC "sha256:ed2bbadab15a5f1e0f2ab2ee9ec16d8c6afa6a1f4b0ed5ea7ea9e0a4bb5ae9d6"

static void put_at(const char *path, struct str text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	CHECK(fd >= 0 && write(fd, text.p, text.n) == (ssize_t)text.n, "cannot write %s", path);
	close(fd);
}

static void put(struct str text)
{
	put_at(list, text);
}

static struct gone *load(struct str text)
{
	size_t line;
	const char *what;
	put(text);
	struct gone *g = gone_load(list, &line, &what);
	CHECK(g != NULL, "line %zu: %s", line, what);
	return g;
}

/* line 0: nothing is wrong, or it is about no line. */
static void valid_says(struct str text, size_t row, size_t line, const char *says)
{
	char room[300], number[32];
	struct buf why = BUF(room);
	bool good = gone_valid(text, &why);
	snprintf(number, sizeof number, "line %zu: ", line);
	CHECK(good == !says, "row %zu: %s", row, buf_z(&why));
	CHECK(says ? strstr(buf_z(&why), says) && (!line || str_starts(buf_str(&why), str_of(number))) : why.n == 0,
		"row %zu: '%s'", row, buf_z(&why));
}

static void found(void)
{
	const struct {
		struct str text, path;
		int status; /* 0: not listed */
		struct str to;
	} table[] = {
		{ STR(""), STR("/a"), 0, STR("") },
		{ STR("31\t/a\t/b\n"), STR("/a"), 31, STR("/b") },
		{ STR("30\t/a\t/b\n"), STR("/a"), 30, STR("/b") },
		{ STR("31 /a\t/b"), STR("/a"), 31, STR("/b") },
		{ STR("31 /a b\t/c d\n"), STR("/a b"), 31, STR("/c d") },
		{ STR("31\t/a\t/b\r\n52\t/c\tauf Wunsch\r\n"), STR("/c"), 52, STR("auf Wunsch") },
		{ STR("31\t/a\t/b\r\n52\t/c\tauf Wunsch\r\n"), STR("/a"), 31, STR("/b") },
		{ STR("# old\n\n\r\n52\t/c\n"), STR("/c"), 52, STR("") },
		{ STR("52\t/c\t\n"), STR("/c"), 52, STR("") },
		{ STR("52\t/c\tGr\303\274nde\n"), STR("/c"), 52, STR("Gr\303\274nde") },
		{ STR("31\t/a\tgemini://new.example/a%20b\n"), STR("/a"), 31, STR("gemini://new.example/a%20b") },
		{ STR("31\t/2018/6/\t/2018/06/\n"), STR("/2018/6/"), 31, STR("/2018/06/") },
		{ STR("31\t/2018/6/\t/2018/06/\n"), STR("/2018/6"), 0, STR("") },
		{ STR("31\t/a\t/b\n"), STR("/b"), 0, STR("") },
		{ STR("31\t/a\t/b\n"), STR("/A"), 0, STR("") },
		{ STR("31\t/a\t/b\n"), STR("/a\0"), 0, STR("") },
		{ STR("31\t/a\t/b\n"), STR(""), 0, STR("") },
		/* duplicates: the last one counts */
		{ STR("31\t/a\t/b\n31\t/a\t/c\n30\t/a\t/d\n"), STR("/a"), 30, STR("/d") },
		{ STR("31\t/a\t/b\n52\t/a\tx\n"), STR("/a"), 52, STR("x") },
		{ STR("52\t/a\tx\n31\t/a\t/b\n"), STR("/a"), 31, STR("/b") },
		/* chains end where they end */
		{ STR("31\t/a\t/b\n31\t/b\t/c\n31\t/c\t/d\n"), STR("/a"), 31, STR("/d") },
		{ STR("31\t/a\t/b\n31\t/b\t/c\n31\t/c\t/d\n"), STR("/b"), 31, STR("/d") },
		{ STR("31\t/a\t/b\n30\t/b\t/c\n"), STR("/a"), 30, STR("/c") },
		{ STR("31\t/a\t/b\n52\t/b\tx\n"), STR("/a"), 31, STR("/b") },
		{ STR("31\t/a\t/b\n31\t/b\tgopher://x/\n"), STR("/a"), 31, STR("gopher://x/") },
		/* there and back again */
		{ STR("31\t/a\t/b\n31\t/b\t/a\n"), STR("/b"), 31, STR("/a") },
		{ STR("31\t/a\t/b\n31\t/b\t/a\n"), STR("/a"), 0, STR("") },
		{ STR("31\t/a\t/b\n31\t/b\t/a\n31\t/a\t/b\n"), STR("/a"), 31, STR("/b") },
		{ STR("31\t/a\t/b\n31\t/b\t/a\n31\t/a\t/b\n"), STR("/b"), 0, STR("") },
		{ STR("31\t/a\t/b\n31\t/b\t/c\n31\t/c\t/a\n"), STR("/a"), 0, STR("") },
		{ STR("31\t/a\t/b\n31\t/b\t/c\n31\t/c\t/a\n"), STR("/b"), 31, STR("/a") },
		/* something new under an old name, and then moved again under a newer one */
		{ STR("31\t/b\t/c\n31\t/a\t/b\n31\t/a\t/d\n"), STR("/b"), 0, STR("") },
		/* what was withdrawn does not come back by a move */
		{ STR("52\t/b\tx\n31\t/a\t/b\n"), STR("/b"), 52, STR("x") },
		/* a file is there again */
		{ STR("31\t/a\t/b\n20\t/a\n"), STR("/a"), 0, STR("") },
		{ STR("31\t/a\t/b\n20\t/a\n31\t/a\t/c\n"), STR("/a"), 31, STR("/c") },
		{ STR("31\t/a\t/b\n31\t/b\t/c\n20\t/b\n"), STR("/a"), 31, STR("/b") },
		{ STR("20\t/a\n"), STR("/a"), 0, STR("") },
		{ STR("52\t/a\tx\n20\t/a\n"), STR("/a"), 0, STR("") },
		/* a hash that nothing here has */
		{ STR("52\t" ABC "\tx\n"), STR("/nothing"), 0, STR("") },
		{ STR("52\t" ABC "\tx\n"), STR(ABC), 0, STR("") },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct gone *g = load(table[i].text);
		const struct gone_entry *e = g ? gone_find(g, table[i].path) : NULL;
		CHECK((e ? e->status : 0) == table[i].status, "row %zu: %d", i, e ? e->status : 0);
		if (e)
			CHECK_STR(e->to, table[i].to);
		gone_free(g);
		valid_says(table[i].text, i, 0, NULL);
	}
}

static void wrong(void)
{
	const struct {
		struct str text;
		size_t line;
		const char *says; /* a part of it */
	} table[] = {
		{ STR("x"), 1, "a line is" },
		{ STR("31"), 1, "a line is" },
		{ STR("3"), 1, "a line is" },
		{ STR("\0\0\0\0"), 1, "a line is" },
		{ STR("31:/a\t/b"), 1, "a line is" },
		{ STR("310\t/a\t/b"), 1, "a line is" },
		{ STR("\357\273\27731\t/a\t/b"), 1, "a line is" },
		{ STR("51\t/a\t/b"), 1, "30, 31, 52 or 20" },
		{ STR("20\t/a\t/b"), 1, "nothing stands behind" },
		{ STR("20\ta\n"), 1, "begins with '/'" },
		{ STR("31\t/a\t/b\n\n31\t/a\n"), 3, "need a new path" },
		{ STR("31\t/a\t\n"), 1, "need a new path" },
		{ STR("31 /a /b\n"), 1, "need a new path" },
		{ STR("31\t\t/b\n"), 1, "begins with '/'" },
		{ STR("31\ta\t/b\n"), 1, "begins with '/'" },
		{ STR("52\ta\tx\n"), 1, "begins with '/'" },
		{ STR("52\t\n"), 1, "begins with '/'" },
		{ STR("31\t/a\tb\n"), 1, "begins with '/'" },
		{ STR("31\t/a\tb://c\n31\t/a\t/b://c\n"), 2, "two slashes" },
		{ STR("31\t/a\t://c\n"), 1, "begins with '/'" },
		{ STR("31\t/a\tx/://c\n"), 1, "begins with '/'" },
		{ STR("31\t/a\tgemini://h/\303\244\n"), 1, "percent-encode" },
		{ STR("31\t/a\tgemini://h/a b\n"), 1, "percent-encode" },
		{ STR("31\t/a\t/b\t/c\n"), 1, "nothing stands behind" },
		{ STR("31\t/a\t/a\n"), 1, "is the old one" },
		{ STR("31\t/../a\t/b\n"), 1, "dot" },
		{ STR("31\t/a\t/x/../../b\n"), 1, "dot" },
		{ STR("52\t/.hidden\tx\n"), 1, "dot" },
		{ STR("31\t/a//b\t/b\n"), 1, "two slashes" },
		{ STR("31\t/a\0\t/b\n"), 1, "control" },
		{ STR("31\t/a\t/b\rc\n"), 1, "control" },
		{ STR("52\t/a\tx\ty\n"), 1, "control" },
		{ STR("52\t/a\t\033[2J\n"), 1, "control" },
		{ STR("52\t/a\t\374\n"), 1, "not UTF-8" },
		{ STR("52\tsha256:\tx\n"), 1, "64 hex" },
		{ STR("52\tsha256:0123\tx\n"), 1, "64 hex" },
		{ STR("52\t" ABC "0\tx\n"), 1, "64 hex" },
		{ STR("52\tsha256:gd2bbadab15a5f1e0f2ab2ee9ec16d8c6afa6a1f4b0ed5ea7ea9e0a4bb5ae9d6\tx\n"), 1,
			"64 hex" },
		{ STR("31\t" ABC "\t/b\n"), 1, "begins with '/'" },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		size_t line = 99;
		const char *what = NULL;
		put(table[i].text);
		struct gone *g = gone_load(list, &line, &what);
		CHECK(g == NULL && line == table[i].line, "row %zu: line %zu", i, line);
		CHECK(what && strstr(what, table[i].says), "row %zu: %s", i, what ? what : "nothing");
		gone_free(g);
		valid_says(table[i].text, i, table[i].line, table[i].says);
	}
}

/* What may be placed on a mirror; the rows of found() and wrong() are judged as they are loaded. */
static void valid(void)
{
	enum { LINE = 5 };
	const size_t n = GONE_MIRRORED_MAX;
	const struct str good = STR("# x\n\n52\t" ABC "\tx\r\n31 /a\t/b\n30\t/a\tgemini://h/\n20\t/a");
	char *text = malloc(n + LINE);
	valid_says(STR(""), 0, 0, NULL);
	valid_says(good, 1, 0, NULL);
	for (size_t i = 0; i < n + LINE; i++)
		text[i] = "20\t/\n"[i % LINE];
	valid_says((struct str){ text, n - n % LINE }, 2, 0, NULL);
	valid_says((struct str){ text, n + 1 }, 3, 0, "longer than 33554432 bytes");
	free(text);
}

static void hashed(void)
{
	/* printf /2018/name.gmi | sha256sum */
	static const char hash[] = "52\tsha256:%s\tauf Wunsch\n31\t/a\t/b\n31\t/2018/name.gmi\t/c\n";
	static const char *const spelled[] = {
		"9572a88ee21b079a73608a95463cd7d80a62361a082a532140621723609760a1",
		"9572A88EE21B079A73608A95463CD7D80A62361A082A532140621723609760A1",
	};
	for (size_t i = 0; i < 2; i++) {
		char text[256];
		struct buf b = BUF(text);
		buf_fmt(&b, hash, spelled[i]);
		struct gone *g = load(buf_str(&b));
		for (int twice = 0; g && twice < 2; twice++) {
			const struct gone_entry *e = gone_find(g, STR("/2018/name.gmi"));
			CHECK(e && e->status == 52, "the withdrawal by hash is not found, or a move counts more");
			e = gone_find(g, STR("/a"));
			CHECK(e && e->status == 31, "a path beside hashes is not found");
			CHECK(!gone_find(g, STR("/2018/name")), "found what is not listed");
		}
		gone_free(g);
	}
}

/* The longest chain that is possible, written from its end, is no deep recursion and no quadratic work. */
static void many(void)
{
	enum { MOVES = 50000, LINE = 32 };
	char *text = malloc(MOVES * LINE);
	struct buf b = { text, 0, MOVES * LINE, false };
	for (int i = 0; i < MOVES; i++)
		buf_fmt(&b, "31\t/%d\t/%d\n", i, i + 1);
	struct gone *g = load(buf_str(&b));
	const struct gone_entry *e = gone_find(g, STR("/0"));
	CHECK(e && e->status == 31, "not found");
	if (e)
		CHECK_STR(e->to, STR("/50000"));
	CHECK(!gone_find(g, STR("/50000")), "the end has not moved");
	gone_free(g);
	free(text);
}

/* Two lists are one; what the own one says wins, whatever the other one says. */
static void both(void)
{
	static const struct {
		const char *own, *mirrored, *path;
		int status; /* 0: not listed */
		const char *to;
	} table[] = {
		{ "52\t/a\tx\n", "", "/a", 52, "x" },
		{ "", "52\t/a\ty\n", "/a", 52, "y" },
		{ "", "31\t/a\t/b\n", "/a", 31, "/b" },
		{ "", "31\t/a\t/b\n31\t/b\t/c\n", "/a", 31, "/c" },
		{ "52\t/a\tx\n", "52\t/a\ty\n", "/a", 52, "x" },
		{ "31\t/a\t/b\n", "52\t/a\ty\n", "/a", 31, "/b" },
		{ "52\t/a\tx\n", "31\t/a\t/b\n", "/a", 52, "x" },
		/* each list shortens its own chains */
		{ "31\t/a\t/b\n", "31\t/b\t/c\n", "/a", 31, "/b" },
		{ "31\t/a\t/b\n", "31\t/b\t/c\n", "/b", 31, "/c" },
		/* by their hashes: "/abc" */
		{ "", "52\tsha256:aaaea3613df9f409e3b79264ca21c3e12e99ad2d7b0f6fc9b4ca2f4610b878a1\ty\n", "/abc", 52,
			"y" },
		{ "52\tsha256:aaaea3613df9f409e3b79264ca21c3e12e99ad2d7b0f6fc9b4ca2f4610b878a1\tx\n", "52\t/abc\ty\n",
			"/abc", 52, "x" },
		{ "52\t/a\tx\n", "52\t/b\ty\n", "/c", 0, "" },
		{ "", "", "a", 0, "" },
	};
	struct gone_paths from = { list, second };
	const char *where, *what;
	size_t line;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		put(str_of(table[i].own));
		put_at(second, str_of(table[i].mirrored));
		struct gone *g = gone_load_both(from, &where, &line, &what);
		const struct gone_entry *e = g ? gone_find(g, str_of(table[i].path)) : NULL;
		CHECK(g && (e ? e->status : 0) == table[i].status, "row %zu: %d", i, e ? e->status : 0);
		CHECK_STR(e ? e->to : STR(""), str_of(table[i].to));
		gone_free(g);
	}
}

/* Which of the two has changed. */
static void both_stale(void)
{
	struct gone_paths from = { list, second };
	const char *where, *what;
	size_t line;
	unlink(second);
	put(STR("52\t/a\tx\n"));
	struct gone *g = gone_load_both(from, &where, &line, &what);
	CHECK(g && !gone_stale_both(g, from), "nothing has changed");
	put_at(second, STR("52\t/b\ty\n"));
	CHECK(gone_stale_both(g, from), "the second one has come");
	gone_free(g);
	g = gone_load_both(from, &where, &line, &what);
	CHECK(g && gone_find(g, STR("/b")) && !gone_stale_both(g, from), "the second one is not read");
	put(STR("52\t/a\tx\n52\t/c\tx\n"));
	CHECK(gone_stale_both(g, from), "the first one has changed");
	gone_free(g);
	put(STR("nonsense\n"));
	CHECK(!gone_load_both(from, &where, &line, &what) && where == list && line == 1 && what,
		"the first one is broken");
	put(STR(""));
	from.mirrored = NULL;
	g = gone_load_both(from, &where, &line, &what);
	CHECK(g && !what && !gone_find(g, STR("/b")) && !gone_stale_both(g, from), "there is no second");
	gone_free(g);
	unlink(second);
}

/* What is in force when one of the files, or both, become what they must not be, one step after the other. */
static void renewed(void)
{
	enum { LARGE = GONE_MIRRORED_MAX + 1 };
	static const struct {
		const char *label, *own, *mirrored; /* NULL: there is none */
		size_t mirrored_size;               /* if it is padded with NULs to that */
		bool good;
		char about; /* what is said is about the 'o'wn or the 'm'irrored one; 0: nothing is */
		size_t line;
		int a, b; /* how they are answered */
	} table[] = {
		{ "a broken mirrored one at first", "52\t/a\n", "52\t/b\nnonsense\n", 0, true, 'm', 2, 52, 0 },
		{ "the own one changes meanwhile", "31\t/a\t/c\n", "52\t/b\nnonsense\n", 0, true, 'm', 2, 31, 0 },
		{ "a good one", "31\t/a\t/c\n", "52\t/b\n", 0, true, 0, 0, 31, 52 },
		{ "a broken one after a good one", "31\t/a\t/c\n", "52\t/d\nnonsense\n", 0, true, 'm', 2, 31, 52 },
		{ "a withdrawal beside a broken one", "52\t/a\n", "52\t/d\nnonsense\n", 0, true, 'm', 2, 52, 52 },
		{ "one that is too long", "52\t/a\n", "", LARGE, true, 'm', 0, 52, 52 },
		{ "one that has vanished", "31\t/a\t/c\n", NULL, 0, true, 'm', 0, 31, 52 },
		{ "and still has", "52\t/a\n", NULL, 0, true, 'm', 0, 52, 52 },
		{ "an own one that is broken", "nonsense\n", "30\t/b\t/c\n", 0, false, 'o', 1, 52, 52 },
		{ "an own one that has vanished", NULL, "30\t/b\t/c\n", 0, false, 'o', 0, 52, 52 },
		{ "both are mended", "", "30\t/b\t/c\n", 0, true, 0, 0, 0, 30 },
		{ "an empty mirrored one", "", "", 0, true, 0, 0, 0, 0 },
		{ "nothing is lost with it", "52\t/a\n", NULL, 0, true, 0, 0, 52, 0 },
	};
	struct gone_paths from = { list, second };
	struct gone *g = NULL;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		size_t line = 99;
		const char *where = NULL, *what = NULL, *label = table[i].label;
		unlink(list);
		unlink(second);
		if (table[i].own)
			put(str_of(table[i].own));
		if (table[i].mirrored)
			put_at(second, str_of(table[i].mirrored));
		if (table[i].mirrored_size)
			CHECK(truncate(second, (off_t)table[i].mirrored_size) == 0, "cannot make it so long");
		CHECK(gone_renew(&g, from, &where, &line, &what) == table[i].good, "%s: %s", label, what ? what : "");
		CHECK(!what == !table[i].about && (!what || where == (table[i].about == 'm' ? second : list)),
			"%s: %s: %s", label, where, what ? what : "nothing");
		CHECK(line == table[i].line, "%s: line %zu", label, line);
		const struct gone_entry *a = gone_find(g, STR("/a")), *b = gone_find(g, STR("/b"));
		CHECK((a ? a->status : 0) == table[i].a && (b ? b->status : 0) == table[i].b, "%s: %d %d", label,
			a ? a->status : 0, b ? b->status : 0);
		CHECK(gone_stale_both(g, from) == !table[i].good, "%s: it is looked at again and again", label);
	}
	gone_free(g);
	unlink(list);
	unlink(second);
}

/* A reason goes into the log, whose lines have an end. */
static void reasons(void)
{
	enum { MOST = 1000 };
	size_t line = 0;
	const char *what = NULL;
	for (size_t n = MOST - 2; n <= MOST + 1; n++) {
		char room[2 * MOST];
		struct buf text = BUF(room);
		buf_add(&text, STR("52\t/a\tx\n52\t/b\t"));
		for (size_t i = 2; i < n; i++)
			buf_byte(&text, 'x');
		buf_add(&text, STR("\303\274\n"));
		put(buf_str(&text));
		struct gone *g = gone_load(list, &line, &what);
		CHECK((g != NULL) == (n <= MOST), "%zu bytes", n);
		CHECK(g || (line == 2 && strstr(what, "1000 bytes")), "line %zu: %s", line, what);
		gone_free(g);
	}
}

static void stale(void)
{
	size_t line;
	const char *what;
	unlink(list);
	struct gone *g = gone_load(list, &line, &what);
	CHECK(g && !gone_find(g, STR("/a")) && !gone_stale(g, list), "a missing list is an empty one");
	put(STR("52\t/a\tx\n"));
	CHECK(gone_stale(g, list), "the list has appeared");
	gone_free(g);
	g = gone_load(list, &line, &what);
	CHECK(g && !gone_stale(g, list), "nothing has changed");
	put(STR("52\t/a\tx\n52\t/b\n"));
	CHECK(gone_stale(g, list), "the list has grown");
	gone_free(g);
	g = gone_load(list, &line, &what);
	CHECK(g && gone_find(g, STR("/b")), "the second line is not there");
	struct timespec then[2] = { { .tv_sec = 1000000000 }, { .tv_sec = 1000000000 } };
	utimensat(AT_FDCWD, list, then, 0);
	CHECK(gone_stale(g, list), "the list has another time");
	unlink(list);
	CHECK(gone_stale(g, list), "the list has vanished");
	gone_free(g);
}

/* What is no list at all is an error in words, and nobody waits for it. */
static void odd(void)
{
	size_t line = 99;
	const char *what = NULL;
	CHECK(!gone_load(folder, &line, &what) && line == 0 && errno == EISDIR && what, "a folder");
	mkfifo(list, 0644);
	CHECK(!gone_load(list, &line, &what) && line == 0 && errno == EINVAL && what, "a FIFO");
	unlink(list);
}

int main(void)
{
	if (!mkdtemp(folder))
		return 1;
	snprintf(list, sizeof list, "%s/gone", folder);
	snprintf(second, sizeof second, "%s/gone2", folder);
	found();
	wrong();
	valid();
	reasons();
	hashed();
	many();
	both();
	both_stale();
	renewed();
	stale();
	odd();
	rmdir(folder);
	return unit_done("gone");
}
