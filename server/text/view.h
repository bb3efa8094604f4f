/* view: a gemtext document as Gopher shows it, wrapped text or a menu, read and written piece by piece in constant
 * memory (the design, "Gopher: three views"; pages.md for how it looks).
 *
 * The caller owns the document and reads it from *offset on as often as it is told; the view keeps no input. */
#ifndef TEXT_VIEW_H
#define TEXT_VIEW_H

#include "base/str.h"
#include "text/flow.h"
#include "text/selector.h" /* view_selector, view_selector_path */
#include "text/words.h"

enum {
	VIEW_CELLS = FLOW_CELLS, /* 67: display width that every client shows, menus included */
	VIEW_IN = 16384,         /* give view_step this much of the document, if there is so much */
	VIEW_OUT = 16384,        /* and at least this much room */
};

enum view_kind {
	VIEW_TEXT,  /* type 0: wrapped text, [n] marks, the URLs at the end */
	VIEW_MENU,  /* type 1: the same text as i lines, each link an item where it stands */
	VIEW_PLAIN, /* type 0 of a text/plain file: its lines, with nothing that could harm a terminal */
};

/* What a view needs to know; the views in it must outlive the view. */
struct view_site {
	struct str gemini_host, gopher_host; /* public names, A-labels */
	unsigned gemini_port, gopher_port;   /* public ports */
	bool gophers;                        /* the page's own addresses use gophers:// */
	const struct str *hosts;             /* every name of the capsule: links to them are own links */
	size_t host_count;
	const struct words *words;
	bool strict; /* RFC 1436 to the letter: text is dot-stuffed and closed by ".", lines end in CRLF */
	bool fixed;  /* the views lie as files (an export): there are no ASCII views, and no menus of articles */
};

/* The state between two steps; small, plain bytes, no pointers into the document. */
struct view {
	enum view_kind kind;
	bool ascii;
	const struct view_site *site;
	struct str path; /* of the document, decoded, e.g. "/2018/06/28/slug.gmi"; must outlive the view */
	uint64_t offset; /* where in the document the next step begins */
	bool done;
	/* private */
	unsigned char phase, line_type, level;
	bool pre, middle; /* middle: of a line */
	bool titled;      /* the line before was a heading of level 1 */
	bool offered;     /* the front page's way to the ASCII views */
	struct flow flow;
	unsigned links, listed;
};

void view_begin(struct view *v, enum view_kind kind, bool ascii, const struct view_site *site, struct str path);

/* Renders some of the document. in is what stands at v->offset, at most VIEW_IN bytes of it (or more), and is empty
 * only at the document's end; last says that in reaches the end. Writes into out, which has at least VIEW_OUT bytes of
 * room (more saves steps), and moves v->offset, back to 0 too (the text view reads the document twice: once for the
 * text, once for the list of links). Every call makes progress; when v->done is set there is nothing more. */
void view_step(struct view *v, struct str in, bool last, struct buf *out);

/* One whole line of a menu: type, display text, selector, host, port. TABs in the text become spaces,
 * control bytes and what is not UTF-8 U+FFFD (in ASCII '?'); a text over VIEW_CELLS cells goes on in i lines below,
 * moved in by two cells, or beneath the title where the text begins with an ISO date. selector and host go out as they
 * are. */
void view_item(
	struct buf *out, char type, struct str text, struct str selector, struct str host, unsigned port, bool ascii);
/* An i line (or several, wrapped). */
void view_info(struct buf *out, struct str text, bool ascii);

/* The item type of a file by its MIME type: 0 text (also gemtext), 1 for a directory ("inode/directory"), g GIF, I
 * other images, s sound, h HTML, d PDF and other documents, ; video, 9 all else. */
char view_item_type(struct str mime);

#endif
