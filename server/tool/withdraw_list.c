#include "tool/withdraw_list.h"

#include "base/arena.h"
#include "mirror/digest.h"
#include "store/fresh.h"
#include "store/gone.h"
#include "store/slurp.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LIST_MODE = 0644, LIST_MAX = 256 << 20, ROOM = 4096 };

bool withdraw_list_append(const char *file, mode_t mode, struct str line)
{
	int fd = open(file, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, mode);
	struct stat st;
	char last = '\n';
	if (fd < 0)
		return false;
	/* an editor may have left the last line without an end */
	bool good = fstat(fd, &st) == 0 && (st.st_size == 0 || pread(fd, &last, 1, st.st_size - 1) == 1);
	if (good && last != '\n')
		good = write(fd, "\n", 1) == 1;
	good = good && write(fd, line.p, line.n) == (ssize_t)line.n && fsync(fd) == 0;
	int code = errno;
	close(fd);
	errno = code;
	return good;
}

/* ---- lines ---- */

struct entry {
	struct str status, from, to; /* to: or the reason */
};

/* False: it is empty or a comment. */
static bool entry_read(struct str line, struct entry *out)
{
	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	if (line.n == 0 || line.p[0] == '#')
		return false;
	out->status = str_sub(line, 0, 2);
	out->to = str_sub(line, 3, line.n);
	out->from = str_cut(&out->to, '\t');
	return true;
}

static bool is_move(const struct entry *e)
{
	return str_starts(e->status, STR("3"));
}

static bool names(const struct entry *e, struct str path)
{
	return str_eq(e->from, path) || (is_move(e) && str_eq(e->to, path));
}

static void add_withdrawal(struct buf *out, struct str path, struct str reason)
{
	struct digest d = digest_of(path);
	buf_add(out, STR("52\tsha256:"));
	digest_add(out, &d);
	buf_fmt(out, "\t%.*s\n", STR_ARG(reason));
}

/* ---- without the path ---- */

struct hiding {
	const struct withdraw_list *list;
	struct str path, reason;
	const struct gone *gone; /* the list as it is */
	struct buf out;
	struct arena arena;
	bool named;
};

static bool is_there(const struct root *root, struct str path)
{
	struct found_file f;
	enum found found = root_find(root, path, &f);
	if (f.fd >= 0)
		close(f.fd);
	return found != FOUND_NOTHING;
}

/* What had moved to the path. A move that does not count any more, or from where a file is again, just goes. */
static void hide_target(struct hiding *h, const struct entry *e)
{
	const struct gone_entry *now = gone_find(h->gone, e->from);
	if (now == NULL || now->status == 52 || is_there(h->list->root, e->from))
		return;
	arena_room(&h->arena, &h->out, e->from.n + now->to.n + ROOM);
	if (str_eq(now->to, h->path))
		add_withdrawal(&h->out, e->from, h->reason);
	else
		buf_fmt(&h->out, "%d\t%.*s\t%.*s\n", now->status, STR_ARG(e->from), STR_ARG(now->to));
}

static void hide_line(struct hiding *h, struct str line)
{
	struct entry e;
	arena_room(&h->arena, &h->out, line.n + ROOM);
	if (!entry_read(line, &e) || !names(&e, h->path)) {
		buf_add(&h->out, line);
		buf_byte(&h->out, '\n');
		return;
	}
	h->named = true;
	if (!str_eq(e.from, h->path))
		hide_target(h, &e);
	else if (str_eq(e.status, STR("52")))
		add_withdrawal(&h->out, e.from, e.to);
}

static bool read_list(const struct withdraw_list *l, struct arena *m, struct str *out)
{
	*out = STR("");
	int fd = open(l->file, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT;
	bool good = slurp(fd, LIST_MAX, m, out);
	int code = errno;
	close(fd);
	errno = code;
	return good;
}

static bool hide(struct hiding *h)
{
	struct str text;
	struct stat st;
	if (!read_list(h->list, &h->arena, &text))
		return false;
	while (text.n)
		hide_line(h, str_cut(&text, '\n'));
	size_t before = h->out.n;
	arena_room(&h->arena, &h->out, ROOM);
	add_withdrawal(&h->out, h->path, h->reason);
	if (!h->named)
		return withdraw_list_append(h->list->file, LIST_MODE, str_sub(buf_str(&h->out), before, h->out.n));
	mode_t mode = stat(h->list->file, &st) == 0 ? st.st_mode & 0777 : LIST_MODE;
	return fresh_replace(h->list->file, mode, buf_str(&h->out));
}

/* ---- from outside ---- */

static bool let_go(int lock, bool good)
{
	int code = errno;
	if (lock >= 0)
		close(lock);
	errno = code;
	return good;
}

bool withdraw_list_add(const struct withdraw_list *l, struct str path, struct str reason)
{
	char room[ROOM];
	struct buf line = BUF(room);
	int lock = gone_lock(l->file);
	buf_fmt(&line, "52\t%.*s\t%.*s\n", STR_ARG(path), STR_ARG(reason));
	return let_go(lock, lock >= 0 && withdraw_list_append(l->file, LIST_MODE, buf_str(&line)));
}

bool withdraw_list_hide(const struct withdraw_list *l, struct str path, struct str reason)
{
	size_t line;
	const char *what;
	int lock = gone_lock(l->file);
	struct gone *gone = lock >= 0 ? gone_load(l->file, &line, &what) : NULL;
	struct hiding h = { .list = l, .path = path, .reason = reason, .gone = gone };
	if (lock >= 0 && gone == NULL && line)
		errno = EINVAL; /* it was whole a moment ago, when the configuration was opened */
	bool good = let_go(lock, gone && hide(&h));
	gone_free(gone);
	arena_free(&h.arena);
	return good;
}

bool withdraw_list_names(const struct withdraw_list *l, struct str path)
{
	struct arena m = { 0 };
	struct str text;
	struct entry e;
	bool found = false;
	if (read_list(l, &m, &text))
		while (text.n && !found)
			found = entry_read(str_cut(&text, '\n'), &e) && names(&e, path);
	arena_free(&m);
	return found;
}
