/* rule: which lines of a document have a role, by a pattern and by where they stand. */
#ifndef IMPORT_RULE_H
#define IMPORT_RULE_H

#include "import/document.h"
#include "import/pattern.h"

enum where {
	WHERE_ANY,
	WHERE_LINE,   /* the number-th line that is not furniture; negative: from the end */
	WHERE_FIRST,  /* one of the first number such lines */
	WHERE_LAST,   /* one of the last */
	WHERE_AFTER,  /* the next such line after one that another rule fitted */
	WHERE_BEFORE, /* the one before it */
	WHERE_FROM,   /* any line after the first that another rule fitted */
	WHERE_TO,     /* any before it */
	WHERE_RUN,    /* lines right behind what another rule fitted, for as long as they fit */
	WHERE_REST,   /* any line after the first that another rule fitted, but none where more long ones are behind it
		       * than   before it: then it is no end */
	WHERE_BELOW,  /* below a line of at least RULE_LONG bytes that has no role yet, or body: below text */
	WHERE_COUNT
};

enum { RULE_LONG = 100 };

struct rule {
	struct str name;
	int line;          /* of the file */
	const char *label; /* "regional.ini:14 furniture.share"; what a line's rule is set to */
	enum role role;
	enum where where;
	int number;
	struct str other;        /* the rule that WHERE_AFTER and so on name, */
	const char *other_label; /* and its label */
	struct pattern *pattern;
};

/* Whether a name may be a rule's: letters, digits, - and _, at most 40. */
bool rule_name_good(struct str name);

/* Reads "[@WHERE ]PATTERN" into where, number, other (a view) and pattern. False: *why says what is wrong with it, as a
 * sentence that begins with the name of the rule in quotation marks; then pattern is NULL, and other may be set. */
bool rule_read(struct rule *r, struct str value, struct buf *why);
void rule_free(struct rule *r);

/* What rules have caught besides roles: a value goes to the first that caught it. */
struct catch
{
	struct str *values;       /* ARTICLE_KEY_COUNT */
	const char **value_rules; /* as many */
};

/* Gives the lines that it fits their role; those that have one keep it, and are not looked at. good: which lines are
 * valid UTF-8, and so may be. Returns how often a limit was reached. */
unsigned rule_apply(const struct rule *r, struct document *d, const bool *good, struct matcher *m, struct catch *c);

#endif
