/* house: all that a configuration leads to, loaded and checked: roots, certificates, lists, users. What serve serves
 * from, and what check checks. */
#ifndef HOUSE_H
#define HOUSE_H

#include "archive/keeper.h"
#include "conf/conf.h"
#include "net/tls.h"
#include "site/site.h"

struct house {
	struct conf *conf;
	struct site site;
	SSL_CTX *contexts[CONF_CAPSULES]; /* NULL where a capsule has no certificate */
	struct tls_name names[CONF_CAPSULES * CONF_HOSTS + 1];
	const char *readable[2 * CONF_CAPSULES + 4];
	uid_t uid; /* 0: nobody to drop to */
	gid_t gid;
};

/* Loads the configuration and everything it names; every mistake goes to report. NULL if there was an error. keys are
 * shared by all contexts; without them there are none, and the private keys stay unread. */
struct house *house_open(const char *path, struct tls_keys *keys, struct conf_report *report);
void house_close(struct house *h);

/* Makes the folder for what is derived, if it is missing, and gives it to the user that the server becomes. False:
 * errno. */
bool house_cache(const struct house *h);
/* Makes the folders of what is kept, as far as they are missing: a process that locks itself in could not read what
 * comes to lie in them later, such as the first publication. */
void house_keep(const struct house *h);
/* What a capsule's index is kept with; lives as long as the house. */
struct keeper_wish house_index(const struct house *h, size_t capsule);

/* Warns of certificates that near their end: house_open does, and who serves for years asks again. */
void house_expiry(const struct house *h, struct conf_report *report);

/* Says which ports are bound: the public ones that the configuration leaves open are these. */
void house_ports(struct house *h, unsigned gemini, const unsigned *gophers);
/* The same without a server: those that would be bound. */
void house_ports_configured(struct house *h);

#endif
