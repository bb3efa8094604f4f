#include "import/pattern.h"

#include "base/log.h"
#include "base/near.h"
#include "import/profile.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

enum {
	CATCHES = PATTERN_GROUPS, /* several groups may have one name */
	/* Steps back that a search may take from one place of a line: so many, and some for each byte. A lazy ".*?"
	 * takes one for each character; what goes wrong exponentially is over this within a millisecond. */
	STEPS = 20000,
	STEPS_BYTE = 4,
	DEPTH_MAX = 50000,
	HEAP_MAX_KB = 8192,
	STACK_MIN = 32 * 1024, /* of machine code (JIT), which has its own stack */
	STACK_MAX = 1024 * 1024,
	/* A pattern without ^ is tried from every place of a line, so it may cost the square of its length. */
	WORK_MAX = 1 << 29,
	GIVE_UP_MAX = 3, /* a pattern that reached a limit so often in a document will go on doing so */
};

static const char *const group_names[GROUP_COUNT + 1] = {
	[GROUP_TEXT] = "text",
	[GROUP_PLACE] = "place",
	[GROUP_DATE] = "date",
	[GROUP_AUTHOR] = "author",
	[GROUP_CREDIT] = "credit",
	[GROUP_SECTION] = "section",
	[GROUP_KEYWORDS] = "keywords",
	[GROUP_HEADLINE] = "headline",
	[GROUP_DESCRIPTION] = "description",
};

struct pattern {
	pcre2_code *code;
	bool machine;  /* there is machine code for it */
	bool anchored; /* every way through it begins with ^ */
	bool blank;
	struct {
		enum group group;
		uint32_t number;
	} catches[CATCHES];
	size_t catch_count;
};

struct matcher {
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack; /* NULL: this machine has no JIT */
	bool *flags;
	size_t flag_room;
};

/* ---- compiling ---- */

static size_t characters(struct str s, size_t bytes)
{
	size_t count = 0;
	for (size_t i = 0; i < bytes && i < s.n; i++)
		count += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return count;
}

static pcre2_code *code_make(struct str text, struct buf *why)
{
	/* \C would cut a character in two */
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_DUPNAMES;
	int error = 0;
	PCRE2_SIZE offset = 0;
	PCRE2_UCHAR message[256];
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)text.p, text.n, options, &error, &offset, NULL);
	if (code)
		return code;
	if (pcre2_get_error_message(error, message, sizeof message) < 0)
		message[0] = '\0';
	buf_fmt(why, "goes wrong after %zu characters: %s", characters(text, offset), (const char *)message);
	return NULL;
}

/* Which number belongs to which of the named groups. */
static bool groups_find(struct pattern *p, struct buf *why)
{
	uint32_t count = 0, size = 0, all = 0;
	PCRE2_SPTR table = NULL;
	pcre2_pattern_info(p->code, PCRE2_INFO_CAPTURECOUNT, &all);
	pcre2_pattern_info(p->code, PCRE2_INFO_NAMECOUNT, &count);
	pcre2_pattern_info(p->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
	pcre2_pattern_info(p->code, PCRE2_INFO_NAMETABLE, &table);
	if (all > PATTERN_GROUPS) {
		buf_fmt(why, "has %u groups: %d are possible; write (?:...) where nothing is to be caught", all,
			PATTERN_GROUPS);
		return false;
	}
	for (uint32_t i = 0; i < count; i++, table += size) {
		struct str name = str_of((const char *)table + 2);
		size_t group = 0;
		while (group < GROUP_COUNT && !str_eq(name, str_of(group_names[group])))
			group++;
		if (group == GROUP_COUNT) {
			const char *near = near_word(name, group_names);
			buf_fmt(why, "has an unknown group '%.*s'%s%s%s", STR_ARG(name),
				near ? "; did you mean '" : ": write text, place, date, author, credit, section, ",
				near ? near : "keywords, headline or description", near ? "'?" : "");
			return false;
		}
		p->catches[p->catch_count].group = (enum group)group;
		p->catches[p->catch_count++].number = (uint32_t)table[0] << 8 | table[1];
	}
	return true;
}

static bool blank_fits(const struct pattern *p)
{
	struct matcher *m = matcher_make();
	struct effort e = { 0 };
	bool fits = pattern_find(p, m, STR(""), &e);
	matcher_free(m);
	return fits;
}

struct pattern *pattern_make(struct str text, struct buf *why)
{
	uint32_t options = 0;
	struct pattern *p = calloc(1, sizeof *p);
	if (!p)
		fatal("out of memory");
	p->code = code_make(text, why);
	if (!p->code || !groups_find(p, why)) {
		pattern_free(p);
		return NULL;
	}
	pcre2_pattern_info(p->code, PCRE2_INFO_ALLOPTIONS, &options);
	p->anchored = options & PCRE2_ANCHORED;
	/* where it is not to be had, the interpreter does the same work */
	p->machine = pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE) == 0;
	if (p->machine) {
		size_t size = 0;
		p->machine = pcre2_pattern_info(p->code, PCRE2_INFO_JITSIZE, &size) == 0 && size > 0;
	}
	p->blank = blank_fits(p);
	return p;
}

