#include "text/uri.h"

#include <arpa/inet.h>
#include <string.h>

static bool alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static int hex(char c)
{
	if (digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static bool one_of(char c, const char *set)
{
	return c && strchr(set, c);
}

static bool unreserved(char c)
{
	return alpha(c) || digit(c) || one_of(c, "-._~");
}

static bool sub_delim(char c)
{
	return one_of(c, "!$&'()*+,;=");
}

/* The byte behind a percent sign at i, or -1. */
static int escaped(struct str s, size_t i)
{
	if (s.n - i < 3 || hex(s.p[i + 1]) < 0 || hex(s.p[i + 2]) < 0)
		return -1;
	return hex(s.p[i + 1]) * 16 + hex(s.p[i + 2]);
}

/* Whether s holds only unreserved bytes, sub-delims, escapes, bytes from 0x80, and what more allows. */
static bool holds_only(struct str s, const char *more)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (c == '%' ? escaped(s, i) < 0
			     : !(unreserved(c) || sub_delim(c) || one_of(c, more) || (unsigned char)c >= 0x80))
			return false;
	}
	return true;
}

/* RFC 3986, 3.2.2: what stands between the brackets. Zones (RFC 6874) mean nothing to another machine. */
static bool ip_literal(struct str s)
{
	char text[INET6_ADDRSTRLEN];
	struct in6_addr address;
	if (s.n && (s.p[0] == 'v' || s.p[0] == 'V')) {
		size_t dot = str_index(s, '.');
		for (size_t i = 1; i < dot; i++)
			if (hex(s.p[i]) < 0)
				return false;
		struct str rest = str_sub(s, dot + 1, s.n);
		return dot > 1 && rest.n && str_index(rest, '%') == rest.n && holds_only(rest, ":");
	}
	if (s.n >= sizeof text || memchr(s.p, '\0', s.n))
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	return inet_pton(AF_INET6, text, &address) == 1;
}

static bool split_authority(struct str s, struct uri *out)
{
	size_t at = str_index(s, '@');
	if (at < s.n) {
		out->has_userinfo = true;
		out->userinfo = str_sub(s, 0, at);
		s = str_sub(s, at + 1, s.n);
		if (!holds_only(out->userinfo, ":"))
			return false;
	}
	size_t end = str_index(s, ':');
	if (s.n && s.p[0] == '[') {
		end = str_index(s, ']');
		out->host = str_sub(s, 1, end);
		if (end++ == s.n || !ip_literal(out->host))
			return false;
	} else {
		out->host = str_sub(s, 0, end);
		if (!holds_only(out->host, ""))
			return false;
	}
	if (end == s.n)
		return true;
	out->has_port = true;
	out->port = str_sub(s, end + 1, s.n);
	for (size_t i = 0; i < out->port.n; i++)
		if (!digit(out->port.p[i]))
			return false;
	return s.p[end] == ':';
}

/* Takes the scheme off the front of *rest. False where a colon stands in a first segment that is no scheme. */
static bool split_scheme(struct str *rest, struct uri *out)
{
	size_t i = 0;
	while (i < rest->n && !one_of(rest->p[i], ":/?#"))
		i++;
	if (i == rest->n || rest->p[i] != ':')
		return true;
	out->has_scheme = true;
	out->scheme = str_sub(*rest, 0, i);
	*rest = str_sub(*rest, i + 1, rest->n);
	for (size_t k = 0; k < i; k++) {
		char c = out->scheme.p[k];
		if (!alpha(c) && (k == 0 || !(digit(c) || one_of(c, "+-."))))
			return false;
	}
	return i > 0;
}

