/* news: what the publisher says there is: HEAD, the keys that it may be signed with, and what robots.txt asks for. */
#include "follow/round.h"

#include "base/log.h"
#include "text/uri.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	HEAD_FILE_MAX = HEAD_MAX + SIGN_FILE_MAX,
	KEYS_MAX = 64 * 1024,
	ROBOTS_MAX = 64 * 1024,
	DAY_S = 86400,
	SMALL = 3,
	TRUSTED_MAX = 300 /* KEYS_MAX has no room for more */
};

static const struct str head_path = { "/mirror/HEAD", 12 };

/* A small file into the arena. */
static enum fetch_result fetch_small(struct round *r, struct str path, size_t max, struct str *out)
{
	enum fetch_result result = FETCH_CUT;
	uint64_t size = 0;
	for (int i = 0; i < SMALL && result == FETCH_CUT; i++) {
		int fd = memfd_create("small", MFD_CLOEXEC);
		if (fd < 0) {
			buf_fmt(r->why, "%s", strerror(errno));
			return FETCH_DISK;
		}
		buf_clear(r->why);
		result = fetch_file(r->fetch, path, max, fd, &size, r->why);
		if (result == FETCH_GOOD) {
			char *text = arena_take(&r->arena, (size_t)size + 1, 1);
			ssize_t n = pread(fd, text, (size_t)size, 0);
			*out = (struct str){ text, n > 0 ? (size_t)n : 0 };
			/* none of these files has a CR in it */
			if (str_starts(str_of(r->pin.url), STR("gopher:")))
				*out = round_lines(*out, text);
		}
		close(fd);
	}
	if (result != FETCH_GOOD) {
		char room[600];
		struct buf reason = BUF(room);
		buf_add(&reason, buf_str(r->why));
		struct str from = str_of(r->pin.url);
		buf_clear(r->why);
		buf_escape(r->why, str_ends(from, STR("/")) ? str_sub(from, 0, from.n - 1) : from);
		buf_fmt(r->why, "%.*s: %s", STR_ARG(path), buf_z(&reason));
	}
	return result;
}

static enum step ends(enum follow_result *result, enum follow_result how)
{
	*result = how;
	return STEP_END;
}

/* ---- keys ---- */

/* A key that HEAD's is to be: given on the command line, pinned, or the first one that is met. */
static enum step first_key(struct round *r, enum follow_result *result)
{
	struct str text;
	char room[SIGN_PUBLIC_TEXT + 1];
	struct buf shown = BUF(room);
	if (r->pin.has_key)
		return STEP_DONE;
	enum fetch_result got = fetch_small(r, STR("/mirror/key.pub"), SIGN_FILE_MAX, &text);
	if (got != FETCH_GOOD)
		return ends(result, got == FETCH_MISSING ? FOLLOW_REFUSED : crew_judge(got));
	const char *wrong = sign_public_read(text, &r->pin.key);
	if (wrong) {
		buf_fmt(r->why, "/mirror/key.pub: %s", wrong);
		return ends(result, FOLLOW_REFUSED);
	}
	sign_public_add(&shown, &r->pin.key);
	log_info("trusting the key that was met first, %s: compare it with what the publisher says elsewhere",
		buf_z(&shown));
	r->pin.has_key = true;
	return STEP_DONE;
}

/* Keys that can be believed, each vouched for by one before it. */
struct trusted {
	struct sign_public key[TRUSTED_MAX];
	size_t count;
};

static bool is_signed(const struct trusted *t, const struct sign_opened *o)
{
	for (size_t i = 0; i < t->count; i++)
		if (sign_good(o, &t->key[i]))
			return true;
	return false;
}

/* The next of the rotations: the signature's two lines, and those of the key that it is of. */
static bool next_rotation(struct str *rotations, struct sign_opened *o, struct sign_public *key)
{
	enum { LINES = 4 };
	size_t n = 0;
	for (int i = 0; i < LINES; i++)
		n += str_index(str_sub(*rotations, n, rotations->n), '\n') + 1;
	struct str block = str_sub(*rotations, 0, n);
	*rotations = str_sub(*rotations, block.n, rotations->n);
	return sign_open(block, o) == NULL && sign_public_read(o->message, key) == NULL;
}

