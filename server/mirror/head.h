/* head: /mirror/HEAD, the one file that is polled: what the archive is at this moment (the design, "Mirroring"). It is
 * signed inside itself (sign_embed); this is about the message in it, lines "key: value":
 *
 *   herald-archive: 1
 *   title: Allerbote: das Archiv
 *   archive: gemini://bote.example/            (once or more: the original's addresses)
 *   serial: 412
 *   published: 2026-11-27T21:30:00Z
 *   valid-until: 2027-11-27T21:30:00Z
 *   files: 123456
 *   bytes: 345678901
 *   manifest: HEX                              (of the root's MANIFEST)
 *   log: HEX                                   (of the newest log entry, /mirror/log/000/412)
 *   packs: HEX                                 (of /mirror/packs)
 *   gone: HEX                                  (of /mirror/gone)
 *   dynamic: /search                           (any number of times: prefixes of paths that only a server answers)
 *
 * Unknown keys are passed over, so that later versions can add some. */
#ifndef MIRROR_HEAD_H
#define MIRROR_HEAD_H

#include "mirror/digest.h"

#include <time.h>

enum { HEAD_MAX = 2048, HEAD_ADDRESSES = 4, HEAD_DYNAMIC = 24 };

struct head {
	struct str title;
	struct str address[HEAD_ADDRESSES];
	size_t addresses;
	uint64_t serial; /* from 1 */
	time_t published, valid_until;
	uint64_t files, bytes; /* of what the MANIFESTs list, without themselves */
	struct digest manifest, log, packs, gone;
	struct str dynamic[HEAD_DYNAMIC];
	size_t dynamics;
};

void head_write(struct buf *out, const struct head *h);
/* NULL, or what is wrong; the views point into the message. */
const char *head_read(struct str message, struct head *out);

/* "2026-11-27T21:30:00Z" (RFC 3339, UTC, no fraction). */
void head_time_add(struct buf *out, time_t t);
bool head_time_read(struct str s, time_t *out);

#endif
