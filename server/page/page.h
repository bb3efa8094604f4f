/* page: the pages that nobody has to write, made by librarians, and by show and export. */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include "site/site.h"

/* What became of an ask. */
struct page {
	int fd; /* OUT_OK: a sealed memory file, the caller's; else -1 */
	uint64_t size;
	struct buf meta; /* the caller's room, ANSWER_META_ROOM. OUT_OK: the media type, empty for gemtext and Gopher's
			    views; OUT_MOVED and OUT_ELSEWHERE: the path, percent-encoded */
	bool damaged;    /* the index was found damaged on the way */
};

/* Makes the page that is asked for, with the capsule's archive (which may be NULL: then listings of directories are all
 * there is). budget_ms: how long questions to the index may take, 0: as long as they like. OUT_OK, OUT_MOVED,
 * OUT_ELSEWHERE (on Gopher too: the caller goes there), OUT_NOT_FOUND, OUT_UNREADY (there is no index), OUT_BUSY (it
 * took too long) or OUT_FAILED (errno). */
enum outcome page_make(const struct site *s, const struct site_ask *ask, unsigned budget_ms, struct page *out);

#endif
