/* id: known answers, and every place where a digit may be none. */
#include "import/id.h"

#include "unit.h"

#include <string.h>

static const char abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

static bool hex_is(const struct id *id, const char *want)
{
	char room[2 * ID_BYTES];
	struct buf b = BUF(room);
	id_hex(&b, id);
	return !b.full && str_eq(buf_str(&b), str_of(want));
}

static void answers(void)
{
	/* FIPS 180-2, appendix B, and sha256sum */
	const struct {
		struct str bytes;
		const char *hex;
	} table[] = {
		{ STR(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ STR("abc"), abc },
		{ STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
			"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
		/* a NUL counts, and so does what is behind it */
		{ STR("\0"), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d" },
		{ STR("\0\0"), "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7" },
		{ STR("\377"), "a8100ae6aa1940d0b663bb31cd466142ebbdbd5187131b92d93818987832eb89" },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct id id = id_of(table[i].bytes), back;
		CHECK(hex_is(&id, table[i].hex), "row %zu", i);
		CHECK(id_parse(str_of(table[i].hex), &back) && id_same(&id, &back), "row %zu", i);
		for (size_t k = 0; k < i; k++) {
			struct id other = id_of(table[k].bytes);
			CHECK(!id_same(&id, &other) && id_key(&id) != id_key(&other), "rows %zu and %zu", i, k);
		}
	}
}

/* Each byte of 256, at each of the 64 places. */
static void digits(void)
{
	static const char good[] = "0123456789abcdefABCDEF";
	struct id id, want = id_of(STR("abc"));
	char hex[2 * ID_BYTES + 2];
	size_t wrong = 0;
	for (size_t at = 0; at < 2 * ID_BYTES; at++) {
		for (int c = 0; c < 256; c++) {
			memcpy(hex, abc, sizeof abc);
			hex[at] = (char)c;
			bool is = id_parse((struct str){ hex, 2 * ID_BYTES }, &id);
			wrong += is != (c && strchr(good, c) != NULL);
			wrong += is && id_same(&id, &want) != (c == abc[at] || c == abc[at] - 'a' + 'A');
		}
	}
	CHECK(wrong == 0, "%zu", wrong);
	memcpy(hex, abc, sizeof abc);
	hex[2 * ID_BYTES] = '0';
	for (size_t n = 0; n < sizeof hex; n++)
		CHECK(id_parse((struct str){ hex, n }, &id) == (n == 2 * ID_BYTES), "%zu digits", n);
}

/* Two that differ in one bit are two; the first eight bytes are the key. */
static void bits(void)
{
	struct id one = id_of(STR("abc"));
	for (size_t i = 0; i < 8 * ID_BYTES; i++) {
		struct id two = one;
		two.byte[i / 8] = (unsigned char)(two.byte[i / 8] ^ 1 << i % 8);
		CHECK(!id_same(&one, &two), "bit %zu", i);
		CHECK((id_key(&one) == id_key(&two)) == (i >= 64), "bit %zu", i);
	}
}

/* What does not fit is dropped whole. */
static void room_short(void)
{
	struct id id = id_of(STR("abc"));
	char room[2 * ID_BYTES - 1];
	struct buf b = BUF(room);
	id_hex(&b, &id);
	CHECK(b.full && b.n == 0, "%zu", b.n);
}

int main(void)
{
	answers();
	digits();
	bits();
	room_short();
	return unit_done("id");
}
