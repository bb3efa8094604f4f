/* value: what stands behind the '=' of herald.ini, from text to numbers and addresses. Each of these gives false and,
 * in *why, the end of a sentence that begins with the value: what is wrong with it, and what to write. */
#ifndef CONF_VALUE_H
#define CONF_VALUE_H

#include "conf/conf.h"
#include "conf/keys.h"

/* A number in its bounds, times the key's scale; 0 for the word that is the key's default. */
bool value_number(struct str text, const struct key *key, unsigned *out, struct buf *why);
bool value_yes_no(struct str text, bool *out, struct buf *why);
bool value_addresses(struct str text, enum log_addresses *out, struct buf *why);
/* "192.0.2.1:70" or "[2001:db8::1]:70", with a zone where there is one ("[fe80::1%eth0]:70"); port 0 is allowed. */
bool value_listen(struct str word, struct conf_listen *out, struct buf *why);
/* A host name, into its form on the wire. */
bool value_host(struct str word, struct buf *out, struct buf *why);

/* Whether the folder (the system's is VALUE_ZONES) knows a time zone. */
#define VALUE_ZONES "/usr/share/zoneinfo"
enum value_zone { ZONE_GOOD, ZONE_BAD, ZONE_NO_DATA };
enum value_zone value_zone(const char *folder, const char *name);

/* The folder of a file (existing or not), absolute and without links, in memory the caller frees; NULL with errno set
 * when there is no such folder. */
char *value_folder(const char *path);
/* A path seen from such a folder: absolute, with leading "./" and "../" resolved. */
void value_path(const char *folder, struct str path, struct buf *out);

#endif
