#include "role/sandbox.h"

#include "store/root.h"
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <netinet/in.h>
#include <pthread.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* "inside" stays readable, "outside" does not, "alone" is a file that does. */
static char folder[] = "/tmp/herald-sandbox-XXXXXX";
static char inside[64], outside[64], alone[64], page[64], secret[64], fresh[64];
static unsigned skipped;

static void put(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
	CHECK(fd >= 0 && write(fd, "text", 4) == 4, "cannot make %s", path);
	CHECK(fchmod(fd, 0666) == 0, "%s", path);
	close(fd);
}

/* ---- what a child tries; 0: it could, else errno ---- */

static int tell(int result)
{
	return result < 0 ? errno : 0;
}

static int try_read(const char *path)
{
	char text[4];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	return fd < 0 ? errno : read(fd, text, sizeof text) == 4 && memcmp(text, "text", 4) == 0 ? 0 : EIO;
}

static int read_page(void)
{
	return try_read(page);
}

static int read_alone(void)
{
	return try_read(alone);
}

static int read_secret(void)
{
	return try_read(secret);
}

static int read_passwd(void)
{
	return tell(open("/etc/passwd", O_RDONLY | O_CLOEXEC));
}

static int read_environment(void)
{
	return tell(open("/proc/self/environ", O_RDONLY | O_CLOEXEC));
}

