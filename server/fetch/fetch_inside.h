/* fetch_inside: what the parts of fetch share. */
#ifndef FETCH_FETCH_INSIDE_H
#define FETCH_FETCH_INSIDE_H

#include "fetch/fetch.h"
#include "fetch/session.h"
#include "fetch/wire.h"
#include "store/root.h"

/* How slowly a file may come, where the wish does not say it: as a modem brings it. */
enum { FETCH_GRACE_MS = 60000, FETCH_LEAST = 4096 };

enum { FETCH_HOST = 256, FETCH_PREFIX = 1000, FETCH_IDENTITY_HEX = 64, FETCH_URL = 4096 };

enum fetch_scheme { FETCH_GEMINI, FETCH_GOPHER, FETCH_FOLDER };

/* Whether the Gopher server gives raw bytes beneath /raw. */
enum fetch_raw { RAW_UNKNOWN, RAW_THERE, RAW_NOT_THERE };

struct fetch {
	enum fetch_scheme scheme;
	char host[FETCH_HOST], port[8],
		prefix[FETCH_PREFIX]; /* prefix: begins with '/', without one at the end; or empty */
	bool is_address;              /* the host is one: no SNI */
	unsigned timeout_ms, patience_ms, grace_ms;
	uint64_t least;
	struct pace pace;
	struct root root; /* of a folder */

	pthread_mutex_t lock; /* of all that follows */
	struct addrinfo *addresses;
	const struct addrinfo *known; /* the one of them that took us last; NULL: none has */
	SSL_CTX *context;
	struct sessions sessions;
	char identity[FETCH_IDENTITY_HEX + 1];
	enum fetch_raw raw;
	struct fetch_sums sums;
};

/* One request, one answer. *again_s: with BUSY, how long the server wants to be left alone; -1: it does not say. */
struct fetch_ask {
	struct str path; /* with the prefix; for Gemini it may be a redirect's, encoded: then encoded is set */
	bool encoded;
	uint64_t max;
	int fd;
	uint64_t size;
	struct haste *haste;
	uint64_t until_ms; /* how long it may wait for a turn */
	bool asked;        /* the server was */
	int again_s;
	char to[FETCH_URL]; /* a redirect's target; else empty */
};

enum fetch_result fetch_gemini(struct fetch *f, struct fetch_ask *a, struct buf *why);
enum fetch_result fetch_gopher(struct fetch *f, struct fetch_ask *a, struct buf *why);
enum fetch_result fetch_folder(struct fetch *f, struct fetch_ask *a, struct buf *why);

/* Connects to the host. False: *why. */
bool fetch_open(struct fetch *f, struct fetch_ask *a, struct wire *w, struct buf *why);
/* Adds to what came; false: *result says why not. */
bool fetch_keep(struct fetch *f, struct fetch_ask *a, struct str bytes, enum fetch_result *result, struct buf *why);

#endif
