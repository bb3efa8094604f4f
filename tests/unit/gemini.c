#include "unit.h"

#include "../fuzz/flush.h"
#include "proto/gemini.h"

static const char *const verdicts[] = { "yes", "more", "no" };

/* Says what becomes of a request that arrives byte by byte: every prefix must be MORE until the verdict, and after a
 * YES or NO nothing that follows may change it. *at is the number of bytes it took. */
static enum verdict dribble(struct str in, size_t *at, struct gemini_request *out, enum outcome *why)
{
	enum verdict verdict = PARSE_MORE;
	for (*at = 0; *at <= in.n; ++*at) {
		verdict = gemini_parse(flush_copy(0, in.p, *at), out, why);
		if (verdict != PARSE_MORE)
			break;
	}
	for (size_t n = *at; n <= in.n; n++) {
		struct gemini_request later;
		enum outcome reason;
		enum verdict then = gemini_parse(flush_copy(1, in.p, n), &later, &reason);
		CHECK(then == verdict, "\"%.*s\": %s at %zu, %s at %zu", STR_ARG(in), verdicts[verdict], *at,
			verdicts[then], n);
	}
	return verdict;
}

static void right(void)
{
	static const struct {
		const char *line, *scheme, *host, *port, *path, *query;
	} rows[] = {
		{ "gemini://localhost/", "gemini", "localhost", "", "/", "" },
		{ "gemini://localhost", "gemini", "localhost", "", "", "" },
		{ "gemini://localhost:1965/2018/06/28/slug.gmi", "gemini", "localhost", "1965", "/2018/06/28/slug.gmi",
			"" },
		{ "gemini://h/search?Freibad%20ort%3AWolfsburg", "gemini", "h", "", "/search",
			"Freibad%20ort%3AWolfsburg" },
		{ "gemini://h?q@x", "gemini", "h", "", "", "q@x" },
		{ "gemini://h/a@b", "gemini", "h", "", "/a@b", "" },
		{ "GEMINI://H/", "GEMINI", "H", "", "/", "" },
		{ "gemini://[::1]:1965/", "gemini", "::1", "1965", "/", "" },
		{ "gemini://h:99999/", "gemini", "h", "99999", "/", "" },
		{ "gemini://h:/", "gemini", "h", "", "/", "" },
		{ "gemini://bücher.example/straße?ß", "gemini", "bücher.example", "", "/straße", "ß" },
		{ "gemini://h/..", "gemini", "h", "", "/..", "" },
		{ "gemini://h/%00", "gemini", "h", "", "/%00", "" },
		{ "titan://h/x;mime=text/plain;size=3", "titan", "h", "", "/x;mime=text/plain;size=3", "" },
		{ "http://x/", "http", "x", "", "/", "" },
		{ "https://x", "https", "x", "", "", "" },
		{ "gopher://x/1/", "gopher", "x", "", "/1/", "" },
		{ "mailto:x@y", "mailto", "", "", "x@y", "" },
		{ "file:///etc/passwd", "file", "", "", "/etc/passwd", "" },
		{ "a:", "a", "", "", "", "" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char room[512];
		struct buf line = BUF(room);
		struct gemini_request got;
		enum outcome why;
		size_t at;
		buf_fmt(&line, "%s\r\nmore\n\r\x01 bytes", rows[i].line);
		enum verdict verdict = dribble(buf_str(&line), &at, &got, &why);
		CHECK(verdict == PARSE_YES, "%s: %s at %zu", rows[i].line, verdicts[verdict], at);
		if (verdict != PARSE_YES)
			continue;
		CHECK(at == str_of(rows[i].line).n + 2, "%s: said at %zu", rows[i].line, at);
		(void)gemini_parse(flush_str(buf_str(&line)), &got, &why);
		CHECK_STR(got.uri, str_of(rows[i].line));
		CHECK_STR(got.parts.scheme, str_of(rows[i].scheme));
		CHECK_STR(got.parts.host, str_of(rows[i].host));
		CHECK_STR(got.parts.port, str_of(rows[i].port));
		CHECK_STR(got.parts.path, str_of(rows[i].path));
		CHECK_STR(got.parts.query, str_of(rows[i].query));
	}
}

/* Each with the number of bytes after which it must have been refused. */
static void wrong(void)
{
#define ROW(bytes, n)                                                                                                  \
	{                                                                                                              \
		STR(bytes), n                                                                                          \
	}
	const struct {
		struct str in;
		size_t at;
	} rows[] = {
		ROW("\r\n", 1),
		ROW("\n", 1),
		ROW("\0", 1),
		ROW(" gemini://h/\r\n", 1),
		ROW("\xef\xbb\xbfgemini://h/\r\n", 1),
		ROW("\x16\x03\x01", 1),
		ROW("/\r\n", 1),
		ROW("//h/\r\n", 1),
		ROW("?x\r\n", 1),
		ROW("x\r\n", 2),
		ROW("localhost/\r\n", 10),
		ROW("localhost/x\r\n", 10),
		ROW("GET / HTTP/1.1\r\n", 4),
		ROW("1:x\r\n", 1),
		ROW(":\r\n", 1),
		ROW("\xc3\xa4://h/\r\n", 1),
		ROW("gemini://h/\n", 12),
		ROW("gemini://h/\rx", 13),
		ROW("gemini://h/\r\r\n", 13),
		ROW("gemini://h/\0\r\n", 12),
		ROW("gemini://h/a b\r\n", 13),
		ROW("gemini://h/a\tb\r\n", 13),
		ROW("gemini://h/\x1b[0m\r\n", 12),
		ROW("gemini://h/\x7f\r\n", 12),
		ROW("gemini://h/#f\r\n", 12),
		ROW("gemini://h/#\r\n", 12),
		ROW("gemini://h#f\r\n", 11),
		ROW("gemini://h/?q#f\r\n", 14),
		ROW("gemini:#\r\n", 8),
		ROW("gemini://u@h/\r\n", 11),
		ROW("gemini://@h/\r\n", 10),
		ROW("gemini://u:p@h/\r\n", 13),
		ROW("http://u@h/\r\n", 9),
		ROW("gemini:\r\n", 8),
		ROW("gemini:x\r\n", 9),
		ROW("gemini:/x\r\n", 10),
		ROW("gemini://\r\n", 10),
		ROW("gemini:///x\r\n", 12),
		ROW("gemini://:1965/\r\n", 16),
		ROW("gemini://?x\r\n", 12),
		ROW("gemini://h:x/\r\n", 14),
		ROW("gemini://[::1/\r\n", 15),
		ROW("gemini://h/[x]\r\n", 15),
		ROW("gemini://h/<\r\n", 12),
		ROW("gemini://h/\\\r\n", 12),
		ROW("gemini://h/%\r\n", 13),
		ROW("gemini://h/%z0\r\n", 13),
		ROW("gemini://h/%0z\r\n", 14),
		ROW("gemini://h/%%0\r\n", 13),
		ROW("gemini://h/\xff\r\n", 12),
		ROW("gemini://h/\xa4\r\n", 12),
		ROW("gemini://h/\xc3\r\n", 13),
		ROW("gemini://h/\xc3x\r\n", 13),
		ROW("gemini://h/\xe2\x82x\r\n", 14),
		ROW("gemini://h/\xed\xa0\x80\r\n", 14),
		ROW("gemini://h/\xf5\x80\x80\x80\r\n", 12),
	};
#undef ROW
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct gemini_request got;
		enum outcome why;
		size_t at;
		enum verdict verdict = dribble(rows[i].in, &at, &got, &why);
		CHECK(verdict == PARSE_NO, "%.*s: %s", STR_ARG(rows[i].in), verdicts[verdict]);
		CHECK(why == OUT_BAD, "%.*s: outcome %d", STR_ARG(rows[i].in), why);
		CHECK(at == rows[i].at, "%.*s: refused at %zu", STR_ARG(rows[i].in), at);
		CHECK(got.uri.n <= at, "%.*s: a line for the log", STR_ARG(rows[i].in));
	}
}

