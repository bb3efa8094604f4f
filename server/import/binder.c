#include "import/binder.h"

#include "store/fresh.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	APPLICATION = 0x68726c64, /* "hrld", SQLite's application_id */
	VERSION = 1,
	LOCK_FROM = 0x40000002, /* the bytes that SQLite's shared lock is on (its file
				   format, "File Locking") */
	LOCK_BYTES = 510,
	PAGE_MIN = 512, /* SQLite's pages are powers of two, and not smaller */
	BUSY_MS = 200,
};

static const char tuning[] = "PRAGMA cache_size = -32000; PRAGMA temp_store = FILE; PRAGMA synchronous = FULL;"
			     "PRAGMA wal_autocheckpoint = 8000; PRAGMA journal_size_limit = 67108864";

static bool say(struct buf *why, const char *what, const char *path, int error)
{
	buf_fmt(why, "cannot %s ", what);
	buf_escape(why, str_of(path));
	buf_fmt(why, ": %s", strerror(error));
	return false;
}

static bool say_damaged(struct buf *why, const char *path)
{
	buf_escape(why, str_of(path));
	buf_add(why, STR(" is damaged, or no ledger of this program: move it away, and it is made again from the "
			 "capsule"));
	return false;
}

/* Whether a file ends where a page does: of one that was copied in part, SQLite takes the rest of the last for zeros.
 * A log beside it tells better. */
static bool is_whole(const char *path)
{
	char log[PATH_MAX + 8];
	struct stat st;
	snprintf(log, sizeof log, "%s-wal", path);
	if (stat(log, &st) == 0 && st.st_size > 0)
		return true;
	return stat(path, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size % PAGE_MIN == 0;
}

/* Why it could not be opened. */
static bool refuse(struct database *d, struct buf *why)
{
	int code = sqlite3_errcode(d->handle) & 0xff;
	if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
		buf_add(why, STR("another import is at work on "));
		buf_escape(why, str_of(d->name));
		buf_add(why, STR(": wait until it has ended"));
	} else if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT || code == SQLITE_OK || code == SQLITE_DONE) {
		say_damaged(why, d->name);
	} else {
		database_blame(d);
		buf_escape(why, str_of(d->trouble));
	}
	return false;
}

static bool set_up(struct database *d, const char *const schema[2], bool *fresh)
{
	char mark[160];
	int64_t application = database_number(d, "PRAGMA application_id");
	int64_t version = database_number(d, "PRAGMA user_version");
	int64_t tables = database_number(d, "SELECT count(*) FROM sqlite_schema");
	*fresh = application == 0 && version == 0 && tables == 0;
	if (*d->trouble || (!*fresh && (application != APPLICATION || version != VERSION)))
		return false;
	snprintf(mark, sizeof mark, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION, VERSION);
	return database_do(d, tuning) &&
	       (!*fresh || (database_do(d, "PRAGMA journal_mode = WAL; BEGIN") && database_do(d, schema[0]) &&
				   database_do(d, schema[1]) && database_do(d, mark)));
}

static bool folder_make(const char *path, struct buf *why)
{
	char room[PATH_MAX];
	struct buf b = BUF(room);
	size_t slash = str_rindex(str_of(path), '/');
	buf_add(&b, str_sub(str_of(path), 0, slash));
	return !path[slash] || slash == 0 || fresh_folder(buf_z(&b)) || say(why, "make the folder", room, errno);
}