/* As uri_split; *authority is that part whole, with its brackets. */
static bool split(struct str text, struct uri *out, struct str *authority)
{
	struct str none = STR("");
	struct str rest = text.n ? text : none;
	*out = (struct uri){ none, none, none, none, none, none, none, false, false, false, false, false, false };
	*authority = none;
	if (!split_scheme(&rest, out))
		return false;
	size_t end = str_index(rest, '#');
	if (end < rest.n) {
		out->has_fragment = true;
		out->fragment = str_sub(rest, end + 1, rest.n);
		rest = str_sub(rest, 0, end);
	}
	end = str_index(rest, '?');
	if (end < rest.n) {
		out->has_query = true;
		out->query = str_sub(rest, end + 1, rest.n);
		rest = str_sub(rest, 0, end);
	}
	if (str_starts(rest, STR("//"))) {
		rest = str_sub(rest, 2, rest.n);
		end = str_index(rest, '/');
		out->has_authority = true;
		*authority = str_sub(rest, 0, end);
		rest = str_sub(rest, end, rest.n);
	}
	out->path = rest;
	return split_authority(*authority, out) && holds_only(out->path, ":@/") && holds_only(out->query, ":@/?") &&
	       holds_only(out->fragment, ":@/?");
}

bool uri_split(struct str text, struct uri *out)
{
	struct str authority;
	return split(text, out, &authority);
}

bool uri_decode(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.n; i++) {
		int c = s.p[i] == '%' ? escaped(s, i) : -1;
		if (c == 0 || s.p[i] == '\0')
			return false;
		buf_byte(out, c > 0 ? (char)c : s.p[i]);
		i += c > 0 ? 2 : 0;
	}
	return !out->full;
}

static void encode(struct str s, bool path, struct buf *out)
{
	static const char digits[] = "0123456789ABCDEF";
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (unreserved(s.p[i]) || (path && (sub_delim(s.p[i]) || one_of(s.p[i], ":@/"))))
			buf_byte(out, s.p[i]);
		else
			buf_add(out, (struct str){ (char[]){ '%', digits[c >> 4], digits[c & 15] }, 3 });
	}
}

void uri_encode_path(struct str path, struct buf *out)
{
	encode(path, true, out);
}

void uri_encode_component(struct str s, struct buf *out)
{
	encode(s, false, out);
}

/* Adds one decoded segment to the path that begins at start; *slash says whether the path would now end in one. */
static enum uri_path add_segment(struct buf *out, size_t start, struct str segment, bool *slash)
{
	struct str made = str_sub(buf_str(out), start, out->n);
	*slash = segment.n == 0 || str_eq(segment, STR(".")) || str_eq(segment, STR(".."));
	if (str_eq(segment, STR(".."))) {
		if (made.n == 0)
			return URI_PATH_CLIMBS;
		out->n = start + str_rindex(made, '/');
	} else if (!*slash) {
		buf_byte(out, '/');
		buf_add(out, segment);
	}
	return URI_PATH_OK;
}

static bool percent_right(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '%' && escaped(s, i) < 0)
			return false;
	return true;
}

static enum uri_path clean(struct str path, bool encoded, struct buf *out)
{
	char room[URI_SEGMENT_MAX];
	struct buf decoded = BUF(room);
	size_t start = out->n;
	bool slash = true;
	if (path.n && path.p[0] == '/')
		path = str_sub(path, 1, path.n);
	if (path.n && memchr(path.p, '\0', path.n))
		return URI_PATH_BAD;
	for (bool more = path.n > 0; more;) {
		more = str_index(path, '/') < path.n;
		struct str segment = str_cut(&path, '/');
		if (encoded) {
			buf_clear(&decoded);
			if (!percent_right(segment) || !uri_decode(segment, &decoded))
				return URI_PATH_BAD;
			segment = buf_str(&decoded);
		}
		if (!utf8_valid(segment) || str_index(segment, '/') < segment.n)
			return URI_PATH_BAD;
		enum uri_path fate = add_segment(out, start, segment, &slash);
		if (fate != URI_PATH_OK)
			return fate;
	}
	if (slash)
		buf_byte(out, '/');
	return out->full ? URI_PATH_BAD : URI_PATH_OK;
}

enum uri_path uri_clean_path(struct str path, struct buf *out)
{
	return clean(path, true, out);
}

enum uri_path uri_clean_plain(struct str path, struct buf *out)
{
	return clean(path, false, out);
}

