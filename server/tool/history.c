#include "tool/history.h"

#include "base/log.h"
#include "mirror/head.h"
#include "mirror/journal.h"
#include "mirror/member.h"
#include "mirror/sign.h"
#include "tool/choice.h"
#include "tool/history_key.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
	"usage: herald history [-c FILE] [--capsule NAME] PATH\n"
	"\n"
	"Tells from the log of publications when a file came, changed, moved and went, with the SHA-256 of\n"
	"its bytes at each time. The log is a chain: each entry has the hash of the one before it, and\n"
	"mirror/HEAD, that of the last. Its signature is looked at, too, and what does not hold is told. Works\n"
	"where the capsule is published, and on a mirror.\n"
	"\n"
	"  PATH            as in a link: /2018/06/28/slug.gmi\n"
	"  -c FILE         the configuration (default: conf/herald.ini)\n"
	"  --capsule NAME  needed where there are several\n";

enum { HEAD_FILE_MAX = HEAD_MAX + SIGN_FILE_MAX, MOVES_MAX = 32 };

struct history {
	struct choice *choice;
	const char *overlay;
	struct place {
		struct str path, hash; /* "sha256:…" of the path */
		char hash_room[80];
	} now, given;       /* where the file is in the entry that is read, and where it was asked for */
	struct digest last; /* of the entry before, once one was read */
	bool any_read;
	unsigned found, wrong;
	uint64_t missing;
	/* while the path is looked for that it had at first: nothing is told yet */
	bool searching;
	uint64_t until, moved; /* the move to the path is before this entry; in this one, 0: there is none */
	struct str earlier;    /* the path before that move */
};

static void set_name(struct place *n, struct str path)
{
	struct buf hash = BUF(n->hash_room);
	struct digest d = digest_of(path);
	buf_add(&hash, STR("sha256:"));
	digest_add(&hash, &d);
	n->path = path;
	n->hash = buf_str(&hash);
}

static bool is_of(const struct journal_line *l, const struct place *n)
{
	return str_eq(l->path, n->path) || str_eq(l->path, n->hash);
}

/* In the root (a mirror), or else in the overlay; -1: errno. */
static int open_file(const struct history *h, struct str path, bool *mirror)
{
	struct found_file f;
	enum found found = root_find(&h->choice->site->root, path, &f);
	*mirror = found == FOUND_FILE;
	if (*mirror)
		return f.fd;
	if (f.fd >= 0)
		close(f.fd);
	char room[4096];
	struct buf file = BUF(room);
	buf_fmt(&file, "%s%.*s", h->overlay, STR_ARG(path));
	return *buf_z(&file) ? open(room, O_RDONLY | O_CLOEXEC) : -1;
}

/* other: of a file that has the path which this one had. */
static void tell(struct history *h, uint64_t serial, time_t when, const struct journal_line *l, bool other)
{
	char room[4096], date_room[32];
	struct buf text = BUF(room), date = BUF(date_room);
	head_time_add(&date, when);
	buf_escape(&text, l->path);
	printf("%s  publication %" PRIu64 ": %s", buf_z(&date), serial, other ? "another file at this path " : "");
	switch (l->kind) {
	case JOURNAL_ADDED:
		printf("came");
		break;
	case JOURNAL_MODIFIED:
		printf("changed");
		break;
	case JOURNAL_MOVED:
		buf_clear(&text);
		buf_escape(&text, l->path);
		buf_add(&text, STR(" to "));
		buf_escape(&text, l->more);
		printf("moved from %s", buf_z(&text));
		break;
	case JOURNAL_DROPPED:
		buf_clear(&text);
		buf_escape(&text, l->more);
		printf(l->more.n ? "was withdrawn: %s" : "was deleted%s", buf_z(&text));
		break;
	}
	char hex_room[DIGEST_HEX + 1];
	struct buf hex = BUF(hex_room);
	digest_add(&hex, &l->digest);
	printf("\n  SHA256 %s", buf_z(&hex));
	if (l->kind != JOURNAL_DROPPED)
		printf(", %" PRIu64 " bytes", l->size);
	printf("\n");
	h->found++;
}

/* A file that has moved is followed to its new path; what comes to the old one is told, too. */
static void take(struct history *h, uint64_t serial, time_t when, const struct journal_line *l)
{
	bool from = is_of(l, &h->now), other = !from && is_of(l, &h->given);
	bool to = l->kind == JOURNAL_MOVED && str_eq(l->more, h->now.path);
	if (h->searching && to && serial < h->until) {
		h->earlier = arena_copy(&h->choice->arena, l->path);
		h->moved = serial;
	}
	if (h->searching || (!from && !other))
		return;
	tell(h, serial, when, l, other);
	if (from && l->kind == JOURNAL_MOVED)
		set_name(&h->now, arena_copy(&h->choice->arena, l->more));
}

static void wrong(struct history *h, uint64_t serial, const char *what)
{
	if (h->searching)
		return;
	log_error("log entry %" PRIu64 ": %s", serial, what);
	h->wrong++;
}

