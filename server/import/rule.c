#include "import/rule.h"

#include "base/near.h"

enum { NAME_MAX_BYTES = 40, NUMBER_MAX = 999 };

/* ---- reading ---- */

enum operand { OPERAND_NONE, OPERAND_NUMBER, OPERAND_COUNT, OPERAND_NAME };

static const enum operand operands[WHERE_COUNT] = {
	[WHERE_ANY] = OPERAND_NONE,
	[WHERE_LINE] = OPERAND_NUMBER,
	[WHERE_FIRST] = OPERAND_COUNT,
	[WHERE_LAST] = OPERAND_COUNT,
	[WHERE_AFTER] = OPERAND_NAME,
	[WHERE_BEFORE] = OPERAND_NAME,
	[WHERE_FROM] = OPERAND_NAME,
	[WHERE_TO] = OPERAND_NAME,
	[WHERE_RUN] = OPERAND_NAME,
	[WHERE_REST] = OPERAND_NAME,
	[WHERE_BELOW] = OPERAND_NONE,
};

/* from WHERE_LINE on */
static const char *const where_names[] = { "@line", "@first", "@last", "@after", "@before", "@from", "@to", "@run",
	"@rest", "@below", NULL };

bool rule_name_good(struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
			    c == '_'))
			return false;
	}
	return name.n > 0 && name.n <= NAME_MAX_BYTES;
}

static bool refuse(const struct rule *r, struct buf *why, const char *what)
{
	buf_fmt(why, "'%.*s' %s", STR_ARG(r->name), what);
	return false;
}

static bool number_read(struct rule *r, struct str word, bool may_be_negative, struct buf *why)
{
	uint64_t number = 0;
	bool negative = may_be_negative && word.n && word.p[0] == '-';
	if (!str_u64(str_sub(word, negative, word.n), NUMBER_MAX, &number) || number == 0) {
		buf_fmt(why, "'%.*s' needs a number from 1 to %d behind '%s'%s, as in '%s 3 ^Foto'", STR_ARG(r->name),
			NUMBER_MAX, where_names[r->where - WHERE_LINE],
			may_be_negative ? " (or from -1 to -999, from the end)" : "",
			where_names[r->where - WHERE_LINE]);
		return false;
	}
	r->number = negative ? -(int)number : (int)number;
	return true;
}

/* The word that begins with @, and its number or name; *value is what remains. */
static bool where_read(struct rule *r, struct str *value, struct buf *why)
{
	struct str word = str_word(value), operand;
	size_t i = 0;
	while (where_names[i] && !str_eq(word, str_of(where_names[i])))
		i++;
	if (!where_names[i]) {
		const char *near = near_word(word, where_names);
		buf_fmt(why, "'%.*s' has an unknown '%.*s'%s%s%s", STR_ARG(r->name), STR_ARG(word),
			near ? "; did you mean '"
			     : ": write @line, @first, @last, @after, @before, @from, @to, @run, @rest or @below, ",
			near ? near : "and \\@ where a pattern begins with that character", near ? "'?" : "");
		return false;
	}
	r->where = (enum where)(WHERE_LINE + i);
	if (operands[r->where] == OPERAND_NONE)
		return true;
	operand = str_word(value);
	if (operands[r->where] != OPERAND_NAME)
		return number_read(r, operand, operands[r->where] == OPERAND_NUMBER, why);
	if (!rule_name_good(operand)) {
		buf_fmt(why, "'%.*s' needs the name of a rule behind '%s', as in '%s title ^Foto'", STR_ARG(r->name),
			where_names[i], where_names[i]);
		return false;
	}
	r->other = operand;
	return true;
}

