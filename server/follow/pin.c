#include "follow/pin.h"

#include "mirror/head.h"

#include <errno.h>
#include <string.h>

enum { PIN_MAX = PIN_URL + PIN_ROBOTS + 1024 };

static const struct str file = { "/.mirror/pin", 12 };

static bool keep(char *to, size_t room, struct str value)
{
	if (value.n >= room)
		return false;
	memcpy(to, value.p, value.n);
	to[value.n] = '\0';
	return true;
}

static bool take(struct pin *p, struct str key, struct str value)
{
	if (str_eq(key, STR("url")))
		return keep(p->url, sizeof p->url, value);
	if (str_eq(key, STR("key")))
		return p->has_key = sign_public_read(value, &p->key) == NULL;
	if (str_eq(key, STR("identity")))
		return keep(p->identity, sizeof p->identity, value) && value.n == PIN_IDENTITY;
	if (str_eq(key, STR("serial")))
		return str_u64(value, INT64_MAX, &p->serial);
	if (str_eq(key, STR("again")))
		return p->again = true;
	if (str_eq(key, STR("used")))
		return str_u64(value, INT64_MAX, &p->used);
	if (str_eq(key, STR("keys")))
		return digest_read(value, &p->keys);
	if (str_eq(key, STR("robots-read")))
		return head_time_read(value, &p->robots_read);
	if (str_eq(key, STR("robots")))
		return keep(p->robots, sizeof p->robots, value);
	return true;
}

bool pin_load(struct pin *p, const struct tree *t, struct buf *why)
{
	struct arena m = { 0 };
	struct str text;
	*p = (struct pin){ 0 };
	bool good = tree_read(t, file, PIN_MAX, &m, &text);
	if (!good && errno == ENOENT) {
		arena_free(&m);
		return true;
	}
	if (!good)
		buf_fmt(why, ".mirror/pin: %s", strerror(errno));
	while (good && text.n) {
		struct str line = str_cut(&text, '\n');
		size_t colon = str_find(line, STR(": "));
		good = colon < line.n && take(p, str_sub(line, 0, colon), str_sub(line, colon + 2, line.n));
		if (!good)
			buf_fmt(why, ".mirror/pin is damaged: put it back from a backup, or remove it, and name the "
				     "key with "
				     "--key");
	}
	arena_free(&m);
	return good;
}

bool pin_save(const struct pin *p, const struct tree *t)
{
	char room[PIN_MAX];
	struct buf out = BUF(room);
	buf_fmt(&out, "url: %s\n", p->url);
	if (p->has_key) {
		buf_add(&out, STR("key: "));
		sign_public_add(&out, &p->key);
		buf_byte(&out, '\n');
	}
	if (*p->identity)
		buf_fmt(&out, "identity: %s\n", p->identity);
	buf_add(&out, STR("serial: "));
	buf_u64(&out, p->serial);
	buf_byte(&out, '\n');
	if (p->again)
		buf_add(&out, STR("again: yes\n"));
	if (p->used) {
		buf_add(&out, STR("used: "));
		buf_u64(&out, p->used);
		buf_byte(&out, '\n');
	}
	if (!digest_none(&p->keys)) {
		buf_add(&out, STR("keys: "));
		digest_add(&out, &p->keys);
		buf_byte(&out, '\n');
	}
	if (p->robots_read) {
		buf_add(&out, STR("robots-read: "));
		head_time_add(&out, p->robots_read);
		buf_byte(&out, '\n');
	}
	if (*p->robots)
		buf_fmt(&out, "robots: %s\n", p->robots);
	return !out.full && tree_put(t, file, buf_str(&out));
}