/* RFC 3986, 5.2.4, in place: what is kept is never longer than what was read. Returns the new length. */
static size_t remove_dots(char *p, size_t n)
{
	size_t kept = 0;
	for (size_t i = 0; i < n;) {
		struct str in = { p + i, n - i };
		if (str_starts(in, STR("../"))) {
			i += 3;
		} else if (str_starts(in, STR("./"))) {
			i += 2;
		} else if (str_starts(in, STR("/./"))) {
			i += 2;
		} else if (str_eq(in, STR("/."))) {
			p[++i] = '/';
		} else if (str_starts(in, STR("/../")) || str_eq(in, STR("/.."))) {
			size_t last = str_rindex((struct str){ p, kept }, '/');
			kept = last == kept ? 0 : last;
			i += in.n == 3 ? 2 : 3;
			p[i] = '/';
		} else if (str_eq(in, STR(".")) || str_eq(in, STR(".."))) {
			i = n;
		} else {
			do
				p[kept++] = p[i++];
			while (i < n && p[i] != '/');
		}
	}
	return kept;
}

/* A path that would read as an authority gets "/." in front (RFC 3986, 4.2 and 3.3). */
static void add_path(struct buf *out, struct str dir, struct str path, bool has_authority)
{
	size_t start = out->n;
	buf_add(out, dir);
	buf_add(out, path);
	if (out->full)
		return;
	out->n = start + remove_dots(out->p + start, out->n - start);
	if (!has_authority && str_starts(str_sub(buf_str(out), start, out->n), STR("//"))) {
		buf_add(out, STR("/."));
		if (out->full)
			return;
		memmove(out->p + start + 2, out->p + start, out->n - start - 2);
		memcpy(out->p + start, "/.", 2);
	}
}

/* The part of the base's path that a relative path is appended to (RFC 3986, 5.2.3). */
static struct str base_dir(const struct uri *base)
{
	size_t slash = str_rindex(base->path, '/');
	if (base->has_authority && base->path.n == 0)
		return STR("/");
	return slash == base->path.n ? STR("") : str_sub(base->path, 0, slash + 1);
}

static void add_authority(struct buf *out, bool has, struct str authority)
{
	if (has)
		buf_add(out, STR("//"));
	buf_add(out, authority);
}

static void add_part(struct buf *out, char mark, bool has, struct str part)
{
	if (has)
		buf_byte(out, mark);
	buf_add(out, part);
}

bool uri_resolve(struct str base_text, struct str reference, struct buf *out)
{
	struct uri base, ref;
	struct str base_authority, authority;
	if (!split(base_text, &base, &base_authority) || !split(reference, &ref, &authority) || !base.has_scheme)
		return false;

	bool own_authority = ref.has_scheme || ref.has_authority;
	bool has_authority = own_authority ? ref.has_authority : base.has_authority;
	bool absolute = own_authority || str_starts(ref.path, STR("/"));
	buf_add(out, ref.has_scheme ? ref.scheme : base.scheme);
	buf_byte(out, ':');
	add_authority(out, has_authority, own_authority ? authority : base_authority);
	if (!absolute && ref.path.n == 0) {
		buf_add(out, base.path);
		if (!ref.has_query)
			add_part(out, '?', base.has_query, base.query);
	} else {
		add_path(out, absolute ? STR("") : base_dir(&base), ref.path, has_authority);
	}
	add_part(out, '?', ref.has_query, ref.query);
	add_part(out, '#', ref.has_fragment, ref.fragment);
	return !out->full;
}

unsigned uri_default_port(struct str scheme)
{
	static const struct {
		const char *scheme;
		unsigned port;
	} known[] = {
		{ "gemini", 1965 },
		{ "gopher", 70 },
		{ "gophers", 70 },
		{ "http", 80 },
		{ "https", 443 },
		{ "titan", 1965 },
		{ "finger", 79 },
		{ "spartan", 300 },
	};
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (str_ieq(scheme, str_of(known[i].scheme)))
			return known[i].port;
	return 0;
}
