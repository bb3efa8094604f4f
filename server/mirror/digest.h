/* digest: SHA-256, which names the bytes of everything that is mirrored (FIPS 180-4; through OpenSSL). */
#ifndef MIRROR_DIGEST_H
#define MIRROR_DIGEST_H

#include "base/str.h"

enum { DIGEST_HEX = 64 };

struct digest {
	unsigned char byte[32];
};

struct digest digest_of(struct str bytes);
/* The rest of a file from its current offset, and how many bytes that was. False: errno. */
bool digest_file(int fd, struct digest *out, uint64_t *size);
bool digest_eq(const struct digest *a, const struct digest *b);
/* All zero: of nothing; stands where there is none. */
bool digest_none(const struct digest *d);
/* 64 digits in lower case, and nothing else. */
bool digest_read(struct str hex, struct digest *out);
void digest_add(struct buf *out, const struct digest *d);

/* Piece by piece. */
struct digest_work;
struct digest_work *digest_begin(void); /* ends the process when memory is out */
void digest_more(struct digest_work *w, struct str bytes);
/* Ends it; w is gone. out may be NULL. */
void digest_end(struct digest_work *w, struct digest *out);

#endif
