#include "role/sandbox.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static void drop_user(const struct sandbox *s)
{
	if (s->uid == 0)
		return;
	if (initgroups(s->user, s->gid) != 0 || setresgid(s->gid, s->gid, s->gid) != 0 ||
		setresuid(s->uid, s->uid, s->uid) != 0)
		fatal("cannot become user %s: %s", s->user, strerror(errno));
	if (setuid(0) == 0)
		fatal("dropped to user %s, but could become root again", s->user);
}

/* ---- Landlock (landlock(7)): version 1 knows these rights; later ones more, which we have no use for ---- */

#define READING (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define CHANGING                                                                                                       \
	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |                  \
		LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |          \
		LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |            \
		LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)

/* Known to later kernels than the headers may be. */
#define REFER (1ULL << 13)    /* version 2 */
#define TRUNCATE (1ULL << 14) /* version 3 */

static int landlock_version(void)
{
	return (int)syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
}

/* What a database needs in its folder. */
static uint64_t writing(int version)
{
	return READING | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
	       LANDLOCK_ACCESS_FS_MAKE_SYM | (version >= 3 ? TRUNCATE : 0);
}

static void allow(int rules, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr rule = { .allowed_access = access };
	rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd < 0)
		return; /* what is not there needs no permission */
	if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
		/* a file, not a directory */
		rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
		if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0)
			log_warn("cannot keep %s readable: %s", path, strerror(errno));
	}
	close(rule.parent_fd);
}

static void hide_files(const struct sandbox *s)
{
	struct landlock_ruleset_attr attributes = { .handled_access_fs = READING | CHANGING };
	int version = landlock_version();
	if (version < 1)
		return;
	attributes.handled_access_fs |= (version >= 2 ? REFER : 0) | (version >= 3 ? TRUNCATE : 0);
	int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
	if (rules < 0)
		return;
	for (const char *const *path = s->readable; *path; path++)
		allow(rules, *path, READING);
	if (s->writable)
		allow(rules, s->writable, writing(version));
	if (syscall(SYS_landlock_restrict_self, rules, 0) != 0)
		log_warn("cannot restrict the file system: %s", strerror(errno));
	close(rules);
}

/* ---- seccomp: what no role of ours ever does ---- */

#if defined(__x86_64__)
#define OUR_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define OUR_ARCHITECTURE AUDIT_ARCH_RISCV64
#else
#define OUR_ARCHITECTURE 0
#endif

/* The x32 numbers of x86-64 are a second door to the same calls. */
#if defined(__x86_64__)
#define OTHER_NUMBERS                                                                                                  \
	BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),  \
		REFUSE(SYS_fork), REFUSE(SYS_vfork),
#else
#define OTHER_NUMBERS
#endif

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define REFUSE(call)                                                                                                   \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

static void forbid_calls(const struct sandbox *s)
{
	struct sock_filter filter[] = {
		LOAD(arch),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCHITECTURE, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
		LOAD(nr),
		OTHER_NUMBERS REFUSE(SYS_execve),
		REFUSE(SYS_execveat),
		/* clone3 hides its flags behind a pointer; who is told that it does not exist takes clone, and that
		 * only for threads */
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (s->threads ? ENOSYS : EPERM)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 4),
		LOAD(args[0]),
		BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, s->threads ? CLONE_THREAD : 0, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		ALLOW,
		REFUSE(SYS_io_uring_setup), /* would do all of this for us, unseen */
		REFUSE(SYS_ptrace),
		REFUSE(SYS_process_vm_writev),
		REFUSE(SYS_mount),
		REFUSE(SYS_unshare),
		REFUSE(SYS_setns),
		REFUSE(SYS_bpf),
		REFUSE(SYS_socket),
		REFUSE(SYS_connect),
		REFUSE(SYS_bind),
		REFUSE(SYS_listen),
		/* the last two refusals are for those who talk to nobody outside */
		REFUSE(s->network ? SYS_bpf : SYS_accept4),
		REFUSE(s->network ? SYS_bpf : SYS_accept),
		ALLOW,
	};
	struct sock_fprog program = { .len = sizeof filter / sizeof *filter, .filter = filter };
	if (OUR_ARCHITECTURE == 0)
		return;
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
		log_warn("cannot restrict system calls: %s", strerror(errno));
}

void sandbox_enter(const struct sandbox *s)
{
	drop_user(s);
	/* after the change of user, which forgets it: without a master nobody would ever end this process */
	prctl(PR_SET_PDEATHSIG, s->leave_signal);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return;
	hide_files(s);
	forbid_calls(s);
}

const char *sandbox_lacks(void)
{
	if (landlock_version() < 1)
		return "this kernel has no Landlock (or it is switched off): workers could read files outside the "
		       "capsule "
		       "if they were taken over";
	return OUR_ARCHITECTURE == 0 ? "no list of system calls is known for this processor" : NULL;
}
