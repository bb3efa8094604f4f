#include "mirror/sign.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

enum {
	COMMENT_MAX = 512,
	NUMBER = 8,
	KEY = 32,
	SIGNATURE = 64,
	PUBLIC_BYTES = 2 + NUMBER + KEY,
	SIGNATURE_BYTES = 2 + NUMBER + SIGNATURE,
	/* "Ed", "BK", rounds (4), salt (16), checksum (8), number, seed and public key */
	SECRET_BYTES = 2 + 2 + 4 + 16 + 8 + NUMBER + 2 * KEY,
	SECRET_CHECKSUM = 24,
	SECRET_NUMBER = 32,
	SECRET_KEY = 40,
	BLAKE2B = 64,
	BASE64_MAX = (SECRET_BYTES + 2) / 3 * 4,
};

static const struct str comment_start = { "untrusted comment: ", 19 };

/* ---- base64 ---- */

static void base64_add(struct buf *out, const unsigned char *bytes, size_t n)
{
	char text[BASE64_MAX + 1];
	int length = EVP_EncodeBlock((unsigned char *)text, bytes, (int)n);
	buf_add(out, (struct str){ text, (size_t)length });
}

/* Exactly n bytes. */
static bool base64_read(struct str text, unsigned char *out, size_t n)
{
	unsigned char room[BASE64_MAX / 4 * 3 + 3];
	size_t padding = (3 - n % 3) % 3;
	if (text.n != (n + 2) / 3 * 4)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		bool digit = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
			     c == '/';
		if (i < text.n - padding ? !digit : c != '=')
			return false;
	}
	if (EVP_DecodeBlock(room, (const unsigned char *)text.p, (int)text.n) < (int)n)
		return false;
	memcpy(out, room, n);
	return true;
}

/* ---- the two lines of all of them ---- */

static void add_comment(struct buf *out, struct str comment)
{
	buf_add(out, comment_start);
	for (size_t i = 0; i < comment.n && i < COMMENT_MAX; i++)
		buf_byte(out, (unsigned char)comment.p[i] < ' ' ? ' ' : comment.p[i]);
	buf_byte(out, '\n');
}

static void add_lines(struct buf *out, struct str comment, const unsigned char *bytes, size_t n)
{
	add_comment(out, comment);
	base64_add(out, bytes, n);
	buf_byte(out, '\n');
}

/* Takes the comment and the base64 off; what is behind stays in *rest. */
static bool read_lines_of(struct str *rest, char kind, unsigned char *out, size_t n)
{
	size_t first = str_index(*rest, '\n');
	if (!str_starts(*rest, comment_start) || first > comment_start.n + COMMENT_MAX || first == rest->n)
		return false;
	str_cut(rest, '\n');
	return base64_read(str_cut(rest, '\n'), out, n) && out[0] == 'E' && out[1] == (unsigned char)kind;
}

static bool read_lines(struct str *rest, unsigned char *out, size_t n)
{
	return read_lines_of(rest, 'd', out, n);
}

/* ---- keys ---- */

bool sign_make(struct sign_secret *out)
{
	bool good = false;
	size_t n = KEY;
	EVP_PKEY *key = NULL;
	if (RAND_priv_bytes(out->seed, KEY) != 1 || RAND_bytes(out->public.number, NUMBER) != 1)
		return false;
	key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, out->seed, KEY);
	good = key && EVP_PKEY_get_raw_public_key(key, out->public.key, &n) == 1 && n == KEY;
	EVP_PKEY_free(key);
	return good;
}

