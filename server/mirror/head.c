#include "mirror/head.h"

#include <string.h>

enum { URL_MAX = 300, TITLE_MAX = 300 };

/* ---- times ---- */

void head_time_add(struct buf *out, time_t t)
{
	struct tm tm;
	char text[32];
	if (gmtime_r(&t, &tm) && strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm))
		buf_add(out, str_of(text));
	else
		out->full = true;
}

static bool number(struct str s, size_t from, size_t n, int least, int most, int *out)
{
	uint64_t value;
	if (s.n < from + n || !str_u64(str_sub(s, from, from + n), (uint64_t)most, &value) || (int)value < least)
		return false;
	*out = (int)value;
	return true;
}

bool head_time_read(struct str s, time_t *out)
{
	static const char form[] = "0000-00-00T00:00:00Z";
	struct tm tm = { 0 };
	if (s.n != sizeof form - 1)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (form[i] != '0' && s.p[i] != form[i])
			return false;
	if (!number(s, 0, 4, 1970, 9999, &tm.tm_year) || !number(s, 5, 2, 1, 12, &tm.tm_mon) ||
		!number(s, 8, 2, 1, 31, &tm.tm_mday) || !number(s, 11, 2, 0, 23, &tm.tm_hour) ||
		!number(s, 14, 2, 0, 59, &tm.tm_min) || !number(s, 17, 2, 0, 59, &tm.tm_sec))
		return false;
	int day = tm.tm_mday;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	*out = timegm(&tm);
	return tm.tm_mday == day; /* 31 February becomes another day */
}

/* ---- writing ---- */

static void add(struct buf *out, const char *key, struct str value)
{
	buf_fmt(out, "%s: ", key);
	for (size_t i = 0; i < value.n; i++)
		buf_byte(out, (unsigned char)value.p[i] < ' ' ? ' ' : value.p[i]);
	buf_byte(out, '\n');
}

static void add_number(struct buf *out, const char *key, uint64_t value)
{
	buf_fmt(out, "%s: ", key);
	buf_u64(out, value);
	buf_byte(out, '\n');
}

static void add_time(struct buf *out, const char *key, time_t t)
{
	buf_fmt(out, "%s: ", key);
	head_time_add(out, t);
	buf_byte(out, '\n');
}

static void add_digest(struct buf *out, const char *key, const struct digest *d)
{
	buf_fmt(out, "%s: ", key);
	digest_add(out, d);
	buf_byte(out, '\n');
}

void head_write(struct buf *out, const struct head *h)
{
	add(out, "herald-archive", STR("1"));
	add(out, "title", utf8_fit(h->title, TITLE_MAX));
	for (size_t i = 0; i < h->addresses; i++)
		add(out, "archive", h->address[i]);
	add_number(out, "serial", h->serial);
	add_time(out, "published", h->published);
	add_time(out, "valid-until", h->valid_until);
	add_number(out, "files", h->files);
	add_number(out, "bytes", h->bytes);
	add_digest(out, "manifest", &h->manifest);
	add_digest(out, "log", &h->log);
	add_digest(out, "packs", &h->packs);
	add_digest(out, "gone", &h->gone);
	for (size_t i = 0; i < h->dynamics; i++)
		add(out, "dynamic", h->dynamic[i]);
}

/* ---- reading ---- */

enum {
	WITH_FORM = 1,
	WITH_SERIAL = 2,
	WITH_PUBLISHED = 4,
	WITH_VALID = 8,
	WITH_FILES = 16,
	WITH_BYTES = 32,
	WITH_MANIFEST = 64,
	WITH_LOG = 128,
	WITH_PACKS = 256,
	WITH_GONE = 512,
	WITH_ALL = 1023
};

static bool plain(struct str s, size_t max)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return false;
	return s.n && s.n <= max && utf8_valid(s);
}

static bool keep(struct str *list, size_t *count, size_t room, struct str value)
{
	if (*count == room || !plain(value, URL_MAX))
		return false;
	list[(*count)++] = value;
	return true;
}

/* What has to be there, and once. */
static bool needed(struct head *h, struct str key, struct str value, unsigned *bit)
{
	if (str_eq(key, STR("herald-archive")))
		return *bit = WITH_FORM, str_eq(value, STR("1"));
	if (str_eq(key, STR("serial")))
		return *bit = WITH_SERIAL, str_u64(value, INT64_MAX, &h->serial) && h->serial > 0;
	if (str_eq(key, STR("published")))
		return *bit = WITH_PUBLISHED, head_time_read(value, &h->published);
	if (str_eq(key, STR("valid-until")))
		return *bit = WITH_VALID, head_time_read(value, &h->valid_until);
	if (str_eq(key, STR("files")))
		return *bit = WITH_FILES, str_u64(value, INT64_MAX, &h->files);
	if (str_eq(key, STR("bytes")))
		return *bit = WITH_BYTES, str_u64(value, INT64_MAX, &h->bytes);
	if (str_eq(key, STR("manifest")))
		return *bit = WITH_MANIFEST, digest_read(value, &h->manifest);
	if (str_eq(key, STR("log")))
		return *bit = WITH_LOG, digest_read(value, &h->log);
	if (str_eq(key, STR("packs")))
		return *bit = WITH_PACKS, digest_read(value, &h->packs);
	if (str_eq(key, STR("gone")))
		return *bit = WITH_GONE, digest_read(value, &h->gone);
	return true;
}

static bool other(struct head *h, struct str key, struct str value)
{
	if (str_eq(key, STR("title")))
		h->title = value;
	if (str_eq(key, STR("title")))
		return plain(value, TITLE_MAX);
	if (str_eq(key, STR("archive")))
		return keep(h->address, &h->addresses, HEAD_ADDRESSES, value);
	if (str_eq(key, STR("dynamic")))
		return keep(h->dynamic, &h->dynamics, HEAD_DYNAMIC, value);
	return true;
}

const char *head_read(struct str message, struct head *out)
{
	unsigned seen = 0;
	*out = (struct head){ 0 };
	if (message.n > HEAD_MAX)
		return "HEAD is longer than 2 KB";
	if (!str_starts(message, STR("herald-archive: ")))
		return "this is no HEAD of an archive: it does not begin with 'herald-archive: 1'";
	while (message.n) {
		unsigned bit = 0;
		size_t end = str_index(message, '\n');
		struct str line = str_cut(&message, '\n');
		size_t colon = str_find(line, STR(": "));
		if (colon == line.n || end > HEAD_MAX)
			return "a line of HEAD is not 'key: value'";
		struct str key = str_sub(line, 0, colon), value = str_sub(line, colon + 2, line.n);
		if (!needed(out, key, value, &bit) || !other(out, key, value))
			return bit == WITH_FORM ? "this HEAD is of a later version: a newer herald can read it"
						: "a value in HEAD is not what it should be";
		if (seen & bit)
			return "a line of HEAD is there twice";
		seen |= bit;
	}
	if (seen != WITH_ALL)
		return "a line is missing in HEAD";
	return out->addresses ? NULL : "HEAD does not say whose archive it is";
}
