#include "publish/keyring.h"

#include "store/fresh.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	SECRET_MODE = 0600,
	OTHERS = 0077,
	PUBLIC_MODE = 0644,
	ROTATIONS_MAX = 64 * 1024, /* followers take no more */
	STATEMENT_LINES = 4,       /* the signature's two, and those of the public key */
};

static const char *file_of(struct buf *room, const char *folder, const char *name, const char *ending)
{
	buf_clear(room);
	buf_fmt(room, "%s/%s%s", folder, name, ending);
	return buf_z(room);
}

static bool blame(struct buf *why, const char *path)
{
	buf_fmt(why, "%s: %s", path, strerror(errno));
	return false;
}

/* A small file; false with errno. */
static bool load(const char *path, char *room, size_t max, struct str *out)
{
	size_t have = 0;
	ssize_t n = -1;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	while (have < max && (n = read(fd, room + have, max - have)) > 0)
		have += (size_t)n;
	int code = errno;
	close(fd);
	errno = n == 0 ? 0 : have == max ? EFBIG : code;
	*out = (struct str){ room, have };
	return n == 0;
}

/* ---- reading ---- */

/* Whoever can read it signs in the archive's name. */
static bool check_private(const char *file, struct buf *why)
{
	struct stat st;
	if (stat(file, &st) != 0)
		return blame(why, file);
	if ((st.st_mode & OTHERS) == 0)
		return true;
	buf_fmt(why,
		"%s: others than its owner may use it (mode %04o), and could sign in the archive's name: chmod 600 it; "
		"if any of them may have read it, 'herald key rotate' makes a new one",
		file, (unsigned)(st.st_mode & 07777));
	return false;
}

static bool load_secret(struct sign_secret *out, const char *folder, const char *name, struct buf *why)
{
	char path_room[PATH_MAX], room[SIGN_FILE_MAX];
	struct buf path = BUF(path_room);
	struct str text;
	const char *file = file_of(&path, folder, name, ".sec"), *wrong = NULL;
	if (!load(file, room, sizeof room, &text)) {
		blame(why, file);
		if (errno == ENOENT)
			buf_fmt(why, "; 'herald key make' makes one");
		return false;
	}
	if (!check_private(file, why)) {
		explicit_bzero(room, sizeof room);
		return false;
	}
	wrong = sign_secret_read(text, out);
	explicit_bzero(room, sizeof room);
	if (wrong)
		buf_fmt(why, "%s: %s", file, wrong);
	return wrong == NULL;
}

/* ---- rotations ---- */

struct statement {
	struct str text;
	struct sign_opened opened;
	struct sign_public named; /* the key that is vouched for */
	bool kept;
};

static bool statement_next(struct str *rest, struct statement *out)
{
	*out = (struct statement){ .text = *rest };
	for (int i = 0; i < STATEMENT_LINES; i++)
		str_cut(rest, '\n');
	out->text.n -= rest->n;
	return sign_open(out->text, &out->opened) == NULL && sign_public_read(out->opened.message, &out->named) == NULL;
}

/* Those that lead to the present key, from the last to the first: each names the key that has signed the next. One that
 * leads elsewhere is of a rotation that was cut off, and followers could not go on from it. */
static struct str chain_to(const struct sign_public *present, struct statement *all, size_t count, struct arena *m)
{
	const struct statement *next = NULL;
	struct buf out = { 0 };
	for (size_t i = count; i-- > 0;) {
		struct statement *s = &all[i];
		s->kept = next ? sign_good(&next->opened, &s->named) : sign_public_eq(&s->named, present);
		if (s->kept)
			next = s;
	}
	for (size_t i = 0; i < count; i++) {
		if (!all[i].kept)
			continue;
		arena_room(m, &out, all[i].text.n);
		buf_add(&out, all[i].text);
	}
	return buf_str(&out);
}

static bool load_rotations(struct keyring *k, const char *folder, const char *name, struct arena *m, struct buf *why)
{
	char path_room[PATH_MAX];
	struct buf path = BUF(path_room);
	const char *file = file_of(&path, folder, name, ".keys");
	char *room = arena_take(m, ROTATIONS_MAX, 1);
	struct str text = { room, 0 };
	struct statement *all = NULL;
	size_t count = 0, count_room = 0;
	if (!load(file, room, ROTATIONS_MAX, &text) && errno != ENOENT)
		return blame(why, file);
	while (text.n) {
		all = arena_more(m, all, count, &count_room, sizeof *all);
		if (!statement_next(&text, &all[count++])) {
			buf_fmt(why, "%s is damaged: put it back from a backup of keep", file);
			return false;
		}
	}
	k->rotations = chain_to(&k->secret.public, all, count, m);
	return true;
}

bool keyring_vouches(const struct keyring *k, const struct sign_opened *last)
{
	struct statement s;
	bool good = false;
	for (struct str rest = k->rotations; rest.n && !good && statement_next(&rest, &s);)
		good = memcmp(s.opened.number, last->number, sizeof last->number) == 0;
	return good;
}

/* ---- the public key ---- */

/* A rotation was cut off before its last step. */
static bool renew_public(struct keyring *k, const char *file, struct buf *why)
{
	struct statement s = { 0 };
	for (struct str rest = k->rotations; rest.n && statement_next(&rest, &s);)
		k->public_file = s.opened.message;
	return fresh_replace(file, PUBLIC_MODE, k->public_file) || blame(why, file);
}

