/* target: where a link leads, for a reader who came by Gopher. */
#ifndef TEXT_TARGET_H
#define TEXT_TARGET_H

#include "text/item.h"
#include "text/view.h"

enum {
	TARGET_URL_MAX = 2048,     /* of a link, as it stands in the document; a longer one is text */
	TARGET_ROOM = 8 * 1024,    /* room that target_of needs */
	TARGET_SELECTOR_MAX = 255, /* RFC 1436, appendix */
};

struct target {
	struct item item; /* for a menu */
	struct str url;   /* for a text: absolute, ASCII */
};

/* Resolves a link in the document at path. Pages of our own become selectors (page.gmi is the text page.txt, a
 * directory or its index.gmi a menu; beneath /ascii with ascii set), other servers' Gopher links items of theirs, and
 * everything else an h item. Bytes that no URL may hold are encoded first. The views in out point into room, the site
 * and literals. False: it leads nowhere, being no URL or too long. */
bool target_of(const struct view_site *site, bool ascii, struct str path, struct str link, struct buf *room,
	struct target *out);

/* The Gopher address of a page of our own, e.g. gopher://host/0/2018/06/28/slug.txt, with menu set that of its menu
 * view (…/1/2018/06/28/slug). False, with nothing written: it has none, its selector being too long; or it has no other
 * view than the menu (an index). */
bool target_own_url(const struct view_site *site, bool ascii, struct str path, bool menu, struct buf *out);

/* The Gemini address of a page. */
void target_gemini_url(const struct view_site *site, struct str path, struct buf *out);

#endif
