/* uri: RFC 3986 references, as Gemini and Gopher need them. Nothing here allocates; every view in a result points
 * into the text that was given, and every text that is made goes into the caller's buffer. */
#ifndef TEXT_URI_H
#define TEXT_URI_H

#include "base/str.h"

/* The five parts of a reference (RFC 3986, 3). A part that may be absent has its own flag, because "x?" and "x"
 * differ; path is never absent. authority is split into userinfo, host and port; an IPv6 host is without its
 * brackets. Everything is still percent-encoded. */
struct uri {
	struct str scheme, userinfo, host, port, path, query, fragment;
	bool has_scheme, has_authority, has_userinfo, has_port, has_query, has_fragment;
};

/* Splits a reference. False when a byte is one that no URI may hold (controls, space, <>"{}|\^` and 0x7f; bytes from
 * 0x80 are let through so that IRIs in gemtext links work), a percent sign is not followed by two hex digits, a
 * scheme or port is malformed, or a bracket stands wrong. */
bool uri_split(struct str text, struct uri *out);

/* Decodes %XX once; a percent sign without two hex digits stays as it is. False when the result would hold a NUL, or
 * out is too small. */
bool uri_decode(struct str s, struct buf *out);

/* Encodes a path for a link: unreserved, sub-delims, ':', '@' and '/' stay, all else becomes %XX. */
void uri_encode_path(struct str path, struct buf *out);
/* Encodes a query or one component of it: unreserved stays, all else becomes %XX. */
void uri_encode_component(struct str s, struct buf *out);

enum { URI_SEGMENT_MAX = 1100 }; /* no request holds a longer one; a segment over it is BAD */

/* What became of a path whose dot segments were removed. */
enum uri_path { URI_PATH_OK, URI_PATH_CLIMBS, URI_PATH_BAD };

/* Takes the (still encoded) path of a request to the path of a file: decoded, dot segments and doubled slashes
 * removed, always beginning with '/'; a trailing slash (also that of "/." and "/..") stays. A path that climbs above
 * the root is CLIMBS, and so is one that does so only after decoding ("%2e%2e"); a NUL, an encoded slash (%2F) or
 * bytes that are not UTF-8 are BAD. An empty path is "/". */
enum uri_path uri_clean_path(struct str path, struct buf *out);
/* The same for a path that is not percent-encoded, as Gopher's are: '%' is a byte like any other. */
enum uri_path uri_clean_plain(struct str path, struct buf *out);

/* Resolves a reference against an absolute base (RFC 3986, 5.2, strict; dot segments that would climb are dropped as
 * 5.2.4 says) and writes the target. False when either is no URI, or out is too small. */
bool uri_resolve(struct str base, struct str reference, struct buf *out);

/* The port of a scheme we know (gemini 1965, gopher 70, gophers 70, http 80, https 443, titan 1965, finger 79,
 * spartan 300), or 0. Scheme compared without case. */
unsigned uri_default_port(struct str scheme);

/* A host name as the wire has it: lower case, IDNs as A-labels (libidn2, IDNA 2008 non-transitional with UTS 46
 * mapping), no trailing dot; addresses are left as they are. False when it is no host name. */
bool uri_host(struct str host, struct buf *out);

#endif
