#include "import/id.h"

#include "base/log.h"

#include <openssl/evp.h>
#include <string.h>

struct id id_of(struct str bytes)
{
	struct id id;
	unsigned n = 0;
	if (EVP_Digest(bytes.p, bytes.n, id.byte, &n, EVP_sha256(), NULL) != 1 || n != sizeof id.byte)
		fatal("OpenSSL has no SHA-256");
	return id;
}

bool id_same(const struct id *a, const struct id *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

void id_hex(struct buf *out, const struct id *id)
{
	static const char digits[] = "0123456789abcdef";
	char hex[2 * ID_BYTES];
	for (size_t i = 0; i < ID_BYTES; i++) {
		hex[2 * i] = digits[id->byte[i] >> 4];
		hex[2 * i + 1] = digits[id->byte[i] & 15];
	}
	buf_add(out, (struct str){ hex, sizeof hex });
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool id_parse(struct str hex, struct id *out)
{
	if (hex.n != 2 * ID_BYTES)
		return false;
	for (size_t i = 0; i < ID_BYTES; i++) {
		int high = digit(hex.p[2 * i]), low = digit(hex.p[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		out->byte[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

int64_t id_key(const struct id *id)
{
	int64_t key;
	memcpy(&key, id->byte, sizeof key);
	return key;
}
