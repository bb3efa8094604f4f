#include "mirror/digest.h"

#include "base/log.h"

#include <errno.h>
#include <openssl/evp.h>
#include <string.h>
#include <unistd.h>

struct digest_work *digest_begin(void)
{
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	if (c == NULL || EVP_DigestInit_ex(c, EVP_sha256(), NULL) != 1)
		fatal("out of memory");
	return (struct digest_work *)c;
}

void digest_more(struct digest_work *w, struct str bytes)
{
	if (bytes.n && EVP_DigestUpdate((EVP_MD_CTX *)w, bytes.p, bytes.n) != 1)
		fatal("SHA-256 fails");
}

void digest_end(struct digest_work *w, struct digest *out)
{
	struct digest ignored;
	if (EVP_DigestFinal_ex((EVP_MD_CTX *)w, out ? out->byte : ignored.byte, NULL) != 1)
		fatal("SHA-256 fails");
	EVP_MD_CTX_free((EVP_MD_CTX *)w);
}

struct digest digest_of(struct str bytes)
{
	struct digest d;
	struct digest_work *w = digest_begin();
	digest_more(w, bytes);
	digest_end(w, &d);
	return d;
}

bool digest_file(int fd, struct digest *out, uint64_t *size)
{
	char room[64 * 1024];
	struct digest_work *w = digest_begin();
	*size = 0;
	for (;;) {
		ssize_t n = read(fd, room, sizeof room);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			digest_end(w, out);
			return n == 0;
		}
		digest_more(w, (struct str){ room, (size_t)n });
		*size += (uint64_t)n;
	}
}

bool digest_eq(const struct digest *a, const struct digest *b)
{
	return memcmp(a->byte, b->byte, sizeof a->byte) == 0;
}

bool digest_none(const struct digest *d)
{
	static const struct digest none;
	return digest_eq(d, &none);
}

static int value_of(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool digest_read(struct str hex, struct digest *out)
{
	if (hex.n != DIGEST_HEX)
		return false;
	for (size_t i = 0; i < sizeof out->byte; i++) {
		int high = value_of(hex.p[2 * i]), low = value_of(hex.p[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		out->byte[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

void digest_add(struct buf *out, const struct digest *d)
{
	static const char digits[] = "0123456789abcdef";
	char hex[DIGEST_HEX];
	for (size_t i = 0; i < sizeof d->byte; i++) {
		hex[2 * i] = digits[d->byte[i] >> 4];
		hex[2 * i + 1] = digits[d->byte[i] & 15];
	}
	buf_add(out, (struct str){ hex, sizeof hex });
}
