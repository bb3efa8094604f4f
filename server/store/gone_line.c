#include "store/gone_line.h"

enum { URL_MAX = 1024 /* Gemini, "Requests" */ };

static bool has_control(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return true;
	return false;
}

/* Whether it is a path that could be served; else what is wrong with it. */
static const char *path_wrong(struct str path)
{
	if (path.n == 0 || path.p[0] != '/')
		return "a path begins with '/'";
	if (has_control(path))
		return "control bytes cannot stand in a path";
	for (size_t i = 1; i < path.n; i++) {
		if (path.p[i - 1] == '/' && path.p[i] == '.')
			return "no part of a path begins with a dot: such a file is never served";
		if (path.p[i - 1] == '/' && path.p[i] == '/')
			return "two slashes in a row: write one";
	}
	return NULL;
}

static const char *target_wrong(struct str to)
{
	if (to.n == 0)
		return "30 and 31 need a new path: write it behind a TAB";
	if (to.p[0] == '/')
		return path_wrong(to);
	if (str_index(to, ':') == 0 || str_find(to, STR("://")) >= str_index(to, '/'))
		return "the new path begins with '/', or is a URL such as gemini://host/path";
	if (to.n > URL_MAX)
		return "a URL has at most 1024 bytes";
	for (size_t i = 0; i < to.n; i++)
		if (to.p[i] <= ' ' || to.p[i] >= 0x7f)
			return "a URL is ASCII without spaces: percent-encode the rest";
	return NULL;
}

static const char *hash_wrong(struct str hex)
{
	bool good = hex.n == 2 * GONE_HASH_BYTES;
	for (size_t i = 0; good && i < hex.n; i++)
		good = (hex.p[i] >= '0' && hex.p[i] <= '9') || (hex.p[i] >= 'a' && hex.p[i] <= 'f') ||
		       (hex.p[i] >= 'A' && hex.p[i] <= 'F');
	return good ? NULL : "a hash is 'sha256:' and 64 hexadecimal digits";
}

static const char *withdrawal_wrong(struct gone_entry *e, struct str reason)
{
	e->to = reason;
	if (has_control(reason))
		return "control bytes (a second TAB?) cannot stand in a reason";
	if (!utf8_valid(reason))
		return "the reason is not UTF-8";
	if (reason.n > GONE_REASON_MAX)
		return "a reason has at most 1000 bytes: make it shorter";
	if (!str_starts(e->path, GONE_HASH_PREFIX))
		return path_wrong(e->path);
	return hash_wrong(str_sub(e->path, GONE_HASH_PREFIX.n, e->path.n));
}

/* A file is at a path again. */
static const char *return_wrong(struct gone_entry *e, struct str rest)
{
	e->to = rest;
	return rest.n ? "nothing stands behind the path of a file that is there again" : path_wrong(e->path);
}

static const char *move_wrong(struct gone_entry *e, struct str to)
{
	const char *wrong = path_wrong(e->path);
	e->to = str_cut(&to, '\t');
	if (!wrong)
		wrong = target_wrong(e->to);
	if (!wrong && to.n)
		wrong = "nothing stands behind the new path";
	if (!wrong && str_eq(e->to, e->path))
		wrong = "the new path is the old one";
	return wrong;
}

const char *gone_line_wrong(struct str line, struct gone_entry *e)
{
	struct str status = str_sub(line, 0, 2);
	char between = line.n > 2 ? line.p[2] : '\0';
	if (between != '\t' && between != ' ')
		return "a line is 30, 31 or 52, a TAB, a path, a TAB, and a new path or a reason; or 20, a TAB and a "
		       "path";
	line = str_sub(line, 3, line.n);
	e->path = str_cut(&line, '\t');
	if (str_eq(status, STR("52"))) {
		e->status = 52;
		return withdrawal_wrong(e, line);
	}
	if (str_eq(status, STR("20"))) {
		e->status = 20;
		return return_wrong(e, line);
	}
	e->status = str_eq(status, STR("31")) ? 31 : 30;
	return e->status == 31 || str_eq(status, STR("30")) ? move_wrong(e, line) : "the status is 30, 31, 52 or 20";
}
