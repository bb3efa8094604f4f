/* chest: what may be opened, made, read and taken away beneath a root, and what lies outside it. */
#include "import/chest.h"

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static char top[] = "/tmp/herald-chest-XXXXXX"; /* "secret" lies here, the root is "in" */
static int above, in;

static void put(int dir, const char *name, const char *text)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	CHECK(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text), "cannot make %s", name);
	close(fd);
}

static void put_link(const char *name, const char *target)
{
	CHECK(symlinkat(target, in, name) == 0, "cannot link %s to %s", name, target);
}

static bool is(int dir, const char *name, mode_t type)
{
	struct stat st;
	return fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && (st.st_mode & S_IFMT) == type;
}

static bool is_folder(const char *name)
{
	return is(in, name, S_IFDIR);
}

static void furnish(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	mkdir(top, 0755);
	above = open(top, O_RDONLY | O_DIRECTORY);
	mkdirat(above, "in", 0755);
	mkdirat(above, "out", 0755);
	put(above, "secret", "not of the capsule");
	in = openat(above, "in", O_RDONLY | O_DIRECTORY);
	mkdirat(in, "2018", 0755);
	mkdirat(in, "2018/06", 0755);
	put(in, "2018/06/a.gmi", "0123456789");
	put(in, "empty", "");
	put(in, "back\\slash \303\244\377", "an odd name");
	mkfifoat(in, "fifo", 0644);
	put_link("inner", "2018/06/a.gmi");
	put_link("year", "2018");
	put_link("outer", "../secret");
	put_link("out", "../out");
	put_link("self", ".");
	put_link("up", "..");
	put_link("root", "/");
	put_link("dangling", "nowhere");
	put_link("loop", "loop");
	int s = socket(AF_UNIX, SOCK_STREAM, 0);
	snprintf(address.sun_path, sizeof address.sun_path, "%s/in/socket", top);
	CHECK(bind(s, (struct sockaddr *)&address, sizeof address) == 0, "cannot bind %s", address.sun_path);
	close(s);
}

/* ---- reading ---- */

static void reading(void)
{
	const struct {
		const char *path;
		size_t max;
		const char *want; /* NULL: not to be read */
		int error;
	} table[] = {
		{ "/2018/06/a.gmi", 100, "0123456789", 0 },
		{ "//2018/06/a.gmi", 100, "0123456789", 0 },
		{ "/back\\slash \303\244\377", 100, "an odd name", 0 },
		{ "/empty", 100, "", 0 },
		{ "/empty", 0, "", 0 },
		/* as long as it may be, and one more */
		{ "/2018/06/a.gmi", 10, "0123456789", 0 },
		{ "/2018/06/a.gmi", 9, NULL, EFBIG },
		{ "/2018/06/a.gmi", 0, NULL, EFBIG },
		/* no files */
		{ "/", 100, NULL, EINVAL },
		{ "/2018", 100, NULL, EINVAL },
		{ "/fifo", 100, NULL, EINVAL },
		{ "/socket", 100, NULL, ENXIO },
		{ "/nothing", 100, NULL, ENOENT },
		{ "/nothing/at/all", 100, NULL, ENOENT },
		{ "/empty/x", 100, NULL, ENOTDIR },
		/* links, even those that stay beneath the root */
		{ "/inner", 100, NULL, ELOOP },
		{ "/year/06/a.gmi", 100, NULL, ELOOP },
		{ "/self/2018/06/a.gmi", 100, NULL, ELOOP },
		{ "/outer", 100, NULL, ELOOP },
		{ "/up/secret", 100, NULL, ELOOP },
		{ "/root/etc/passwd", 100, NULL, ELOOP },
		{ "/loop", 100, NULL, ELOOP },
		{ "/dangling", 100, NULL, ELOOP },
		/* and without a link */
		{ "/../secret", 100, NULL, EXDEV },
		{ "/2018/../../secret", 100, NULL, EXDEV },
		{ "/../in/empty", 100, NULL, EXDEV },
	};
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct str bytes;
		errno = 0;
		bool good = chest_read(in, table[i].path, table[i].max, &a, &bytes);
		CHECK(good == (table[i].want != NULL), "row %zu: %s", i, strerror(errno));
		if (good && table[i].want) {
			CHECK_STR(bytes, str_of(table[i].want));
		} else {
			CHECK(errno == table[i].error, "row %zu: %s", i, strerror(errno));
		}
		arena_reset(&a);
	}
	arena_free(&a);
}

