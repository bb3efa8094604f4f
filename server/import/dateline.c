#include "import/dateline.h"

#include "import/agency.h"
#include "import/toponym.h"

#include <unictype.h>

enum {
	HEAD_BYTES = 200,  /* a dateline is over by then */
	LOOK_AHEAD = 400,  /* so far the text is looked at */
	NAMES_MAX = 4,     /* words of a place, */
	SMALL_MAX = 3,     /* and small ones among them ("Bad Neustadt an der Saale") */
	PLACES_MAX = 4,    /* with slashes between */
	PLACE_LETTERS = 3, /* that a bare one has at least */
	DATE_PARTS = 6,
	QUALIFIER_WORDS = 3,
	SIGN_MIN = 2, /* letters of an agency's sign */
	SIGN_MAX = 6,
};

/* Where the reading is, and what it has found. */
struct reading_head {
	struct str text;
	size_t at;
	struct str place, agency;
	bool agency_seen, date_seen;
	bool joined;    /* "und" between places */
	bool qualified; /* "SACRAMENTO, Calif." */
	size_t name;    /* bytes of the place without that */
};

static struct str rest_of(const struct reading_head *h)
{
	return str_sub(h->text, h->at, h->text.n);
}

static void spaces_skip(struct reading_head *h)
{
	while (h->at < h->text.n && h->text.p[h->at] == ' ')
		h->at++;
}

/* ---- the text behind ---- */

static bool begins_big(struct str s)
{
	uint32_t rune = 0;
	return utf8_read(s, &rune) > 0 && (uc_is_upper(rune) || (rune >= '0' && rune <= '9'));
}

/* Whether a sentence begins here, which may be quoted. */
static bool sentence_begins(struct str s)
{
	static const char *const opening[] = { "\"", "'", "„", "“", "”", "»", "«", "›", "‹", "‚", "‘", "’", "(", "[",
		"…", "..." };
	for (size_t i = 0, taken = 0; i < sizeof opening / sizeof *opening && taken < 3; i++) {
		if (!str_starts(s, str_of(opening[i])))
			continue;
		s = str_sub(s, str_of(opening[i]).n, s.n);
		taken++;
		i = (size_t)-1;
	}
	return begins_big(s);
}

static struct str first_word(struct str s)
{
	return str_sub(s, 0, str_index(str_sub(s, 0, LOOK_AHEAD), ' '));
}

/* Whether it goes on in words, as no table and no list of names does. */
static bool speaks(struct str s)
{
	struct str rest = str_sub(s, 0, LOOK_AHEAD), word;
	uint32_t rune = 0;
	for (unsigned i = 0; i < 12 && (word = str_word(&rest)).n; i++)
		if (i && word.n > 1 && utf8_read(word, &rune) > 0 && uc_is_lower(rune))
			return true;
	return false;
}

static size_t dash(struct str s)
{
	static const char *const dashes[] = { "–", "—", "--", "-", "‒", "―", "−" };
	if (s.n == 0 || (s.p[0] != '-' && (unsigned char)s.p[0] != 0xe2))
		return 0;
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
		if (str_starts(s, str_of(dashes[i])))
			return str_of(dashes[i]).n;
	return 0;
}

/* "Merkel – Kanzlerin seit 2005 – sagte": the first dash belongs to a second one. "Wolfsburg – Hannover: …" names a
 * way. */
static bool parenthesis(struct str s)
{
	size_t dashes = 0, words = 0;
	if (toponym_stop(first_word(s)))
		return false; /* an article or a preposition with a capital begins a sentence */
	s = str_sub(s, 0, LOOK_AHEAD);
	for (size_t i = 0; i + 1 < s.n; i++) {
		if ((s.p[i] == '.' || s.p[i] == '!' || s.p[i] == '?') && s.p[i + 1] == ' ')
			break;
		if (s.p[i] == ':' && words < 4)
			return true;
		if (s.p[i] != ' ')
			continue;
		words++;
		struct str behind = str_sub(s, i + 1, s.n);
		size_t n = dash(behind);
		dashes += n && str_starts(str_sub(behind, n, behind.n), STR(" "));
	}
	return dashes == 1;
}

/* ---- dates: "June 28", "28. Juni 2018", "28.06." ---- */

