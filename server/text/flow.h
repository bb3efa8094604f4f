/* flow: paragraphs on their way into lines of text, or of a menu. The line that is being filled lives here between two
 * pieces of a paragraph, so that a paragraph of any length needs no room. */
#ifndef TEXT_FLOW_H
#define TEXT_FLOW_H

#include "base/str.h"
#include "text/item.h"

enum {
	FLOW_CELLS = 67,
	FLOW_PIECE = 1024, /* how much of a paragraph is looked at once */
};

enum flow_lead { FLOW_PLAIN, FLOW_LIST, FLOW_QUOTE };

struct flow {
	/* the document's */
	bool menu, ascii, strict;
	/* the paragraph's */
	unsigned char lead, indent;
	bool keep;           /* leading spaces and TABs are kept */
	unsigned char lines; /* how many have ended; 255 are many */
	unsigned char widest;
	/* the line's */
	bool open, fresh; /* it has begun; nothing but the lead stands on it */
	bool dot;         /* it begins with "." */
	bool blank;       /* the one before had nothing on it */
	unsigned short column, spaces;
};

/* Begins a paragraph: lead says what stands before its lines, indent how far all but the first are moved in. */
void flow_begin(struct flow *f, enum flow_lead lead, unsigned indent, bool keep);

/* Goes on with it; raw need not be clean. item, where it isn't NULL, is what the paragraph's first line leads to in a
 * menu; it must be the same until that line has ended. Writes at most 14 * raw.n + 256 bytes and the item. */
void flow_text(struct flow *f, struct buf *out, struct str raw, const struct item *item);

/* Ends the line where one has begun. */
void flow_break(struct flow *f, struct buf *out, const struct item *item);

/* Ends the paragraph; one without any text is an empty line. */
void flow_end(struct flow *f, struct buf *out, const struct item *item);

/* A whole paragraph. */
void flow_line(struct flow *f, struct buf *out, struct str raw, const struct item *item);

/* A line of c beneath a paragraph that has ended, as wide as it. */
void flow_rule(struct flow *f, struct buf *out, char c);

/* How much of raw, which goes on beyond FLOW_PIECE, is the next piece: up to a space where there is one, else between
 * two characters. Never 0, never more than FLOW_PIECE. */
size_t flow_cut(struct str raw);

/* How far a label's further lines are moved in: beneath the title where it begins with an ISO date, else by two. */
unsigned flow_label_indent(struct str label);

#endif
