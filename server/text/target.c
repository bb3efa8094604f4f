#include "text/target.h"

#include "text/uri.h"

#include <string.h>

enum {
	GEMINI_PORT = 1965, /* Gemini specification, "URI scheme" */
	GOPHER_PORT = 70,   /* RFC 4266 */
	PATH_MAX_HERE = 4096,
};

static bool text_byte(char c)
{
	return c > ' ' && c < 0x7f;
}

static void add_encoded(struct buf *out, char c)
{
	buf_fmt(out, "%%%02X", (unsigned)(unsigned char)c);
}

static bool hex(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* Links as people write them: what no URI may hold is encoded. Non-ASCII bytes stay; they may be a host name's. */
static void mend(struct str link, bool brackets, struct buf *out)
{
	for (size_t i = 0; i < link.n; i++) {
		char c = link.p[i];
		bool cut = c == '%' && !(i + 2 < link.n && hex(link.p[i + 1]) && hex(link.p[i + 2]));
		bool ascii = (unsigned char)c < 0x80;
		if (cut || (ascii && (!text_byte(c) || strchr("<>\"{}|\\^`", c))) ||
			(brackets && (c == '[' || c == ']')))
			add_encoded(out, c);
		else
			buf_byte(out, c);
	}
}

static void add_authority(struct buf *out, struct str host, unsigned port, unsigned usual)
{
	bool address = str_index(host, ':') < host.n;
	buf_add(out, address ? STR("[") : STR(""));
	buf_add(out, host);
	buf_add(out, address ? STR("]") : STR(""));
	if (port != usual)
		buf_fmt(out, ":%u", port);
}

static struct str without_index(struct str path)
{
	struct str index = STR("index.gmi");
	return str_ends(path, STR("/index.gmi")) ? str_sub(path, 0, path.n - index.n) : path;
}

void target_gemini_url(const struct view_site *site, struct str path, struct buf *out)
{
	buf_add(out, STR("gemini://"));
	add_authority(out, site->gemini_host, site->gemini_port, GEMINI_PORT);
	uri_encode_path(without_index(path), out);
}

static bool resolve(const struct view_site *site, struct str path, struct str link, struct buf *out)
{
	char base_room[PATH_MAX_HERE], mended_room[3 * TARGET_URL_MAX];
	struct buf base = BUF(base_room), mended = BUF(mended_room);
	struct buf fresh = *out;
	target_gemini_url(site, path, &base);
	mend(link, false, &mended);
	if (base.full || mended.full)
		return false;
	if (uri_resolve(buf_str(&base), buf_str(&mended), out) && !out->full)
		return true;
	*out = fresh;
	buf_clear(&mended);
	mend(link, true, &mended);
	return !mended.full && uri_resolve(buf_str(&base), buf_str(&mended), out) && !out->full;
}

static bool ascii_only(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

static void add_ascii(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] >= 0x80)
			add_encoded(out, s.p[i]);
		else
			buf_byte(out, s.p[i]);
	}
}

/* Adds the URL with its host as A-labels and everything else percent-encoded. */
static bool add_url(struct buf *out, struct str url, const struct uri *u)
{
	size_t host = u->host.n ? (size_t)(u->host.p - url.p) : 0;
	add_ascii(out, str_sub(url, 0, host));
	if (ascii_only(u->host))
		buf_add(out, u->host);
	else if (!uri_host(u->host, out))
		return false;
	add_ascii(out, str_sub(url, host + u->host.n, url.n));
	return !out->full;
}

static bool own_host(const struct view_site *site, struct str host, bool gopher)
{
	char room[256];
	struct buf name = BUF(room);
	if (!ascii_only(host) || str_ends(host, STR("."))) {
		if (!uri_host(host, &name))
			return false;
		host = buf_str(&name);
	}
	for (size_t i = 0; i < site->host_count; i++)
		if (str_ieq(host, site->hosts[i]))
			return true;
	return str_ieq(host, gopher ? site->gopher_host : site->gemini_host);
}

static unsigned port_of(const struct uri *u)
{
	uint64_t port = 0;
	if (u->port.n == 0)
		return uri_default_port(u->scheme);
	return str_u64(u->port, 65535, &port) ? (unsigned)port : 0;
}

/* A page's or file's item: its type, and its selector added to room. False: the selector is too long. */
static bool own_item(struct str path, bool ascii, bool menu, struct buf *room, struct item *item)
{
	size_t start = room->n;
	buf_add(room, ascii ? STR("/ascii") : STR(""));
	path = without_index(path);
	/* what stands around an article is of use as a menu only */
	menu = menu || str_starts(path, STR("/more/"));
	item->type = item_type_of_path(path);
	if (str_ends(path, STR(".gmi"))) {
		view_selector(room, str_sub(path, 0, path.n - 4));
		buf_add(room, menu ? STR("") : STR(".txt"));
		item->type = menu ? '1' : '0';
	} else {
		view_selector(room, path);
	}
	item->selector = str_sub(buf_str(room), start, room->n);
	return !room->full && item->selector.n <= TARGET_SELECTOR_MAX;
}

/* A selector as the end of a gopher URL (RFC 4266, 2.1). */
static void add_gopher_url(const struct view_site *site, const struct item *item, struct buf *out)
{
	buf_add(out, site->gophers ? STR("gophers://") : STR("gopher://"));
	add_authority(out, site->gopher_host, site->gopher_port, GOPHER_PORT);
	buf_byte(out, '/');
	buf_byte(out, item->type);
	uri_encode_path(item->selector, out);
}

