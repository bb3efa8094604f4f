#include "publish/keyring.h"

#include "store/fresh.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECRET_MODE = 0600, PUBLIC_MODE = 0644, ROTATIONS_MAX = 64 * 1024 };

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
	wrong = sign_secret_read(text, out);
	memset(room, 0, sizeof room);
	if (wrong)
		buf_fmt(why, "%s: %s", file, wrong);
	return wrong == NULL;
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
	if (!wrong && !sign_public_eq(&public, &k->secret.public))
		wrong = "this is not the public key of the secret key beside it";
	if (wrong)
		buf_fmt(why, "%s: %s", file, wrong);
	return wrong == NULL;
}

static bool load_rotations(struct str *out, const char *folder, const char *name, struct arena *m, struct buf *why)
{
	char path_room[PATH_MAX];
	struct buf path = BUF(path_room);
	const char *file = file_of(&path, folder, name, ".keys");
	char *room = arena_take(m, ROTATIONS_MAX, 1);
	*out = (struct str){ room, 0 };
	return load(file, room, ROTATIONS_MAX, out) || errno == ENOENT || blame(why, file);
}

bool keyring_load(struct keyring *k, const char *folder, const char *name, struct arena *m, struct buf *why)
{
	return load_secret(&k->secret, folder, name, why) && load_public(k, folder, name, m, why) &&
	       load_rotations(&k->rotations, folder, name, m, why);
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

/* The statement goes first, the secret key last: cut off in between, the old one is still there, and the next attempt
 * adds another statement of it. The one that HEAD's key does not come of is passed over by followers. */
bool keyring_rotate(const char *folder, const char *name, struct str host, struct sign_public *out, struct buf *why)
{
	char path_room[PATH_MAX], room[SIGN_FILE_MAX];
	struct buf path = BUF(path_room), text = BUF(room), all = { 0 };
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
		arena_room(&m, &all, old.rotations.n + SIGN_FILE_MAX + text.n);
		buf_add(&all, old.rotations);
		good = sign_embed(
			&all, &old.secret, STR("the next public key, signed by the one before"), buf_str(&text));
		const char *file = file_of(&path, folder, name, ".keys");
		good = good && all.n < ROTATIONS_MAX &&
		       (fresh_replace(file, PUBLIC_MODE, buf_str(&all)) || blame(why, file));
	}
	if (good) {
		good = write_secret(file_of(&path, folder, name, ".sec"), &s, host, true, why);
		const char *file = file_of(&path, folder, name, ".pub");
		good = good && (fresh_replace(file, PUBLIC_MODE, buf_str(&text)) || blame(why, file));
	}
	keyring_forget(&old);
	explicit_bzero(&s, sizeof s);
	arena_free(&m);
	return good;
}
