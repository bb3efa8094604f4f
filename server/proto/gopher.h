/* gopher: the request line (RFC 1436, 2; and what real clients send). */
#ifndef PROTO_GOPHER_H
#define PROTO_GOPHER_H

#include "proto/wire.h"

enum {
	GOPHER_SELECTOR_MAX = 255, /* RFC 1436, appendix: what we make; we accept more */
	GOPHER_REQUEST_MAX = 1024, /* bytes, without the line's end */
};

enum gopher_view {
	GOPHER_AUTO, /* the path alone decides */
	GOPHER_RAW,  /* beneath /raw/: the file's bytes */
};

struct gopher_request {
	struct str line;     /* without its end; for the log even where the verdict is NO */
	struct str selector; /* as sent, up to the first TAB */
	struct str path;     /* decoded from it into the caller's room: begins with '/', without prefixes, dot
			      * segments and doubled slashes removed, a trailing slash kept; "/" for a url or web */
	struct str unpasted; /* path without the item type that may have been pasted in front of it; empty if there
			      * is none. A directory may really have that name: look for path first, then for
			      * this */
	struct str search;   /* what follows the first TAB, without a Gopher+ part, or what stands behind "/for/" in the
			      * selector of a search; any bytes */
	bool has_search;
	bool plus;      /* Gopher+: the request ended in TAB and '+', '!' or '$' … */
	char plus_sign; /* … that one */
	bool ascii;     /* beneath /ascii/ */
	enum gopher_view view;
	struct str url; /* of a "URL:…" or "/URL:…" selector; empty otherwise */
	bool web;       /* an HTTP request line: GET, HEAD, POST … with HTTP/ at its end, or "GET /…" */
};

/* Looks at the bytes received so far; room (PATH_ROOM) is cleared, holds the decoded path and lives as long as out.
 * Ends at LF (a CR before it dropped). Accepts "" and "/", selectors with and without the leading slash, "/ascii" and
 * "/raw" prefixes in that order, and a pasted item type ("/0/x", "/1/x", and the other types' letters, only where a
 * slash follows; also in front of the prefixes). NO: a control byte in the selector (what is searched may have any), or
 * a path that is not UTF-8 (OUT_BAD), over-long (OUT_TOO_LONG), a path that climbs (OUT_CLIMBS). A whole web request
 * (OUT_WEB) is YES with web set. */
enum verdict gopher_parse(struct str in, struct buf *room, struct gopher_request *out, enum outcome *why);

#endif