bool target_own_url(const struct view_site *site, bool ascii, struct str path, bool menu, struct buf *out)
{
	char room[3 * PATH_MAX_HERE];
	struct buf selector = BUF(room);
	struct item item;
	bool page = str_ends(without_index(path), STR(".gmi"));
	if ((menu && !page) || !own_item(path, ascii, menu, &selector, &item))
		return false;
	add_gopher_url(site, &item, out);
	return true;
}

static bool is_search(struct str path)
{
	return str_eq(path, STR("/search")) || str_starts(path, STR("/search/"));
}

/* Gopher has no '?': a query stands in the selector, behind "/for/", and no slash in it divides anything. */
static bool add_query(struct str query, struct buf *room, struct item *item)
{
	char space[PATH_MAX_HERE];
	struct buf decoded = BUF(space);
	size_t start = room->n - item->selector.n;
	if (!uri_decode(query, &decoded))
		return false;
	buf_add(room, STR("/for/"));
	for (struct str rest = buf_str(&decoded), part; rest.n;) {
		bool more = str_index(rest, '/') < rest.n;
		part = str_cut(&rest, '/');
		view_selector(room, part);
		buf_add(room, more ? STR("=2F") : STR(""));
	}
	item->selector = str_sub(buf_str(room), start, room->n);
	return !room->full && !decoded.full && item->selector.n <= TARGET_SELECTOR_MAX;
}

/* A gemini link to one of our names. False: Gopher has no such page. */
static bool own_page(
	const struct view_site *site, bool ascii, const struct uri *u, struct buf *room, struct target *out)
{
	char path_room[PATH_MAX_HERE];
	struct buf path = BUF(path_room);
	/* who writes no path at all means the other protocol, not a page */
	if (u->has_userinfo || u->path.n == 0 || !own_host(site, u->host, false) || port_of(u) != site->gemini_port ||
		uri_clean_path(u->path, &path) != URI_PATH_OK || (u->query.n && !is_search(buf_str(&path))) ||
		!own_item(buf_str(&path), ascii, false, room, &out->item) ||
		(u->query.n && !add_query(u->query, room, &out->item)))
		return false;
	if (str_eq(buf_str(&path), STR("/search")) && u->query.n == 0)
		out->item.type = '7';
	size_t start = room->n;
	add_gopher_url(site, &out->item, room);
	out->url = str_sub(buf_str(room), start, room->n);
	return !room->full;
}

/* What can stand in a menu as a selector without harm. */
static bool harmless(struct str selector)
{
	uint32_t rune = 0;
	for (size_t n; selector.n; selector = str_sub(selector, n, selector.n)) {
		n = utf8_read(selector, &rune);
		if (n == 0 || rune < 0x20 || (rune >= 0x7f && rune <= 0x9f) || rune == 0x2028 || rune == 0x2029)
			return false;
	}
	return true;
}

/* Types that an item can have and be followed. */
static bool type_known(char type)
{
	return text_byte(type) && type != 'i' && type != '3';
}

/* A gopher link, to us or to others. False: no item says it (a search word, a control byte, TLS elsewhere). */
static bool gopher_item(const struct view_site *site, bool ascii, const struct uri *u, struct str url, struct buf *room,
	struct target *out)
{
	bool tls = str_ieq(u->scheme, STR("gophers"));
	if ((!tls && !str_ieq(u->scheme, STR("gopher"))) || u->has_userinfo || u->host.n == 0 || port_of(u) == 0)
		return false;
	bool own = own_host(site, u->host, true) && port_of(u) == site->gopher_port;
	/* RFC 4266 knows neither query nor fragment: selectors may hold '?' */
	struct str path = str_sub(url, u->path.n ? (size_t)(u->path.p - url.p) : url.n, url.n);
	path = str_sub(path, 0, str_index(path, '#'));
	if (path.n > 1)
		out->item.type = path.p[1];
	size_t start = room->n;
	bool prefixed = own && ascii && !str_starts(str_sub(path, 2, path.n), STR("/ascii"));
	buf_add(room, prefixed ? STR("/ascii") : STR(""));
	if (prefixed && (path.n < 3 || path.p[2] != '/'))
		buf_byte(room, '/');
	if ((tls && !own) || !uri_decode(str_sub(path, 2, path.n), room))
		return false;
	out->item.selector = str_sub(buf_str(room), start, room->n);
	out->item.port = own ? site->gopher_port : port_of(u);
	out->item.host = own ? site->gopher_host : u->host;
	if (own) {
		start = room->n;
		add_gopher_url(site, &out->item, room);
		out->url = str_sub(buf_str(room), start, room->n);
	}
	return type_known(out->item.type) && harmless(out->item.selector) && !room->full;
}

bool target_of(const struct view_site *site, bool ascii, struct str path, struct str link, struct buf *room,
	struct target *out)
{
	struct uri u;
	char absolute_room[3 * TARGET_URL_MAX];
	struct buf absolute = BUF(absolute_room);
	size_t start = room->n;
	if (!resolve(site, path, link, &absolute) || !uri_split(buf_str(&absolute), &u))
		return false;
	buf_add(room, STR("URL:"));
	if (!add_url(room, buf_str(&absolute), &u))
		return false;
	struct item other = { 'h', str_sub(buf_str(room), start, room->n), site->gopher_host, site->gopher_port };
	struct str url = str_sub(other.selector, 4, other.selector.n);
	if (!uri_split(url, &u))
		return false;
	*out = (struct target){ { '1', STR(""), site->gopher_host, site->gopher_port }, url };
	if (str_ieq(u.scheme, STR("gemini")) ? own_page(site, ascii, &u, room, out)
					     : gopher_item(site, ascii, &u, url, room, out))
		return true;
	*out = (struct target){ other, url };
	return true;
}
