#include "store/root.h"

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static char top[] = "/tmp/herald-root-XXXXXX"; /* "secret" lies here, the root is "in" */

static void put(int dir, const char *name, const char *text)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL, 0644);
	CHECK(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text), "cannot make %s", name);
	close(fd);
}

static void put_link(int dir, const char *name, const char *target)
{
	CHECK(symlinkat(target, dir, name) == 0, "cannot link %s to %s", name, target);
}

static int furnish(void)
{
	int above = open(top, O_RDONLY | O_DIRECTORY), in;
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char absolute[sizeof top + 16];
	mkdirat(above, "in", 0755);
	put(above, "secret", "not for visitors");
	in = openat(above, "in", O_RDONLY | O_DIRECTORY);
	close(above);
	mkdirat(in, "2018", 0755);
	mkdirat(in, "2018/.git", 0755);
	put(in, "index.gmi", "# Front\n");
	put(in, "2018/slug.gmi", "0123456789");
	put(in, "2018/...", "three dots");
	put(in, "2018/a b\377", "a name that is not UTF-8");
	put(in, ".hidden", "hidden");
	put(in, "2018/.git/config", "hidden");
	put(in, "empty", "");
	mkfifoat(in, "fifo", 0644);
	put_link(in, "inner", "2018/slug.gmi");
	put_link(in, "year", "2018");
	put_link(in, "outer", "../secret");
	snprintf(absolute, sizeof absolute, "%s/in/index.gmi", top);
	put_link(in, "absolute", absolute);
	put_link(in, "device", "/dev/zero");
	put_link(in, "up", "..");
	put_link(in, "dangling", "nowhere");
	put_link(in, "loop", "loop");
	put_link(in, "magic", "/proc/self/root");
	int s = socket(AF_UNIX, SOCK_STREAM, 0);
	snprintf(address.sun_path, sizeof address.sun_path, "%s/in/socket", top);
	CHECK(bind(s, (struct sockaddr *)&address, sizeof address) == 0, "cannot bind %s", address.sun_path);
	close(s);
	return in;
}

static void look_up(const struct root *r)
{
	const struct {
		struct str path;
		enum found want;
		uint64_t size;
	} table[] = {
		{ STR("/index.gmi"), FOUND_FILE, 8 },
		{ STR("/2018/slug.gmi"), FOUND_FILE, 10 },
		{ STR("/2018/a b\377"), FOUND_FILE, 24 },
		{ STR("/empty"), FOUND_FILE, 0 },
		{ STR("/inner"), FOUND_FILE, 10 },
		{ STR("/year/slug.gmi"), FOUND_FILE, 10 },
		{ STR("/"), FOUND_DIR, 0 },
		{ STR("/2018"), FOUND_DIR, 0 },
		{ STR("/2018/"), FOUND_DIR, 0 },
		{ STR("/year"), FOUND_DIR, 0 },
		{ STR("/year/"), FOUND_DIR, 0 },
		{ STR("/index.gmi/"), FOUND_NOTHING, 0 },
		{ STR("/index.gmi/x"), FOUND_NOTHING, 0 },
		{ STR("/nothing"), FOUND_NOTHING, 0 },
		/* not a path at all */
		{ STR(""), FOUND_NOTHING, 0 },
		{ STR("index.gmi"), FOUND_NOTHING, 0 },
		{ STR("/index.gmi\0"), FOUND_NOTHING, 0 },
		{ STR("/index.gmi\0.txt"), FOUND_NOTHING, 0 },
		/* two names for one file */
		{ STR("//index.gmi"), FOUND_NOTHING, 0 },
		{ STR("/2018//slug.gmi"), FOUND_NOTHING, 0 },
		{ STR("/2018//"), FOUND_NOTHING, 0 },
		/* hidden, and climbing */
		{ STR("/.hidden"), FOUND_NOTHING, 0 },
		{ STR("/."), FOUND_NOTHING, 0 },
		{ STR("/.."), FOUND_NOTHING, 0 },
		{ STR("/../secret"), FOUND_NOTHING, 0 },
		{ STR("/2018/../index.gmi"), FOUND_NOTHING, 0 },
		{ STR("/2018/./slug.gmi"), FOUND_NOTHING, 0 },
		{ STR("/2018/..."), FOUND_NOTHING, 0 },
		{ STR("/2018/.git/config"), FOUND_NOTHING, 0 },
		{ STR("/2018/.git/"), FOUND_NOTHING, 0 },
		/* links that lead out, or nowhere */
		{ STR("/outer"), FOUND_NOTHING, 0 },
		{ STR("/absolute"), FOUND_NOTHING, 0 },
		{ STR("/device"), FOUND_NOTHING, 0 },
		{ STR("/up"), FOUND_NOTHING, 0 },
		{ STR("/up/secret"), FOUND_NOTHING, 0 },
		{ STR("/magic/etc/passwd"), FOUND_NOTHING, 0 },
		{ STR("/dangling"), FOUND_NOTHING, 0 },
		{ STR("/loop"), FOUND_NOTHING, 0 },
		/* things that are not files */
		{ STR("/fifo"), FOUND_NOTHING, 0 },
		{ STR("/socket"), FOUND_NOTHING, 0 },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct found_file file = { .fd = 99 };
		enum found got = root_find(r, table[i].path, &file);
		CHECK(got == table[i].want, "%.*s: got %d", STR_ARG(table[i].path), got);
		if (got == FOUND_FILE || got == FOUND_DIR) {
			CHECK(got == FOUND_DIR || file.size == table[i].size, "%.*s: %llu bytes",
				STR_ARG(table[i].path), (unsigned long long)file.size);
			CHECK(file.ino != 0 && file.mtime.tv_sec != 0, "%.*s", STR_ARG(table[i].path));
			CHECK(fcntl(file.fd, F_GETFD) & FD_CLOEXEC, "%.*s", STR_ARG(table[i].path));
			close(file.fd);
		} else {
			CHECK(file.fd == -1, "%.*s: left %d", STR_ARG(table[i].path), file.fd);
		}
	}
}

