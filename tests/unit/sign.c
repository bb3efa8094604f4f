/* sign: keys and signatures; what signify and minisign say of them is in tests/publish. */
#include "unit.h"

#include "mirror/sign.h"

#include <string.h>

/* RFC 8032, 7.1, test 3: seed, public key, and the signature of af 82; as a key with the number 01 02 … 08. */
static const unsigned char seed[32] = { 0xc5, 0xaa, 0x8d, 0xf4, 0x3f, 0x9f, 0x83, 0x7b, 0xed, 0xb7, 0x44, 0x2f, 0x31,
	0xdc, 0xb7, 0xb1, 0x66, 0xd3, 0x85, 0x35, 0x07, 0x6f, 0x09, 0x4b, 0x85, 0xce, 0x3a, 0x2e, 0x0b, 0x44, 0x58,
	0xf7 };
static const unsigned char public[32] = { 0xfc, 0x51, 0xcd, 0x8e, 0x62, 0x18, 0xa1, 0xa3, 0x8d, 0xa4, 0x7e, 0xd0, 0x02,
	0x30, 0xf0, 0x58, 0x08, 0x16, 0xed, 0x13, 0xba, 0x33, 0x03, 0xac, 0x5d, 0xeb, 0x91, 0x15, 0x48, 0x90, 0x80,
	0x25 };
static const unsigned char first[8] = { 0x62, 0x91, 0xd6, 0x57, 0xde, 0xec, 0x24, 0x02 };

static struct sign_secret known(void)
{
	struct sign_secret s;
	memcpy(s.seed, seed, sizeof seed);
	memcpy(s.public.key, public, sizeof public);
	memcpy(s.public.number, "\1\2\3\4\5\6\7\10", 8);
	return s;
}

static void test_vector(void)
{
	char room[SIGN_FILE_MAX];
	struct buf out = BUF(room);
	struct sign_secret s = known();
	struct sign_opened o;
	CHECK(sign_embed(&out, &s, STR("x"), STR("\xaf\x82")), "cannot sign");
	CHECK(sign_open(buf_str(&out), &o) == NULL && memcmp(o.signature, first, sizeof first) == 0,
		"another signature");
	CHECK(sign_good(&o, &s.public), "not good");
	CHECK_STR(o.message, STR("\xaf\x82"));
}

static void test_keys(void)
{
	char room[SIGN_FILE_MAX], key[SIGN_PUBLIC_TEXT];
	struct buf out = BUF(room), text = BUF(key);
	struct sign_secret s, again;
	struct sign_public p;
	CHECK(sign_make(&s) && sign_make(&again) && !sign_public_eq(&s.public, &again.public), "two of the same");
	sign_secret_write(&out, &s, STR("bote.example\nsecret key"));
	const char *wrong = sign_secret_read(buf_str(&out), &again);
	CHECK(wrong == NULL && memcmp(&s, &again, sizeof s) == 0, "%s", wrong);
	room[60] ^= 1;
	CHECK(sign_secret_read(buf_str(&out), &again) != NULL, "a damaged key");
	buf_clear(&out);
	sign_public_write(&out, &s.public, STR("bote.example public key"));
	CHECK(sign_public_read(buf_str(&out), &p) == NULL && sign_public_eq(&p, &s.public), "there and back");
	CHECK(sign_secret_read(buf_str(&out), &again) != NULL, "a public key is no secret one");
	sign_public_add(&text, &s.public);
	CHECK(text.n == SIGN_PUBLIC_TEXT && sign_public_read(buf_str(&text), &p) == NULL &&
			sign_public_eq(&p, &s.public),
		"the characters alone");
}

static const char *const publics[] = { "", "RWQ", "untrusted comment: x\n", "untrusted comment: x",
	"untrusted comment: x\nRWQ\n", "RWQBAgMEBQYHCPxRzY5iGKGjjaR+0AIw8FgIFu0TujMDrF3rkRVIkIA",
	"RWQBAgMEBQYHCPxRzY5iGKGjjaR+0AIw8FgIFu0TujMDrF3rkRVIkIAlRWQB",
	"SWQBAgMEBQYHCPxRzY5iGKGjjaR+0AIw8FgIFu0TujMDrF3rkRVIkIAl",
	"RWQBAgMEBQYHCPxRzY5iGKGjjaR+0AIw8FgIFu0TujMDrF3rkRVIkI==",
	"RWQBAgMEBQYHCPxRzY5iGKGjjaR+0AIw8FgIFu0TujM rF3rkRVIkIAl",
	"untrusted comment: x\nRWQBAgMEBQYHCPxRzY5iGKGjjaR+0AIw8FgIFu0TujMDrF3rkRVIkIAl\nmore\n" };

static void test_publics(void)
{
	struct sign_public p;
	for (size_t i = 0; i < sizeof publics / sizeof *publics; i++)
		CHECK(sign_public_read(str_of(publics[i]), &p) != NULL, "row %zu", i);
	CHECK(sign_public_read(STR(" RWQBAgMEBQYHCPxRzY5iGKGjjaR+0AIw8FgIFu0TujMDrF3rkRVIkIAl\n"), &p) == NULL &&
			memcmp(p.key, public, sizeof public) == 0,
		"a good one");
}

static void test_forged(void)
{
	char room[SIGN_FILE_MAX];
	struct buf out = BUF(room);
	struct sign_secret s = known(), other;
	struct sign_opened o;
	sign_make(&other);
	sign_embed(&out, &s, STR("verify with x.pub"), STR("serial: 1\n"));
	for (size_t i = 0; i < out.n; i++) {
		room[i] ^= 1;
		bool comment = i >= 19 && i < 19 + 17;
		bool good = sign_open(buf_str(&out), &o) == NULL && sign_good(&o, &s.public);
		CHECK(good == comment, "byte %zu", i); /* the comment is called untrusted for a reason */
		room[i] ^= 1;
	}
	CHECK(sign_open(buf_str(&out), &o) == NULL && !sign_good(&o, &other.public), "another key");
	memcpy(other.public.number, s.public.number, 8);
	CHECK(!sign_good(&o, &other.public), "another key with this one's number");
	CHECK(sign_open(str_sub(buf_str(&out), 0, out.n - 1), &o) == NULL && !sign_good(&o, &s.public), "a byte less");
}

int main(void)
{
	test_vector();
	test_keys();
	test_publics();
	test_forged();
	return unit_done("sign");
}
