#include "tool/withdraw.h"

#include "base/log.h"
#include "mirror/member.h"
#include "store/fresh.h"
#include "tool/pack.h"
#include "tool/publish.h"
#include "tool/withdraw_list.h"
#include "tool/withdraw_trace.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char usage[] =
	"usage: herald withdraw [-c FILE] [--capsule NAME] --reason TEXT [--hash] [--note TEXT] PATH …\n"
	"\n"
	"Takes articles out of a capsule for good: the files are deleted, readers get 52 and the reason ever\n"
	"after, and neither import nor a mirror brings them back. Where the capsule is published, it is\n"
	"published anew at once: packs that had them are made without, and mirrors follow. What is linked in\n"
	"them (photos) is withdrawn by naming it, too.\n"
	"\n"
	"  PATH            as in a link or a URL: /2018/06/28/slug.gmi\n"
	"  --reason TEXT   what readers are told, in public and on every mirror; one line\n"
	"  --hash          the list and the log have the hash of the path in place of the path, which may hold\n"
	"                  a name; what the list has of it already is made anew, and paths that it had before\n"
	"                  are withdrawn with it; entries of the log that were published before stay as they are\n"
	"  --note TEXT     for you alone: kept in KEEP/notes with date and path, never published\n"
	"  -c FILE         the configuration (default: conf/herald.ini)\n"
	"  --capsule NAME  needed where there are several\n";

enum { OPTION_REASON = CHOICE_OWN, OPTION_HASH, OPTION_NOTE, REASON_MAX = 500, NOTES_MODE = 0600, ROOM = 8192 };

struct withdraw_wish {
	struct str reason, note;
	bool hash;
	char **paths;
	int count;
};

static bool one_line(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return false;
	return utf8_valid(s);
}

/* ---- the list, and the notes ---- */

static struct withdraw_list list_of(const struct choice *c)
{
	return (struct withdraw_list){ .file = c->site->gone_path, .root = &c->site->root };
}

static bool add_entry(struct choice *c, const struct withdraw_wish *w, struct str path)
{
	struct withdraw_list list = list_of(c);
	bool good = fresh_folder(c->from->keep) &&
		    (w->hash ? withdraw_list_hide : withdraw_list_add)(&list, path, w->reason);
	if (!good)
		log_error("%s: %s", c->site->gone_path, strerror(errno));
	return good;
}

static bool add_note(struct choice *c, const struct withdraw_wish *w, struct str path)
{
	char room[ROOM], date[32];
	struct buf line = BUF(room);
	time_t now = time(NULL);
	struct tm tm;
	const char *file = choice_notes(c);
	if (w->note.n == 0)
		return true;
	strftime(date, sizeof date, "%Y-%m-%d", localtime_r(&now, &tm));
	buf_fmt(&line, "%s\t%.*s\t%.*s\n", date, STR_ARG(path), STR_ARG(w->note));
	if (withdraw_list_append(file, NOTES_MODE, buf_str(&line)))
		return true;
	log_error("%s: %s", file, strerror(errno));
	return false;
}

/* As a terminal may have it: a reason may be a publisher's whom nobody here knows. */
static const char *shown(struct choice *c, struct str s)
{
	enum { LONGEST = 4 }; /* \xXX */
	struct buf out = { 0 };
	arena_room(&c->arena, &out, LONGEST * s.n + 1);
	buf_escape(&out, s);
	return buf_z(&out);
}

/* ---- the file ---- */

static bool delete (struct choice *c, struct str path)
{
	struct found_file f;
	size_t slash = str_rindex(path, '/');
	char room[MEMBER_NAME_MAX + 1];
	struct buf name = BUF(room);
	buf_add(&name, str_sub(path, slash + 1, path.n));
	enum found found = root_find(&c->site->root, str_sub(path, 0, slash + 1), &f);
	bool good = found == FOUND_DIR && unlinkat(f.fd, buf_z(&name), 0) == 0 && fsync(f.fd) == 0;
	int code = errno;
	if (f.fd >= 0)
		close(f.fd);
	if (good || (found == FOUND_DIR && code == ENOENT) || found == FOUND_FILE || found == FOUND_NOTHING)
		return true;
	log_error("%s: it is in the list and is not served any more, but the file cannot be deleted: %s",
		shown(c, path), strerror(code));
	return false;
}

/* Or may be: who cannot look must not say that it has gone. */
static bool is_there(const struct choice *c, struct str path)
{
	struct found_file f;
	enum found found = root_find(&c->site->root, path, &f);
	if (f.fd >= 0)
		close(f.fd);
	return found == FOUND_FILE || found == FOUND_TROUBLE;
}

/* One that was withdrawn by its path can be withdrawn again by its hash. */
static bool is_to_hide(const struct choice *c, const struct withdraw_wish *w, struct str path)
{
	struct withdraw_list list = list_of(c);
	return w->hash && withdraw_list_names(&list, path);
}

