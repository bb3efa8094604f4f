#include "ledgers.h"

/* ---- entries ---- */

static void entries(void)
{
	struct ledger *l = open_new();
	struct entry e, one = entry_nr(1);
	struct texts t = texts_nr(1);
	CHECK(ledger_fresh(l), "not fresh");
	CHECK(!knows(l, 1), "it is empty");
	for (int i = 1; i <= 50; i++)
		put_nr(l, i, false);
	CHECK(knows(l, 1) && knows(l, 50) && !knows(l, 51), "before the commit");
	ledger_commit(l);
	CHECK(ledger_path(l, one.path, &arena, &e) && id_same(&e.source, &one.source), "by path");
	CHECK(ledger_whole(l, &one.whole, &arena, &e) && id_same(&e.source, &one.source), "by text");
	CHECK(!ledger_path(l, STR("/2018/06/02/a-1.gm"), &arena, &e), "a shorter path");
	CHECK(!ledger_path(l, STR("/2018/06/02/A-1.gmi"), &arena, &e), "another case");
	CHECK(!ledger_path(l, STR(""), &arena, &e), "no path");
	CHECK(!ledger_whole(l, &one.source, &arena, &e), "no text");
	/* of two with the same text the first */
	one = entry_nr(60);
	one.whole = id_nr("whole", 1);
	ledger_put(l, &one, &t, false);
	CHECK(ledger_whole(l, &one.whole, &arena, &e) && str_eq(e.path, entry_nr(1).path), "the later one");
	/* replaced */
	one = entry_nr(2);
	one.path = STR("/undated/it's \"x\" \303\244;--.gmi");
	one.has_written = false;
	ledger_put(l, &one, &t, false);
	CHECK(ledger_source(l, &one.source, &arena, &e) && str_eq(e.path, one.path) && !e.has_written, "not replaced");
	CHECK(ledger_path(l, one.path, &arena, &e) && id_same(&e.source, &one.source), "not at its new path");
	CHECK(!ledger_path(l, entry_nr(2).path, &arena, &e), "still at its old path");
	ledger_commit(l);
	ledger_close(l);
	l = open_at(file, false);
	CHECK(!ledger_fresh(l), "fresh again");
	CHECK(knows(l, 1) && knows(l, 3) && knows(l, 50), "lost");
	CHECK(ledger_source(l, &one.source, &arena, &e) && str_eq(e.path, one.path) && !e.has_written, "lost");
	CHECK(ledger_trouble(l) == NULL, "%s", ledger_trouble(l));
	ledger_close(l);
}

/* ---- kin ---- */

/* Paragraphs are letters: those of an article that is there, and those of a new one. */
static struct texts texts_of_letters(const char *s, size_t letters)
{
	struct texts t = { .letters = letters };
	for (; *s; s++)
		t.paragraph[t.count++] = (uint64_t)*s * 0x0101010101010101u;
	return t;
}