bool binder_open(struct database *d, const char *path, const char *const schema[2], bool *fresh, struct buf *why)
{
	if (!folder_make(path, why))
		return false;
	if (!is_whole(path))
		return say_damaged(why, path);
	if (sqlite3_open(path, &d->handle) != SQLITE_OK)
		return refuse(d, why);
	sqlite3_busy_timeout(d->handle, BUSY_MS);
	/* nothing is changed before it is known whose it is */
	return (database_do(d, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT") &&
		       set_up(d, schema, fresh)) ||
	       refuse(d, why);
}

/* ---- a copy ---- */

/* As SQLite wants it. */
static bool copy_from(struct database *d, const char *path, bool immutable)
{
	char room[PATH_MAX * 3 + 32];
	struct buf b = BUF(room);
	sqlite3 *from = NULL;
	buf_add(&b, STR("file:"));
	for (const unsigned char *p = (const unsigned char *)path; *p; p++)
		buf_fmt(&b, *p == '?' || *p == '#' || *p == '%' ? "%%%02X" : "%c", *p);
	if (immutable)
		buf_add(&b, STR("?immutable=1"));
	int flags = SQLITE_OPEN_URI | (immutable ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
	bool good = sqlite3_open_v2(buf_z(&b), &from, flags, NULL) == SQLITE_OK;
	sqlite3_backup *copy = good ? sqlite3_backup_init(d->handle, "main", from, "main") : NULL;
	good = copy && sqlite3_backup_step(copy, -1) == SQLITE_DONE;
	good = sqlite3_backup_finish(copy) == SQLITE_OK && good;
	sqlite3_close(from);
	return good;
}

static bool file_copy(const char *from, const char *to, struct buf *why)
{
	int in = open(from, O_RDONLY | O_CLOEXEC), out = -1;
	ssize_t n = -1;
	if (in < 0) {
		if (errno != ENOENT)
			return say(why, "read", from, errno);
		return true;
	}
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (out >= 0)
		while ((n = copy_file_range(in, NULL, out, NULL, 1 << 30, 0)) > 0)
			;
	if (n != 0)
		say(why, "copy to", to, errno);
	close(in);
	if (out >= 0)
		close(out);
	return n == 0;
}

/* A run was cut off: what it committed last lies beside the file, and SQLite would have to write in order to read
 * it. */
static bool copy_with_log(struct database *d, const char *path, struct buf *why)
{
	const char *temporary = getenv("TMPDIR");
	char folder[PATH_MAX], base[PATH_MAX + 8], log[PATH_MAX + 16], from[PATH_MAX + 8];
	snprintf(folder, sizeof folder, "%s/herald-dry-XXXXXX", temporary && *temporary ? temporary : "/tmp");
	if (!mkdtemp(folder))
		return say(why, "make the folder", folder, errno);
	snprintf(base, sizeof base, "%s/db", folder);
	snprintf(log, sizeof log, "%s/db-wal", folder);
	snprintf(from, sizeof from, "%s-wal", path);
	bool good = file_copy(path, base, why) && file_copy(from, log, why);
	if (good && !copy_from(d, base, false))
		good = refuse(d, why);
	unlink(log);
	unlink(base);
	snprintf(log, sizeof log, "%s-shm", base);
	unlink(log);
	rmdir(folder);
	return good;
}

/* Locks out a run that would write meanwhile. */
static bool share(int fd)
{
	struct flock lock = { .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = LOCK_FROM, .l_len = LOCK_BYTES };
	return fcntl(fd, F_OFD_SETLK, &lock) == 0 || (errno != EAGAIN && errno != EACCES);
}

bool binder_copy(struct database *d, const char *path, const char *const schema[2], bool *fresh, struct buf *why)
{
	char log[PATH_MAX + 8];
	struct stat st;
	bool good = true;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0 && errno != ENOENT && errno != ENOTDIR)
		return say(why, "read", path, errno);
	if (fd >= 0 && !share(fd)) {
		buf_add(why, STR("another import is at work on "));
		buf_escape(why, str_of(path));
		buf_add(why, STR(": wait until it has ended"));
		good = false;
	}
	if (good && !is_whole(path))
		good = say_damaged(why, path);
	/* without a name it is SQLite's own, in the temporary folder, and goes when it is closed */
	if (good && sqlite3_open("", &d->handle) != SQLITE_OK)
		good = refuse(d, why);
	snprintf(log, sizeof log, "%s-wal", path);
	if (good && fd >= 0 && stat(log, &st) == 0 && st.st_size > 0)
		good = copy_with_log(d, path, why);
	else if (good && fd >= 0 && !copy_from(d, path, true))
		good = refuse(d, why);
	if (fd >= 0)
		close(fd);
	return good && (set_up(d, schema, fresh) || refuse(d, why));
}
