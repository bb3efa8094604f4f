/* gemini: the request line and the response header (Gemini protocol specification 0.24.1, "Requests", "Responses"). */
#ifndef PROTO_GEMINI_H
#define PROTO_GEMINI_H

#include "proto/wire.h"
#include "text/uri.h"

enum {
	GEMINI_URI_MAX = 1024, /* bytes, without CRLF */
	GEMINI_REQUEST_MAX = GEMINI_URI_MAX + 2,
	GEMINI_HEAD_ROOM = 2048,
};

struct gemini_request {
	struct str uri;   /* the request line without CRLF; for the log even where the verdict is NO */
	struct uri parts; /* of uri; path still encoded */
};

/* Looks at the bytes received so far. YES: a request whose form is right (absolute URI, UTF-8, no BOM, no userinfo,
 * no fragment, CRLF within the limit); bytes after its CRLF are ignored. MORE: it can still become one. NO: it can
 * not, *why is OUT_BAD or OUT_TOO_LONG. Says NO as early as the bytes allow (a bare LF, a NUL, 1025 bytes without
 * CRLF). Scheme, host and port are not judged here. */
enum verdict gemini_parse(struct str in, struct gemini_request *out, enum outcome *why);

/* The response header of an answer: status, space, META, CRLF. meta is the MIME type of a 20, the URI-reference of a
 * 3x, or words; control characters in it become spaces, bytes that are not UTF-8 question marks,
 * and it is cut at a character's end to 1024 bytes. An empty one takes the space before it along. */
void gemini_head(struct buf *out, enum outcome outcome, struct str meta);

/* The two-digit status of an outcome. */
int gemini_status(enum outcome outcome);

#endif
