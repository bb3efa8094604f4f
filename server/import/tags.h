/* tags: the elements and attributes of HTML that matter to whoever looks for text. */
#ifndef IMPORT_TAGS_H
#define IMPORT_TAGS_H

#include "base/str.h"

enum {
	FACT_BLOCK = 1, /* begins and ends a line */
	FACT_LOOK = 2,  /* nothing but looks (b, font): of interest only with attributes */
	FACT_VOID = 4,  /* has no end tag */
	FACT_RAW = 8,   /* its content is no markup */
	FACT_SKIP = 16, /* nothing in it is text of an article */
	FACT_DIV = 32,  /* unknown to HTML 4; behaves as div */
	FACT_SPAN = 64,
	FACT_AWAY = 128, /* holds no text; only its tag is dropped */
};

/* name in C, name in HTML, facts */
#define TAGS(X)                                                                                                        \
	X(A, "a", 0)                                                                                                   \
	X(ABBR, "abbr", FACT_LOOK)                                                                                     \
	X(ACRONYM, "acronym", FACT_LOOK)                                                                               \
	X(ADDRESS, "address", FACT_BLOCK)                                                                              \
	X(ARTICLE, "article", FACT_BLOCK | FACT_DIV)                                                                   \
	X(ASIDE, "aside", FACT_BLOCK | FACT_DIV)                                                                       \
	X(AUDIO, "audio", FACT_SKIP)                                                                                   \
	X(B, "b", FACT_LOOK)                                                                                           \
	X(BIG, "big", FACT_LOOK)                                                                                       \
	X(BLOCKQUOTE, "blockquote", FACT_BLOCK)                                                                        \
	X(BODY, "body", FACT_BLOCK | FACT_AWAY)                                                                        \
	X(BR, "br", FACT_VOID)                                                                                         \
	X(BUTTON, "button", FACT_SKIP)                                                                                 \
	X(CANVAS, "canvas", FACT_SKIP)                                                                                 \
	X(CAPTION, "caption", FACT_BLOCK)                                                                              \
	X(CENTER, "center", FACT_BLOCK)                                                                                \
	X(CITE, "cite", FACT_LOOK)                                                                                     \
	X(CODE, "code", FACT_LOOK)                                                                                     \
	X(DD, "dd", FACT_BLOCK)                                                                                        \
	X(DEL, "del", FACT_LOOK)                                                                                       \
	X(DETAILS, "details", FACT_BLOCK | FACT_DIV)                                                                   \
	X(DFN, "dfn", FACT_LOOK)                                                                                       \
	X(DIALOG, "dialog", FACT_BLOCK | FACT_SKIP)                                                                    \
	X(DIR, "dir", FACT_BLOCK)                                                                                      \
	X(DIV, "div", FACT_BLOCK)                                                                                      \
	X(DL, "dl", FACT_BLOCK)                                                                                        \
	X(DT, "dt", FACT_BLOCK)                                                                                        \
	X(EM, "em", FACT_LOOK)                                                                                         \
	X(FIELDSET, "fieldset", FACT_BLOCK)                                                                            \
	X(FIGCAPTION, "figcaption", FACT_BLOCK | FACT_DIV)                                                             \
	X(FIGURE, "figure", FACT_BLOCK | FACT_DIV)                                                                     \
	X(FONT, "font", FACT_LOOK)                                                                                     \
	X(FOOTER, "footer", FACT_BLOCK | FACT_DIV)                                                                     \
	X(FORM, "form", FACT_BLOCK)                                                                                    \
	X(H1, "h1", FACT_BLOCK)                                                                                        \
	X(H2, "h2", FACT_BLOCK)                                                                                        \
	X(H3, "h3", FACT_BLOCK)                                                                                        \
	X(H4, "h4", FACT_BLOCK)                                                                                        \
	X(H5, "h5", FACT_BLOCK)                                                                                        \
	X(H6, "h6", FACT_BLOCK)                                                                                        \
	X(HEAD, "head", FACT_AWAY)                                                                                     \
	X(HEADER, "header", FACT_BLOCK | FACT_DIV)                                                                     \
	X(HGROUP, "hgroup", FACT_BLOCK | FACT_DIV)                                                                     \
	X(HR, "hr", FACT_BLOCK | FACT_VOID)                                                                            \
	X(HTML, "html", FACT_AWAY)                                                                                     \
	X(I, "i", FACT_LOOK)                                                                                           \
	X(IFRAME, "iframe", FACT_RAW)                                                                                  \
	X(INS, "ins", FACT_LOOK)                                                                                       \
	X(KBD, "kbd", FACT_LOOK)                                                                                       \
	X(LABEL, "label", 0)                                                                                           \
	X(LEGEND, "legend", FACT_BLOCK)                                                                                \
	X(LI, "li", FACT_BLOCK)                                                                                        \
	X(LINK, "link", FACT_VOID)                                                                                     \
	X(MAIN, "main", FACT_BLOCK | FACT_DIV)                                                                         \
	X(MAP, "map", FACT_SKIP)                                                                                       \
	X(MARK, "mark", FACT_LOOK | FACT_SPAN)                                                                         \
	X(MATH, "math", FACT_SKIP)                                                                                     \
	X(MENU, "menu", FACT_BLOCK)                                                                                    \
	X(META, "meta", FACT_VOID)                                                                                     \
	X(NAV, "nav", FACT_BLOCK | FACT_SKIP)                                                                          \
	X(NOEMBED, "noembed", FACT_RAW)                                                                                \
	X(NOFRAMES, "noframes", FACT_AWAY)                                                                             \
	X(NOSCRIPT, "noscript", FACT_SKIP)                                                                             \
	X(OBJECT, "object", FACT_SKIP)                                                                                 \
	X(OL, "ol", FACT_BLOCK)                                                                                        \
	X(P, "p", FACT_BLOCK)                                                                                          \
	X(PRE, "pre", FACT_BLOCK)                                                                                      \
	X(Q, "q", FACT_LOOK)                                                                                           \
	X(S, "s", FACT_LOOK)                                                                                           \
	X(SCRIPT, "script", FACT_RAW)                                                                                  \
	X(SECTION, "section", FACT_BLOCK | FACT_DIV)                                                                   \
	X(SELECT, "select", FACT_SKIP)                                                                                 \
	X(SMALL, "small", FACT_LOOK)                                                                                   \
	X(SPAN, "span", FACT_LOOK)                                                                                     \
	X(STRIKE, "strike", FACT_LOOK)                                                                                 \
	X(STRONG, "strong", FACT_LOOK)                                                                                 \
	X(STYLE, "style", FACT_RAW)                                                                                    \
	X(SUB, "sub", FACT_LOOK)                                                                                       \
	X(SUMMARY, "summary", FACT_BLOCK | FACT_DIV)                                                                   \
	X(SUP, "sup", FACT_LOOK)                                                                                       \
	X(SVG, "svg", FACT_SKIP)                                                                                       \
	X(TABLE, "table", FACT_BLOCK)                                                                                  \
	X(TBODY, "tbody", FACT_BLOCK)                                                                                  \
	X(TD, "td", FACT_BLOCK)                                                                                        \
	X(TEMPLATE, "template", FACT_SKIP)                                                                             \
	X(TEXTAREA, "textarea", FACT_RAW)                                                                              \
	X(TFOOT, "tfoot", FACT_BLOCK)                                                                                  \
	X(TH, "th", FACT_BLOCK)                                                                                        \
	X(THEAD, "thead", FACT_BLOCK)                                                                                  \
	X(TIME, "time", FACT_SPAN)                                                                                     \
	X(TITLE, "title", FACT_RAW)                                                                                    \
	X(TR, "tr", FACT_BLOCK)                                                                                        \
	X(TT, "tt", FACT_LOOK)                                                                                         \
	X(U, "u", FACT_LOOK)                                                                                           \
	X(UL, "ul", FACT_BLOCK)                                                                                        \
	X(VIDEO, "video", FACT_SKIP)