/* A request whose URI has n bytes. */
static struct str of_length(char *room, size_t n, const char *end)
{
	static const char front[] = "gemini://h/";
	memset(room, 'x', n);
	memcpy(room, front, sizeof front - 1);
	memcpy(room + n, end, strlen(end));
	return (struct str){ room, n + strlen(end) };
}

static void lengths(void)
{
	char room[4096];
	struct gemini_request got;
	enum outcome why;
	size_t at;
	CHECK(dribble(of_length(room, 1024, "\r\n"), &at, &got, &why) == PARSE_YES, "1024 bytes");
	CHECK(got.uri.n == 1024 && at == GEMINI_REQUEST_MAX, "%zu at %zu", got.uri.n, at);
	CHECK(dribble(of_length(room, 1025, "\r\n"), &at, &got, &why) == PARSE_NO, "1025 bytes");
	CHECK(why == OUT_TOO_LONG && at == 1025 && got.uri.n == 1024, "%d at %zu", why, at);
	CHECK(gemini_parse(of_length(room, 4000, ""), &got, &why) == PARSE_NO, "4000 bytes at once");
	CHECK(why == OUT_TOO_LONG, "%d", why);
	CHECK(gemini_parse(of_length(room, 1024, "\r"), &got, &why) == PARSE_MORE, "only its LF is missing");
	CHECK(gemini_parse(of_length(room, 1024, "\n"), &got, &why) == PARSE_NO, "a bare LF at the limit");
	struct str bad = of_length(room, 1025, "\r\n");
	room[500] = (char)0xff;
	CHECK(dribble(bad, &at, &got, &why) == PARSE_NO && why == OUT_BAD && at == 501, "%d at %zu", why, at);
	CHECK(gemini_parse(bad, &got, &why) == PARSE_NO && why == OUT_BAD, "the reason is that of the first bad byte");
	CHECK(gemini_parse((struct str){ NULL, 0 }, &got, &why) == PARSE_MORE, "nothing yet");
}