void pattern_free(struct pattern *p)
{
	if (!p)
		return;
	pcre2_code_free(p->code);
	free(p);
}

bool pattern_fits_blank(const struct pattern *p)
{
	return p->blank;
}

/* ---- looking ---- */

struct matcher *matcher_make(void)
{
	struct matcher *m = calloc(1, sizeof *m);
	if (!m)
		fatal("out of memory");
	m->data = pcre2_match_data_create(PATTERN_GROUPS + 1, NULL);
	m->context = pcre2_match_context_create(NULL);
	if (!m->data || !m->context)
		fatal("out of memory");
	pcre2_set_depth_limit(m->context, DEPTH_MAX);
	pcre2_set_heap_limit(m->context, HEAP_MAX_KB);
	m->stack = pcre2_jit_stack_create(STACK_MIN, STACK_MAX, NULL);
	if (m->stack)
		pcre2_jit_stack_assign(m->context, NULL, m->stack);
	return m;
}

void matcher_free(struct matcher *m)
{
	if (!m)
		return;
	pcre2_match_data_free(m->data);
	pcre2_match_context_free(m->context);
	pcre2_jit_stack_free(m->stack);
	free(m->flags);
	free(m);
}

bool *matcher_flags(struct matcher *m, size_t count)
{
	if (count > m->flag_room) {
		m->flags = reallocarray(m->flags, count, sizeof *m->flags);
		if (!m->flags)
			fatal("out of memory");
		m->flag_room = count;
	}
	return m->flags;
}

/* Whether the pattern may still be looked for in a line. */
static bool effort_spend(const struct pattern *p, struct effort *e, size_t n)
{
	if (e->given_up >= GIVE_UP_MAX || e->work > WORK_MAX)
		return false;
	e->work += p->anchored ? n : (uint64_t)n * n;
	e->given_up += e->work > WORK_MAX;
	return e->work <= WORK_MAX;
}

bool pattern_find(const struct pattern *p, struct matcher *m, struct str line, struct effort *e)
{
	PCRE2_SPTR text = (PCRE2_SPTR)(line.n ? line.p : "");
	int found;
	if (line.n > PATTERN_LINE_MAX || !effort_spend(p, e, line.n))
		return false;
	pcre2_set_match_limit(m->context, STEPS + STEPS_BYTE * (uint32_t)line.n);
	if (p->machine)
		found = pcre2_jit_match(p->code, text, line.n, 0, PCRE2_NO_UTF_CHECK, m->data, m->context);
	else
		found = pcre2_match(p->code, text, line.n, 0, PCRE2_NO_UTF_CHECK, m->data, m->context);
	e->given_up += found < 0 && found != PCRE2_ERROR_NOMATCH;
	return found >= 0;
}

struct str pattern_caught(const struct pattern *p, const struct matcher *m, struct str line, enum group group)
{
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(m->data);
	uint32_t room = pcre2_get_ovector_count(m->data);
	for (size_t i = 0; i < p->catch_count; i++) {
		uint32_t n = p->catches[i].number;
		if (p->catches[i].group != group || n >= room || ends[2 * n] == PCRE2_UNSET)
			continue;
		struct str caught = str_trim(str_sub(line, ends[2 * n], ends[2 * n + 1]));
		if (caught.n)
			return caught;
	}
	return STR("");
}