/* Walks the rotations from the key that is pinned; true: they lead to a key that has signed this. A rotation that was
 * cut off may have left one that leads nowhere. */
static bool walk_keys(struct round *r, struct str rotations, const struct sign_opened *o)
{
	struct trusted t = { { r->pin.key }, 1 };
	struct sign_opened next;
	struct sign_public key;
	while (rotations.n && t.count < TRUSTED_MAX) {
		if (!next_rotation(&rotations, &next, &key) || !is_signed(&t, &next))
			continue;
		t.key[t.count++] = key;
		if (sign_good(o, &key)) {
			r->pin.key = key;
			return true;
		}
	}
	return false;
}

bool news_keys_good(struct str rotations, const struct sign_public *last)
{
	struct trusted t = { .count = 0 };
	struct sign_opened next, first = { 0 };
	struct sign_public key;
	if (rotations.n == 0)
		return true;
	while (rotations.n && t.count < TRUSTED_MAX) {
		if (!next_rotation(&rotations, &next, &key))
			return false;
		if (t.count == 0)
			first = next;
		/* nobody here knows the oldest key: what it has signed cannot be judged */
		if (memcmp(next.number, first.number, sizeof next.number) != 0 && !is_signed(&t, &next))
			return false;
		t.key[t.count++] = key;
	}
	for (size_t i = 0; i < t.count; i++)
		if (sign_public_eq(&t.key[i], last))
			return rotations.n == 0;
	return false;
}

static enum step other_key(struct round *r, const struct sign_opened *o, enum follow_result *result)
{
	struct str rotations = STR("");
	char old_room[SIGN_PUBLIC_TEXT + 1], new_room[SIGN_PUBLIC_TEXT + 1];
	struct buf old = BUF(old_room), fresh = BUF(new_room);
	sign_public_add(&old, &r->pin.key);
	if (memcmp(o->number, r->pin.key.number, sizeof o->number) == 0) {
		buf_clear(r->why);
		buf_fmt(r->why,
			"HEAD is not signed by the key %s, although it says so: somebody has changed it; nothing was "
			"taken over",
			buf_z(&old));
		return ends(result, FOLLOW_REFUSED);
	}
	enum fetch_result got = fetch_small(r, STR("/mirror/keys"), KEYS_MAX, &rotations);
	if (got != FETCH_GOOD && got != FETCH_MISSING && got != FETCH_TOO_LONG)
		return ends(result, crew_judge(got));
	if (got == FETCH_GOOD && walk_keys(r, rotations, o)) {
		sign_public_add(&fresh, &r->pin.key);
		log_info("the publisher's key is %s now; the one before vouches for it", buf_z(&fresh));
		return STEP_DONE;
	}
	buf_clear(r->why);
	buf_fmt(r->why,
		"HEAD is signed by a key that nobody vouches for; the known one is %s. If the publisher says elsewhere "
		"that this is right, name the new key with --key",
		buf_z(&old));
	return ends(result, FOLLOW_REFUSED);
}

/* ---- HEAD ---- */

static bool read_old(struct round *r)
{
	struct sign_opened o;
	r->has_old = tree_read(&r->tree, head_path, HEAD_FILE_MAX, &r->arena, &r->old_head_file) &&
		     sign_open(r->old_head_file, &o) == NULL && head_read(o.message, &r->old) == NULL;
	return r->has_old;
}

static void warn_expired(const struct round *r)
{
	char room[32];
	struct buf until = BUF(room);
	if (r->head.valid_until >= time(NULL))
		return;
	head_time_add(&until, r->head.valid_until);
	log_warn("what was published was valid until %s; the publisher may be gone. The mirror stays what it is",
		buf_z(&until));
}

