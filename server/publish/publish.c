#include "publish/publish_inside.h"

#include "store/fresh.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	LIST_MAX = 256 << 20,
	LOSS_MIN = 20, /* files: of fewer, half are soon deleted on purpose */
};

/* ---- what there was ---- */

/* Followers refuse a key that nobody whom they know vouches for. */
static bool check_key(struct publishing *p, const struct sign_opened *last)
{
	if (sign_good(last, &p->keys.secret.public) || keyring_vouches(&p->keys, last))
		return true;
	buf_fmt(p->why,
		"the key in %s is not the one that signed the last publication, which does not vouch for it: followers "
		"would refuse it. Put the old one back from a backup, and use 'herald key rotate'; if it is lost, "
		"begin "
		"anew: move %s away",
		p->wish->keys, p->wish->overlay);
	return false;
}

static bool read_head(struct publishing *p)
{
	struct sign_opened o;
	struct str text;
	if (!stage_read(&p->stage, STR("/mirror/HEAD"), HEAD_FILE_MAX, &p->arena, &text)) {
		p->first = errno == ENOENT;
		if (!p->first)
			buf_fmt(p->why, "%s/mirror/HEAD: %s", p->wish->overlay, strerror(errno));
		return p->first;
	}
	const char *wrong = sign_open(text, &o);
	if (!wrong)
		wrong = head_read(o.message, &p->old);
	if (wrong)
		buf_fmt(p->why, "%s/mirror/HEAD is damaged: %s; put it back from a backup of keep", p->wish->overlay,
			wrong);
	return wrong == NULL && check_key(p, &o);
}

static bool blame_gone(struct publishing *p)
{
	buf_fmt(p->why, "%s: %s", p->wish->gone_path, strerror(errno));
	return false;
}

/* NULL: *why. */
static struct gone *load_gone(struct publishing *p)
{
	size_t line = 0;
	const char *what = "";
	struct gone *gone = gone_load(p->wish->gone_path, &line, &what);
	if (gone == NULL)
		buf_fmt(p->why, "%s:%zu: %s", p->wish->gone_path, line, what);
	return gone;
}

/* The list's text; a missing one is empty. */
static bool read_list(struct publishing *p, struct str *text)
{
	struct stage at = { .overlay = "" };
	return stage_read(&at, str_of(p->wish->gone_path), LIST_MAX, &p->arena, text) || errno == ENOENT ||
	       blame_gone(p);
}

static bool is_in_root(const struct publishing *p, const char *path)
{
	struct found_file f;
	enum found found = root_find(p->wish->root, str_of(path), &f);
	if (f.fd >= 0)
		close(f.fd);
	return found == FOUND_FILE;
}

/* A root that has a HEAD of its own is somebody else's archive; any other of these files would hide what is published.
 */
static bool check_own(struct publishing *p)
{
	static const char *const names[] = { "/mirror/HEAD.minisig", "/mirror/key.pub", "/mirror/keys", "/mirror/packs",
		"/mirror/gone" };
	if (is_in_root(p, "/mirror/HEAD")) {
		buf_fmt(p->why,
			"this capsule is a mirror (it has mirror/HEAD): what it serves is signed by the original, "
			"and is not published anew");
		return false;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!is_in_root(p, names[i]))
			continue;
		buf_fmt(p->why,
			"%s lies in the capsule, and servers would send it in place of what is published: move it "
			"away",
			names[i]);
		return false;
	}
	return true;
}

/* What the index has seen change; without it, or where it is another one by now, every file is looked at. */
static void ask_index(struct publishing *p)
{
	struct changes now = { 0 };
	bool known = false;
	if (p->wish->index && (p->archive = archive_new(p->wish->index)) != NULL &&
		archive_begin(p->archive, 0) == ARCHIVE_GOOD) {
		known = changes_since(p->archive, str_of(p->before.identity), p->before.moment, &p->arena, &now);
		known = archive_end(p->archive) == ARCHIVE_GOOD && known;
	}
	p->changes = now;
	memcpy(p->after.identity, now.identity, sizeof now.identity);
	p->after.moment = now.moment;
	p->scan.changed = known && !p->wish->all && p->before.count ? &p->changes : NULL;
}

/* ---- what there is ---- */

/* A file that is where another one has moved away from must not be hidden by that. */
static void returned(struct publishing *p, struct str path)
{
	const struct gone_entry *known = gone_find(p->gone, path);
	if (known == NULL || known->status == 52)
		return;
	arena_room(&p->arena, &p->moves, path.n + 8);
	buf_fmt(&p->moves, "20\t%.*s\n", STR_ARG(path));
}

