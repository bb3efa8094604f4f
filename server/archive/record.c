#include "archive/record.h"

#include "text/article.h"
#include "text/gemtext.h"
#include "text/slug.h"

#include <errno.h>
#include <openssl/evp.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	TITLE_MAX = 500,
	SUMMARY_MAX = 200,
	SUMMARY_MIN = 60, /* a shorter line above the text is a date or a place */
	VALUE_MAX = 200,
	NAME_MAX_HERE = 100, /* of a facet */
	ID_DIGITS = 16,
};

bool record_wanted(struct str name)
{
	bool index = str_ieq(str_sub(name, 0, str_rindex(name, '.')), STR("index"));
	return gem_named(name) && name.p[0] != '.' && !index;
}

/* ---- the bytes ---- */

static enum record_result slurp(const struct found_file *f, struct arena *m, struct str *out)
{
	size_t size = f->size < RECORD_BYTES ? (size_t)f->size : RECORD_BYTES, n = 0;
	char *p = arena_take(m, size + 1, 1);
	while (n < size) {
		ssize_t got = pread(f->fd, p + n, size - n, (off_t)n);
		if (got < 0 && errno != EINTR)
			return RECORD_TROUBLE;
		if (got == 0)
			break;
		n += got > 0 ? (size_t)got : 0;
	}
	*out = (struct str){ p, n };
	return RECORD_GOOD;
}

/* The hash of the whole file, of which text may be only the beginning. */
static bool hash(const struct found_file *f, struct str text, unsigned char out[32])
{
	EVP_MD_CTX *c = EVP_MD_CTX_new();
	bool good = c && EVP_DigestInit_ex(c, EVP_sha256(), NULL) == 1 && EVP_DigestUpdate(c, text.p, text.n) == 1;
	for (uint64_t at = text.n; good && at < f->size;) {
		char piece[65536];
		ssize_t n = pread(f->fd, piece, sizeof piece, (off_t)at);
		if (n <= 0)
			break;
		good = EVP_DigestUpdate(c, piece, (size_t)n) == 1;
		at += (uint64_t)n;
	}
	good = good && EVP_DigestFinal_ex(c, out, NULL) == 1;
	EVP_MD_CTX_free(c);
	return good;
}

/* A number that only the path and the bytes decide, for the rest of the id. */
static uint64_t mix(struct str path, const unsigned char sha256[32])
{
	uint64_t h = 0xcbf29ce484222325u;
	for (size_t i = 0; i < path.n; i++)
		h = (h ^ (unsigned char)path.p[i]) * 0x100000001b3u;
	for (size_t i = 0; i < 32; i++)
		h = (h ^ sha256[i]) * 0x100000001b3u;
	h ^= h >> 32;
	return h * 0x9e3779b97f4a7c15u >> 24;
}

static int64_t id_of(struct date date, struct str path, const unsigned char sha256[32])
{
	uint64_t h = mix(path, sha256);
	int64_t first = entry_first(date);
	return date.year ? first | (int64_t)(h & ((1 << ENTRY_SHIFT) - 1))
			 : first + (int64_t)(h % (uint64_t)(entry_end(date) - first));
}

/* ---- values ---- */

/* A copy that is UTF-8 on one line and at most max bytes long. */
static struct str clean(struct arena *m, struct str s, size_t max)
{
	struct buf out = { 0 };
	s = str_trim(utf8_fit(s, max));
	arena_room(m, &out, 3 * s.n + 1);
	for (size_t n; s.n; s = str_sub(s, n, s.n)) {
		uint32_t rune = 0;
		n = utf8_read(s, &rune);
		if (n == 0)
			buf_add(&out, STR("\xef\xbf\xbd"));
		else if (rune < 0x20 || (rune >= 0x7f && rune < 0xa0) || rune == 0x2028 || rune == 0x2029)
			buf_byte(&out, ' ');
		else
			buf_add(&out, str_sub(s, 0, n));
		n = n ? n : 1;
	}
	return buf_str(&out);
}

static struct str value_of(const struct article *a, enum article_key key, struct arena *m)
{
	return clean(m, a->value[key], VALUE_MAX);
}

static uint64_t identifier_of(struct str s)
{
	uint64_t value = 0;
	for (size_t i = 0; i < ID_DIGITS; i++) {
		char c = i < s.n ? s.p[i] : '\0';
		int digit = c >= '0' && c <= '9'                     ? c - '0'
			    : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
								     : -1;
		if (digit < 0)
			return 0;
		value = value << 4 | (uint64_t)digit;
	}
	return value;
}

static int known(struct date d)
{
	return (d.year != 0) + (d.month != 0) + (d.day != 0);
}

