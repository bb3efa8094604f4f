/* mirror: the page /mirror/: what there is for those who mirror the archive, and what they type. */
#include "page/makers.h"

#include "mirror/head.h"
#include "mirror/journal.h"
#include "mirror/sign.h"
#include "site/overlay.h"

#include <unistd.h>

enum { HEAD_FILE_MAX = HEAD_MAX + SIGN_FILE_MAX };

/* A small file of what was published; empty: it is not there. */
static struct str published(const struct paper *p, const char *path, size_t max)
{
	struct found_file f;
	ssize_t n = -1;
	char *bytes = arena_take(p->m, max, 1);
	if (overlay_find(p->capsule, str_of(path), &f) == FOUND_FILE)
		n = pread(f.fd, bytes, max, 0);
	if (f.fd >= 0)
		close(f.fd);
	return (struct str){ bytes, n > 0 ? (size_t)n : 0 };
}

static bool is_there(const struct paper *p, struct str path)
{
	struct found_file f;
	enum found found = overlay_find(p->capsule, path, &f);
	if (f.fd >= 0)
		close(f.fd);
	return found == FOUND_FILE;
}

static bool read_head(const struct paper *p, struct head *out)
{
	struct sign_opened opened;
	struct str file = published(p, "/mirror/HEAD", HEAD_FILE_MAX);
	return file.n && sign_open(file, &opened) == NULL && head_read(opened.message, out) == NULL;
}

/* The 56 characters; empty: there is no key. */
static struct str key(const struct paper *p)
{
	struct sign_public public;
	struct buf out = { 0 };
	struct str file = published(p, "/mirror/key.pub", SIGN_FILE_MAX);
	if (file.n == 0 || sign_public_read(file, &public) != NULL)
		return STR("");
	arena_room(p->m, &out, SIGN_PUBLIC_TEXT + 1);
	sign_public_add(&out, &public);
	return buf_str(&out);
}

/* Two lines: one with the key in it would be too long for a screen of 80 cells. */
static void command(struct paper *p, struct str key)
{
	struct str url = paper_site_url(p, p->ask->gopher_asked);
	paper_heading(p, paper_word(p, WORD_MIRROR_HOW));
	paper_code(p, key.n ? arena_fmt(p->m, "herald mirror %.*s DIR \\\n  --key %.*s", STR_ARG(url), STR_ARG(key))
			    : arena_fmt(p->m, "herald mirror %.*s DIR", STR_ARG(url)));
	paper_text(p, paper_word(p, WORD_MIRROR_AGAIN));
}

static void file(struct paper *p, struct str path, enum word word)
{
	if (is_there(p, path))
		paper_link(p, path, NULL, paper_word(p, word));
}

static struct str newest_entry(const struct paper *p, uint64_t serial)
{
	struct buf path = { 0 };
	arena_room(p->m, &path, 64);
	journal_path(&path, serial);
	return buf_str(&path);
}

static void files(struct paper *p, const struct head *head)
{
	paper_heading(p, paper_word(p, WORD_MIRROR_FILES));
	file(p, STR("/mirror/HEAD"), WORD_MIRROR_HEAD);
	file(p, STR("/mirror/HEAD.minisig"), WORD_MIRROR_MINISIG);
	file(p, STR("/mirror/key.pub"), WORD_MIRROR_KEY);
	file(p, STR("/MANIFEST"), WORD_MIRROR_MANIFEST);
	file(p, STR("/mirror/packs"), WORD_MIRROR_PACKS);
	file(p, newest_entry(p, head->serial), WORD_MIRROR_LOG);
	file(p, STR("/mirror/gone"), WORD_MIRROR_GONE);
}

static struct str day(const struct paper *p, time_t when)
{
	struct tm tm;
	if (!localtime_r(&when, &tm))
		return STR("");
	return paper_date(p, (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday });
}

static void sum_line(struct paper *p, const struct head *head)
{
	struct str serial = paper_number(p, head->serial);
	struct str count = head->files == 1 ? paper_word(p, WORD_MIRROR_FILE)
					    : FILL(p, WORD_MIRROR_COUNT, { STR("n"), paper_number(p, head->files) });
	paper_text(p, FILL(p, WORD_MIRROR_SUM, { STR("files"), count }, { STR("date"), day(p, head->published) },
			      { STR("n"), serial }));
}

enum outcome make_mirror(struct paper *p, const struct name *n, struct buf *to)
{
	struct head head;
	(void)n;
	(void)to;
	paper_title(p, paper_word(p, WORD_MIRROR));
	if (read_head(p, &head)) {
		struct str text = key(p);
		sum_line(p, &head);
		paper_text(p, paper_word(p, WORD_MIRROR_PROMISE));
		command(p, text);
		files(p, &head);
	} else {
		paper_text(p, paper_word(p, WORD_MIRROR_NONE));
	}
	paper_end(p);
	return OUT_OK;
}