static size_t date_part(struct str s, bool *number)
{
	size_t n = 0;
	while (n < s.n && n < 16 && s.p[n] != ' ' && s.p[n] != ',' && s.p[n] != ')' && s.p[n] != '(' &&
		dash(str_sub(s, n, s.n)) == 0)
		n++;
	struct str part = str_sub(s, 0, n);
	size_t digits = 0, others = 0;
	for (size_t i = 0; i < n; i++) {
		digits += part.p[i] >= '0' && part.p[i] <= '9';
		others += part.p[i] != '.' && part.p[i] != '/' && (part.p[i] < '0' || part.p[i] > '9');
	}
	*number = digits && others == 0 && digits >= 2 && digits < n - 1 && n > 4; /* 28.6., 28/6/18 */
	if (digits && others == 0)
		return digits == 4 && n == 5 ? 4 : n; /* the point behind a year is the end */
	if (digits && digits <= 2 && others == 2)
		return toponym_in(TOPONYM_ORDINAL, str_sub(part, digits, n)) ? n : 0;
	if (digits == 0 && n && part.p[n - 1] == '.') {
		struct str word = str_sub(part, 0, n - 1);
		if (toponym_in(TOPONYM_CALENDAR, word))
			return word.n <= 4 ? n : n - 1;
		return 0;
	}
	return digits == 0 && toponym_in(TOPONYM_CALENDAR, part) ? n : 0;
}

/* Reads a date with at least one number, if there is one. */
static bool date_read(struct reading_head *h)
{
	size_t end = h->at, from = h->at;
	bool digits = false, month = false, whole = false;
	for (unsigned i = 0; i < DATE_PARTS; i++) {
		struct str part = str_sub(h->text, from, h->text.n);
		bool number = false;
		size_t n = date_part(part, &number);
		if (n == 0)
			break;
		bool digit = part.p[0] >= '0' && part.p[0] <= '9';
		whole = whole || number;
		digits = digits || digit;
		month = month || (!digit && n > 2);
		end = from = from + n;
		if (from < h->text.n && h->text.p[from] == ',')
			from++;
		while (from < h->text.n && h->text.p[from] == ' ')
			from++;
	}
	if (!whole && !(digits && month))
		return false;
	h->at = end;
	h->date_seen = true;
	return true;
}

/* ---- brackets and commas behind a place ---- */

/* "NEW ORLEANS (Gazette) —": where a dash is behind it, what is in brackets is the paper. */
static bool dash_follows(const struct reading_head *h, size_t close)
{
	return dash(str_trim(str_sub(h->text, h->at + close + 1, h->at + close + 8))) > 0;
}

static bool one_word(struct str s)
{
	return begins_big(s) && str_index(s, ' ') == s.n;
}

/* "(dpa)", "(Oder)". False: something else stands in them. */
static bool bracket_read(struct reading_head *h, size_t *place_end)
{
	struct str rest = rest_of(h);
	size_t close = str_index(str_sub(rest, 0, 80), ')');
	if (close == 80 || close >= rest.n)
		return false;
	struct str inner = str_trim(str_sub(rest, 1, close));
	if (agency_phrase(inner)) {
		h->agency = inner;
		h->agency_seen = true;
	} else if (h->qualified || (toponym_capitals(h->place) && one_word(inner) && dash_follows(h, close))) {
		h->agency = inner; /* "GREEN BAY, Wis. (Gazette) —" */
		h->agency_seen = true;
	} else if (inner.n >= SIGN_MIN && inner.n <= SIGN_MAX && toponym_capitals(inner) &&
		   toponym_capitals(h->place)) {
		/* one that is not in the lists, "BOSTON (KRT) —" */
		h->agency = inner;
		h->agency_seen = true;
	} else if (!h->agency_seen && toponym_qualifies(inner)) {
		*place_end = h->at + close + 1;
	} else {
		struct reading_head date = { .text = inner };
		if (!date_read(&date) || date.at != inner.n)
			return false;
		h->date_seen = true;
	}
	h->at += close + 1;
	return true;
}