/* Folders and files are opened as what they are; whatever lies there is there. */
static void opening(void)
{
	const struct {
		const char *path;
		bool file, folder, something; /* chest_file opens a folder, too; reading finds out */
	} table[] = {
		{ "/", true, true, true },
		{ "/2018", true, true, true },
		{ "/2018/", true, true, true },
		{ "/2018/06/a.gmi", true, false, true },
		{ "/2018/06/a.gmi/", false, false, false },
		{ "/2018/06/b.gmi", false, false, false },
		{ "/2018/07/a.gmi", false, false, false },
		{ "/empty/below", false, false, false },
		{ "/fifo", true, false, true },
		{ "/socket", false, false, true },
		/* a link is something, wherever it leads to */
		{ "/inner", false, false, true },
		{ "/year", false, false, true },
		{ "/dangling", false, false, true },
		{ "/loop", false, false, true },
		{ "/root", false, false, true },
		/* nobody may know what is there */
		{ "/..", false, false, true },
		{ "/../nothing", false, false, true },
		{ "/year/nothing", false, false, true },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		int file = chest_file(in, table[i].path), folder = chest_folder(in, table[i].path);
		CHECK((file >= 0) == table[i].file, "row %zu: %d", i, file);
		CHECK((folder >= 0) == table[i].folder, "row %zu: %d", i, folder);
		CHECK(chest_there(in, table[i].path) == table[i].something, "row %zu", i);
		CHECK(file < 0 || fcntl(file, F_GETFD) & FD_CLOEXEC, "row %zu", i);
		CHECK(folder < 0 || fcntl(folder, F_GETFD) & FD_CLOEXEC, "row %zu", i);
		if (file >= 0)
			close(file);
		if (folder >= 0)
			close(folder);
	}
}

/* ---- folders ---- */

static char *z_long(char *room, size_t n, size_t slash_every)
{
	memset(room, 'a', n);
	room[n] = '\0';
	for (size_t i = 0; i < n; i += slash_every)
		room[i] = '/';
	return room;
}

static void making(void)
{
	static char one_long[2 * PATH_MAX], deep[2 * PATH_MAX];
	const struct {
		const char *path;
		int error;           /* 0: it can be made */
		const char *made;    /* is a folder by then, or NULL */
		const char *missing; /* is none */
	} table[] = {
		{ "/x.gmi", 0, "2018", "x.gmi" },
		{ "/2018/06/x.gmi", 0, "2018/06", "2018/06/x.gmi" },
		{ "/2018/07/01/x.gmi", 0, "2018/07/01", "2018/07/01/x.gmi" },
		{ "/a/b/c/d/e/f/x.gmi", 0, "a/b/c/d/e/f", "a/b/c/d/e/f/x.gmi" },
		{ "/a b/\303\244\377/x.gmi", 0, "a b/\303\244\377", NULL },
		/* a file stands where a folder should */
		{ "/empty/x.gmi", ENOTDIR, NULL, NULL },
		{ "/empty/y/x.gmi", ENOTDIR, NULL, NULL },
		{ "/fifo/y/x.gmi", ENOTDIR, NULL, NULL },
		/* nothing is made behind a link */
		{ "/year/07/x.gmi", ELOOP, NULL, "2018/07/02" },
		{ "/self/new/x.gmi", ELOOP, NULL, "new" },
		{ "/out/new/x.gmi", ELOOP, NULL, "../out/new" },
		{ "/dangling/new/x.gmi", ELOOP, NULL, "nowhere" },
		{ "/dangling/x.gmi", ELOOP, NULL, "nowhere" },
		{ "/2018/../../new/x.gmi", EXDEV, NULL, "../new" },
		{ "/../new/x.gmi", EXDEV, NULL, "../new" },
		/* names that are too long; what was made on the way is no harm, and is tidied */
		{ z_long(one_long, NAME_MAX + 40, NAME_MAX + 20), ENAMETOOLONG, NULL, NULL },
		{ z_long(deep, PATH_MAX + 100, 100), ENAMETOOLONG, NULL, NULL },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		errno = 0;
		int fd = chest_folder_make(in, table[i].path);
		CHECK((fd >= 0) == (table[i].error == 0), "row %zu: %s", i, strerror(errno));
		CHECK(fd >= 0 || errno == table[i].error, "row %zu: %s", i, strerror(errno));
		CHECK(!table[i].made || is_folder(table[i].made), "row %zu: %s was not made", i, table[i].made);
		CHECK(!table[i].missing || !is_folder(table[i].missing), "row %zu: made %s", i, table[i].missing);
		if (fd >= 0) {
			put(fd, "mark", "");
			close(fd);
		}
	}
	CHECK(is(in, "2018/07/01/mark", S_IFREG) && is(in, "a/b/c/d/e/f/mark", S_IFREG), "the wrong folder");
	/* a root that is gone */
	CHECK(chest_folder_make(-1, "/x/y.gmi") == -1 && errno == EBADF, "%s", strerror(errno));
}

