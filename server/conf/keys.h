/* keys: every section and key that herald.ini may hold, with type, bounds, unit and default, in one table. What
 * conf/herald.ini says of them is checked against it by a test. */
#ifndef CONF_KEYS_H
#define CONF_KEYS_H

#include "base/str.h"

enum kind { KIND_SERVER, KIND_GEMINI, KIND_GOPHER, KIND_CAPSULE, KIND_COUNT };

enum key_type {
	KEY_TEXT,   /* any words */
	KEY_USER,   /* a user of this machine, or nothing */
	KEY_PATH,   /* relative to the file's own folder */
	KEY_LOG,    /* a path, or "-" */
	KEY_NUMBER, /* from min to max; the default may be a word that stands for 0 */
	KEY_YES_NO,
	KEY_ADDRESSES, /* full, prefix or none */
	KEY_LISTEN,    /* addresses with ports, separated by spaces */
	KEY_HOST,      /* a host name, or nothing */
	KEY_HOSTS,     /* host names, separated by spaces */
	KEY_CAPSULE,   /* the name of a [capsule] */
	KEY_LANGUAGE,
	KEY_ZONE, /* a time zone */
};

struct key {
	enum kind kind;
	const char *name;
	enum key_type type;
	const char *standard; /* what holds when the key is left out; NULL: it must be given */
	unsigned min, max;    /* of a number, in its unit */
	const char *unit;     /* "seconds"; NULL: none */
	unsigned scale;       /* from the unit to what the program counts in */
	size_t offset;        /* of what is set: in struct conf, struct conf_gopher or struct conf_capsule */
	size_t line;          /* of the int that keeps the key's line, in the same struct; 0: none */
};

enum { KEYS_COUNT = 39 };
extern const struct key keys[KEYS_COUNT];

/* "server", "gemini", "gopher", "capsule"; closed by NULL. */
extern const char *const key_kinds[KIND_COUNT + 1];

/* The key's index in the table, or -1. */
int key_find(enum kind kind, struct str name);
/* The key of this kind that was probably meant, or NULL. */
const char *key_near(enum kind kind, struct str name);

#endif