static void note(struct journal_line *line, void *context)
{
	struct publishing *p = context;
	returned(p, line->path);
	changelog_note(line, p->log);
}

static void moved(struct str from, struct str to, void *context)
{
	struct publishing *p = context;
	const struct gone_entry *known = gone_find(p->gone, from);
	if (known && str_eq(known->to, to))
		return;
	arena_room(&p->arena, &p->moves, from.n + to.n + 8);
	buf_fmt(&p->moves, "31\t%.*s\t%.*s\n", STR_ARG(from), STR_ARG(to));
}

/* Whether a line to be added would undo what was withdrawn while we looked, or show a path of which only the hash may
 * be known. */
static bool is_overtaken(const struct gone *now, struct str line)
{
	str_cut(&line, '\t');
	const struct gone_entry *from = gone_find(now, str_cut(&line, '\t')), *to = gone_find(now, line);
	return (from && from->status == 52) || (to && to->status == 52 && !str_eq(to->path, line));
}

static void add_moves(struct publishing *p, const struct gone *now, struct buf *all)
{
	struct str moves = buf_str(&p->moves);
	while (moves.n) {
		struct str line = str_cut(&moves, '\n');
		if (is_overtaken(now, line))
			continue;
		buf_add(all, line);
		buf_byte(all, '\n');
	}
}

/* The list as it is by now, with the moves. */
static bool write_gone(struct publishing *p)
{
	struct stat st;
	struct str text = STR("");
	struct buf all = { 0 };
	struct gone *now = load_gone(p);
	if (now == NULL || !read_list(p, &text)) {
		gone_free(now);
		return false;
	}
	arena_room(&p->arena, &all, text.n + p->moves.n + 1);
	buf_add(&all, text);
	if (text.n && text.p[text.n - 1] != '\n')
		buf_byte(&all, '\n');
	add_moves(p, now, &all);
	gone_free(now);
	mode_t mode = stat(p->wish->gone_path, &st) == 0 ? st.st_mode & 0777 : 0644;
	return fresh_replace(p->wish->gone_path, mode, buf_str(&all)) || blame_gone(p);
}

/* Where an article has gone is told here, too, and whether or not what follows succeeds. */
static bool keep_moves(struct publishing *p)
{
	if (p->moves.n == 0)
		return true;
	int lock = gone_lock(p->wish->gone_path);
	if (lock < 0)
		return blame_gone(p);
	bool good = write_gone(p);
	close(lock);
	return good;
}

/* /mirror/gone: the list without its comments. */
static bool publish_gone(struct publishing *p)
{
	struct str text = STR("");
	struct buf out = { 0 };
	if (!read_list(p, &text))
		return false;
	arena_room(&p->arena, &out, text.n + 1);
	while (text.n) {
		struct str line = str_trim(str_cut(&text, '\n'));
		if (line.n == 0 || line.p[0] == '#')
			continue;
		/* the status may be followed by a space there */
		buf_add(&out, str_sub(line, 0, 2));
		buf_byte(&out, '\t');
		buf_add(&out, str_sub(line, 3, line.n));
		buf_byte(&out, '\n');
	}
	p->head.gone = digest_of(buf_str(&out));
	return stage_write(&p->stage, STR("/mirror/gone"), buf_str(&out), p->why);
}

static bool same_file(struct publishing *p, struct str path, struct str bytes)
{
	struct str old;
	return stage_read(&p->stage, path, LIST_MAX, &p->arena, &old) && str_eq(old, bytes);
}

static bool publish_keys(struct publishing *p, bool *changed)
{
	static const struct str key = { "/mirror/key.pub", 15 }, keys = { "/mirror/keys", 12 };
	*changed = !same_file(p, key, p->keys.public_file) || !same_file(p, keys, p->keys.rotations);
	return stage_write(&p->stage, key, p->keys.public_file, p->why) &&
	       stage_write(&p->stage, keys, p->keys.rotations, p->why);
}

static bool publish_packs(struct publishing *p)
{
	struct months *m = &p->months;
	struct str text;
	struct book_source book = { 0 };
	struct tm tm;
	if (!localtime_r(&p->head.published, &tm)) {
		buf_fmt(p->why, "the clock is wrong: %s", strerror(errno));
		return false;
	}
	if (p->wish->book)
		book = *p->wish->book;
	book.gone = p->gone;
	*m = (struct months){ .root = p->wish->root,
		.stage = &p->stage,
		.folders = &p->after,
		.changed = p->scan.months,
		.changed_count = p->scan.month_count,
		.serial = p->head.serial,
		.year = tm.tm_year + 1900,
		.month = tm.tm_mon + 1,
		.published = p->old.published,
		.book = p->wish->book ? &book : NULL,
		.why = p->why };
	if (!months_pack(m) || !stage_look(&p->stage, STR("/mirror/packs"), PACKS_MAX, &p->arena, &text))
		return false;
	p->head.packs = digest_of(text);
	return true;
}

