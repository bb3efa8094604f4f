/* origin: whose mirror a capsule is, and as of when. What was mirrored lies in place, so a capsule whose root has
 * /mirror/HEAD is a mirror; whether HEAD is signed by whom it should be was the follower's to see (herald mirror), and
 * nobody looks again here. */
#ifndef SITE_ORIGIN_H
#define SITE_ORIGIN_H

#include "mirror/head.h"
#include "mirror/sign.h"
#include "site/site.h"

enum { ORIGIN_MAX = HEAD_MAX + SIGN_FILE_MAX /* HEAD's message and the signature in it */ };

struct origin {
	struct head head;      /* views into file */
	struct str name;       /* "bote.example", or "bote.example:1966"; the title, where no address is usable */
	struct view_site view; /* its addresses; a host without bytes: it has none of the kind */
	/* private */
	struct str hosts[2];
	struct found_file was;
	size_t size;
	char file[ORIGIN_MAX + 1], room[2048];
};

/* Reads HEAD again if it has changed; a broken one is reported, and what was known stays. True: the capsule is another
 * one's mirror now, or of another moment, or none any more. */
bool origin_refresh(struct site_capsule *c);
void origin_free(struct origin *o);

bool origin_expired(const struct origin *o, time_t now);

/* The address of the same page there, for a reader by Gemini or by Gopher, in the protocol that is his if there is an
 * address; query (decoded) may be empty. False, with nothing added: there is no usable address. */
bool origin_url(const struct origin *o, bool gopher, struct str path, struct str query, struct buf *out);

#endif
