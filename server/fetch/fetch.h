/* fetch: files from a Gemini or Gopher server, or from a folder, for a follower that trusts nobody: bounded in bytes,
 * in time and in redirects (Gemini protocol 0.24; RFC 1436). */
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include "base/str.h"

/* A place that files are fetched from: gemini://host[:port]/, gopher://host[:port]/, file:///folder/ (or file:folder).
 * The path of the URL is the prefix of all paths. May be used by several threads at once; the process ignores SIGPIPE.
 */
struct fetch;

struct fetch_wish {
	const char *url;
	/* Gemini: SHA-256 of the server's public key (SubjectPublicKeyInfo, DER) in hex, from an earlier run; NULL:
	 * trust the first one that is met (TOFU), which fetch_identity then tells. One that is no SHA-256 is an error.
	 */
	const char *identity;
	unsigned connections; /* at the same time, over all threads; others wait */
	uint64_t rate;        /* bytes a second over all threads; 0: no limit */
	unsigned timeout_ms;  /* for the connection, and for each silence */
	unsigned patience_ms; /* for 44 (SLOW DOWN): waits what the server says, then twice as long, and so on, all
			       * threads together; this long in all, then it is FETCH_BUSY; at once where the server
			       * asks for more */
	/* A file comes as fast as this, in bytes a second (0: 4096): all connections together while they wait for the
	 * server. For the first while (0: a minute) it need not. What is slower is cut off. */
	unsigned grace_ms;
	uint64_t least;
	const volatile int *stop; /* not 0: everything ends soon, with FETCH_STOPPED; NULL: never */
};

/* NULL: the URL is wrong, or no memory: *why. Nothing is asked yet. */
struct fetch *fetch_new(const struct fetch_wish *w, struct buf *why);
void fetch_free(struct fetch *f);

enum fetch_result {
	FETCH_GOOD,
	FETCH_MISSING,  /* 51 or 52; on Gopher: an error menu (type 3), or gophernicus's words; on disk: not there */
	FETCH_TOO_LONG, /* more than max bytes */
	/* the end came without close_notify (Gemini), or silence, or less than 1 KB in 10 s, or the file is too slow:
	 * try again */
	FETCH_CUT,
	FETCH_BUSY,     /* 41, 44 beyond patience: try again later */
	FETCH_REFUSED,  /* any other status: *why has it, harmless to a terminal */
	FETCH_IDENTITY, /* the server's key is not the one that is known: *why says both, and what to do */
	FETCH_UNREACHABLE,
	FETCH_DISK, /* what came cannot be written: *why */
	FETCH_STOPPED,
};

/* Fetches one file into fd (from its current offset on; the caller's), at most max bytes of it. path: as in the file
 * system, begins with '/', not encoded. Redirects: at most 5, only to the same scheme, host and port. On anything but
 * GOOD what is in fd is worth nothing. On Gopher raw bytes are asked for: "/raw" + path first; a server that has no
 * /raw (the first answer shows) is asked for the path itself; an answer of no bytes is asked for twice. file: what is
 * no regular file is MISSING. *size: bytes.
 */
enum fetch_result fetch_file(struct fetch *f, struct str path, uint64_t max, int fd, uint64_t *size, struct buf *why);

/* The identity of the server as hex, or "" before the first answer, and for Gopher and file. */
const char *fetch_identity(const struct fetch *f);

struct fetch_sums {
	uint64_t requests, bytes, handshakes, resumed;
};
struct fetch_sums fetch_sums(const struct fetch *f);

#endif