/* ---- all of it ---- */

/* Of "gemini://host", without the slash behind it. */
static size_t longest_address(const struct publish_wish *w)
{
	size_t longest = 0;
	for (size_t i = 0; i < w->addresses; i++)
		if (str_starts(w->address[i], STR("gemini:")) && w->address[i].n - 1 > longest)
			longest = w->address[i].n - 1;
	return longest;
}

static bool look(struct publishing *p)
{
	const struct publish_wish *w = p->wish;
	if (!check_own(p) || !keyring_load(&p->keys, w->keys, w->name, &p->arena, p->why) ||
		(p->gone = load_gone(p)) == NULL || !stage_open(&p->stage, w->overlay, p->why) || !read_head(p))
		return false;
	folders_load(&p->before, w->memory, p->old.serial);
	ask_index(p);
	if ((p->log = changelog_new(&p->stage, p->why)) == NULL)
		return false;
	p->scan.root = w->root;
	p->scan.gone = p->gone;
	p->scan.address_bytes = longest_address(w);
	p->scan.stage = &p->stage;
	p->scan.before = &p->before;
	p->scan.after = &p->after;
	p->scan.note = note;
	p->scan.context = p;
	p->scan.why = p->why;
	return scan_all(&p->scan);
}

/* An archive does not lose most of its files by an editor's hand: a disk is not mounted, or a folder was moved away;
 * and mirrors would delete their copies. */
static bool check_loss(struct publishing *p, const struct changelog_sums *c)
{
	bool most = c->vanished >= LOSS_MIN && c->vanished > p->old.files / 2;
	bool all = c->vanished && p->scan.files == 0;
	if (p->wish->accept_loss || (!most && !all))
		return true;
	buf_fmt(p->why,
		"%llu of the %llu files that were published are not in the capsule any more; nothing was published. Is "
		"the disk mounted where its root is? If they are meant to be gone from every mirror as well, 'herald "
		"publish --accept-loss' says so",
		(unsigned long long)c->vanished, (unsigned long long)p->old.files);
	return false;
}

static enum publish_result write_all(struct publishing *p, struct publish_sums *out)
{
	struct changelog_sums changes;
	bool keys_changed;
	folders_sort(&p->after);
	publish_head_fill(p);
	if (!changelog_finish(p->log, &p->scan, p->head.serial, &p->old.log, p->head.published, moved, p, &changes,
		    &p->head.log) ||
		!check_loss(p, &changes) || !keep_moves(p) || !publish_gone(p) || !publish_keys(p, &keys_changed) ||
		!publish_packs(p))
		return PUBLISH_FAILED;
	bool news = publish_head_is_news(p, keys_changed);
	*out = (struct publish_sums){ .serial = news ? p->head.serial : p->old.serial,
		.files = p->scan.files,
		.bytes = p->scan.bytes,
		.added = changes.added,
		.modified = changes.modified,
		.moved = changes.moved,
		.dropped = changes.dropped,
		.unpublished = p->scan.unpublished,
		.packs_made = p->months.made,
		.packs_dropped = p->months.dropped };
	p->after.serial = out->serial;
	if (news && (!publish_head_write(p) || !stage_commit(&p->stage, p->why)))
		return PUBLISH_FAILED;
	/* without it the next publication takes longer, and that is all */
	folders_save(&p->after, p->wish->memory);
	return news ? PUBLISH_DONE : PUBLISH_NOTHING;
}

static void close_all(struct publishing *p)
{
	keyring_forget(&p->keys);
	changelog_free(p->log);
	archive_close(p->archive);
	stage_close(&p->stage);
	gone_free(p->gone);
	folders_free(&p->before);
	folders_free(&p->after);
	arena_free(&p->scan.arena);
	arena_free(&p->months.arena);
	arena_free(&p->arena);
}

enum publish_result publish_run(const struct publish_wish *w, struct publish_sums *out, struct buf *why)
{
	struct publishing p = { .wish = w, .why = why, .stage = { .fd = -1, .lock = -1 } };
	*out = (struct publish_sums){ 0 };
	enum publish_result result = look(&p) ? write_all(&p, out) : PUBLISH_FAILED;
	close_all(&p);
	return result;
}
