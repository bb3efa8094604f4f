/* inputs: the order in which they come out, and that nothing of a path is lost on the way. */
#include "import/inputs.h"

#include "unit.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static struct inputs *make(void)
{
	char room[512];
	struct buf why = BUF(room);
	struct inputs *i = inputs_make(&why);
	CHECK(i && why.n == 0, "%s", buf_z(&why));
	if (!i)
		abort();
	return i;
}

/* ---- order ---- */

struct row {
	unsigned rank;
	struct str path;
	bool sorted;
};

enum { ROWS = 12 };

static const char letters[] = "abcdefghijkl";

static void order(void)
{
	const struct {
		struct row in[ROWS];
		size_t count;
		int out[ROWS]; /* numbers of those that went in */
	} table[] = {
		{ .count = 0 },
		{ { { 0, STR("a"), true } }, 1, { 0 } },
		/* by path, byte by byte: no locale, and no case */
		{ { { 0, STR("c"), true }, { 0, STR("a"), true }, { 0, STR("b"), true } }, 3, { 1, 2, 0 } },
		{ { { 0, STR("\303\244"), true }, { 0, STR("z"), true }, { 0, STR("Z"), true },
			  { 0, STR("\377"), true } },
			4, { 2, 1, 0, 3 } },
		{ { { 0, STR("a10"), true }, { 0, STR("a2"), true }, { 0, STR("a"), true } }, 3, { 2, 0, 1 } },
		{ { { 0, STR("a/b"), true }, { 0, STR("a.b"), true }, { 0, STR("a-b"), true } }, 3, { 2, 1, 0 } },
		{ { { 0, STR("a\0b"), true }, { 0, STR("a\0a"), true }, { 0, STR("a"), true } }, 3, { 2, 1, 0 } },
		{ { { 0, STR("\n"), true }, { 0, STR("\001"), true }, { 0, STR(" "), true } }, 3, { 1, 0, 2 } },
		/* as they were added */
		{ { { 0, STR("c"), false }, { 0, STR("a"), false }, { 0, STR("b"), false } }, 3, { 0, 1, 2 } },
		/* by argument first, whenever it was added */
		{ { { 2, STR("a"), true }, { 0, STR("c"), true }, { 1, STR("b"), true } }, 3, { 1, 2, 0 } },
		{ { { 10, STR("a"), true }, { 9, STR("a"), true }, { 100, STR("a"), true } }, 3, { 1, 0, 2 } },
		{ { { 1, STR("b"), false }, { 0, STR("z"), true }, { 1, STR("a"), false }, { 0, STR("y"), true } }, 4,
			{ 3, 1, 0, 2 } },
		{ { { 4294967295u, STR("a"), true }, { 2147483648u, STR("b"), true }, { 2147483647, STR("c"), true } },
			3, { 2, 1, 0 } },
		/* the same one twice is there twice */
		{ { { 0, STR("a"), true }, { 0, STR("a"), true }, { 1, STR("a"), true } }, 3, { 0, 1, 2 } },
		{ { { 0, STR(""), true }, { 0, STR(""), false } }, 2, { 0, 1 } },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct inputs *list = make();
		struct str source, path;
		for (size_t k = 0; k < table[i].count; k++)
			inputs_add(list, table[i].in[k].rank, (struct str){ &letters[k], 1 }, table[i].in[k].path,
				table[i].in[k].sorted);
		CHECK(inputs_count(list) == table[i].count, "row %zu: %llu", i, (unsigned long long)inputs_count(list));
		/* twice, since two passes are made */
		for (int pass = 0; pass < 2; pass++) {
			size_t n = 0;
			inputs_begin(list);
			for (; inputs_next(list, &source, &path) && n < ROWS; n++) {
				int want = table[i].out[n];
				CHECK_STR(path, table[i].in[want].path);
				CHECK(source.n == 1 && *source.p == letters[want], "row %zu, %zu: %.*s", i, n,
					STR_ARG(source));
			}
			CHECK(n == table[i].count, "row %zu, pass %d: %zu", i, pass, n);
		}
		CHECK(!inputs_trouble(list), "%s", inputs_trouble(list));
		inputs_free(list);
	}
}