/* The first eight bytes of SHA-512 of seed and public key: whether a passphrase was right. */
static bool checksum(const unsigned char *keys, unsigned char *out)
{
	unsigned char hash[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	if (EVP_Digest(keys, 2 * KEY, hash, &n, EVP_sha512(), NULL) != 1)
		return false;
	memcpy(out, hash, 8);
	return true;
}

void sign_secret_write(struct buf *out, const struct sign_secret *s, struct str comment)
{
	unsigned char bytes[SECRET_BYTES] = { 'E', 'd', 'B', 'K' };
	memcpy(bytes + SECRET_NUMBER, s->public.number, NUMBER);
	memcpy(bytes + SECRET_KEY, s->seed, KEY);
	memcpy(bytes + SECRET_KEY + KEY, s->public.key, KEY);
	if (checksum(bytes + SECRET_KEY, bytes + SECRET_CHECKSUM))
		add_lines(out, comment, bytes, sizeof bytes);
	else
		out->full = true;
	OPENSSL_cleanse(bytes, sizeof bytes);
}

const char *sign_secret_read(struct str file, struct sign_secret *out)
{
	static const unsigned char no_rounds[4];
	unsigned char bytes[SECRET_BYTES], sum[8];
	const char *wrong = NULL;
	struct str rest = file;
	if (!read_lines(&rest, bytes, sizeof bytes) || rest.n || bytes[2] != 'B' || bytes[3] != 'K')
		wrong = "this is no secret key of signify's";
	else if (memcmp(bytes + 4, no_rounds, sizeof no_rounds) != 0)
		wrong = "this key has a passphrase, and nobody is there to type it: make one without (signify -G -n)";
	else if (!checksum(bytes + SECRET_KEY, sum) || memcmp(sum, bytes + SECRET_CHECKSUM, sizeof sum) != 0)
		wrong = "this key is damaged: its checksum is not that of the key";
	if (!wrong) {
		memcpy(out->public.number, bytes + SECRET_NUMBER, NUMBER);
		memcpy(out->seed, bytes + SECRET_KEY, KEY);
		memcpy(out->public.key, bytes + SECRET_KEY + KEY, KEY);
	}
	OPENSSL_cleanse(bytes, sizeof bytes);
	return wrong;
}

static void public_bytes(const struct sign_public *p, unsigned char bytes[PUBLIC_BYTES])
{
	bytes[0] = 'E';
	bytes[1] = 'd';
	memcpy(bytes + 2, p->number, NUMBER);
	memcpy(bytes + 2 + NUMBER, p->key, KEY);
}

void sign_public_write(struct buf *out, const struct sign_public *p, struct str comment)
{
	unsigned char bytes[PUBLIC_BYTES];
	public_bytes(p, bytes);
	add_lines(out, comment, bytes, sizeof bytes);
}

void sign_public_add(struct buf *out, const struct sign_public *p)
{
	unsigned char bytes[PUBLIC_BYTES];
	public_bytes(p, bytes);
	base64_add(out, bytes, sizeof bytes);
}

/* The characters alone, with or without an end of line. */
static bool read_bare(struct str file, unsigned char bytes[PUBLIC_BYTES])
{
	struct str line = str_trim(str_cut(&file, '\n'));
	return file.n == 0 && base64_read(line, bytes, PUBLIC_BYTES) && bytes[0] == 'E' && bytes[1] == 'd';
}

const char *sign_public_read(struct str file, struct sign_public *out)
{
	unsigned char bytes[PUBLIC_BYTES];
	struct str rest = file;
	bool good = str_starts(file, comment_start) ? read_lines(&rest, bytes, sizeof bytes) && rest.n == 0
						    : read_bare(file, bytes);
	if (!good)
		return "this is no public key: it has 56 characters that begin with RW, alone or below a line "
		       "'untrusted comment: …'";
	memcpy(out->number, bytes + 2, NUMBER);
	memcpy(out->key, bytes + 2 + NUMBER, KEY);
	return NULL;
}

bool sign_public_eq(const struct sign_public *a, const struct sign_public *b)
{
	return memcmp(a->number, b->number, NUMBER) == 0 && memcmp(a->key, b->key, KEY) == 0;
}

/* ---- signatures ---- */

static bool sign(const struct sign_secret *s, struct str bytes, unsigned char out[SIGNATURE])
{
	size_t n = SIGNATURE;
	EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, s->seed, KEY);
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	bool good = key && c && EVP_DigestSignInit(c, NULL, NULL, NULL, key) == 1 &&
		    EVP_DigestSign(c, out, &n, (const unsigned char *)bytes.p, bytes.n) == 1 && n == SIGNATURE;
	EVP_MD_CTX_free(c);
	EVP_PKEY_free(key);
	return good;
}