/* From below, as far as they are empty, and never the root. */
static void tidying(void)
{
	static char deep[2 * PATH_MAX];
	const struct {
		const char *made[4], *marks[2]; /* folders and files that there are */
		const char *path;
		const char *stay, *gone;
	} table[] = {
		{ { "t", "t/06", "t/06/28" }, { 0 }, "/t/06/28/x.gmi", NULL, "t" },
		{ { "t", "t/06", "t/06/28" }, { "t/mark" }, "/t/06/28/x.gmi", "t", "t/06" },
		{ { "t", "t/06", "t/06/28", "t/06/29" }, { 0 }, "/t/06/28/x.gmi", "t/06/29", "t/06/28" },
		{ { "t", "t/06" }, { "t/06/x.gmi" }, "/t/06/x.gmi", "t/06", NULL },
		{ { "t", "t/06" }, { 0 }, "/x.gmi", "t/06", NULL },
		{ { "t", "t/06" }, { 0 }, "/", "t/06", NULL },
		/* what was cut off while it was being made */
		{ { "t", "t/06" }, { 0 }, "/t/06/28/x.gmi", NULL, "t" },
		{ { "t" }, { 0 }, "/t/06/28/x.gmi", NULL, "t" },
		{ { "t" }, { "t/06" }, "/t/06/28/x.gmi", "t", NULL },
		{ { "t" }, { "t/mark" }, "/t/06/28/x.gmi", "t", "t/06" },
		/* nothing behind a link, and no link */
		{ { "../out/t" }, { 0 }, "/out/t/x.gmi", "../out/t", NULL },
		{ { "t" }, { 0 }, "/self/t/x.gmi", "t", NULL },
		{ { "../out/t" }, { 0 }, "/../out/t/x.gmi", "../out/t", NULL },
		{ { "t" }, { 0 }, z_long(deep, PATH_MAX + 100, 100), "t", NULL },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		for (size_t k = 0; k < 4 && table[i].made[k]; k++)
			CHECK(mkdirat(in, table[i].made[k], 0755) == 0, "row %zu: %s", i, strerror(errno));
		for (size_t k = 0; k < 2 && table[i].marks[k]; k++)
			put(in, table[i].marks[k], "x");
		chest_folder_tidy(in, table[i].path);
		CHECK(!table[i].stay || is_folder(table[i].stay), "row %zu: %s is gone", i, table[i].stay);
		CHECK(!table[i].gone || !is_folder(table[i].gone), "row %zu: %s is there", i, table[i].gone);
		CHECK(is(in, "out", S_IFLNK) && is(in, "self", S_IFLNK), "row %zu: a link is gone", i);
		for (size_t k = 2; k-- > 0;)
			if (table[i].marks[k])
				unlinkat(in, table[i].marks[k], 0);
		for (size_t k = 4; k-- > 0;)
			if (table[i].made[k])
				unlinkat(in, table[i].made[k], AT_REMOVEDIR);
		CHECK(!is_folder("t") && !is_folder("../out/t"), "row %zu: cannot clear", i);
	}
}

/* ---- writing ---- */