/* The path's date, unless the article knows more of it. */
static struct date date_for(struct str path, const struct article *a)
{
	struct date d, said;
	date_of_path(path, &d);
	if (date_parse(a->value[ARTICLE_PUBLISHED], &said) && known(said) > known(d))
		return said;
	return d;
}

static struct date day_of(int64_t seconds)
{
	struct tm tm;
	time_t t = (time_t)seconds, now = time(NULL);
	if (t > now)
		t = now; /* a clock that was wrong must not be the latest news for years */
	if (t < 0 || !localtime_r(&t, &tm))
		return (struct date){ 1970, 1, 1 };
	return (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
}

/* ---- facets ---- */

static bool word_rune(uint32_t rune)
{
	return rune > 0x7f && rune != 0xfffd;
}

/* Marks at the end of a word that make it another one are spelled: C++ and C# are not C. */
static void spell_marks(struct buf *out, struct str name)
{
	bool inside = false;
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		bool mark = inside && (c == '+' || c == '#');
		inside = mark || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
		buf_add(out, !mark ? str_sub(name, i, i + 1) : c == '+' ? STR(" plus") : STR(" sharp"));
	}
}

/* What has neither letters nor digits, by its bytes. */
static void add_bytes(struct buf *out, struct str name)
{
	buf_add(out, name.n ? STR("x") : STR(""));
	for (size_t i = 0; i < name.n; i++)
		buf_fmt(out, "%02x", (unsigned)(unsigned char)name.p[i]);
}

/* The slug of a facet: text/slug.h's, or where that has nothing (another script) its letters and digits, case-folded,
 * or where it has none of them its bytes. Names with the same slug are one facet. */
static void facet_slug(struct buf *out, struct str name)
{
	char spelled_room[7 * NAME_MAX_HERE];
	struct buf spelled = BUF(spelled_room);
	size_t before = out->n;
	spell_marks(&spelled, name);
	slug_add(out, buf_str(&spelled));
	if (out->n > before)
		return;
	char space[TERMS_MAX + 1] = { 0 };
	struct str written, rest = name;
	for (struct buf exact = BUF(space); terms_next(&rest, &written, &exact); buf_clear(&exact)) {
		uint32_t rune = 0;
		if (exact.n && utf8_read(buf_str(&exact), &rune) && word_rune(rune))
			buf_add(out, buf_str(&exact));
	}
	if (out->n == before)
		add_bytes(out, name);
}

static void facet_add(struct record *r, enum facet_kind kind, struct str name, struct arena *m)
{
	char space[512];
	struct buf slug = BUF(space);
	name = clean(m, name, NAME_MAX_HERE);
	facet_slug(&slug, name);
	if (slug.n == 0 || slug.full || r->facet_count == RECORD_FACETS)
		return;
	for (size_t i = 0; i < r->facet_count; i++)
		if (r->facet[i].kind == kind && str_eq(r->facet[i].slug, buf_str(&slug)))
			return;
	r->facet[r->facet_count++] = (struct record_facet){ kind, name, arena_copy(m, buf_str(&slug)) };
}

/* "Anna Beispiel, Bernd Muster; Stadtrat" */
static void facets_add(struct record *r, enum facet_kind kind, struct str list, struct arena *m)
{
	while (list.n) {
		size_t comma = str_index(list, ','), semicolon = str_index(list, ';');
		size_t end = comma < semicolon ? comma : semicolon;
		facet_add(r, kind, str_sub(list, 0, end), m);
		list = str_sub(list, end + 1, list.n);
	}
}

/* ---- the text ---- */

/* The body as a reader reads it: without markup and URLs; *summary is its first paragraph. */
static struct str plain(struct str body, struct arena *m, struct str *summary)
{
	struct buf out = { 0 };
	bool pre = false, titled = false;
	arena_room(m, &out, body.n + 1);
	while (body.n) {
		struct gem_line line = gem_read(str_cut(&body, '\n'), &pre);
		if (line.type == GEM_PRE_TOGGLE)
			continue;
		if (line.type == GEM_HEADING && line.level == 1 && !titled) {
			titled = true; /* it has a column of its own */
			continue;
		}
		if (line.type == GEM_TEXT && summary->n == 0 && line.text.n >= SUMMARY_MIN)
			*summary = line.text;
		buf_add(&out, line.text);
		buf_byte(&out, '\n');
	}
	return buf_str(&out);
}

/* Cut between words, with an ellipsis. */
static struct str shorten(struct str s, size_t max, struct arena *m)
{
	if (s.n <= max)
		return s;
	struct str head = utf8_fit(s, max);
	size_t space = str_rindex(head, ' ');
	head = str_trim(str_sub(head, 0, space < head.n && space > max / 2 ? space : head.n));
	return arena_fmt(m, "%.*s …", STR_ARG(head));
}