static int list_inside(void)
{
	return tell(open(inside, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

static int list_outside(void)
{
	return tell(open(outside, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

/* As a worker does it. */
static int find_page(void)
{
	struct root root;
	struct found_file f;
	if (root_open(&root, inside) != 0)
		return errno;
	return root_find(&root, STR("/page"), &f) == FOUND_FILE ? 0 : ENOENT;
}

static int write_page(void)
{
	return tell(open(page, O_WRONLY | O_CLOEXEC));
}

static int empty_page(void)
{
	return tell(open(page, O_WRONLY | O_TRUNC | O_CLOEXEC));
}

static int make_file(void)
{
	return tell(open(fresh, O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
}

static int make_folder(void)
{
	return tell(mkdir(fresh, 0777));
}

static int make_link(void)
{
	return tell(symlink("page", fresh));
}

static int remove_page(void)
{
	return tell(unlink(page));
}

static int rename_page(void)
{
	return tell(rename(page, fresh));
}

static int execute(void)
{
	char *argv[] = { (char[]){ "true" }, NULL };
	return tell(execve("/bin/true", argv, argv + 1));
}

static int execute_open(void)
{
	char *argv[] = { (char[]){ "true" }, NULL };
	return tell((int)syscall(SYS_execveat, AT_FDCWD, "/bin/true", argv, argv + 1, 0));
}

static int make_socket(void)
{
	return tell(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

static int make_local_socket(void)
{
	return tell(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

static int take_root(void)
{
	return setuid(0) == 0 || seteuid(0) == 0 || setresuid(0, 0, 0) == 0 ? 0 : errno;
}

static int trace(void)
{
	return tell((int)syscall(SYS_ptrace, 0, 0, 0, 0)); /* PTRACE_TRACEME */
}

static int leave_namespace(void)
{
	return tell(unshare(CLONE_NEWUSER));
}

static int mount_something(void)
{
	return tell(mount("none", inside, "tmpfs", 0, NULL));
}

static int count_privileges(void)
{
	return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? EPERM : 0;
}

static int outlive_master(void)
{
	int signal = 0;
	return prctl(PR_GET_PDEATHSIG, &signal) == 0 && signal == SIGUSR2 ? EPERM : 0;
}

/* A socket that was there before the sandbox, and somebody who knocks. */
static int door = -1, visitor = -1;

static int take_visitor(void)
{
	return tell(accept4(door, NULL, NULL, SOCK_CLOEXEC));
}

static int open_door(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	door = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	visitor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	socklen_t size = sizeof at;
	if (bind(door, (struct sockaddr *)&at, size) != 0 || listen(door, 4) != 0 ||
		getsockname(door, (struct sockaddr *)&at, &size) != 0)
		return errno;
	return tell(connect(visitor, (struct sockaddr *)&at, size));
}

enum needs { NOTHING, LANDLOCK, SECCOMP };

static const struct row {
	const char *name;
	int (*try)(void);
	int want; /* 0: it may; else the error, -1 being any */
	enum needs needs;
} rows[] = {
	{ "read a page", read_page, 0, NOTHING },
	{ "read a file that is readable by itself", read_alone, 0, NOTHING },
	{ "find a page as a worker does", find_page, 0, NOTHING },
	{ "list the capsule", list_inside, 0, NOTHING },
	{ "read outside", read_secret, EACCES, LANDLOCK },
	{ "list outside", list_outside, EACCES, LANDLOCK },
	{ "read /etc/passwd", read_passwd, EACCES, LANDLOCK },
	{ "read /proc", read_environment, EACCES, LANDLOCK },
	{ "write into a page", write_page, EACCES, LANDLOCK },
	{ "empty a page", empty_page, EACCES, LANDLOCK },
	{ "make a file", make_file, EACCES, LANDLOCK },
	{ "make a folder", make_folder, EACCES, LANDLOCK },
	{ "make a link", make_link, EACCES, LANDLOCK },
	{ "remove a page", remove_page, EACCES, LANDLOCK },
	{ "rename a page", rename_page, EACCES, LANDLOCK },
	{ "start a program", execute, EPERM, SECCOMP },
	{ "start a program by descriptor", execute_open, EPERM, SECCOMP },
	{ "make a socket", make_socket, EPERM, SECCOMP },
	{ "make a local socket", make_local_socket, EPERM, SECCOMP },
	{ "be traced", trace, EPERM, SECCOMP },
	{ "leave its namespaces", leave_namespace, EPERM, SECCOMP },
	{ "mount something", mount_something, EPERM, SECCOMP },
	{ "gain privileges", count_privileges, EPERM, NOTHING },
	{ "outlive its master", outlive_master, EPERM, NOTHING },
};

static bool has_landlock(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
}

static bool has_seccomp(void)
{
	return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) == 0;
}

/* What happens in a child, beyond the sandbox. -1: it did not come to that. */
static int tried(const struct sandbox *s, int (*try)(void))
{
	int status = 0;
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		alarm(20);
		sandbox_enter(s);
		_exit(try() & 0xff);
	}
	return waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void rows_check(const struct sandbox *s)
{
	bool landlock = has_landlock(), seccomp = has_seccomp();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if ((rows[i].needs == LANDLOCK && !landlock) || (rows[i].needs == SECCOMP && !seccomp)) {
			skipped++;
			continue;
		}
		int got = tried(s, rows[i].try);
		CHECK(got == rows[i].want, "%s: %s", rows[i].name, got < 0 ? "it was ended" : strerror(got));
	}
	CHECK(open_door() == 0, "no door: %s", strerror(errno));
	CHECK(tried(s, take_visitor) == (s->network || !seccomp ? 0 : EPERM), "visitors: %d", s->network);
	close(visitor);
	close(door);
}

/* Without the sandbox, all of it is possible: it is not something else that forbids it. */
static void unconfined(void)
{
	CHECK(read_secret() == 0 && list_outside() == 0 && read_passwd() == 0 && write_page() == 0, "outside");
	CHECK(make_file() == 0 && unlink(fresh) == 0, "no new file");
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	CHECK(fd >= 0, "no socket");
	close(fd);
}

static void *nothing(void *argument)
{
	return argument;
}

static int make_thread(void)
{
	pthread_t thread;
	int why = pthread_create(&thread, NULL, nothing, NULL);
	return why ? why : pthread_join(thread, NULL);
}

static int make_process(void)
{
	pid_t child = fork();
	if (child == 0)
		_exit(0);
	return tell(child);
}

static int make_and_remove(void)
{
	int why = make_file();
	why = why ? why : make_link() == EEXIST ? 0 : EIO;
	return why ? why : tell(rename(fresh, page)) ? EIO : tell(unlink(page));
}

/* Who keeps an index: files in one folder, and threads. */
static void keeps(struct sandbox s)
{
	CHECK(!has_seccomp() || tried(&s, make_thread) == EPERM, "a thread");
	CHECK(!has_seccomp() || tried(&s, make_process) == EPERM, "a process");
	s.threads = true;
	CHECK(tried(&s, make_thread) == 0, "no thread");
	CHECK(!has_seccomp() || tried(&s, make_process) == EPERM, "a process beside threads");
	s.writable = outside;
	CHECK(!has_landlock() || tried(&s, write_page) == EACCES, "a page is writable");
	s.writable = inside;
	CHECK(tried(&s, make_and_remove) == 0, "nothing can be written");
	put(page);
	CHECK(!has_landlock() || tried(&s, make_folder) == EACCES, "a folder");
	CHECK(!has_landlock() || tried(&s, read_secret) == EACCES, "outside can be read");
}

/* Another user, for good, without our groups. */
static void dropped(const struct sandbox *s)
{
	const struct passwd *nobody = getpwnam("nobody");
	struct sandbox other = *s;
	if (getuid() != 0 || nobody == NULL) {
		skipped += 2;
		return;
	}
	other.uid = nobody->pw_uid;
	other.gid = nobody->pw_gid;
	other.user = "nobody";
	CHECK(tried(&other, read_page) == 0, "nobody cannot read");
	CHECK(tried(&other, take_root) == EPERM, "root again");
	CHECK(tried(&other, outlive_master) == EPERM, "outlives its master");
}

int main(void)
{
	if (!mkdtemp(folder) || chmod(folder, 0755) != 0)
		return 1;
	snprintf(inside, sizeof inside, "%s/inside", folder);
	snprintf(outside, sizeof outside, "%s/outside", folder);
	snprintf(alone, sizeof alone, "%s/alone", folder);
	snprintf(page, sizeof page, "%s/inside/page", folder);
	snprintf(secret, sizeof secret, "%s/outside/secret", folder);
	snprintf(fresh, sizeof fresh, "%s/inside/fresh", folder);
	mkdir(inside, 0755);
	mkdir(outside, 0755);
	put(alone);
	put(page);
	put(secret);
	/* what is not there needs no permission, and is no mistake */
	const char *const readable[] = { inside, alone, "/nonexistent", NULL };
	unconfined();
	for (int network = 0; network < 2; network++)
		rows_check(&(struct sandbox){ .readable = readable, .leave_signal = SIGUSR2, .network = network });
	dropped(&(struct sandbox){ .readable = readable, .leave_signal = SIGUSR2 });
	keeps((struct sandbox){ .readable = readable, .leave_signal = SIGUSR2 });
	CHECK((sandbox_lacks() == NULL) == has_landlock(), "%s", sandbox_lacks() ? sandbox_lacks() : "nothing");
	const char *const left[] = { alone, page, secret, inside, outside, folder, NULL };
	for (size_t i = 0; left[i]; i++)
		CHECK(remove(left[i]) == 0, "%s is left", left[i]);
	if (skipped)
		printf("sandbox: %u rows need a kernel, or a user, that is not there\n", skipped);
	return unit_done("sandbox");
}