/* ", June 28", ", Calif.", ", dpa". */
static bool comma_read(struct reading_head *h)
{
	h->at++;
	spaces_skip(h);
	if (date_read(h))
		return true;
	size_t run = agency_run(rest_of(h));
	if (run) {
		h->agency = str_sub(rest_of(h), 0, run);
		h->agency_seen = true;
		h->at += run;
		return true;
	}
	for (unsigned i = 0; i < QUALIFIER_WORDS; i++) {
		struct str word = first_word(rest_of(h));
		size_t comma = str_index(word, ',');
		word = str_sub(word, 0, comma);
		if (!begins_big(word) || dash(word) || word.n > 20)
			break;
		h->at += word.n;
		h->qualified = true;
		if (h->at >= h->text.n || h->text.p[h->at] != ' ')
			break;
		if (!begins_big(str_sub(h->text, h->at + 1, h->text.n)))
			break;
		h->at++;
	}
	return h->qualified;
}

/* "/dpa", "/PRNewswire/", " taz |": an agency without brackets. */
static bool agency_read(struct reading_head *h, size_t skip)
{
	size_t run = agency_run(str_sub(h->text, h->at + skip, h->text.n));
	if (run == 0)
		return false;
	size_t end = h->at + skip + run;
	if (end < h->text.n && h->text.p[end] == '/')
		end++;
	struct str behind = str_trim(str_sub(h->text, end, end + 4));
	if (behind.n == 0 || (dash(behind) == 0 && str_index(STR("|.:,("), behind.p[0]) == 5))
		return false;
	h->agency = str_sub(h->text, h->at + skip, h->at + skip + run);
	h->agency_seen = true;
	h->at = end;
	return true;
}

/* ---- the places ---- */

/* One place, of words with spaces between. Sets at behind its last word. */
static bool place_read(struct reading_head *h)
{
	size_t end = 0;
	unsigned names = 0, small = 0;
	while (names + small < NAMES_MAX + SMALL_MAX) {
		struct str rest = rest_of(h);
		size_t n = toponym_word(rest, end > 0);
		struct str word = str_sub(rest, 0, n);
		bool joins = end && toponym_in(TOPONYM_JOINING, word);
		bool ties = joins || (end && (toponym_in(TOPONYM_SMALL, word) || str_ends(word, STR("."))));
		if (n == 0 || (!ties && !begins_big(word)))
			break;
		bool big = !ties;
		names += big;
		small += !big;
		if (names > NAMES_MAX || small > SMALL_MAX)
			return false;
		h->joined = h->joined || joins;
		h->at += n;
		if (big || str_ends(word, STR(".")))
			end = h->at;
		rest = rest_of(h);
		if (toponym_ends(word) && end > n)
			break;
		if (!str_starts(rest, STR(" ")) || agency_run(str_sub(rest, 1, rest.n)))
			break;
		h->at++;
	}
	h->at = end;
	return end > 0;
}

static bool places_read(struct reading_head *h)
{
	size_t from = h->at, end = 0;
	for (unsigned count = 0; count < PLACES_MAX; count++) {
		if (!place_read(h))
			return false;
		end = h->at;
		struct str rest = rest_of(h);
		size_t skip = str_starts(rest, STR(" / ")) ? 3 : str_starts(rest, STR("/")) ? 1 : 0;
		if (skip == 0 || agency_run(str_sub(rest, skip, rest.n)) || !begins_big(str_sub(rest, skip, rest.n)))
			break;
		h->at += skip;
	}
	h->place = str_sub(h->text, from, end);
	return true;
}

/* What may stand between the place and the text, but for separators. */
static void extras_read(struct reading_head *h)
{
	size_t from = (size_t)(h->place.p - h->text.p), end = from + h->place.n;
	h->name = h->place.n;
	for (unsigned i = 0; i < 4; i++) {
		size_t before = h->at, kept = end;
		struct str rest = rest_of(h);
		bool taken = false;
		if (str_starts(rest, STR(" (")) || str_starts(rest, STR("("))) {
			h->at += rest.p[0] == ' ';
			taken = bracket_read(h, &end);
		} else if (str_starts(rest, STR(". (")) || str_starts(rest, STR(": ("))) {
			h->at += 2;
			taken = bracket_read(h, &end) && end == kept;
		} else if (str_starts(rest, STR("--("))) {
			h->at += 2;
			taken = bracket_read(h, &end);
		} else if (str_starts(rest, STR(" /")) || str_starts(rest, STR("/ "))) {
			taken = agency_read(h, 2);
		} else if (str_starts(rest, STR(" ")) || str_starts(rest, STR("/"))) {
			taken = agency_read(h, 1);
		} else if (str_starts(rest, STR(","))) {
			bool qualified = h->qualified;
			taken = comma_read(h);
			if (taken && h->qualified && !qualified)
				end = h->at;
		}
		if (!taken) {
			h->at = before;
			end = kept;
			break;
		}
		if (!h->qualified)
			h->name = end - from;
	}
	h->place = str_sub(h->text, from, end);
}

