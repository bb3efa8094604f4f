/* cert: self-signed certificates, made once and trusted on first use. Readers' clients remember a certificate, or its
 * public key, so what is there is never overwritten, and a renewal keeps the key. */
#ifndef TOOL_CERT_H
#define TOOL_CERT_H

#include "base/str.h"
#include "tool/tool.h"

#include <time.h>

extern const struct tool tool_cert;

/* Makes a key (ECDSA P-256, mode 0600) and a certificate for these host names (as people write them) and addresses,
 * valid from yesterday to the end of 2099. 0, or -1 after saying in the log what is wrong: one of the two files is
 * there already (both stay as they are), a name is none, or the disk. On failure nothing is left behind. */
int cert_make(const char *crt, const char *key, const struct str *names, size_t count);

/* Makes a new certificate for the key that is there, checks it, and puts it in the old one's place; the old one is kept
 * as NAME.old-DATE.crt, and its path goes to *kept (empty where there was none). 0, or -1 after saying why. */
int cert_renew(const char *crt, const char *key, const struct str *names, size_t count, struct buf *kept);

enum {
	CERT_HEX = 65,      /* SHA-256 in lower case digits, and a NUL */
	CERT_SOON_DAYS = 30 /* an end as near as this deserves a warning */
};

struct cert_facts {
	char names[2048]; /* separated by ", ", harmless to a terminal */
	time_t before, after;
	char certificate[CERT_HEX],
		public_key[CERT_HEX]; /* hashes of both in DER; the second of SubjectPublicKeyInfo */
};

/* Reads the first certificate of a PEM file. False: *why says what is wrong, beginning with the path. */
bool cert_look(const char *crt, struct cert_facts *out, struct buf *why);
/* Whole days from now to a certificate's end; negative when it is over. */
long cert_days(const struct cert_facts *facts, time_t now);

#endif