/* Reads an entry line by line: the first one of a large archive is large, too. */
static void read_entry(struct history *h, uint64_t serial, FILE *f, struct digest *digest)
{
	char *text = NULL;
	size_t room = 0;
	ssize_t n = getline(&text, &room, f);
	struct journal j;
	struct journal_line line;
	struct digest_work *hash = digest_begin();
	const char *bad = n > 0 ? journal_open((struct str){ text, (size_t)n }, &j) : "it is empty";
	if (n > 0)
		digest_more(hash, (struct str){ text, (size_t)n });
	if (!bad && h->any_read && !digest_eq(&j.before, &h->last))
		wrong(h, serial, "it does not continue the entry before it: one of the two was changed");
	time_t when = bad ? 0 : j.published;
	while (!bad && (n = getline(&text, &room, f)) > 0) {
		digest_more(hash, (struct str){ text, (size_t)n });
		j.rest = (struct str){ text, (size_t)n };
		if (journal_next(&j, &line, &bad))
			take(h, serial, when, &line);
	}
	if (bad)
		wrong(h, serial, bad);
	digest_end(hash, digest);
	free(text);
}

static bool read_serial(struct history *h, uint64_t serial)
{
	char room[128];
	struct buf path = BUF(room);
	struct digest digest;
	bool mirror;
	journal_path(&path, serial);
	int fd = open_file(h, buf_str(&path), &mirror);
	FILE *f = fd >= 0 ? fdopen(fd, "r") : NULL;
	if (f == NULL) {
		if (fd >= 0)
			close(fd);
		h->any_read = false;
		h->missing++;
		return false;
	}
	read_entry(h, serial, f, &digest);
	fclose(f);
	h->last = digest;
	h->any_read = true;
	return true;
}

/* Of a small file; empty: there is none, or it cannot be read (errno). */
static struct str read_small(const struct history *h, struct str path, size_t max, bool *mirror)
{
	char *room = arena_take(&h->choice->arena, max, 1);
	int fd = open_file(h, path, mirror);
	ssize_t n = fd >= 0 ? read(fd, room, max) : -1;
	int code = errno;
	if (fd >= 0)
		close(fd);
	errno = code;
	return (struct str){ room, n > 0 ? (size_t)n : 0 };
}

static bool read_head(struct history *h, struct head *head)
{
	char why_room[4096];
	struct buf why = BUF(why_room);
	struct sign_opened o = { 0 };
	bool mirror, beside;
	errno = 0;
	struct str text = read_small(h, STR("/mirror/HEAD"), HEAD_FILE_MAX, &mirror);
	if (text.n == 0 && errno == ENOENT) {
		log_error("capsule %s is neither published nor a mirror: there is no log", h->choice->from->name);
		return false;
	}
	const char *bad = text.n == 0 && errno ? strerror(errno) : sign_open(text, &o);
	if (!bad)
		bad = head_read(o.message, head);
	if (bad) {
		log_error("mirror/HEAD: %s", bad);
		return false;
	}
	struct str published = read_small(h, STR("/mirror/key.pub"), SIGN_FILE_MAX, &beside);
	if (!history_key_good(h->choice, mirror, &o, published, &why)) {
		log_error("mirror/HEAD: %s; whoever changed it can have changed all that follows", buf_z(&why));
		h->wrong++;
	}
	return true;
}

static void read_all(struct history *h, uint64_t newest)
{
	h->any_read = false;
	h->missing = 0;
	for (uint64_t i = 1; i <= newest; i++)
		read_serial(h, i);
}

/* The path that a file had when it came: each look at the log goes back one move. */
static void find_first(struct history *h, uint64_t newest)
{
	h->searching = true;
	h->until = UINT64_MAX;
	for (int i = 0; i < MOVES_MAX; i++) {
		h->moved = 0;
		read_all(h, newest);
		if (h->moved == 0)
			break;
		set_name(&h->now, h->earlier);
		h->until = h->moved;
	}
	h->searching = false;
}

static void tell_nothing(const char *given)
{
	char room[4096];
	struct buf shown = BUF(room);
	buf_escape(&shown, str_of(given));
	printf("the log does not speak of %s\n", buf_z(&shown));
}

static int act(struct choice *c, void *context)
{
	struct head head;
	const char *given = context;
	struct history h = { .choice = c, .overlay = choice_overlay(c) };
	char room[MEMBER_PATH_MAX + 1];
	struct buf path = BUF(room);
	struct str asked = choice_path(given, &path) ? arena_copy(&c->arena, buf_str(&path))
						     : arena_fmt(&c->arena, "%s%s", *given == '/' ? "" : "/", given);
	set_name(&h.given, asked);
	set_name(&h.now, asked);
	if (!read_head(&h, &head))
		return TOOL_FAILED;
	find_first(&h, head.serial);
	read_all(&h, head.serial);
	if (!h.any_read || !digest_eq(&h.last, &head.log))
		wrong(&h, head.serial, "it is not the one that HEAD vouches for");
	if (h.missing)
		log_warn("%" PRIu64 " entries of the log are missing here", h.missing);
	if (h.found == 0)
		tell_nothing(given);
	return h.wrong || h.found == 0 ? TOOL_FAILED : TOOL_GOOD;
}

static int run(int argc, char **argv)
{
	struct choice c = { .tool = &tool_history, .single = true };
	int status = choice_options(&c, argc, argv, NULL, NULL, NULL);
	if (status != CHOICE_GO)
		return status;
	if (optind + 1 != argc)
		return tool_misused(&tool_history, "one path, as in /2018/06/28/slug.gmi");
	return choice_each(&c, act, argv[optind]);
}

const struct tool tool_history = {
	.name = "history", .summary = "when a file came, changed and went, from the log", .run = run, .usage = usage
};
