/* keyring: an archive's signing keys on the disk: FOLDER/NAME.sec (signify's form, 0600, without a passphrase),
 * NAME.pub, and NAME.keys: the rotations, each the next public key signed by the one before, for followers that know an
 * older one. */
#ifndef PUBLISH_KEYRING_H
#define PUBLISH_KEYRING_H

#include "base/arena.h"
#include "mirror/sign.h"

struct keyring {
	struct sign_secret secret;
	struct str public_file; /* as they are published; in the arena */
	struct str rotations;   /* those that lead to this key, whatever else the file has */
};

/* Reads all three; where a rotation was cut off, it is brought to its end or does not count. False: *why says which is
 * missing or wrong, and what to do. */
bool keyring_load(struct keyring *k, const char *folder, const char *name, struct arena *m, struct buf *why);
/* Overwrites the secret in memory. */
void keyring_forget(struct keyring *k);

/* Whether the rotations lead to this key from the one that has signed a publication, by that key's number. */
bool keyring_vouches(const struct keyring *k, const struct sign_opened *last);

/* Whether a publication was signed by the present key, or by one that the rotations lead from; needs no secret key.
 * published: the public key that lies beside it. False: *why. */
bool keyring_signed(
	const char *folder, const char *name, const struct sign_opened *o, struct str published, struct buf *why);

/* Makes the first pair; host: for the comments. False: *why (one is there already: it stays). */
bool keyring_make(const char *folder, const char *name, struct str host, struct sign_public *out, struct buf *why);
/* Makes a new pair, signed by the old one, whose secret key is deleted. False: *why. */
bool keyring_rotate(const char *folder, const char *name, struct str host, struct sign_public *out, struct buf *why);

#endif
