#include "archive/tail.h"

#include "archive/terms.h"

size_t tail_characters(struct str word)
{
	size_t n = 0;
	for (size_t i = 0; i < word.n; i++)
		n += ((unsigned char)word.p[i] & 0xc0) != 0x80;
	return n;
}

void tail_add(struct buf *out, struct str word)
{
	for (size_t end = word.n; end > 0;) {
		size_t at = end - 1;
		while (at > 0 && ((unsigned char)word.p[at] & 0xc0) == 0x80)
			at--;
		buf_add(out, str_sub(word, at, end));
		end = at;
	}
}

static void tail(sqlite3_context *context, int count, sqlite3_value **values)
{
	char space[4 * TERMS_MAX];
	struct buf out = BUF(space);
	struct str word = { (const char *)sqlite3_value_text(values[0]), (size_t)sqlite3_value_bytes(values[0]) };
	(void)count;
	if (word.p && tail_characters(word) >= TAIL_MIN)
		tail_add(&out, word);
	if (out.n && !out.full)
		sqlite3_result_text(context, out.p, (int)out.n, SQLITE_TRANSIENT);
}

bool tail_register(sqlite3 *db)
{
	return sqlite3_create_function(db, "tail", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, tail, NULL, NULL) ==
	       SQLITE_OK;
}
