#include "import/texts.h"

#include "base/log.h"
#include "text/gemtext.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>

enum { PIECE = 1024 };

/* Letters on their way into a hash of their line and into that of the whole. */
struct sieve {
	EVP_MD_CTX *whole;
	uint64_t line;
	size_t letters; /* of the line */
	char room[PIECE];
	struct buf piece;
};

static void piece_flush(struct sieve *s)
{
	EVP_DigestUpdate(s->whole, s->piece.p, s->piece.n);
	buf_clear(&s->piece);
}

static void rune_take(struct sieve *s, uint32_t rune)
{
	if (buf_left(&s->piece) < 4)
		piece_flush(s);
	utf8_add(&s->piece, rune);
	/* FNV-1a, by characters */
	s->line = (s->line ^ rune) * 0x100000001b3u;
	s->letters++;
}

static void line_sift(struct sieve *s, struct str text)
{
	s->line = 0xcbf29ce484222325u;
	s->letters = 0;
	while (text.n) {
		uint32_t rune = (unsigned char)*text.p;
		size_t n = rune < 0x80 ? 1 : utf8_read(text, &rune);
		if (n == 0)
			n = 1;
		else if (rune < 0x80 && ((rune >= 'a' && rune <= 'z') || (rune >= '0' && rune <= '9')))
			rune_take(s, rune);
		else if (rune >= 'A' && rune <= 'Z')
			rune_take(s, rune + 'a' - 'A');
		else if (rune >= 0x80 && uc_is_alnum(rune))
			rune_take(s, uc_tolower(rune));
		text = str_sub(text, n, text.n);
	}
	/* lines are told apart in the whole; one without letters is none */
	if (s->letters == 0)
		return;
	if (buf_left(&s->piece) < 4)
		piece_flush(s);
	buf_byte(&s->piece, '\n');
}

static bool is_block_heading(const struct gem_line *line, const struct words *const *languages, size_t count)
{
	if (line->type != GEM_HEADING || line->level != 2)
		return false;
	for (size_t i = 0; i < count; i++)
		if (str_ieq(line->text, languages[i]->article_heading))
			return true;
	return str_ieq(line->text, STR("About this article"));
}

/* What stands before the end block, which begins at the last heading that is known as one. */
static struct str body_of(struct str gemtext, const struct words *const *languages, size_t count)
{
	struct str rest = gemtext, body = gemtext;
	bool pre = false;
	while (rest.n) {
		size_t at = gemtext.n - rest.n;
		struct gem_line line = gem_read(str_cut(&rest, '\n'), &pre);
		if (is_block_heading(&line, languages, count))
			body.n = at;
	}
	return body;
}

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

static void paragraphs_sort(struct texts *t)
{
	size_t n = 0;
	qsort(t->paragraph, t->count, sizeof *t->paragraph, by_value);
	for (size_t i = 0; i < t->count; i++)
		if (n == 0 || t->paragraph[i] != t->paragraph[n - 1])
			t->paragraph[n++] = t->paragraph[i];
	t->count = n;
}

void texts_of(struct str gemtext, const struct words *const *languages, size_t count, struct texts *out)
{
	struct sieve s = { .whole = EVP_MD_CTX_new() };
	struct str rest = body_of(gemtext, languages, count);
	bool pre = false;
	unsigned n = 0;
	s.piece = BUF(s.room);
	out->count = out->letters = 0;
	if (!s.whole || EVP_DigestInit_ex(s.whole, EVP_sha256(), NULL) != 1)
		fatal("OpenSSL has no SHA-256");
	while (rest.n) {
		struct gem_line line = gem_read(str_cut(&rest, '\n'), &pre);
		line_sift(&s, line.text);
		bool paragraph = line.type == GEM_TEXT || line.type == GEM_LIST || line.type == GEM_QUOTE;
		if (!paragraph || s.letters < TEXTS_LETTERS || out->count == TEXTS_PARAGRAPHS)
			continue;
		out->paragraph[out->count++] = s.line;
		out->letters += s.letters;
	}
	piece_flush(&s);
	EVP_DigestFinal_ex(s.whole, out->whole.byte, &n);
	EVP_MD_CTX_free(s.whole);
	paragraphs_sort(out);
}