/* A pass that is left in the middle begins at the first again. */
static void begun_again(void)
{
	struct inputs *list = make();
	struct str source, path;
	inputs_begin(list);
	CHECK(!inputs_next(list, &source, &path), "empty");
	for (int i = 0; i < 3; i++)
		inputs_add(list, 0, STR("s"), (struct str){ &letters[i], 1 }, true);
	inputs_begin(list);
	CHECK(inputs_next(list, &source, &path) && inputs_next(list, &source, &path), "two");
	CHECK_STR(path, STR("b"));
	inputs_begin(list);
	CHECK(inputs_next(list, &source, &path), "again");
	CHECK_STR(path, STR("a"));
	inputs_free(list);
	inputs_free(NULL);
}

/* ---- sizes ---- */

/* 30 MB of paths, each of them twice in the list, take less than half of that (all memory is SQLite's). */
static void many(void)
{
	enum { COUNT = 100000, LONG = 300 };
	char room[LONG];
	size_t wrong = 0, n = 0;
	sqlite3_memory_highwater(1);
	struct inputs *list = make();
	struct str source, path;
	memset(room, 'x', sizeof room);
	for (uint32_t i = 0; i < COUNT; i++) {
		/* an odd factor leaves no number out */
		snprintf(room, sizeof room, "%010u", (unsigned)(i * 2654435761u));
		room[10] = '/';
		inputs_add(list, 0, STR("folder"), (struct str){ room, sizeof room }, true);
	}
	inputs_begin(list);
	char last[LONG] = "";
	for (; inputs_next(list, &source, &path); n++) {
		wrong += path.n != LONG || memcmp(last, path.p, LONG) >= 0 || !str_eq(source, STR("folder"));
		memcpy(last, path.p, path.n < LONG ? path.n : LONG);
	}
	CHECK(n == COUNT && inputs_count(list) == COUNT && wrong == 0, "%zu, %zu wrong", n, wrong);
	CHECK(!inputs_trouble(list), "%s", inputs_trouble(list));
	sqlite3_int64 peak = sqlite3_memory_highwater(0);
	CHECK(peak > 0 && peak < 24 * 1024 * 1024, "%lld bytes", (long long)peak);
	inputs_free(list);
}

/* ---- a temporary folder ---- */

static char folder[] = "/tmp/herald-inputs-XXXXXX";

static size_t names_in(const char *path)
{
	DIR *d = opendir(path);
	size_t n = 0;
	for (struct dirent *e; d && (e = readdir(d)) != NULL;)
		n += e->d_name[0] != '.' || (e->d_name[1] && e->d_name[1] != '.');
	if (d)
		closedir(d);
	return n;
}

/* No file of more than 64 KB: whether it says so, and gives no row that was not written. */
static int child_limited(void)
{
	struct rlimit small = { 64 * 1024, 64 * 1024 };
	char room[4096];
	struct str source, path;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	struct inputs *list = make();
	memset(room, 'x', sizeof room);
	for (int i = 0; i < 10000 && !inputs_trouble(list); i++)
		inputs_add(list, 0, STR(""), (struct str){ room, sizeof room }, true);
	const char *trouble = inputs_trouble(list);
	CHECK(trouble && strstr(trouble, "the list of inputs") && strstr(trouble, "TMPDIR"), "%s",
		trouble ? trouble : "no trouble");
	inputs_begin(list);
	while (inputs_next(list, &source, &path))
		CHECK(path.n == sizeof room, "%zu", path.n);
	inputs_free(list);
	return unit_failed != 0;
}

static void limited(void)
{
	int status;
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		int result = child_limited();
		fflush(stdout);
		_exit(result);
	}
	waitpid(child, &status, 0);
	CHECK(status == 0, "%d", status);
}

int main(void)
{
	if (!mkdtemp(folder))
		return 1;
	setenv("TMPDIR", folder, 1);
	order();
	begun_again();
	many();
	limited();
	CHECK(names_in(folder) == 0, "%zu files are left", names_in(folder));
	CHECK(rmdir(folder) == 0, "%s", strerror(errno));
	return unit_done("inputs");
}