static void writing(void)
{
	struct arena a = { 0 };
	struct stat st;
	struct str got;
	int folder = chest_folder(in, "/2018/06");
	mode_t before = umask(077);
	CHECK(chest_write(folder, "new", STR("first and long")), "%s", strerror(errno));
	CHECK(chest_read(in, "/2018/06/new", 100, &a, &got), "%s", strerror(errno));
	CHECK_STR(got, STR("first and long"));
	/* the server is another user */
	CHECK(fstatat(folder, "new", &st, 0) == 0 && (st.st_mode & 07777) == 0644, "%o", st.st_mode);
	umask(before);
	CHECK(chest_write(folder, "new", STR("short")), "%s", strerror(errno));
	CHECK(chest_read(in, "/2018/06/new", 100, &a, &got), "%s", strerror(errno));
	CHECK_STR(got, STR("short"));
	CHECK(chest_write(folder, "new", STR("")), "%s", strerror(errno));
	CHECK(fstatat(folder, "new", &st, 0) == 0 && st.st_size == 0, "not empty");
	close(folder);
	CHECK(!chest_write(in, "outer", STR("x")) && errno == ELOOP, "%s", strerror(errno));
	CHECK(!chest_write(in, "dangling", STR("x")) && errno == ELOOP && !is(in, "nowhere", S_IFREG), "%s",
		strerror(errno));
	CHECK(!chest_write(in, "2018", STR("x")) && errno == EISDIR, "%s", strerror(errno));
	CHECK(!chest_write(-1, "x", STR("x")) && errno == EBADF, "%s", strerror(errno));
	CHECK(!chest_write(in, "", STR("x")) && errno == ENOENT, "%s", strerror(errno));
	CHECK(is(above, "secret", S_IFREG) && fstatat(above, "secret", &st, 0) == 0 && st.st_size == 18, "written");
	arena_free(&a);
}

/* A disk that takes a part: it says so. */
static void writing_in_part(void)
{
	static char long_one[64 * 1024];
	int status;
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		struct rlimit small = { 10000, 10000 };
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &small);
		bool good = chest_write(in, "part", (struct str){ long_one, sizeof long_one });
		_exit(good ? 1 : errno == EFBIG ? 0 : 2);
	}
	waitpid(child, &status, 0);
	CHECK(status == 0, "%d", status);
	struct rlimit was, none;
	getrlimit(RLIMIT_NOFILE, &was);
	none = was;
	none.rlim_cur = 3;
	setrlimit(RLIMIT_NOFILE, &none);
	bool good = chest_write(in, "other", STR("x"));
	int why = errno, folder = chest_folder_make(in, "/2018/06/x.gmi");
	bool there = chest_there(in, "/nothing");
	setrlimit(RLIMIT_NOFILE, &was);
	CHECK(!good && why == EMFILE, "%s", strerror(why));
	CHECK(folder == -1 && there, "what cannot be looked at counts as there");
}

static void saying(void)
{
	const struct {
		int error;
		const char *want;
	} table[] = {
		{ ENOENT, "cannot open /keep/a\\x1bb/2018/x\\x0a.gmi: No such file or directory" },
		{ ENOSPC, "cannot open /keep/a\\x1bb/2018/x\\x0a.gmi: No space left on device; make room" },
		{ EFBIG, "cannot open /keep/a\\x1bb/2018/x\\x0a.gmi: File too large; the limit on the size of files "
			 "(ulimit -f) is too low" },
		{ EACCES, "cannot open /keep/a\\x1bb/2018/x\\x0a.gmi: Permission denied; whoever runs this must be "
			  "allowed to" },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		char room[256];
		struct buf why = BUF(room);
		CHECK(!chest_say(&why, "open", "/keep/a\033b", "/2018/x\n.gmi", table[i].error), "true");
		CHECK_STR(buf_str(&why), str_of(table[i].want));
	}
}

static void clear(void)
{
	char command[64];
	snprintf(command, sizeof command, "rm -rf '%s'", top);
	CHECK(system(command) == 0, "cannot clear %s", top);
}

int main(void)
{
	if (!mkdtemp(top))
		return 1;
	furnish();
	int before = dup(in);
	close(before);
	reading();
	opening();
	making();
	tidying();
	writing();
	writing_in_part();
	saying();
	int after = dup(in);
	CHECK(before == after, "descriptor %d became %d", before, after);
	clear();
	return unit_done("chest");
}