/* Whether it is the publication that is here: what is signed counts, and that minisign can verify the file, too. */
static bool is_here(struct round *r, const struct sign_opened *o)
{
	struct sign_opened old;
	struct str minisig;
	if (!r->has_old || sign_open(r->old_head_file, &old) != NULL || !str_eq(o->message, old.message))
		return false;
	return str_eq(r->head_file, r->old_head_file) ||
	       (tree_read(&r->tree, STR("/mirror/HEAD.minisig"), SIGN_MINISIG_MAX, &r->arena, &minisig) &&
		       sign_minisig_good(minisig, r->old_head_file, &r->pin.key));
}

static bool is_other(const struct round *r, const struct sign_opened *o)
{
	struct sign_opened old;
	return r->has_old && r->head.serial == r->old.serial && sign_open(r->old_head_file, &old) == NULL &&
	       !str_eq(o->message, old.message);
}

/* Whether what is offered may follow what is here. */
static enum step judge_serial(struct round *r, const struct sign_opened *o, enum follow_result *result)
{
	uint64_t known = r->has_old && r->old.serial > r->pin.serial ? r->old.serial : r->pin.serial;
	if (r->head.serial < known) {
		buf_fmt(r->why,
			"the server offers publication %llu, but %llu was seen already: an old copy, or an attempt to "
			"take something back; nothing was taken over",
			(unsigned long long)r->head.serial, (unsigned long long)known);
		return ends(result, FOLLOW_REFUSED);
	}
	if (is_other(r, o)) {
		buf_fmt(r->why,
			"publication %llu is another one than the one that is here: two of them have the same number; "
			"nothing was taken over",
			(unsigned long long)known);
		return ends(result, FOLLOW_REFUSED);
	}
	r->met = true;
	return STEP_DONE;
}

enum step news_fits(struct round *r, enum follow_result *result)
{
	struct str now;
	enum fetch_result got = fetch_small(r, head_path, HEAD_FILE_MAX, &now);
	if (got != FETCH_GOOD)
		return ends(result, got == FETCH_MISSING || got == FETCH_TOO_LONG ? FOLLOW_LATER : crew_judge(got));
	buf_clear(r->why);
	return str_eq(now, r->head_file) ? STEP_DONE : STEP_AGAIN;
}

enum step news_small(struct round *r, struct str path, size_t max, struct str *out, enum follow_result *result)
{
	enum fetch_result got = fetch_small(r, path, max, out);
	if (got == FETCH_GOOD)
		return STEP_DONE;
	if (got == FETCH_MISSING || got == FETCH_TOO_LONG || got == FETCH_REFUSED)
		return STEP_OTHER;
	return ends(result, crew_judge(got));
}

/* Gopher cannot say that a file was cut: what is not signed by the key that it names may be that. */
static bool seems_cut(const struct round *r)
{
	struct sign_opened o;
	return str_starts(str_of(r->pin.url), STR("gopher:")) &&
	       (sign_open(r->head_file, &o) != NULL ||
		       (memcmp(o.number, r->pin.key.number, sizeof o.number) == 0 && !sign_good(&o, &r->pin.key)));
}

static enum step fetch_head(struct round *r, enum follow_result *result)
{
	static const char nothing[] = "nothing is published there that could be mirrored";
	struct sign_opened o;
	enum step step = STEP_DONE;
	for (int i = 0; step == STEP_DONE && i < SMALL && (i == 0 || seems_cut(r)); i++) {
		enum fetch_result got = fetch_small(r, head_path, HEAD_FILE_MAX, &r->head_file);
		const char *wrong = got == FETCH_GOOD ? sign_open(r->head_file, &o) : NULL;
		if (got == FETCH_MISSING)
			buf_fmt(r->why, "; %s", nothing);
		if (got == FETCH_MISSING || got == FETCH_TOO_LONG)
			return ends(result, FOLLOW_REFUSED);
		if (got != FETCH_GOOD)
			return ends(result, crew_judge(got));
		/* before a key is asked for that is not there either */
		if (wrong && !r->pin.has_key && (i + 1 == SMALL || !seems_cut(r))) {
			buf_fmt(r->why, "/mirror/HEAD: %s; %s", wrong, nothing);
			return ends(result, FOLLOW_REFUSED);
		}
		if (!wrong)
			step = first_key(r, result);
	}
	return step;
}

