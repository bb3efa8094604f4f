/* A base, a newline, and a reference to it; each is also a path, a host and plain bytes. */
#include "fuzz.h"

#include "text/uri.h"

enum { ROOM = 1 << 16 };

static char room[4][ROOM];

static void part(struct buf *out, bool has, const char *before, struct str s, const char *after)
{
	HOLDS(has || s.n == 0);
	if (!has)
		return;
	buf_add(out, str_of(before));
	buf_add(out, s);
	buf_add(out, str_of(after));
}

/* What was taken apart can be put together again. */
static void check_split(struct str text)
{
	struct uri u;
	struct buf again = BUF(room[0]);
	if (!uri_split(text, &u))
		return;
	const struct str views[] = { u.scheme, u.userinfo, u.host, u.port, u.path, u.query, u.fragment };
	for (size_t i = 0; i < sizeof views / sizeof views[0]; i++)
		HOLDS(within(views[i], text));
	bool bracket = u.host.n && u.host.p > text.p && u.host.p[-1] == '[';
	part(&again, u.has_scheme, "", u.scheme, ":");
	part(&again, u.has_authority, "//", STR(""), "");
	part(&again, u.has_userinfo, "", u.userinfo, "@");
	part(&again, u.has_authority, bracket ? "[" : "", u.host, bracket ? "]" : "");
	part(&again, u.has_port, ":", u.port, "");
	buf_add(&again, u.path);
	part(&again, u.has_query, "?", u.query, "");
	part(&again, u.has_fragment, "#", u.fragment, "");
	HOLDS(again.full || str_eq(buf_str(&again), text));
	HOLDS(uri_default_port(u.scheme) <= 65535);
}

static void check_resolve(struct str base, struct str reference)
{
	struct buf target = BUF(room[0]), second = BUF(room[1]), third = BUF(room[2]);
	struct uri b, r, t;
	if (!uri_resolve(base, reference, &target)) {
		HOLDS(target.full || !uri_split(base, &b) || !b.has_scheme || !uri_split(reference, &r));
		return;
	}
	HOLDS(uri_split(base, &b) && uri_split(reference, &r));
	HOLDS(uri_split(buf_str(&target), &t) && t.has_scheme);
	HOLDS(t.has_fragment == r.has_fragment && str_eq(t.fragment, r.fragment));
	HOLDS(t.has_authority == (r.has_scheme || r.has_authority ? r.has_authority : b.has_authority));
	/* a target is its own target, once its dots are gone */
	if (uri_resolve(base, buf_str(&target), &second)) {
		HOLDS(uri_resolve(base, buf_str(&second), &third) || third.full);
		HOLDS(third.full || str_eq(buf_str(&second), buf_str(&third)));
		HOLDS(r.path.n == 0 || str_eq(buf_str(&target), buf_str(&second)));
	}
}

static void check_path(struct str path)
{
	struct buf clean = BUF(room[0]), again = BUF(room[1]), code = BUF(room[2]), back = BUF(room[3]);
	if (uri_clean_path(path, &clean) != URI_PATH_OK)
		return;
	HOLDS(path_clean(buf_str(&clean)));
	HOLDS(uri_clean_plain(buf_str(&clean), &again) == URI_PATH_OK);
	HOLDS(str_eq(buf_str(&clean), buf_str(&again)));
	uri_encode_path(buf_str(&clean), &code);
	if (code.full)
		return;
	struct uri u;
	HOLDS(uri_split(buf_str(&code), &u) && str_eq(u.path, buf_str(&code)));
	HOLDS(uri_clean_path(buf_str(&code), &back) == URI_PATH_OK);
	HOLDS(str_eq(buf_str(&clean), buf_str(&back)));
}

static void check_codes(struct str s)
{
	struct buf path = BUF(room[0]), component = BUF(room[1]), back = BUF(room[2]);
	bool nul = holds_byte(s, '\0');
	uri_encode_path(s, &path);
	uri_encode_component(s, &component);
	if (!path.full && !component.full) {
		HOLDS(uri_decode(buf_str(&path), &back) == !nul);
		HOLDS(nul || str_eq(buf_str(&back), s));
		buf_clear(&back);
		HOLDS(uri_decode(buf_str(&component), &back) == !nul);
		HOLDS(nul || str_eq(buf_str(&back), s));
	}
	buf_clear(&back);
	HOLDS(!uri_decode(s, &back) || !holds_byte(buf_str(&back), '\0'));
}

static void check_host(struct str host)
{
	struct buf name = BUF(room[0]), again = BUF(room[1]);
	if (!uri_host(host, &name))
		return;
	HOLDS(name.n > 0 && name.n <= 253 && harmless(buf_str(&name), ""));
	for (size_t i = 0; i < name.n; i++)
		HOLDS((unsigned char)name.p[i] > ' ' && (unsigned char)name.p[i] < 0x7f);
	HOLDS(uri_host(buf_str(&name), &again) && str_eq(buf_str(&name), buf_str(&again)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str all = { (const char *)data, size };
	size_t cut = size ? str_index(all, '\n') : 0;
	struct str base = flush_copy(0, data, cut);
	struct str reference = cut < size ? flush_copy(1, data + cut + 1, size - cut - 1) : flush_copy(1, data, 0);
	check_split(base);
	check_split(reference);
	check_resolve(base, reference);
	check_path(reference);
	check_codes(reference);
	check_host(reference);
	struct uri u;
	if (uri_split(base, &u)) {
		check_path(u.path);
		check_host(u.host);
	}
	return 0;
}
