/* An import is killed, or told that the disk is full, at its first call that changes a file, at its second, and so on
 * (ptrace). Each time the next one must find ledger and capsule in agreement, and complete them. */
#include "pressroom.h"

#include <elf.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>

enum { NEW = 7, CHANGED = 2, COUNT = NEW + CHANGED, CALLS_MAX = 3000 };

/* ---- the import ---- */

/* Articles 0 and 1 are there in version 1, and are to be in version 2; the others are new; the last but one is moved
 * away. What is done already is passed over. */
static bool import_one(struct room *r, int n)
{
	struct id source = source_nr(n), is, old = id_of(bytes_nr(n, 1));
	struct str bytes;
	struct entry e;
	int version = n < CHANGED ? 2 : 1;
	bool known = ledger_source(r->ledger, &source, &arena, &e);
	if (!known || !press_read(r->press, e.path, &arena, &bytes))
		return put_nr(r, n, version, NULL);
	is = id_of(bytes);
	return !id_same(&is, &old) || version == 1 || put_nr(r, n, version, &old);
}

static bool import_all(struct room *r, const char *name)
{
	bool good = room_open(r, name, false);
	for (int n = 0; n < COUNT && good; n++)
		good = import_one(r, n) && (n % 3 != 2 || press_flush(r->press, &r->said)) &&
		       !ledger_trouble(r->ledger);
	good = good && press_flush(r->press, &r->said);
	if (!good && r->ledger && ledger_trouble(r->ledger) && r->said.n == 0)
		buf_add(&r->said, str_of(ledger_trouble(r->ledger)));
	room_close(r);
	return good;
}

static void before_make(const char *name)
{
	struct room r;
	bool good = room_open(&r, name, false);
	for (int n = 0; n < CHANGED; n++)
		good = good && put_nr(&r, n, 1, NULL);
	CHECK(good && press_flush(r.press, &r.said), "%s", buf_z(&r.said));
	room_close(&r);
}

/* ---- what must hold ---- */

static void agree(const char *name, bool whole, int call, const char *what)
{
	struct room r;
	size_t staged = 0, known = 0;
	bool good = room_open(&r, name, false);
	CHECK(good, "%s %d: %s", what, call, buf_z(&r.said));
	if (!good) {
		room_close(&r);
		return;
	}
	CHECK(files_count(r.root, &staged) <= COUNT && staged == 0, "%s %d: %zu in .import", what, call, staged);
	for (int n = 0; n < COUNT; n++) {
		struct id source = source_nr(n);
		struct entry e;
		struct str path = path_nr(n);
		bool has = ledger_source(r.ledger, &source, &arena, &e);
		bool one = file_is(&r, path, bytes_nr(n, 1)), two = file_is(&r, path, bytes_nr(n, 2));
		struct id written = id_of(bytes_nr(n, two ? 2 : 1));
		known += has;
		CHECK(has == (one || two), "%s %d: article %d: %d %d %d", what, call, n, has, one, two);
		CHECK(!has || (e.has_written && id_same(&e.written, &written)), "%s %d: article %d", what, call, n);
		CHECK(has || !there(&r, path.p), "%s %d: half of article %d", what, call, n);
		CHECK(n >= CHANGED || has, "%s %d: article %d was there before", what, call, n);
		CHECK(!whole || (n < CHANGED ? two : one), "%s %d: article %d is missing", what, call, n);
	}
	CHECK(files_count(r.root, &staged) == known, "%s %d: other files", what, call);
	room_close(&r);
	CHECK(!there(&r, "/.import"), "%s %d: .import", what, call);
	arena_reset(&arena);
}

static void agree_and_go_on(const char *name, int call, const char *what)
{
	struct room r;
	agree(name, false, call, what);
	bool good = import_all(&r, name);
	CHECK(good, "%s %d, and again: %s", what, call, buf_z(&r.said));
	agree(name, true, call, what);
}

/* ---- cutting ---- */

/* Whether a call changes a file or makes a change certain; *fails: an error that it may end with. */
static bool is_change(uint64_t nr, const uint64_t *args, int *fails)
{
	*fails = ENOSPC;
	switch (nr) {
	case SYS_openat:
		return (args[2] & O_CREAT) != 0;
	case SYS_write:
		return args[0] > STDERR_FILENO;
	case SYS_fsync:
	case SYS_fdatasync:
	case SYS_syncfs:
		*fails = EIO;
		return true;
	case SYS_fchmod:
		*fails = EPERM;
		return true;
	case SYS_pwrite64:
	case SYS_mkdirat:
	case SYS_renameat2:
	case SYS_linkat:
	case SYS_ftruncate:
		return true;
	case SYS_unlinkat:
#ifdef SYS_mkdir
	case SYS_mkdir:
#endif
#ifdef SYS_renameat
	case SYS_renameat:
#endif
#ifdef SYS_unlink
	case SYS_unlink:
#endif
#ifdef SYS_rmdir
	case SYS_rmdir:
#endif
#ifdef SYS_open
	case SYS_open:
#endif
		*fails = EACCES;
		return true;
	default:
		return false;
	}
}

