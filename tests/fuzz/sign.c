/* Keys and signatures, which may be any bytes: nothing is signed by a key that nobody knows. */
#include "fuzz.h"

#include "mirror/sign.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct sign_public nobody = { { 1, 2, 3 }, { 4, 5, 6 } };
	char room[SIGN_PUBLIC_TEXT];
	struct buf text = BUF(room);
	struct sign_opened o;
	struct sign_public p, again;
	struct sign_secret s;
	struct str file = flush_copy(0, data, size);
	if (sign_open(file, &o) == NULL) {
		HOLDS(o.message.n < size);
		HOLDS(!sign_good(&o, &nobody));
	}
	if (sign_public_read(file, &p) == NULL) {
		sign_public_add(&text, &p);
		HOLDS(sign_public_read(buf_str(&text), &again) == NULL && sign_public_eq(&p, &again));
	}
	(void)!sign_secret_read(file, &s);
	return 0;
}