bool rule_read(struct rule *r, struct str value, struct buf *why)
{
	char text[512];
	struct buf wrong = BUF(text);
	if (str_starts(value, STR("@")) && !where_read(r, &value, why))
		return false;
	value = str_trim(value);
	if (value.n == 0)
		return refuse(r, why, "has no pattern: write what such a line holds");
	r->pattern = pattern_make(value, &wrong);
	if (!r->pattern) {
		buf_fmt(why, "the pattern of '%.*s' %s", STR_ARG(r->name), buf_z(&wrong));
		return false;
	}
	if (r->where != WHERE_ANY || !pattern_fits_blank(r->pattern))
		return true;
	buf_fmt(why,
		"the pattern of '%.*s' fits an empty line, and so any line: write what such a line holds, or where it "
		"stands, as in '@line 1 .'",
		STR_ARG(r->name));
	rule_free(r);
	return false;
}

void rule_free(struct rule *r)
{
	pattern_free(r->pattern);
	r->pattern = NULL;
}

/* ---- where ---- */

/* What a rule is applied with. */
struct hand {
	const struct rule *rule;
	struct document *document;
	const bool *good;
	struct matcher *matcher;
	struct catch *caught;
	struct effort effort;
};

static bool is_furniture(const struct document *d, size_t i)
{
	return d->lines[i].role == ROLE_FURNITURE;
}

/* The n-th line that is not furniture, from 1; the number of lines where there are fewer. */
static size_t line_nth(const struct document *d, int n)
{
	size_t i = 0;
	for (; i < d->count; i++)
		if (!is_furniture(d, i) && --n == 0)
			break;
	return i;
}

/* The same from the end; the number of lines where there are fewer. */
static size_t line_nth_last(const struct document *d, int n)
{
	for (size_t i = d->count; i > 0; i--)
		if (!is_furniture(d, i - 1) && --n == 0)
			return i - 1;
	return d->count;
}

/* The first line that a rule fitted, or the number of lines. */
static size_t line_fitted(const struct document *d, const char *label)
{
	size_t i = 0;
	while (i < d->count && d->lines[i].rule != label)
		i++;
	return i;
}

/* ---- applying ---- */

/* The group that is what a role is about, where a pattern names it; GROUP_COUNT: there is none. */
static enum group group_of(enum role role)
{
	switch (role) {
	case ROLE_KICKER:
		return GROUP_PLACE;
	case ROLE_HEADLINE:
		return GROUP_HEADLINE;
	case ROLE_STANDFIRST:
		return GROUP_DESCRIPTION;
	case ROLE_CREDIT:
		return GROUP_CREDIT;
	case ROLE_BYLINE:
		return GROUP_AUTHOR;
	case ROLE_DATE:
		return GROUP_DATE;
	case ROLE_NONE:
	case ROLE_CAPTION:
	case ROLE_SUBHEADING:
	case ROLE_LIST:
	case ROLE_BODY:
	case ROLE_FURNITURE:
	case ROLE_COUNT:
		break;
	}
	return GROUP_COUNT;
}

static const enum article_key group_keys[GROUP_COUNT] = {
	[GROUP_TEXT] = ARTICLE_KEY_COUNT,
	[GROUP_PLACE] = ARTICLE_LOCATION,
	[GROUP_DATE] = ARTICLE_PUBLISHED,
	[GROUP_AUTHOR] = ARTICLE_AUTHOR,
	[GROUP_CREDIT] = ARTICLE_CREDIT,
	[GROUP_SECTION] = ARTICLE_SECTION,
	[GROUP_KEYWORDS] = ARTICLE_KEYWORDS,
	[GROUP_HEADLINE] = ARTICLE_HEADLINE,
	[GROUP_DESCRIPTION] = ARTICLE_DESCRIPTION,
};

static void catches_take(const struct hand *h, struct line *line)
{
	const struct rule *r = h->rule;
	enum group own = group_of(r->role);
	struct str core = pattern_caught(r->pattern, h->matcher, line->text, GROUP_TEXT);
	struct str about = own < GROUP_COUNT ? pattern_caught(r->pattern, h->matcher, line->text, own) : STR("");
	if (r->role == ROLE_CREDIT && core.n && about.n)
		line->role = ROLE_CAPTION; /* what remains besides the credit */
	else if (core.n == 0)
		core = about;
	if (core.n < line->text.n)
		line->core = core;
	for (size_t g = GROUP_PLACE; g < GROUP_COUNT; g++) {
		enum article_key key = group_keys[g];
		struct str value = pattern_caught(r->pattern, h->matcher, line->text, (enum group)g);
		if (value.n == 0 || h->caught->values[key].n)
			continue;
		h->caught->values[key] = value;
		h->caught->value_rules[key] = r->label;
	}
}

