/* str: views of bytes, and buffers that remember that they overflowed. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A view: n bytes at p, owned by somebody else, without a closing NUL. */
struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
/* for printf's "%.*s": two arguments */
#define STR_ARG(s) (int)(s).n, (s).p

struct str str_of(const char *z);
bool str_eq(struct str a, struct str b);
/* Compares without regard to ASCII case. */
bool str_ieq(struct str a, struct str b);
int str_cmp(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* The index of the first c, or s.n. */
size_t str_index(struct str s, char c);
/* The index of the last c, or s.n. */
size_t str_rindex(struct str s, char c);
/* The index of the first needle, or s.n. */
size_t str_find(struct str s, struct str needle);
/* Bytes from..to, both cut to what there is. */
struct str str_sub(struct str s, size_t from, size_t to);
/* Without leading and trailing spaces, tabs and CRs. */
struct str str_trim(struct str s);
/* What stands before the first sep; *rest begins after it, or is empty. */
struct str str_cut(struct str *rest, char sep);
/* The next word (separated by spaces or tabs); empty when there is none left. */
struct str str_word(struct str *rest);
/* A decimal number without a sign, at most max; nothing else may follow. */
bool str_u64(struct str s, uint64_t max, uint64_t *out);

/* A buffer over memory that its maker owns. What does not fit is dropped whole, and full is set and stays:
 * ten writes need one question. */
struct buf {
	char *p;
	size_t n, cap;
	bool full;
};

#define BUF(array) ((struct buf){ (array), 0, sizeof(array), false })

struct str buf_str(const struct buf *b);
size_t buf_left(const struct buf *b);
void buf_clear(struct buf *b);
void buf_add(struct buf *b, struct str s);
void buf_byte(struct buf *b, char c);
void buf_u64(struct buf *b, uint64_t value);
void buf_fmt(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Adds a closing NUL that does not count, and gives the bytes as a C string; "" when the buffer is full. */
const char *buf_z(struct buf *b);

/* Adds s so that it can harm neither a log nor a terminal: control bytes (C0, DEL, C1), separators of
 * lines, marks of direction, backslashes and whatever is not UTF-8 become \xXX. */
void buf_escape(struct buf *b, struct str s);

/* One character of UTF-8 at the start of s: its length (1 to 4) and, in *rune, its code point; 0 when s is empty,
 * cut short or not UTF-8 (RFC 3629: no surrogates, nothing over-long, nothing above U+10FFFF). */
size_t utf8_read(struct str s, uint32_t *rune);
void utf8_add(struct buf *b, uint32_t rune);
bool utf8_valid(struct str s);
/* The first n bytes of s, or up to three fewer, so that no character is cut; all of s where it is not longer. Bytes
 * that are not UTF-8 are cut at n. */
struct str utf8_fit(struct str s, size_t n);

#endif