enum tag {
	TAG_NONE, /* any other element; its content counts as that of the one around it */
	TAG_TEXT, /* no element: a piece of text */
#define X(name, html, facts) TAG_##name,
	TAGS(X)
#undef X
		TAG_COUNT
};

enum tag tag_of(struct str name);
unsigned tag_facts(enum tag t);
/* "div" … */
struct str tag_name(enum tag t);

enum attribute {
	ATTR_NONE,
	ATTR_CLASS,
	ATTR_CONTENT,
	ATTR_DATETIME,
	ATTR_HIDDEN, /* hidden, aria-hidden="true", or a style that hides */
	ATTR_HREF,
	ATTR_ID,
	ATTR_ITEMPROP,
	ATTR_ITEMSCOPE,
	ATTR_ITEMTYPE,
	ATTR_NAME,
	ATTR_PROPERTY,
	ATTR_REL,
	ATTR_ROLE,
	ATTR_TAG, /* the element's real name, where libxml2 is given another (prune.h) */
	ATTR_TITLE,
	/* read, and not passed on */
	ATTR_ARIA_HIDDEN,
	ATTR_HTTP_EQUIV,
	ATTR_LANG,
	ATTR_STYLE,
	ATTR_TYPE,
	ATTR_COUNT
};

enum attribute attribute_of(struct str name);
struct str attribute_name(enum attribute a);

#endif
