/* gemtext: one line of text/gemini at a time (gemtext specification, "Line types").
 * One bit survives between lines, so a file of any size is read in constant memory. */
#ifndef TEXT_GEMTEXT_H
#define TEXT_GEMTEXT_H

#include "base/str.h"

enum gem_type {
	GEM_TEXT,
	GEM_LINK,
	GEM_HEADING, /* level is 1, 2 or 3 */
	GEM_LIST,
	GEM_QUOTE,
	GEM_PRE_TOGGLE, /* text is the alt text, or what follows a closing toggle */
	GEM_PRE,        /* text is the line, as it stands */
};

struct gem_line {
	enum gem_type type;
	int level;       /* of a heading */
	struct str text; /* without the markup and the white space around it (a text line keeps what it begins with); a
			  * link's label, empty if it has none */
	struct str url;  /* of a link */
};

/* Reads one line, without its newline (a CR before it is dropped); the views in the result point into raw.
 * *pre is the caller's bit, false at the top of a document. Cannot fail: a "=>" without a URL is text. A
 * byte order mark at the front of a line is passed over. */
struct gem_line gem_read(struct str raw, bool *pre);

/* Whether a file's name says that it is gemtext: it ends in .gmi or .gemini, in letters of any case, with something
 * before that. */
bool gem_named(struct str name);

#endif