static void heads(void)
{
	static const struct {
		enum outcome outcome;
		const char *meta, *want;
	} rows[] = {
		{ OUT_OK, "text/gemini; lang=de", "20 text/gemini; lang=de\r\n" },
		{ OUT_MOVED, "/2018/?q", "31 /2018/?q\r\n" },
		{ OUT_ELSEWHERE, "gemini://h/", "30 gemini://h/\r\n" },
		{ OUT_FAILED, "x", "40 x\r\n" },
		{ OUT_BUSY, "x", "41 x\r\n" },
		{ OUT_SLOW_DOWN, "10", "44 10\r\n" },
		{ OUT_NOT_FOUND, "Nicht gefunden. Suche unter /search", "51 Nicht gefunden. Suche unter /search\r\n" },
		{ OUT_GONE, "x", "52 x\r\n" },
		{ OUT_FOREIGN, "x", "53 x\r\n" },
		{ OUT_BAD, "", "59\r\n" },
		{ OUT_TOO_LONG, "x", "59 x\r\n" },
		{ OUT_CLIMBS, "x", "59 x\r\n" },
		{ OUT_WEB, "x", "59 x\r\n" },
		{ OUT_NOT_FOUND, "a\r\n20 text/plain\r\n", "51 a  20 text/plain  \r\n" },
		{ OUT_NOT_FOUND, "a\x1b[31mb\x7f\x01", "51 a [31mb  \r\n" },
		{ OUT_NOT_FOUND,
			"a\xc2\x9b"
			"31m\xc2\xa0",
			"51 a 31m\xc2\xa0\r\n" },
		{ OUT_NOT_FOUND, "a\xff\xc3", "51 a\?\?\r\n" },
		{ OUT_NOT_FOUND, "Wörter €", "51 Wörter €\r\n" },
	};
	char room[GEMINI_HEAD_ROOM];
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct buf got = BUF(room);
		gemini_head(&got, rows[i].outcome, flush_str(str_of(rows[i].meta)));
		CHECK_STR(buf_str(&got), str_of(rows[i].want));
	}
}

/* A META is cut between characters, never within one. */
static void long_heads(void)
{
	static const char *const ends[] = { "\xc3\xa4", "\xe2\x82\xac", "\xf0\x9f\x97\x9e" };
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		for (size_t n = 1015; n < 1030; n++) {
			char room[GEMINI_HEAD_ROOM], space[1100];
			struct buf got = BUF(room), meta = BUF(space);
			for (size_t k = 0; k < n; k++)
				buf_byte(&meta, 'x');
			buf_add(&meta, str_of(ends[i]));
			buf_add(&meta, str_of(ends[i]));
			gemini_head(&got, OUT_NOT_FOUND, buf_str(&meta));
			struct str sent = str_sub(buf_str(&got), 3, got.n - 2);
			size_t left = meta.n - sent.n;
			CHECK(!got.full && utf8_valid(sent) && sent.n <= 1024, "%zu: %zu bytes", n, sent.n);
			CHECK(left == 0 || sent.n + str_of(ends[i]).n > 1024, "%zu: %zu left out", n, left);
			CHECK(str_starts(buf_str(&meta), sent), "%zu: the front of it", n);
			CHECK(str_ends(buf_str(&got), STR("\r\n")), "%zu: its end", n);
		}
	}
}

int main(void)
{
	right();
	wrong();
	lengths();
	heads();
	long_heads();
	return unit_done("gemini");
}