static void kin(void)
{
	static const struct {
		const char *there[4];
		size_t letters; /* of each */
		const char *comes;
		size_t own_letters;
		int want; /* -1: none */
	} table[] = {
		{ { "abcde" }, 500, "abcde", 500, 0 },
		{ { "abcde" }, 500, "vwxyz", 500, -1 },
		/* three fifths of the one that has fewer */
		{ { "abcde" }, 500, "abcxy", 500, 0 },
		{ { "abcde" }, 500, "abwxy", 500, -1 },
		{ { "abcde" }, 500, "abcfghijklmnop", 900, 0 },
		{ { "abcdefghij" }, 900, "abc", 300, 0 },
		{ { "abcdefghij" }, 900, "abcdefuvwx", 900, 0 },
		{ { "abcdefghij" }, 900, "abcdetuvwx", 900, -1 },
		{ { "abcd" }, 500, "abcx", 500, 0 },
		{ { "abcd" }, 500, "abxy", 500, -1 },
		{ { "abc" }, 500, "abx", 500, 0 },
		{ { "abcdefg" }, 500, "abcdxyz", 500, -1 },
		{ { "abcdefg" }, 500, "abcdeyz", 500, 0 },
		/* at least two */
		{ { "ab" }, 500, "ab", 500, 0 },
		{ { "ab" }, 500, "ax", 500, -1 },
		{ { "abcdef" }, 500, "a", 500, -1 },
		{ { "a" }, 500, "abcdef", 500, -1 },
		/* or one that is all there is, and long */
		{ { "a" }, 200, "a", 200, 0 },
		{ { "a" }, 200, "a", 199, -1 },
		{ { "a" }, 500, "b", 500, -1 },
		{ { "" }, 0, "", 0, -1 },
		{ { "abc" }, 500, "", 0, -1 },
		/* the one with the most in common */
		{ { "abcxy", "abcde" }, 500, "abcde", 500, 1 },
		{ { "abcde", "abcxy" }, 500, "abcde", 500, 0 },
		{ { "abcuv", "abcdv", "abcde", "abxyz" }, 500, "abcde", 500, 2 },
		/* of those the first */
		{ { "abcde", "abcde", "abcde" }, 500, "abcde", 500, 0 },
		{ { "vwxyz", "abcdy", "abcdx" }, 500, "abcde", 500, 1 },
		/* more in common, and yet not enough of it */
		{ { "abcdefghijkl", "abc" }, 900, "abcdmnopqrst", 900, 1 },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct ledger *l = open_new();
		for (int k = 0; k < 4 && table[i].there[k]; k++) {
			struct entry e = entry_nr(k);
			struct texts t = texts_of_letters(table[i].there[k], table[i].letters);
			ledger_put(l, &e, &t, false);
		}
		struct texts t = texts_of_letters(table[i].comes, table[i].own_letters);
		/* held in memory, and read back from the disk */
		for (int round = 0; round < 2; round++) {
			struct id nobody = id_nr("nobody", 0), want = id_nr("source", table[i].want);
			struct entry e;
			bool found = ledger_kin(l, &t, &nobody, &arena, &e);
			CHECK(found == (table[i].want >= 0), "row %zu, round %d", i, round);
			CHECK(!found || id_same(&e.source, &want), "row %zu, round %d: %.*s", i, round,
				STR_ARG(e.path));
			CHECK(!ledger_kin(l, &t, &want, &arena, &e) || !id_same(&e.source, &want), "row %zu: itself",
				i);
			ledger_commit(l);
			ledger_close(l);
			l = open_at(file, false);
		}
		ledger_close(l);
	}
}

/* Paragraphs that every article of a paper has hide nothing, and cost little. */
static void common_paragraphs(void)
{
	struct ledger *l = open_new();
	struct texts t;
	for (int i = 1; i <= 3000; i++) {
		struct entry e = entry_nr(i);
		t = texts_nr(i);
		t.paragraph[3] = 7;
		t.paragraph[4] = 8;
		ledger_put(l, &e, &t, false);
		if (i % 500 == 0)
			ledger_commit(l);
	}
	for (int round = 0; round < 2; round++) {
		/* the late one shares its own paragraphs, or two of three with the common ones */
		t = texts_nr(2900);
		CHECK(kin_is(l, &t, 2900), "its own paragraphs");
		t.paragraph[2] = 9;
		t.paragraph[3] = 7;
		t.paragraph[4] = 8;
		CHECK(kin_is(l, &t, 2900), "four of five, two of which all have");
		t.paragraph[1] = 10;
		CHECK(kin_is(l, &t, 2900), "three of five, two of which all have");
		t.paragraph[0] = 11;
		CHECK(kin_none(l, &t), "what all have is not enough");
		t.count = 2;
		t.paragraph[0] = 7;
		t.paragraph[1] = 8;
		CHECK(kin_is(l, &t, 1), "nothing but what all have: the first of them");
		ledger_commit(l);
		ledger_close(l);
		l = open_at(file, false);
	}
	ledger_close(l);
}

/* ---- what is taken back ---- */

static void taken_back(void)
{
	struct ledger *l = open_new();
	struct texts one = texts_nr(1), two = texts_nr(2), three = texts_nr(3);
	put_nr(l, 1, false);
	ledger_commit(l);
	put_nr(l, 2, false);
	CHECK(knows(l, 2), "it is not there");
	ledger_rollback(l);
	CHECK(!knows(l, 2) && knows(l, 1), "not taken back");
	ledger_close(l);
	l = open_at(file, false);
	int64_t after = 0;
	struct entry e;
	size_t lost = 0;
	while (ledger_unshared_next(l, &after, &arena, &e)) {
		lost++;
		ledger_share(l, after, &one);
	}
	CHECK(lost == 1, "%zu", lost);
	/* a new article does not inherit what was taken back */
	put_nr(l, 3, false);
	ledger_commit(l);
	CHECK(kin_is(l, &one, 1) && kin_none(l, &two) && kin_is(l, &three, 3), "wrong paragraphs");
	/* closed without a commit */
	put_nr(l, 4, false);
	ledger_close(l);
	l = open_at(file, false);
	CHECK(!knows(l, 4) && knows(l, 3), "what was not committed");
	ledger_close(l);
}

