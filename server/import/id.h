/* id: what an input is known by: the SHA-256 of its bytes. */
#ifndef IMPORT_ID_H
#define IMPORT_ID_H

#include "base/str.h"

enum { ID_BYTES = 32 };

struct id {
	unsigned char byte[ID_BYTES];
};

struct id id_of(struct str bytes);
bool id_same(const struct id *a, const struct id *b);
/* 64 digits in lower case. */
void id_hex(struct buf *out, const struct id *id);
/* Either case. False: it is not 64 digits. */
bool id_parse(struct str hex, struct id *out);
/* The first eight bytes as a number, for an index. */
int64_t id_key(const struct id *id);

#endif