bool sign_embed(struct buf *out, const struct sign_secret *s, struct str comment, struct str message)
{
	unsigned char bytes[SIGNATURE_BYTES] = { 'E', 'd' };
	memcpy(bytes + 2, s->public.number, NUMBER);
	if (!sign(s, message, bytes + 2 + NUMBER))
		return false;
	add_lines(out, comment, bytes, sizeof bytes);
	buf_add(out, message);
	return true;
}

const char *sign_open(struct str file, struct sign_opened *out)
{
	unsigned char bytes[SIGNATURE_BYTES];
	struct str rest = file;
	if (!read_lines(&rest, bytes, sizeof bytes))
		return "this is no signature of signify's with its message (signify -S -e)";
	memcpy(out->number, bytes + 2, NUMBER);
	memcpy(out->signature, bytes + 2 + NUMBER, SIGNATURE);
	out->message = rest;
	return NULL;
}

static bool verify(const struct sign_public *p, const unsigned char signature[SIGNATURE], struct str bytes)
{
	EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, p->key, KEY);
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	bool good = key && c && EVP_DigestVerifyInit(c, NULL, NULL, NULL, key) == 1 &&
		    EVP_DigestVerify(
			    c, signature, SIGNATURE, (const unsigned char *)(bytes.n ? bytes.p : ""), bytes.n) == 1;
	EVP_MD_CTX_free(c);
	EVP_PKEY_free(key);
	return good;
}

bool sign_good(const struct sign_opened *o, const struct sign_public *p)
{
	return memcmp(o->number, p->number, NUMBER) == 0 && verify(p, o->signature, o->message);
}

static bool blake2b(struct str bytes, unsigned char out[EVP_MAX_MD_SIZE])
{
	unsigned n = 0;
	return EVP_Digest(bytes.p, bytes.n, out, &n, EVP_blake2b512(), NULL) == 1 && n == BLAKE2B;
}

bool sign_minisig(struct buf *out, const struct sign_secret *s, struct str bytes, struct str comment)
{
	unsigned char hash[EVP_MAX_MD_SIZE], line[SIGNATURE_BYTES] = { 'E', 'D' }, global[SIGNATURE];
	char room[SIGNATURE + COMMENT_MAX];
	struct buf both = BUF(room);
	memcpy(line + 2, s->public.number, NUMBER);
	if (!blake2b(bytes, hash) || !sign(s, (struct str){ (char *)hash, BLAKE2B }, line + 2 + NUMBER))
		return false;
	buf_add(&both, (struct str){ (char *)line + 2 + NUMBER, SIGNATURE });
	buf_add(&both, comment);
	if (both.full || !sign(s, buf_str(&both), global))
		return false;
	add_lines(out, STR("signature of HEAD"), line, sizeof line);
	buf_add(out, STR("trusted comment: "));
	buf_add(out, comment);
	buf_byte(out, '\n');
	base64_add(out, global, sizeof global);
	buf_byte(out, '\n');
	return true;
}

bool sign_minisig_good(struct str file, struct str bytes, const struct sign_public *p)
{
	static const struct str trusted = { "trusted comment: ", 17 };
	unsigned char hash[EVP_MAX_MD_SIZE], line[SIGNATURE_BYTES], global[SIGNATURE];
	char room[SIGNATURE + COMMENT_MAX];
	struct buf both = BUF(room);
	if (!read_lines_of(&file, 'D', line, sizeof line) || memcmp(line + 2, p->number, NUMBER) != 0)
		return false;
	struct str comment = str_cut(&file, '\n');
	if (!str_starts(comment, trusted) || !base64_read(str_cut(&file, '\n'), global, sizeof global) || file.n)
		return false;
	buf_add(&both, (struct str){ (char *)line + 2 + NUMBER, SIGNATURE });
	buf_add(&both, str_sub(comment, trusted.n, comment.n));
	return !both.full && blake2b(bytes, hash) &&
	       verify(p, line + 2 + NUMBER, (struct str){ (char *)hash, BLAKE2B }) && verify(p, global, buf_str(&both));
}