/* Where it was published before it was moved: nobody has learnt of that yet, and its readers are told the reason. */
static bool add_traces(struct choice *c, const struct withdraw_wish *w, struct str path)
{
	enum { TRACES = 16 };
	struct str old[TRACES];
	struct found_file f;
	struct digest d;
	uint64_t size;
	bool good = root_find(&c->site->root, path, &f) == FOUND_FILE && digest_file(f.fd, &d, &size);
	if (f.fd >= 0)
		close(f.fd);
	size_t count = good ? withdraw_trace(c, &d, old, TRACES) : 0;
	for (size_t i = 0; i < count; i++) {
		if (!add_entry(c, w, old[i]))
			return false;
		printf("%s, where it was published, is withdrawn, too\n", shown(c, old[i]));
	}
	return true;
}

/* The list first: from then on nobody gets it, whatever happens to the rest. */
static int withdraw(struct choice *c, const struct withdraw_wish *w, const char *given)
{
	char room[MEMBER_PATH_MAX + 1];
	struct buf path = BUF(room);
	if (!choice_path(given, &path)) {
		log_error("'%s' is no path of a file in the capsule: write it as in /2018/06/28/slug.gmi",
			shown(c, str_of(given)));
		return TOOL_FAILED;
	}
	const char *name = shown(c, buf_str(&path));
	const struct gone_entry *known = gone_find(c->site->gone, buf_str(&path));
	if (known && known->status == 52 && !is_there(c, buf_str(&path)) && !is_to_hide(c, w, buf_str(&path))) {
		printf("%s has been withdrawn before: %s\n", name, shown(c, known->to));
		return TOOL_GOOD;
	}
	/* an old path alone is withdrawn where it must not be read any more */
	if (!w->hash && known && known->status != 52 && !is_there(c, buf_str(&path)) && is_there(c, known->to)) {
		log_error("%s has moved: withdraw %s, which is what readers get there", name, shown(c, known->to));
		return TOOL_FAILED;
	}
	if (!known && !is_there(c, buf_str(&path))) {
		log_error("there is no file %s in %s", name, c->from->root);
		return TOOL_FAILED;
	}
	if (!add_entry(c, w, buf_str(&path)) || !add_traces(c, w, buf_str(&path)) || !add_note(c, w, buf_str(&path)) ||
		!delete (c, buf_str(&path)))
		return TOOL_FAILED;
	printf("%s is withdrawn: readers are told \"%s\"\n", name, shown(c, w->reason));
	return TOOL_GOOD;
}

/* Where nothing is published, or that went wrong, there may be books all the same. */
static int renew_books(struct choice *c, const struct withdraw_wish *w)
{
	int status = TOOL_GOOD;
	for (int i = 0; i < w->count; i++) {
		char room[MEMBER_PATH_MAX + 1];
		struct buf path = BUF(room);
		if (choice_path(w->paths[i], &path) && !pack_renew(c, buf_str(&path)))
			status = TOOL_FAILED;
	}
	return status;
}

static int act(struct choice *c, void *context)
{
	const struct withdraw_wish *w = context;
	int status = TOOL_GOOD;
	for (int i = 0; i < w->count; i++)
		if (withdraw(c, w, w->paths[i]) != TOOL_GOOD)
			status = TOOL_FAILED;
	const char *head = arena_fmt(&c->arena, "%s/mirror/HEAD", choice_overlay(c)).p;
	bool published = access(head, F_OK) == 0;
	if (published && publish_capsule(c, false) == TOOL_GOOD)
		return status;
	return renew_books(c, w) == TOOL_GOOD && !published ? status : TOOL_FAILED;
}

static int check(const struct withdraw_wish *w)
{
	if (w->count == 0)
		return tool_misused(&tool_withdraw, "which article?");
	if (w->reason.n == 0)
		return tool_misused(&tool_withdraw, "what are readers told? --reason \"Auf Wunsch der Genannten\"");
	if (w->reason.n > REASON_MAX || !one_line(w->reason))
		return tool_misused(&tool_withdraw, "a reason is one line of at most %d bytes", REASON_MAX);
	if (w->note.n > REASON_MAX || !one_line(w->note))
		return tool_misused(&tool_withdraw, "a note is one line of at most %d bytes", REASON_MAX);
	return TOOL_GOOD;
}

static void take(int value, const char *argument, void *context)
{
	struct withdraw_wish *w = context;
	if (value == OPTION_REASON)
		w->reason = str_trim(str_of(argument));
	else if (value == OPTION_NOTE)
		w->note = str_trim(str_of(argument));
	else
		w->hash = true;
}

static int run(int argc, char **argv)
{
	static const struct option own[] = { { "reason", required_argument, NULL, OPTION_REASON },
		{ "note", required_argument, NULL, OPTION_NOTE }, { "hash", no_argument, NULL, OPTION_HASH },
		{ NULL, 0, NULL, 0 } };
	struct choice c = { .tool = &tool_withdraw, .single = true };
	struct withdraw_wish w = { 0 };
	int status = choice_options(&c, argc, argv, own, take, &w);
	if (status != CHOICE_GO)
		return status;
	w.paths = argv + optind;
	w.count = argc - optind;
	status = check(&w);
	return status == TOOL_GOOD ? choice_each(&c, act, &w) : status;
}

const struct tool tool_withdraw = { .name = "withdraw",
	.summary = "take an article out for good, here and on every mirror",
	.run = run,
	.usage = usage };
