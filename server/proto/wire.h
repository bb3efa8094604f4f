/* wire: what both protocols are turned into, and what is turned into both. */
#ifndef PROTO_WIRE_H
#define PROTO_WIRE_H

#include "base/str.h"
#include "text/words.h"

enum protocol { GEMINI, GOPHER };

/* A parser's verdict on the bytes so far. */
enum verdict { PARSE_YES, PARSE_MORE, PARSE_NO };

/* What becomes of a request; one table per protocol turns it into wire bytes. */
enum outcome {
	OUT_OK,        /* gemini 20: a body follows */
	OUT_INPUT,     /* 10: a query is wanted; META is what is asked */
	OUT_MOVED,     /* 31, for good; to is the path (or URL) */
	OUT_ELSEWHERE, /* 30, for now */
	OUT_FAILED,    /* 40: our disk, not the visitor */
	OUT_BUSY,      /* 41 */
	OUT_UNREADY,   /* 41: there is no index yet */
	OUT_SLOW_DOWN, /* 44 */
	OUT_NOT_FOUND, /* 51 */
	OUT_GONE,      /* 52 */
	OUT_FOREIGN,   /* 53: another host, port or scheme */
	OUT_BAD,       /* 59: not a request */
	OUT_TOO_LONG,  /* 59: over 1024 bytes */
	OUT_CLIMBS,    /* 59: a path above the root */
	OUT_WEB,       /* gopher only: somebody speaks HTTP */
	OUT_ASK,       /* not an answer yet: a librarian makes it */
};

enum { PATH_ROOM = 1100 }; /* any path a request can hold, decoded */

#endif
