/* sign: Ed25519 keys and signatures as signify(1) has them (OpenBSD: a comment line, then base64 of "Ed", the key's
 * number and the key or signature), and minisign's beside it (jedisct1.github.io/minisign, "Signature format"). A
 * public key is the same for both. The arithmetic is OpenSSL's. */
#ifndef MIRROR_SIGN_H
#define MIRROR_SIGN_H

#include "base/str.h"

enum {
	SIGN_PUBLIC_TEXT = 56,   /* base64 of a public key: what people compare and hand on */
	SIGN_FILE_MAX = 1024,    /* bytes of a key file, or of a signature's two lines */
	SIGN_MINISIG_MAX = 1024, /* bytes of a detached signature */
};

struct sign_public {
	unsigned char number[8], key[32];
};

struct sign_secret {
	unsigned char seed[32];
	struct sign_public public;
};

/* A new pair. False: no randomness. */
bool sign_make(struct sign_secret *out);
/* As signify's key files, the secret one without a passphrase (zero rounds). comment: one line, without "untrusted
 * comment: ". */
void sign_secret_write(struct buf *out, const struct sign_secret *s, struct str comment);
void sign_public_write(struct buf *out, const struct sign_public *p, struct str comment);
/* The 56 characters alone. */
void sign_public_add(struct buf *out, const struct sign_public *p);
/* A key file. NULL, or what is wrong with it (one with a passphrase is wrong). */
const char *sign_secret_read(struct str file, struct sign_secret *out);
/* A key file, or the 56 characters alone. NULL, or what is wrong. */
const char *sign_public_read(struct str file, struct sign_public *out);
bool sign_public_eq(const struct sign_public *a, const struct sign_public *b);

/* Message and signature in one (signify -S -e): two lines, then the message. False: OpenSSL. */
bool sign_embed(struct buf *out, const struct sign_secret *s, struct str comment, struct str message);

struct sign_opened {
	unsigned char number[8], signature[64];
	struct str message; /* a view into the file */
};

/* Takes it apart, without a judgement. NULL, or what is wrong with its form. */
const char *sign_open(struct str file, struct sign_opened *out);
/* Whether it is signed by this key, and its number is the key's. */
bool sign_good(const struct sign_opened *o, const struct sign_public *p);

/* A detached signature for minisign -V: prehashed ("ED"); comment: one line, which is signed too. False: OpenSSL. */
bool sign_minisig(struct buf *out, const struct sign_secret *s, struct str bytes, struct str comment);
/* Whether such a signature is of these bytes, by this key, and so is its comment. */
bool sign_minisig_good(struct str file, struct str bytes, const struct sign_public *p);

#endif