static struct str stream(
	const struct recorder *r, struct str text, struct str language, struct arena *m, uint32_t *words)
{
	struct buf out = { 0 };
	arena_room(m, &out, text.n + text.n / 2 + 64);
	size_t n = terms_add(r->terms, text, language, m, &out);
	if (words)
		*words = (uint32_t)n;
	return buf_str(&out);
}

static void take_text(
	const struct recorder *r, struct str text, const struct article *a, struct arena *m, struct record *out)
{
	struct entry *e = &out->entry;
	struct str summary = { 0 }, body = plain(a->body, m, &summary);
	struct str said = a->value[ARTICLE_DESCRIPTION];
	e->title = clean(m, article_title(str_sub(text, 0, 8192)), TITLE_MAX);
	if (e->title.n == 0)
		e->title = clean(m, out->name, TITLE_MAX);
	e->summary = shorten(clean(m, said.n ? said : summary, 4 * SUMMARY_MAX), SUMMARY_MAX, m);
	out->column[RECORD_TITLE] = stream(r, e->title, e->language, m, NULL);
	out->column[RECORD_PLACE] = stream(r, e->place, e->language, m, NULL);
	out->column[RECORD_SECTION] = stream(r, e->section, e->language, m, NULL);
	out->column[RECORD_AUTHOR] = stream(r, a->value[ARTICLE_AUTHOR], e->language, m, NULL);
	out->column[RECORD_KEYWORD] = stream(r, a->value[ARTICLE_KEYWORDS], e->language, m, NULL);
	out->column[RECORD_BODY] = stream(r, body, e->language, m, &e->words);
}

static void take_block(const struct recorder *r, const struct article *a, struct arena *m, struct record *out)
{
	struct entry *e = &out->entry;
	struct str language = value_of(a, ARTICLE_LANGUAGE, m);
	e->place = value_of(a, ARTICLE_LOCATION, m);
	e->section = value_of(a, ARTICLE_SECTION, m);
	e->credit = value_of(a, ARTICLE_CREDIT, m);
	e->updated = value_of(a, ARTICLE_MODIFIED, m);
	e->language = language.n ? language : r->language;
	e->identifier = identifier_of(a->value[ARTICLE_IDENTIFIER]);
	out->version_of = identifier_of(a->value[ARTICLE_VERSION]);
	facet_add(out, FACET_PLACE, e->place, m);
	facet_add(out, FACET_SECTION, e->section, m);
	facets_add(out, FACET_AUTHOR, a->value[ARTICLE_AUTHOR], m);
	facets_add(out, FACET_KEYWORD, a->value[ARTICLE_KEYWORDS], m);
}

enum record_result record_read(
	const struct recorder *r, struct str folder, struct str name, struct arena *m, struct record *out)
{
	struct found_file f;
	struct article a;
	struct str text, path = arena_fmt(m, "%.*s%.*s", STR_ARG(folder), STR_ARG(name));
	*out = (struct record){ .folder = folder, .name = name };
	enum found found = root_find(r->root, path, &f);
	if (found != FOUND_FILE) {
		if (f.fd >= 0)
			close(f.fd);
		return found == FOUND_TROUBLE ? RECORD_TROUBLE : RECORD_NOTHING;
	}
	struct entry *e = &out->entry;
	enum record_result result = slurp(&f, m, &text);
	if (result == RECORD_GOOD && !hash(&f, text, e->sha256))
		result = RECORD_TROUBLE;
	close(f.fd);
	if (result != RECORD_GOOD)
		return result;
	article_read(text, r->languages, r->language_count, &a);
	e->path = path;
	e->size = f.size;
	e->mtime = f.mtime.tv_sec;
	e->added = day_of(f.mtime.tv_sec);
	e->date = date_for(path, &a);
	e->id = id_of(e->date, path, e->sha256);
	out->state = (struct record_state){ f.size, f.ino, (int64_t)f.mtime.tv_sec * 1000000000 + f.mtime.tv_nsec };
	bool filed = a.value[ARTICLE_IDENTIFIER].n || a.value[ARTICLE_LOCATION].n || a.value[ARTICLE_SECTION].n;
	/* beside the front page lie an imprint and its like; beneath /more/ what an export made */
	bool within = !str_eq(folder, STR("/")) && !str_starts(folder, STR("/more/"));
	out->listed = e->date.year || filed || within;
	take_block(r, &a, m, out);
	take_text(r, text, &a, m, out);
	return RECORD_GOOD;
}