/* Makes the call that the child is about to do fail. False: not on this kind of machine. */
static bool call_fail(pid_t child, int error)
{
#ifdef __x86_64__
	struct user_regs_struct regs;
	int status;
	if (ptrace(PTRACE_GETREGS, child, NULL, &regs) != 0)
		return false;
	regs.orig_rax = (unsigned long long)-1;
	if (ptrace(PTRACE_SETREGS, child, NULL, &regs) != 0 || ptrace(PTRACE_SYSCALL, child, NULL, NULL) != 0 ||
		waitpid(child, &status, 0) != child || !WIFSTOPPED(status) ||
		ptrace(PTRACE_GETREGS, child, NULL, &regs) != 0)
		return false;
	regs.rax = (unsigned long long)-(long long)error;
	return ptrace(PTRACE_SETREGS, child, NULL, &regs) == 0;
#else
	(void)child;
	(void)error;
	return false;
#endif
}

enum end {
	END_BEFORE, /* there were not so many calls */
	END_CUT,
	END_GOOD, /* it ended well although a call failed */
	END_TOLD, /* it said that something went wrong */
	END_BROKEN,
	END_NOT_HERE, /* nobody may trace here */
};

static int child_import(const char *name)
{
	struct room r;
	if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
		return 77;
	raise(SIGSTOP);
	bool good = import_all(&r, name);
	/* trouble without a word is none */
	return good ? 0 : r.said.n ? 1 : 2;
}

static enum end child_end(int status, bool cut)
{
	if (!WIFEXITED(status) || WEXITSTATUS(status) == 2)
		return END_BROKEN;
	if (WEXITSTATUS(status) == 77)
		return END_NOT_HERE;
	if (!cut)
		return WEXITSTATUS(status) == 0 ? END_BEFORE : END_BROKEN;
	return WEXITSTATUS(status) == 0 ? END_GOOD : END_TOLD;
}

/* Runs an import up to its call number "call" (from 1), and kills it there, or lets that call fail. */
static enum end cut(const char *name, int call, bool fail)
{
	int status, seen = 0;
	bool done = false;
	pid_t child = fork();
	if (child == 0)
		_exit(child_import(name));
	if (waitpid(child, &status, 0) != child || !WIFSTOPPED(status))
		return END_NOT_HERE;
	ptrace(PTRACE_SETOPTIONS, child, NULL, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
	while (ptrace(PTRACE_SYSCALL, child, NULL, NULL) == 0 && waitpid(child, &status, 0) == child) {
		struct __ptrace_syscall_info info;
		int error;
		if (!WIFSTOPPED(status))
			return child_end(status, done);
		if (done || WSTOPSIG(status) != (SIGTRAP | 0x80) ||
			ptrace(PTRACE_GET_SYSCALL_INFO, child, (void *)sizeof info, &info) <= 0 ||
			info.op != PTRACE_SYSCALL_INFO_ENTRY)
			continue;
		uint64_t args[6];
		memcpy(args, (const char *)&info.entry.args, sizeof args);
		if (!is_change(info.entry.nr, args, &error) || ++seen < call)
			continue;
		if (fail && !(done = call_fail(child, error))) {
			kill(child, SIGKILL);
			waitpid(child, &status, 0);
			return END_NOT_HERE;
		}
		if (!fail) {
			kill(child, SIGKILL);
			waitpid(child, &status, 0);
			return END_CUT;
		}
	}
	return END_BROKEN;
}

/* True: every call had its turn. */
static bool cut_everywhere(bool fail)
{
	const char *what = fail ? "failed" : "killed";
	int told = 0;
	for (int call = 1; call < CALLS_MAX; call++) {
		before_make("cut");
		enum end end = cut("cut", call, fail);
		if (end == END_NOT_HERE) {
			room_remove("cut");
			return false;
		}
		CHECK(end != END_BROKEN, "%s %d", what, call);
		agree_and_go_on("cut", call, what);
		room_remove("cut");
		told += end == END_TOLD;
		if (end == END_BEFORE) {
			CHECK(call > 60, "only %d calls", call);
			CHECK(!fail || told > 40, "only %d of %d were told", told, call);
			return true;
		}
	}
	CHECK(false, "it never ends");
	return true;
}

/* A ledger that was lost, and is made again of the capsule: cut anywhere, all of it is known in the end. */
static bool cut_while_scanning(void)
{
	for (int call = 1; call < CALLS_MAX; call++) {
		struct room r;
		bool good = import_all(&r, "cut");
		CHECK(good, "%s", buf_z(&r.said));
		room_remove("cut/keep");
		enum end end = cut("cut", call, false);
		if (end == END_NOT_HERE)
			return false;
		good = room_open(&r, "cut", false);
		CHECK(good, "scan %d: %s", call, buf_z(&r.said));
		for (int n = 0; n < COUNT; n++) {
			struct id source = source_nr(n);
			struct entry e;
			struct texts t;
			entry_nr(n, n < CHANGED ? 2 : 1, &t);
			CHECK(ledger_source(r.ledger, &source, &arena, &e), "scan %d: article %d", call, n);
			source = source_nr(COUNT + 1);
			CHECK(ledger_kin(r.ledger, &t, &source, &arena, &e), "scan %d: article %d's kin", call, n);
		}
		room_close(&r);
		room_remove("cut");
		arena_reset(&arena);
		if (end == END_BEFORE) {
			CHECK(call > 10, "only %d calls", call);
			return true;
		}
	}
	CHECK(false, "it never ends");
	return true;
}

int main(void)
{
	top_make();
	bool all = cut_everywhere(false);
	all = cut_while_scanning() && all;
	all = cut_everywhere(true) && all;
	room_remove("");
	arena_free(&arena);
	if (!all)
		printf("press_cut: not everything could be tried: it needs ptrace, and in part x86_64\n");
	return unit_done("press_cut");
}