static bool load_public(struct keyring *k, const char *folder, const char *name, struct arena *m, struct buf *why)
{
	char path_room[PATH_MAX], room[SIGN_FILE_MAX];
	struct buf path = BUF(path_room);
	struct sign_public public;
	struct str text;
	const char *file = file_of(&path, folder, name, ".pub");
	if (!load(file, room, sizeof room, &text))
		return blame(why, file);
	k->public_file = arena_copy(m, text);
	const char *wrong = sign_public_read(k->public_file, &public);
	if (!wrong && !sign_public_eq(&public, &k->secret.public)) {
		if (k->rotations.n)
			return renew_public(k, file, why);
		wrong = "this is not the public key of the secret key beside it";
	}
	if (wrong)
		buf_fmt(why, "%s: %s", file, wrong);
	return wrong == NULL;
}

bool keyring_load(struct keyring *k, const char *folder, const char *name, struct arena *m, struct buf *why)
{
	*k = (struct keyring){ 0 };
	return load_secret(&k->secret, folder, name, why) && load_rotations(k, folder, name, m, why) &&
	       load_public(k, folder, name, m, why);
}

void keyring_forget(struct keyring *k)
{
	explicit_bzero(&k->secret, sizeof k->secret);
}

/* ---- making ---- */

static bool make_folder(const char *folder, struct buf *why)
{
	return fresh_folder(folder) || blame(why, folder);
}

static void write_public(struct buf *out, const struct sign_public *p, struct str host)
{
	char comment_room[300];
	struct buf comment = BUF(comment_room);
	buf_escape(&comment, str_sub(host, 0, 200));
	buf_add(&comment, STR(" public key"));
	sign_public_write(out, p, buf_str(&comment));
}

static bool write_secret(const char *path, const struct sign_secret *s, struct str host, bool replace, struct buf *why)
{
	char room[SIGN_FILE_MAX], comment_room[300];
	struct buf text = BUF(room), comment = BUF(comment_room);
	buf_escape(&comment, str_sub(host, 0, 200));
	buf_add(&comment, STR(" secret key"));
	sign_secret_write(&text, s, buf_str(&comment));
	bool good = !text.full && (replace ? fresh_replace : fresh_make)(path, SECRET_MODE, buf_str(&text));
	explicit_bzero(room, sizeof room);
	return good || blame(why, path);
}

bool keyring_make(const char *folder, const char *name, struct str host, struct sign_public *out, struct buf *why)
{
	char secret_room[PATH_MAX], public_room[PATH_MAX], room[SIGN_FILE_MAX];
	struct buf secret = BUF(secret_room), public = BUF(public_room), text = BUF(room);
	struct sign_secret s;
	const char *secret_path = file_of(&secret, folder, name, ".sec"),
		   *public_path = file_of(&public, folder, name, ".pub");
	if (access(secret_path, F_OK) == 0) {
		buf_fmt(why,
			"%s is there already, and stays; 'herald key rotate' makes a new one that the old one vouches "
			"for",
			secret_path);
		return false;
	}
	if (!make_folder(folder, why))
		return false;
	if (!sign_make(&s)) {
		buf_fmt(why, "no randomness");
		return false;
	}
	*out = s.public;
	write_public(&text, &s.public, host);
	/* a public key without its secret one is of no use, and is written over the next time */
	bool good = (fresh_replace(public_path, PUBLIC_MODE, buf_str(&text)) || blame(why, public_path)) &&
		    write_secret(secret_path, &s, host, false, why);
	explicit_bzero(&s, sizeof s);
	return good;
}

/* With the statement of the old key behind those that led to it. */
static bool write_rotations(
	const char *file, const struct keyring *old, struct str next, struct arena *m, struct buf *why)
{
	struct buf all = { 0 };
	arena_room(m, &all, old->rotations.n + SIGN_FILE_MAX + next.n);
	buf_add(&all, old->rotations);
	if (!sign_embed(&all, &old->secret, STR("the next public key, signed by the one before"), next)) {
		buf_fmt(why, "the new key cannot be signed");
		return false;
	}
	if (all.n >= ROTATIONS_MAX) {
		buf_fmt(why,
			"%s has no room for another rotation: take the oldest ones off its top, four lines each "
			"(followers that know only those must be told the key anew)",
			file);
		return false;
	}
	return fresh_replace(file, PUBLIC_MODE, buf_str(&all)) || blame(why, file);
}

/* The statement goes first, then the secret key. Cut off before it, the statement leads to a key that nobody has:
 * whoever loads the keys leaves it out, and the next attempt drops it. Cut off behind it, the public key that is still
 * the old one is written anew when the keys are loaded. */
bool keyring_rotate(const char *folder, const char *name, struct str host, struct sign_public *out, struct buf *why)
{
	char path_room[PATH_MAX], room[SIGN_FILE_MAX];
	struct buf path = BUF(path_room), text = BUF(room);
	struct arena m = { 0 };
	struct keyring old;
	struct sign_secret s;
	bool good = keyring_load(&old, folder, name, &m, why);
	if (good && !sign_make(&s)) {
		buf_fmt(why, "no randomness");
		good = false;
	}
	if (good) {
		*out = s.public;
		write_public(&text, &s.public, host);
		good = write_rotations(file_of(&path, folder, name, ".keys"), &old, buf_str(&text), &m, why) &&
		       write_secret(file_of(&path, folder, name, ".sec"), &s, host, true, why);
		const char *file = file_of(&path, folder, name, ".pub");
		good = good && (fresh_replace(file, PUBLIC_MODE, buf_str(&text)) || blame(why, file));
	}
	keyring_forget(&old);
	explicit_bzero(&s, sizeof s);
	arena_free(&m);
	return good;
}
