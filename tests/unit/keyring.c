/* keyring: rotations that are cut off anywhere, and what an older version has left of them. */
#include "unit.h"

#include "base/arena.h"
#include "publish/keyring.h"
#include "store/fresh.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_ROOM = 70000, KEYS_MAX = 64 * 1024 };

static char folder[] = "/tmp/herald-keyring-XXXXXX";
static struct arena arena;

static const char *in(const char *ending)
{
	return arena_fmt(&arena, "%s/bote%s", folder, ending).p;
}

static struct str file(const char *ending)
{
	char *room = arena_take(&arena, FILE_ROOM, 1);
	int fd = open(in(ending), O_RDONLY);
	ssize_t n = fd >= 0 ? read(fd, room, FILE_ROOM) : 0;
	if (fd >= 0)
		close(fd);
	return (struct str){ room, n > 0 ? (size_t)n : 0 };
}

static void put(const char *ending, struct str text)
{
	CHECK(fresh_replace(in(ending), 0600, text), "%s", ending);
}

static struct keyring load(const char *what)
{
	char room[1000];
	struct buf why = BUF(room);
	struct keyring k;
	CHECK(keyring_load(&k, folder, "bote", &arena, &why), "%s: %s", what, buf_z(&why));
	return k;
}

static void rotate(const char *what)
{
	char room[1000];
	struct buf why = BUF(room);
	struct sign_public public;
	CHECK(keyring_rotate(folder, "bote", STR("bote.example"), &public, &why), "%s: %s", what, buf_z(&why));
}

static void begin(void)
{
	char room[1000];
	struct buf why = BUF(room);
	struct sign_public public;
	unlink(in(".sec"));
	unlink(in(".pub"));
	unlink(in(".keys"));
	CHECK(keyring_make(folder, "bote", STR("bote.example"), &public, &why), "%s", buf_z(&why));
}

/* A HEAD that a key has signed. */
static struct sign_opened signed_by(const struct sign_secret *secret)
{
	struct sign_opened o = { 0 };
	struct buf out = { 0 };
	arena_room(&arena, &out, SIGN_FILE_MAX);
	CHECK(sign_embed(&out, secret, STR("x"), STR("serial: 1\n")) && !sign_open(buf_str(&out), &o), "not signed");
	return o;
}

/* How many statements lead from a key to another one, each signed by the key that the one before names; -1: they do
 * not. Strict, as a follower may be. */
static int steps(struct str rotations, struct sign_public key, const struct sign_public *to)
{
	enum { LINES = 4 };
	int n = 0;
	for (; rotations.n; n++) {
		struct str block = rotations;
		struct sign_opened o;
		for (int i = 0; i < LINES; i++)
			str_cut(&rotations, '\n');
		block.n -= rotations.n;
		if (sign_open(block, &o) || !sign_good(&o, &key) || sign_public_read(o.message, &key))
			return -1;
	}
	return sign_public_eq(&key, to) ? n : -1;
}

static void cut_behind_statement(void)
{
	begin();
	struct keyring first = load("the first");
	for (int i = 0; i < 2; i++) {
		struct str secret = file(".sec"), public = file(".pub");
		rotate("cut off");
		put(".sec", secret);
		put(".pub", public);
		struct keyring k = load("cut off behind .keys");
		CHECK(k.rotations.n == 0 && sign_public_eq(&k.secret.public, &first.secret.public),
			"the first, as before");
	}
	rotate("again");
	struct keyring k = load("rotated");
	CHECK(steps(k.rotations, first.secret.public, &k.secret.public) == 1, "one step");
	CHECK_STR(file(".keys"), k.rotations);
	struct str secret = file(".sec"), public = file(".pub");
	rotate("cut off");
	put(".sec", secret);
	put(".pub", public);
	k = load("the second");
	CHECK(steps(k.rotations, first.secret.public, &k.secret.public) == 1, "one step still");
	struct sign_opened head = signed_by(&first.secret);
	CHECK(keyring_vouches(&k, &head), "followers that know the first are led to it");
	rotate("on");
	k = load("the third");
	CHECK(steps(k.rotations, first.secret.public, &k.secret.public) == 2, "two steps");
}

static void cut_behind_secret(void)
{
	begin();
	struct keyring first = load("the first");
	struct str public = file(".pub");
	rotate("cut off");
	struct str fresh = file(".pub");
	put(".pub", public);
	struct keyring k = load("cut off behind .sec");
	CHECK(!sign_public_eq(&k.secret.public, &first.secret.public), "the new one");
	CHECK_STR(k.public_file, fresh);
	CHECK_STR(file(".pub"), fresh);
	put(".pub", public);
	rotate("and on");
	k = load("the third");
	CHECK(steps(k.rotations, first.secret.public, &k.secret.public) == 2, "two steps");
}