/* ---- all of it ---- */

enum mark { MARK_NONE, MARK_POINT, MARK_BAR, MARK_DASH };

/* One mark between the place and the text, and whether a space is behind it; sets at behind both. */
static enum mark mark_next(struct reading_head *h, bool sure, bool *spaced)
{
	struct str rest = rest_of(h);
	size_t blank = 0;
	while (blank < rest.n && rest.p[blank] == ' ')
		blank++;
	struct str s = str_sub(rest, blank, rest.n);
	size_t n = dash(s);
	enum mark mark = MARK_NONE;
	if (n) {
		bool long_one = n == 3 && begins_big(str_sub(s, n, s.n));
		bool apart = (blank || h->text.p[h->at - 1] == ' ') && str_starts(str_sub(s, n, s.n), STR(" "));
		if (!sure && !long_one && !apart)
			return MARK_NONE;
		mark = MARK_DASH;
	} else if (str_starts(s, STR("|"))) {
		mark = MARK_BAR;
	} else if (str_starts(s, STR(".")) && !str_starts(s, STR("..")) && (blank == 0 || sure)) {
		mark = MARK_POINT;
	} else if (str_starts(s, STR(":")) && (sure || toponym_capitals(h->place))) {
		/* "LEEK: A row over …"; but "UPDATE: …" is believed by nobody */
		mark = MARK_POINT;
	}
	if (mark == MARK_NONE)
		return mark;
	h->at += blank + (n ? n : 1);
	size_t before = h->at;
	spaces_skip(h);
	*spaced = h->at > before;
	return mark;
}

/* The marks between the place and the text; the last but a point counts. */
static enum mark marks_read(struct reading_head *h, bool sure, bool *spaced)
{
	enum mark mark = MARK_NONE, next;
	for (unsigned i = 0; i < 4 && (next = mark_next(h, sure, spaced)) != MARK_NONE; i++)
		mark = next > mark ? next : mark;
	if (mark == MARK_NONE) {
		size_t before = h->at;
		spaces_skip(h);
		*spaced = h->at > before;
		/* the full stop of "Frankfurt a. M." and of "28.6." is both */
		bool point = h->text.p[before - 1] == '.' && (h->date_seen || toponym_ends(h->place));
		if (*spaced && point)
			mark = MARK_POINT;
	}
	return mark;
}

/* Without an agency the place must be believed, and the text be one. */
static bool bare_good(const struct reading_head *h, enum mark mark, bool spaced)
{
	struct str text = rest_of(h);
	if (mark == MARK_NONE || h->joined || !toponym_believed(str_sub(h->place, 0, h->name)) || !speaks(text))
		return false;
	if (h->qualified && !(mark == MARK_DASH && toponym_capitals(str_sub(h->place, 0, h->name))))
		return false;
	if (mark == MARK_POINT)
		return spaced || toponym_stop(first_word(text));
	return mark != MARK_DASH || (spaced ? !parenthesis(text) : toponym_capitals(h->place));
}

bool dateline_read(struct str paragraph, struct dateline *out)
{
	struct reading_head h = { .text = paragraph };
	*out = (struct dateline){ 0 };
	spaces_skip(&h);
	/* "dpa Wolfsburg. Die …" */
	size_t run = agency_run(rest_of(&h));
	bool ahead = run && str_starts(str_sub(h.text, h.at + run, h.text.n), STR(" "));
	if (ahead) {
		h.agency = str_sub(h.text, h.at, h.at + run);
		h.agency_seen = true;
		h.at += run + 1;
	}
	if (!begins_big(rest_of(&h)) || !places_read(&h))
		return false;
	extras_read(&h);
	bool sure = h.agency_seen || h.date_seen, spaced = false;
	enum mark mark = marks_read(&h, sure, &spaced);
	if (h.at > HEAD_BYTES || !sentence_begins(rest_of(&h)))
		return false;
	if (sure ? !toponym_possible(str_sub(h.place, 0, h.name)) || (mark == MARK_NONE && (ahead || !h.agency_seen))
		 : !bare_good(&h, mark, spaced))
		return false;
	*out = (struct dateline){ h.place, h.agency, h.at };
	return true;
}