static void line_try(struct hand *h, size_t i)
{
	struct line *line = &h->document->lines[i];
	if (line->role != ROLE_NONE || !h->good[i] ||
		!pattern_find(h->rule->pattern, h->matcher, line->text, &h->effort))
		return;
	line->role = h->rule->role;
	line->rule = h->rule->label;
	line->core = STR("");
	catches_take(h, line);
}

static void range_try(struct hand *h, size_t from, size_t to)
{
	for (size_t i = from; i < to && i < h->document->count; i++)
		line_try(h, i);
}

/* The neighbours of what another rule fitted, behind it or in front of it. */
static void neighbours_try(struct hand *h, bool behind)
{
	const struct document *d = h->document;
	bool next = false; /* the next line that is not furniture is one */
	for (size_t k = 0; k < d->count; k++) {
		size_t i = behind ? k : d->count - 1 - k;
		bool fitted = d->lines[i].rule == h->rule->other_label;
		if (!is_furniture(d, i)) {
			if (next)
				line_try(h, i);
			next = false;
		}
		next = next || fitted;
	}
}

/* What stands right behind a line that another rule fitted, or that this one did. */
static void run_try(struct hand *h)
{
	const struct document *d = h->document;
	bool running = false;
	for (size_t i = 0; i < d->count; i++) {
		if (running)
			line_try(h, i);
		running = d->lines[i].rule == h->rule->other_label || d->lines[i].rule == h->rule->label;
	}
}

static bool is_long(const struct line *l)
{
	return l->text.n >= RULE_LONG && (l->role == ROLE_NONE || l->role == ROLE_BODY);
}

/* The first line that is long enough to be text, or the number of lines. */
static size_t line_long(const struct document *d)
{
	size_t i = 0;
	while (i < d->count && !is_long(&d->lines[i]))
		i++;
	return i;
}

/* What stands behind the end of an article, if it is one. */
static void rest_try(struct hand *h)
{
	const struct document *d = h->document;
	size_t end = line_fitted(d, h->rule->other_label), before = 0, behind = 0;
	for (size_t i = 0; i < d->count; i++) {
		before += i < end && is_long(&d->lines[i]);
		behind += i > end && is_long(&d->lines[i]);
	}
	if (behind <= before)
		range_try(h, end + 1, d->count);
}

unsigned rule_apply(const struct rule *r, struct document *d, const bool *good, struct matcher *m, struct catch *c)
{
	struct hand h = { r, d, good, m, c, { 0 } };
	size_t at;
	switch (r->where) {
	case WHERE_ANY:
		range_try(&h, 0, d->count);
		break;
	case WHERE_LINE:
		at = r->number > 0 ? line_nth(d, r->number) : line_nth_last(d, -r->number);
		range_try(&h, at, at + 1);
		break;
	case WHERE_FIRST:
		range_try(&h, 0, line_nth(d, r->number) + 1);
		break;
	case WHERE_LAST:
		at = line_nth_last(d, r->number);
		range_try(&h, at < d->count ? at : 0, d->count);
		break;
	case WHERE_AFTER:
	case WHERE_BEFORE:
		neighbours_try(&h, r->where == WHERE_AFTER);
		break;
	case WHERE_FROM:
		range_try(&h, line_fitted(d, r->other_label) + 1, d->count);
		break;
	case WHERE_TO:
		at = line_fitted(d, r->other_label);
		range_try(&h, 0, at < d->count ? at : 0);
		break;
	case WHERE_RUN:
		run_try(&h);
		break;
	case WHERE_REST:
		rest_try(&h);
		break;
	case WHERE_BELOW:
		range_try(&h, line_long(d) + 1, d->count);
		break;
	case WHERE_COUNT:
		break;
	}
	return h.effort.given_up;
}
