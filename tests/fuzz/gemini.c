/* The bytes of a connection, and a META. */
#include "fuzz.h"

#include "proto/gemini.h"

static void check_request(struct str in, const struct gemini_request *r)
{
	HOLDS(r->uri.n <= GEMINI_URI_MAX && within(r->uri, in) && utf8_valid(r->uri) && harmless(r->uri, ""));
	HOLDS(in.n >= r->uri.n + 2 && in.p[r->uri.n] == '\r' && in.p[r->uri.n + 1] == '\n');
	HOLDS(r->parts.has_scheme && !r->parts.has_userinfo && !r->parts.has_fragment);
	HOLDS(!str_ieq(r->parts.scheme, STR("gemini")) || r->parts.host.n);
	HOLDS(within(r->parts.path, r->uri) && within(r->parts.query, r->uri) && within(r->parts.host, r->uri));
}

/* What the front of the bytes was told must be true of all of them. */
static void check_prefix(struct str in, size_t n, enum verdict whole, enum outcome whole_why)
{
	struct gemini_request r;
	enum outcome why;
	enum verdict verdict = gemini_parse(flush_copy(1, in.p, n), &r, &why);
	HOLDS(verdict == PARSE_MORE || verdict == whole);
	HOLDS(verdict != PARSE_NO || why == whole_why);
	HOLDS(verdict != PARSE_MORE || n < GEMINI_REQUEST_MAX);
}

static void check_head(struct str meta)
{
	char room[GEMINI_HEAD_ROOM];
	struct buf head = BUF(room);
	gemini_head(&head, OUT_NOT_FOUND, meta);
	HOLDS(!head.full && head.n <= 2 + 1 + 1024 + 2 && str_ends(buf_str(&head), STR("\r\n")));
	HOLDS(harmless(str_sub(buf_str(&head), 0, head.n - 2), ""));
	HOLDS(str_starts(buf_str(&head), meta.n ? STR("51 ") : STR("51\r\n")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gemini_request r;
	enum outcome why;
	struct str in = flush_copy(0, data, size);
	enum verdict verdict = gemini_parse(in, &r, &why);
	HOLDS(verdict != PARSE_NO || ((why == OUT_BAD || why == OUT_TOO_LONG) && within(r.uri, in)));
	if (verdict == PARSE_YES)
		check_request(in, &r);
	size_t step = size / 64 + 1;
	for (size_t n = 0; n < size; n += step)
		check_prefix(in, n, verdict, why);
	if (size)
		check_prefix(in, size - 1, verdict, why);
	check_head(in);
	return 0;
}