/* The files of the last batch arrived, or did not. */
static void coming(void)
{
	struct ledger *l = open_new();
	struct entry e, changed = entry_nr(2);
	struct texts t = texts_nr(2);
	size_t n = 0;
	for (int i = 1; i <= 3; i++)
		put_nr(l, i, false);
	CHECK(!ledger_coming_next(l, &arena, &e), "nothing is coming");
	put_nr(l, 4, true);
	put_nr(l, 5, true);
	changed.written = id_nr("written anew", 2);
	ledger_put(l, &changed, &t, true);
	ledger_commit(l);
	ledger_close(l);
	l = open_at(file, false);
	for (; ledger_coming_next(l, &arena, &e) && n < 10; n++)
		ledger_coming_settle(l, str_eq(e.path, entry_nr(4).path));
	CHECK(n == 3, "%zu", n);
	ledger_commit(l);
	CHECK(knows(l, 4), "it has come");
	CHECK(!knows(l, 5), "it has not");
	CHECK(knows(l, 2), "the old file is still there");
	put_nr(l, 6, true);
	ledger_arrived(l);
	CHECK(!ledger_coming_next(l, &arena, &e), "all has arrived");
	ledger_commit(l);
	ledger_close(l);
	l = open_at(file, false);
	CHECK(!ledger_coming_next(l, &arena, &e) && knows(l, 6) && knows(l, 4) && knows(l, 2) && !knows(l, 5), "lost");
	ledger_close(l);
}

/* A process that is killed keeps what it committed; paragraphs that were held are asked for again. */
static void killed(void)
{
	struct entry e;
	int64_t after = 0;
	int n = 0;
	unlink(file);
	pid_t child = fork();
	if (child == 0) {
		struct ledger *l = open_at(file, false);
		for (int i = 1; i <= 40; i++)
			put_nr(l, i, false);
		ledger_commit(l);
		put_nr(l, 41, false);
		raise(SIGKILL);
	}
	waitpid(child, NULL, 0);
	/* a dry run sees it, and leaves no trace */
	struct ledger *l = open_at(file, true);
	CHECK(knows(l, 1) && knows(l, 40) && !knows(l, 41), "a dry run after a kill");
	ledger_close(l);
	l = open_at(file, false);
	CHECK(!ledger_fresh(l) && knows(l, 1) && knows(l, 40) && !knows(l, 41), "after a kill");
	/* closed before they were read again: they are still asked for */
	ledger_close(l);
	l = open_at(file, false);
	while (ledger_unshared_next(l, &after, &arena, &e)) {
		struct texts t = texts_nr(++n);
		CHECK(str_eq(e.path, entry_nr(n).path), "%.*s", STR_ARG(e.path));
		ledger_share(l, after, &t);
	}
	CHECK(n == 40, "%d", n);
	struct texts t = texts_nr(30);
	CHECK(kin_is(l, &t, 30), "no kin");
	ledger_close(l);
	l = open_at(file, false);
	after = 0;
	CHECK(!ledger_unshared_next(l, &after, &arena, &e) && kin_is(l, &t, 30), "written by now");
	ledger_close(l);
}

/* Killed before it was told what the capsule holds, it was not made. */
static void half_made(void)
{
	unlink(file);
	pid_t child = fork();
	if (child == 0) {
		struct ledger *l = open_at(file, false);
		for (int i = 1; i <= 40; i++)
			put_nr(l, i, false);
		raise(SIGKILL);
	}
	waitpid(child, NULL, 0);
	struct ledger *l = open_at(file, false);
	CHECK(ledger_fresh(l) && !knows(l, 1), "half of it is taken for all");
	ledger_close(l);
}

int main(void)
{
	folder_make();
	entries();
	kin();
	common_paragraphs();
	taken_back();
	coming();
	killed();
	half_made();
	folder_clean();
	return unit_done("ledger");
}
