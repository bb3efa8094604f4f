#include "mirror/journal.h"

#include "mirror/head.h"
#include "mirror/member.h"

#include <inttypes.h>

enum { PATH_HASH = 7 /* "sha256:" */, THOUSAND = 1000 };

void journal_path(struct buf *out, uint64_t serial)
{
	buf_add(out, STR("/mirror/log"));
	if (serial >= THOUSAND * THOUSAND)
		buf_fmt(out, "/%" PRIu64 "/%03" PRIu64, serial / (THOUSAND * THOUSAND), serial / THOUSAND % THOUSAND);
	else
		buf_fmt(out, "/%03" PRIu64, serial / THOUSAND);
	buf_fmt(out, "/%03" PRIu64, serial % THOUSAND);
}

void journal_begin(struct buf *out, const struct digest *before, time_t published)
{
	digest_add(out, before);
	buf_byte(out, '\t');
	head_time_add(out, published);
	buf_byte(out, '\n');
}

void journal_add(struct buf *out, const struct journal_line *line)
{
	buf_byte(out, (char)line->kind);
	buf_byte(out, '\t');
	digest_add(out, &line->digest);
	buf_byte(out, '\t');
	buf_u64(out, line->size);
	buf_byte(out, '\t');
	buf_add(out, line->path);
	if (line->kind == JOURNAL_MOVED || line->kind == JOURNAL_DROPPED) {
		buf_byte(out, '\t');
		buf_add(out, line->more);
	}
	buf_byte(out, '\n');
}

const char *journal_open(struct str text, struct journal *out)
{
	if (text.n > JOURNAL_MAX)
		return "a log entry of more than 256 MB";
	if (text.n == 0 || text.p[text.n - 1] != '\n')
		return "the log entry does not end with a line";
	struct str first = str_cut(&text, '\n');
	if (!digest_read(str_cut(&first, '\t'), &out->before) || !head_time_read(first, &out->published))
		return "a log entry begins with the hash of the one before it, a TAB and a time";
	out->rest = text;
	return NULL;
}

static bool path_hash(struct str path)
{
	struct digest d;
	return str_starts(path, STR("sha256:")) && digest_read(str_sub(path, PATH_HASH, path.n), &d);
}

static bool reason(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return false;
	return s.n <= JOURNAL_REASON_MAX && utf8_valid(s);
}

static bool more_good(const struct journal_line *l, bool there)
{
	switch (l->kind) {
	case JOURNAL_ADDED:
	case JOURNAL_MODIFIED:
		return !there && member_path(l->path);
	case JOURNAL_MOVED:
		return there && member_path(l->path) && member_path(l->more) && !str_eq(l->path, l->more);
	case JOURNAL_DROPPED:
		return there && (member_path(l->path) || path_hash(l->path)) && reason(l->more);
	}
	return false;
}

static bool read_line(struct str line, struct journal_line *out)
{
	struct str kind = str_cut(&line, '\t');
	if (kind.n != 1 || str_index(STR("AMVD"), *kind.p) == 4)
		return false;
	out->kind = (enum journal_kind) * kind.p;
	if (!digest_read(str_cut(&line, '\t'), &out->digest) || !str_u64(str_cut(&line, '\t'), INT64_MAX, &out->size))
		return false;
	size_t tab = str_index(line, '\t');
	out->path = str_sub(line, 0, tab);
	out->more = str_sub(line, tab + 1, line.n);
	return more_good(out, tab < line.n);
}

bool journal_next(struct journal *j, struct journal_line *out, const char **wrong)
{
	*wrong = NULL;
	if (j->rest.n == 0)
		return false;
	if (read_line(str_cut(&j->rest, '\n'), out))
		return true;
	*wrong = "a line is not one of A, M, V or D with hash, size and paths that can be mirrored";
	j->rest = (struct str){ 0 };
	return false;
}
