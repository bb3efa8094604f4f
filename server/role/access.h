/* access: the access log. One line a request, nine fields and the request:
 *
 *   TIME PROTOCOL ADDRESS STATUS BYTES MS SESSION END REQUEST
 *   2026-11-23T08:15:30Z gemini 192.0.2.0 20 4133 2 resumed whole gemini://bote.example/2018/
 *
 * PROTOCOL is gemini, gopher or gophers; ADDRESS full, cut to its network or "-"; STATUS that of Gemini, for Gopher
 * too (0: none was sent); BYTES those of header and body before encryption; SESSION resumed, full or "-" (no TLS); END
 * whole or cut. REQUEST is escaped as buf_escape does, and the only field that may hold spaces. */
#ifndef ROLE_ACCESS_H
#define ROLE_ACCESS_H

#include "base/str.h"
#include "net/conn.h"

enum access_addresses { ACCESS_FULL, ACCESS_PREFIX, ACCESS_NONE };

struct access_log {
	int fd;
	bool socket; /* fd is one (journald's): write would not be told not to wait */
	enum access_addresses addresses;
	uint64_t lost;       /* lines that found no room, since that was last reported */
	time_t second, told; /* of the stamp; of the last report */
	char stamp[24];
	struct buf buf;
	char space[65536];
};

/* Opens path for appending, or takes standard output for "-", so that writing to it never waits. -1: errno. */
int access_open(const char *path);
void access_start(struct access_log *l, int fd, enum access_addresses addresses);
void access_add(struct access_log *l, const struct access *a);
/* Writes what has collected. What a full pipe does not take stays, up to the buffer's size; then lines are lost, and
 * that is said. */
void access_flush(struct access_log *l);

#endif