/* Names at and over the limits of the kernel. */
static void look_long(const struct root *r)
{
	static char path[2 * PATH_MAX];
	static const size_t lengths[] = { NAME_MAX, NAME_MAX + 1, PATH_MAX - 1, PATH_MAX, PATH_MAX + 1, 2 * PATH_MAX };
	struct found_file file;
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		memset(path, 'a', sizeof path);
		path[0] = '/';
		CHECK(root_find(r, (struct str){ path, lengths[i] }, &file) == FOUND_NOTHING, "%zu", lengths[i]);
		for (size_t k = 0; k < lengths[i]; k += 2)
			path[k] = '/';
		CHECK(root_find(r, (struct str){ path, lengths[i] }, &file) == FOUND_NOTHING, "deep %zu", lengths[i]);
	}
}

static void run_out(const struct root *r)
{
	struct rlimit was, none;
	struct found_file file;
	getrlimit(RLIMIT_NOFILE, &was);
	none = was;
	none.rlim_cur = 3;
	setrlimit(RLIMIT_NOFILE, &none);
	enum found got = root_find(r, STR("/index.gmi"), &file);
	int why = errno;
	setrlimit(RLIMIT_NOFILE, &was);
	CHECK(got == FOUND_TROUBLE && why == EMFILE && file.fd == -1, "got %d, errno %d", got, why);
	CHECK(root_find(r, STR("/index.gmi"), &file) == FOUND_FILE, "it does not recover");
	close(file.fd);
}

/* A stranger who asks for files that are none of his must not cost us a descriptor each. */
static void leak_nothing(const struct root *r)
{
	struct found_file file;
	int before = dup(r->fd);
	close(before);
	for (int i = 0; i < 100; i++) {
		root_find(r, STR("/fifo"), &file);
		root_find(r, STR("/outer"), &file);
		root_find(r, STR("/socket"), &file);
	}
	int after = dup(r->fd);
	close(after);
	CHECK(before == after, "descriptor %d became %d", before, after);
}

static void clear(void)
{
	char command[128];
	snprintf(command, sizeof command, "rm -rf '%s'", top);
	CHECK(system(command) == 0, "cannot clear %s", top);
}

int main(void)
{
	struct root r;
	char path[sizeof top + 16];
	if (!mkdtemp(top))
		return 1;
	close(furnish());
	snprintf(path, sizeof path, "%s/in", top);
	CHECK(root_open(&r, path) == 0, "%s", strerror(errno));
	look_up(&r);
	look_long(&r);
	run_out(&r);
	leak_nothing(&r);
	root_close(&r);
	CHECK(r.fd == -1, "%d", r.fd);
	snprintf(path, sizeof path, "%s/secret", top);
	CHECK(root_open(&r, path) == -1 && errno == ENOTDIR, "%s", strerror(errno));
	snprintf(path, sizeof path, "%s/nowhere", top);
	CHECK(root_open(&r, path) == -1 && errno == ENOENT && r.fd == -1, "%s", strerror(errno));
	clear();
	return unit_done("root");
}
