#include "proto/gopher.h"

#include "text/selector.h"
#include "text/uri.h"

#include <string.h>

static bool one_of(char c, const char *set)
{
	return c && strchr(set, c);
}

/* ---- the line ---- */

/* Finds the line at the front of in. *line is what there is of it, without its end. Behind a TAB stands what somebody
 * searches for, which may be any bytes. */
static enum verdict find_line(struct str in, struct str *line, enum outcome *why)
{
	bool tab = false;
	for (size_t i = 0; i < in.n; i++) {
		unsigned char c = (unsigned char)in.p[i];
		*line = str_sub(in, 0, i);
		if (c == '\n')
			return PARSE_YES;
		if (c == '\r' && i + 1 == in.n)
			return PARSE_MORE;
		if (c == '\r' && in.p[i + 1] == '\n')
			return PARSE_YES;
		tab = tab || c == '\t';
		*why = i >= GOPHER_REQUEST_MAX ? OUT_TOO_LONG : OUT_BAD;
		if (i >= GOPHER_REQUEST_MAX || (!tab && (c < ' ' || c == 0x7f)))
			return PARSE_NO;
	}
	*line = in.n ? in : STR("");
	return PARSE_MORE;
}

/* Whether somebody takes us for a web server. A selector can hold spaces, so a method alone says nothing. */
static bool speaks_http(struct str line)
{
	static const char *const methods[] = { "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE",
		"PATCH", "PROPFIND", "PRI" };
	struct str rest = line, method = str_cut(&rest, ' ');
	struct str last = str_sub(rest, str_rindex(rest, ' '), rest.n);
	bool target = str_starts(rest, STR("/")) || str_ieq(str_sub(rest, 0, 4), STR("http")) ||
		      str_starts(last, STR(" HTTP/"));
	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
		if (str_eq(method, str_of(methods[i])))
			return target;
	return false;
}

/* ---- Gopher+ ("Request syntax") ---- */

/* "+", "!" or "$", alone or with the view or attribute that is wanted: "+text/plain", "!+INFO". People search for
 * words that begin so, too. */
static bool plus_field(struct str field)
{
	if (field.n == 0 || !one_of(field.p[0], "+!$"))
		return false;
	if (field.n == 1)
		return true;
	return field.p[0] == '+' ? str_index(field, '/') < field.n : field.p[1] == '+';
}

/* What follows the first TAB: a search, a Gopher+ part, or one and then the other. */
static void read_fields(struct str rest, struct gopher_request *out)
{
	struct str tail = rest;
	struct str first = str_cut(&tail, '\t');
	struct str second = str_cut(&tail, '\t');
	struct str plus = plus_field(first) ? first : plus_field(second) ? second : STR("");
	if (plus.n) {
		out->plus = true;
		out->plus_sign = plus.p[0];
	}
	out->has_search = plus.p != first.p || plus.n == 0;
	if (out->has_search)
		out->search = plus.n ? first : rest;
}

/* ---- the selector ---- */

/* The URL of "URL:…", with a slash, a pasted type or /ascii in front; empty if it is none. */
static struct str url_of(struct str selector)
{
	static const char *const fronts[] = { "/", "ascii/", "h/" };
	for (size_t i = 0; i < sizeof fronts / sizeof fronts[0]; i++)
		if (str_starts(selector, str_of(fronts[i])))
			selector = str_sub(selector, strlen(fronts[i]), selector.n);
	return str_ieq(str_sub(selector, 0, 4), STR("URL:")) ? str_sub(selector, 4, selector.n) : STR("");
}

/* Takes a directory off the front of a clean path. */
static bool strip(struct str *path, struct str prefix)
{
	if (!str_starts(*path, prefix) || (path->n > prefix.n && path->p[prefix.n] != '/'))
		return false;
	*path = path->n > prefix.n ? str_sub(*path, prefix.n, path->n) : STR("/");
	return true;
}

static bool strip_views(struct str *path, struct gopher_request *out)
{
	bool ascii = strip(path, STR("/ascii"));
	bool raw = strip(path, STR("/raw"));
	if (ascii)
		out->ascii = true;
	if (raw)
		out->view = GOPHER_RAW;
	return ascii || raw;
}

/* People paste what stands behind the host in a URL, and there the item type comes first. It may also be a directory
 * of that name: the caller looks for both, unless what follows is a prefix of ours. */
static void read_path(struct str path, struct gopher_request *out)
{
	strip_views(&path, out);
	out->path = path;
	if (path.n < 3 || !one_of(path.p[1], "0145679gIshd;p") || path.p[2] != '/')
		return;
	struct str rest = str_sub(path, 2, path.n);
	if (strip_views(&rest, out))
		out->path = rest;
	else
		out->unpasted = rest;
}

/* What may stand in front of a page's own name: a pasted item type, a view, nothing. */
static bool is_front(struct str part)
{
	return part.n <= 1 || str_eq(part, STR("ascii")) || str_eq(part, STR("raw"));
}

/* Gopher has no '?': behind "/for/" in a selector of a search stands what is searched. Whatever that is, it is no part
 * of a path. */
static struct str cut_query(struct str *selector)
{
	struct str rest = *selector, part = STR(""), mark = STR("/for/");
	while (rest.n && is_front(part))
		part = str_cut(&rest, '/');
	size_t search = selector->n - rest.n; /* where what follows "search/" begins */
	if (!str_eq(part, STR("search")) || rest.n == 0)
		return STR("");
	struct str tail = str_sub(*selector, search - 1, selector->n);
	size_t at = str_find(tail, mark);
	if (at == tail.n)
		return STR("");
	*selector = str_sub(*selector, 0, search - 1 + at);
	return str_sub(tail, at + mark.n, tail.n);
}

/* Decodes it behind the path in room. */
static void read_query(struct str query, struct buf *room, struct gopher_request *out)
{
	size_t start = room->n;
	if (query.n == 0 || out->search.n)
		return;
	if (!view_selector_path(room, query))
		buf_add(room, query);
	out->search = str_sub(buf_str(room), start, room->n);
	out->has_search = true;
}

static enum outcome read_selector(struct str selector, struct buf *room, struct gopher_request *out)
{
	char space[GOPHER_REQUEST_MAX];
	struct buf decoded = BUF(space);
	struct str query = cut_query(&selector);
	bool right = view_selector_path(&decoded, selector);
	buf_clear(room);
	enum uri_path fate = uri_clean_plain(right ? buf_str(&decoded) : selector, room);
	if (fate != URI_PATH_OK)
		return fate == URI_PATH_CLIMBS ? OUT_CLIMBS : room->full ? OUT_TOO_LONG : OUT_BAD;
	read_path(buf_str(room), out);
	read_query(query, room, out);
	return OUT_OK;
}

enum verdict gopher_parse(struct str in, struct buf *room, struct gopher_request *out, enum outcome *why)
{
	struct str none = STR("");
	*out = (struct gopher_request){
		.line = none, .selector = none, .path = STR("/"), .unpasted = none, .search = none, .url = none
	};
	*why = OUT_BAD;
	enum verdict verdict = find_line(in, &out->line, why);
	if (verdict != PARSE_YES)
		return verdict;
	struct str rest = out->line;
	out->web = speaks_http(out->line);
	out->selector = str_cut(&rest, '\t');
	if (out->web)
		return PARSE_YES;
	if (out->selector.n < out->line.n)
		read_fields(rest, out);
	out->url = url_of(out->selector);
	if (out->url.n)
		return PARSE_YES;
	*why = read_selector(out->selector, room, out);
	return *why == OUT_OK ? PARSE_YES : PARSE_NO;
}