enum step news_head(struct round *r, bool *nothing, enum follow_result *result)
{
	struct sign_opened o;
	read_old(r);
	enum step step = fetch_head(r, result);
	if (step != STEP_DONE)
		return step;
	const char *wrong = sign_open(r->head_file, &o);
	if (!wrong && !sign_good(&o, &r->pin.key) && (step = other_key(r, &o, result)) != STEP_DONE)
		return step;
	if (!wrong)
		wrong = head_read(o.message, &r->head);
	if (wrong) {
		buf_clear(r->why);
		buf_fmt(r->why, "/mirror/HEAD: %s", wrong);
		return ends(result, FOLLOW_REFUSED);
	}
	buf_clear(r->why);
	warn_expired(r);
	*nothing = is_here(r, &o);
	return judge_serial(r, &o, result);
}

/* ---- robots.txt (the companion specification: agents "archiver" and "*") ---- */

static bool is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ')
			return false;
	return utf8_valid(s);
}

static void add_rule(struct pin *p, struct str rule)
{
	char room[PIN_ROBOTS];
	struct buf prefix = BUF(room), all = { p->robots, strlen(p->robots), sizeof p->robots - 1, false };
	if (rule.n == 0)
		return;
	bool decoded = uri_decode(rule, &prefix) && is_plain(buf_str(&prefix));
	if (all.n)
		buf_byte(&all, '\t');
	buf_add(&all, decoded ? buf_str(&prefix) : rule);
	if (all.full) {
		/* not all of them can be kept: rather too little than what was not to be fetched */
		buf_clear(&all);
		buf_byte(&all, '/');
	}
	p->robots[all.n] = '\0';
}

static struct str uncommented(struct str line)
{
	return str_trim(str_sub(line, 0, str_index(line, '#')));
}

/* Lines "User-agent: …", then those that are for them. */
static void read_robots(struct pin *p, struct str text)
{
	bool ours = false, agents = false;
	*p->robots = '\0';
	while (text.n) {
		struct str line = uncommented(str_cut(&text, '\n'));
		size_t colon = str_index(line, ':');
		struct str key = str_trim(str_sub(line, 0, colon)), value = str_trim(str_sub(line, colon + 1, line.n));
		if (str_ieq(key, STR("user-agent"))) {
			ours = (agents && ours) || str_eq(value, STR("*")) || str_ieq(value, STR("archiver"));
			agents = true;
			continue;
		}
		agents = agents && key.n == 0;
		if (ours && str_ieq(key, STR("disallow")) && utf8_valid(value) && str_index(value, '\t') == value.n)
			add_rule(p, value);
	}
}

bool news_allowed(const struct round *r, struct str path)
{
	struct str rules = str_of(r->pin.robots);
	while (rules.n) {
		struct str rule = str_cut(&rules, '\t');
		if (rule.n && str_starts(path, rule))
			return false;
	}
	return true;
}

enum step news_robots(struct round *r, enum follow_result *result)
{
	struct str text = STR("");
	time_t now = time(NULL);
	if (!str_starts(str_of(r->pin.url), STR("file:")) &&
		(*r->pin.robots || now < r->pin.robots_read || now - r->pin.robots_read > DAY_S)) {
		enum fetch_result got = fetch_small(r, STR("/robots.txt"), ROBOTS_MAX, &text);
		if (got != FETCH_GOOD && got != FETCH_MISSING && got != FETCH_TOO_LONG && got != FETCH_REFUSED)
			return ends(result, crew_judge(got));
		char before[PIN_ROBOTS];
		memcpy(before, r->pin.robots, sizeof before);
		read_robots(&r->pin, got == FETCH_GOOD ? text : STR(""));
		/* what was not to be fetched may be now */
		if (strcmp(before, r->pin.robots) != 0)
			r->deep = r->look_again = true;
		r->pin.robots_read = now;
		buf_clear(r->why);
	}
	if (news_allowed(r, STR("/")) && news_allowed(r, STR("/mirror/packs")))
		return STEP_DONE;
	buf_fmt(r->why, "the server's robots.txt asks archivers to stay away (Disallow); ask its operator");
	return ends(result, FOLLOW_REFUSED);
}