/* Older versions left the statement of a rotation that was cut off between others. */
static void left_between(void)
{
	begin();
	struct keyring first = load("the first");
	struct str secret = file(".sec"), public = file(".pub");
	rotate("cut off");
	struct str stray = file(".keys");
	put(".sec", secret);
	put(".pub", public);
	put(".keys", STR(""));
	rotate("once");
	rotate("twice");
	struct str good = file(".keys");
	put(".keys", arena_fmt(&arena, "%.*s%.*s%.*s", STR_ARG(stray), STR_ARG(stray), STR_ARG(good)));
	struct keyring k = load("with a stray one");
	CHECK_STR(k.rotations, good);
	CHECK(steps(k.rotations, first.secret.public, &k.secret.public) == 2, "two steps");
}

static void refused(void)
{
	char room[1000];
	struct buf why = BUF(room);
	struct keyring k;
	begin();
	rotate("once");
	struct keyring second = load("the second");
	struct str secret = file(".sec"), public = file(".pub"), keys = file(".keys");
	rotate("twice");
	struct keyring third = load("the third");
	struct sign_opened by_second = signed_by(&second.secret), by_third = signed_by(&third.secret);
	CHECK(keyring_vouches(&third, &by_second) && !keyring_vouches(&second, &by_third), "not back");
	put(".sec", secret);
	put(".pub", public);
	k = load("an older one put back");
	CHECK(!keyring_vouches(&k, &by_third), "followers that know the third would not follow");
	put(".keys", str_sub(keys, 0, keys.n - 10));
	CHECK(!keyring_load(&k, folder, "bote", &arena, &why) && strstr(buf_z(&why), "bote.keys is damaged"), "%s",
		room);
	begin();
	put(".pub", public);
	buf_clear(&why);
	CHECK(!keyring_load(&k, folder, "bote", &arena, &why) && strstr(buf_z(&why), "not the public key"), "%s", room);
}

/* Without a secret key: who has signed a publication. */
static void who_has_signed(void)
{
	char room[1000];
	struct buf why = BUF(room);
	struct sign_secret stranger;
	begin();
	struct keyring first = load("the first");
	CHECK(sign_make(&stranger), "no randomness");
	struct sign_opened by[4] = { signed_by(&stranger), signed_by(&first.secret) };
	struct str published = first.public_file;
	rotate("once");
	struct keyring second = load("the second");
	rotate("twice");
	struct keyring third = load("the third");
	by[2] = signed_by(&second.secret);
	by[3] = signed_by(&third.secret);
	unlink(in(".sec"));
	for (size_t i = 0; i < 4; i++) {
		buf_clear(&why);
		bool good = keyring_signed(folder, "bote", &by[i], published, &why);
		CHECK(good == (i > 0) && good == (why.n == 0), "%zu: %s", i, buf_z(&why));
	}
	/* a key that has signed nothing of ours may lie there, too */
	struct buf other = { 0 };
	arena_room(&arena, &other, SIGN_FILE_MAX);
	sign_public_write(&other, &stranger.public, STR("x"));
	CHECK(!keyring_signed(folder, "bote", &by[0], buf_str(&other), &why), "a stranger and his key");
	CHECK(strstr(buf_z(&why), "bote.pub: neither this key"), "%s", buf_z(&why));
	CHECK(!keyring_signed(folder, "bote", &by[1], buf_str(&other), &why), "the first, whose key nobody has");
	unlink(in(".pub"));
	buf_clear(&why);
	CHECK(!keyring_signed(folder, "bote", &by[3], published, &why) && strstr(buf_z(&why), "bote.pub: No such"),
		"%s", room);
}

static void full(void)
{
	char room[1000];
	struct buf why = BUF(room);
	struct sign_public public;
	begin();
	bool good = true;
	struct str before = STR("");
	for (int i = 0; i < 1000 && good; i++) {
		arena_reset(&arena);
		before = file(".keys");
		good = keyring_rotate(folder, "bote", STR("bote.example"), &public, &why);
	}
	CHECK(!good && strstr(buf_z(&why), "no room for another rotation"), "%s", buf_z(&why));
	CHECK_STR(file(".keys"), before);
	CHECK(before.n < KEYS_MAX, "%zu bytes", before.n);
	load("the last one");
}

int main(void)
{
	char line[100];
	if (!mkdtemp(folder))
		return 1;
	cut_behind_statement();
	cut_behind_secret();
	left_between();
	refused();
	who_has_signed();
	full();
	arena_free(&arena);
	snprintf(line, sizeof line, "rm -r %s", folder);
	CHECK(system(line) == 0, "%s", line);
	return unit_done("keyring");
}
