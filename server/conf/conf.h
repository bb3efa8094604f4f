/* conf: what herald.ini says, checked. Every mistake is "file:line: what is wrong, what to write instead". */
#ifndef CONF_CONF_H
#define CONF_CONF_H

#include "base/pool.h"
#include "base/str.h"
#include "text/words.h"

#include <netinet/in.h>
#include <stdio.h>

enum {
	CONF_CAPSULES = 64,
	CONF_LISTENERS = 16, /* addresses of one section */
	CONF_GOPHERS = 16,
	CONF_HOSTS = 32,
	CONF_LANGUAGES = 32,
};

enum log_addresses { LOG_FULL, LOG_PREFIX, LOG_NONE };

struct conf_listen {
	struct sockaddr_in6 v6; /* one of the two, by family */
	struct sockaddr_in v4;
	int family;    /* AF_INET6: also takes IPv4 where the address is [::] */
	char text[64]; /* "[::]:1965", as written */
	int line;
};

struct conf_capsule {
	const char *name;
	struct str hosts[CONF_HOSTS]; /* as the wire has them (A-labels, lower case) */
	size_t host_count;
	const char *title, *subtitle, *contact, *rights, *timezone, *language;
	const char *root, *keep, *certificate, *key; /* absolute paths; the last two NULL where there are none,
						      * which is possible without [gemini] only */
	const struct words *words;
	bool publish;          /* the server publishes by itself, after changes */
	unsigned publish_days; /* how long a publication is valid */
	bool is_default;       /* for clients without SNI: the first, or the one that says default = yes */
	/* of a key that was left out: the section's */
	int line, hosts_line, contact_line, root_line, keep_line, certificate_line, key_line, publish_line,
		default_line;
};

struct conf_gopher {
	const char *name; /* "" for [gopher] */
	struct conf_listen listen[CONF_LISTENERS];
	size_t listen_count;
	unsigned port;    /* public; 0: the bound one */
	const char *host; /* public; NULL: the capsule's first */
	struct conf_capsule *capsule;
	bool tls; /* gophers on the same port; false where the capsule has no certificate */
	bool strict;
	int line, tls_line;
};

struct conf {
	const char *path; /* the file, as given */
	const char *user; /* NULL: none */
	unsigned workers; /* 0: one per core */
	unsigned librarians;
	unsigned connections;     /* slots per worker */
	const char *cache, *keep; /* absolute */
	const char *log;          /* absolute, or "-" */
	const char *locale;       /* absolute: the folder of further locale files; NULL: none */
	const char *profiles;     /* absolute: the folder of further import profiles; NULL: none */
	int user_line, cache_line, keep_line, log_line, locale_line, profiles_line;
	enum log_addresses log_addresses;
	unsigned request_ms, write_ms, page_ms, list_ms, search_ms, drain_ms, ticket_ms;

	bool gemini; /* there is a [gemini] section with a listener */
	struct conf_listen gemini_listen[CONF_LISTENERS];
	size_t gemini_listen_count;
	unsigned gemini_port; /* public; 0: the bound one */
	int gemini_line;

	struct conf_gopher gophers[CONF_GOPHERS];
	size_t gopher_count;
	struct conf_capsule capsules[CONF_CAPSULES];
	size_t capsule_count;

	/* Those of the locale folder first, then all that are built in: of two with the same name the first one is
	 * written, and both are understood. */
	const struct words *languages[CONF_LANGUAGES];
	size_t language_count;

	struct pool pool; /* what holds the strings; conf_free's */
};

/* Where mistakes and warnings go, a line each. */
struct conf_report {
	FILE *out;
	bool advice; /* also what is no mistake, but what someone who looks wants to know */
	unsigned errors, warnings;
};

/* Reads and checks the file's form: every mistake is reported, not just the first. NULL if there was one (or the file
 * cannot be read). What lies behind the paths (roots, keys, certificates) is checked by tool/check and serve, which
 * know OpenSSL. The caller frees it with conf_free, and nothing in it outlives that. */
struct conf *conf_load(const char *path, struct conf_report *report);
void conf_free(struct conf *c);
/* For checks elsewhere: "PATH:LINE: message" (without LINE where it is 0), counted as an error or a warning; a
 * warning's message has "warning: " before it. With out NULL they are only counted. */
void conf_error(struct conf_report *r, const char *path, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void conf_warning(struct conf_report *r, const char *path, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* A capsule's or a locale's language by its name, in any case; NULL if there is none. */
const struct words *conf_language(const struct conf *c, struct str name);

/* The built-in copy of conf/herald.ini, for herald init. */
struct str conf_sample(void);

#endif
