/* web: the web, where Gopher meets it: pages for clients that do not know h items, and words for browsers. */
#ifndef SITE_WEB_H
#define SITE_WEB_H

#include "site/site.h"

/* The page that leads on to a URL: it cannot be made to say anything else, and knows http, https, gemini, gopher and
 * mailto only. OUT_OK, OUT_BAD (another scheme, or what a terminal would obey) or OUT_TOO_LONG. */
enum outcome web_redirect(const struct site_capsule *c, struct str url, struct buf *out);
/* The HTTP answer to who takes us for a web server; site: where Gopher is. */
void web_refuse(const struct site_capsule *c, const struct view_site *site, struct buf *out);

#endif
