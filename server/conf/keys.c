#include "conf/keys.h"

#include "base/near.h"
#include "conf/conf.h"

#include <assert.h>

#define AT(field) offsetof(struct conf, field)
#define GOPHER(field) offsetof(struct conf_gopher, field)
#define CAPSULE(field) offsetof(struct conf_capsule, field)

enum { MS = 1000, HOUR_MS = 3600 * 1000 };

/* Columns: kind, name, type, default, least, most, unit, scale, where it goes, where its line goes. */
const struct key keys[KEYS_COUNT] = {
	{ KIND_SERVER, "user", KEY_USER, "", 0, 0, NULL, 0, AT(user), AT(user_line) },
	{ KIND_SERVER, "workers", KEY_NUMBER, "auto", 1, 256, NULL, 1, AT(workers), 0 },
	{ KIND_SERVER, "librarians", KEY_NUMBER, "2", 2, 64, NULL, 1, AT(librarians), 0 },
	{ KIND_SERVER, "connections", KEY_NUMBER, "8192", 64, 262144, NULL, 1, AT(connections), 0 },
	{ KIND_SERVER, "cache", KEY_PATH, "cache", 0, 0, NULL, 0, AT(cache), AT(cache_line) },
	{ KIND_SERVER, "keep", KEY_PATH, "keep", 0, 0, NULL, 0, AT(keep), AT(keep_line) },
	{ KIND_SERVER, "log", KEY_LOG, "-", 0, 0, NULL, 0, AT(log), AT(log_line) },
	{ KIND_SERVER, "addresses", KEY_ADDRESSES, "prefix", 0, 0, NULL, 0, AT(log_addresses), 0 },
	{ KIND_SERVER, "locale", KEY_PATH, "", 0, 0, NULL, 0, AT(locale), AT(locale_line) },
	{ KIND_SERVER, "profiles", KEY_PATH, "", 0, 0, NULL, 0, AT(profiles), AT(profiles_line) },
	{ KIND_SERVER, "request timeout", KEY_NUMBER, "10", 1, 600, "seconds", MS, AT(request_ms), 0 },
	{ KIND_SERVER, "write timeout", KEY_NUMBER, "30", 1, 3600, "seconds", MS, AT(write_ms), 0 },
	{ KIND_SERVER, "page timeout", KEY_NUMBER, "5", 1, 60, "seconds", MS, AT(page_ms), 0 },
	{ KIND_SERVER, "list timeout", KEY_NUMBER, "250", 10, 60000, "milliseconds", 1, AT(list_ms), 0 },
	{ KIND_SERVER, "search timeout", KEY_NUMBER, "2", 1, 60, "seconds", MS, AT(search_ms), 0 },
	{ KIND_SERVER, "drain timeout", KEY_NUMBER, "30", 1, 3600, "seconds", MS, AT(drain_ms), 0 },
	/* a ticket may not live for more than a week: RFC 8446, 4.6.1 */
	{ KIND_SERVER, "ticket lifetime", KEY_NUMBER, "24", 1, 168, "hours", HOUR_MS, AT(ticket_ms), 0 },

	{ KIND_GEMINI, "listen", KEY_LISTEN, "[::]:1965", 0, 0, NULL, 0, AT(gemini_listen), 0 },
	{ KIND_GEMINI, "port", KEY_NUMBER, "", 1, 65535, NULL, 1, AT(gemini_port), 0 },

	{ KIND_GOPHER, "listen", KEY_LISTEN, "[::]:7070", 0, 0, NULL, 0, GOPHER(listen), 0 },
	{ KIND_GOPHER, "port", KEY_NUMBER, "", 1, 65535, NULL, 1, GOPHER(port), 0 },
	{ KIND_GOPHER, "host", KEY_HOST, "", 0, 0, NULL, 0, GOPHER(host), 0 },
	{ KIND_GOPHER, "capsule", KEY_CAPSULE, "", 0, 0, NULL, 0, GOPHER(capsule), 0 },
	{ KIND_GOPHER, "tls", KEY_YES_NO, "yes", 0, 0, NULL, 0, GOPHER(tls), GOPHER(tls_line) },
	{ KIND_GOPHER, "strict", KEY_YES_NO, "no", 0, 0, NULL, 0, GOPHER(strict), 0 },

	{ KIND_CAPSULE, "hosts", KEY_HOSTS, NULL, 0, 0, NULL, 0, CAPSULE(hosts), CAPSULE(hosts_line) },
	{ KIND_CAPSULE, "title", KEY_TEXT, "", 0, 0, NULL, 0, CAPSULE(title), 0 },
	{ KIND_CAPSULE, "subtitle", KEY_TEXT, "", 0, 0, NULL, 0, CAPSULE(subtitle), 0 },
	{ KIND_CAPSULE, "contact", KEY_TEXT, "", 0, 0, NULL, 0, CAPSULE(contact), CAPSULE(contact_line) },
	{ KIND_CAPSULE, "rights", KEY_TEXT, "", 0, 0, NULL, 0, CAPSULE(rights), 0 },
	{ KIND_CAPSULE, "timezone", KEY_ZONE, "Europe/Berlin", 0, 0, NULL, 0, CAPSULE(timezone), 0 },
	{ KIND_CAPSULE, "root", KEY_PATH, NULL, 0, 0, NULL, 0, CAPSULE(root), CAPSULE(root_line) },
	{ KIND_CAPSULE, "keep", KEY_PATH, "", 0, 0, NULL, 0, CAPSULE(keep), CAPSULE(keep_line) },
	{ KIND_CAPSULE, "language", KEY_LANGUAGE, "de", 0, 0, NULL, 0, CAPSULE(language), 0 },
	{ KIND_CAPSULE, "certificate", KEY_PATH, "", 0, 0, NULL, 0, CAPSULE(certificate), CAPSULE(certificate_line) },
	{ KIND_CAPSULE, "key", KEY_PATH, "", 0, 0, NULL, 0, CAPSULE(key), CAPSULE(key_line) },
	{ KIND_CAPSULE, "publish", KEY_YES_NO, "no", 0, 0, NULL, 0, CAPSULE(publish), CAPSULE(publish_line) },
	{ KIND_CAPSULE, "publish valid", KEY_NUMBER, "400", 1, 3650, "days", 1, CAPSULE(publish_days), 0 },
	{ KIND_CAPSULE, "default", KEY_YES_NO, "no", 0, 0, NULL, 0, CAPSULE(is_default), CAPSULE(default_line) },
};

const char *const key_kinds[KIND_COUNT + 1] = { "server", "gemini", "gopher", "capsule", NULL };

int key_find(enum kind kind, struct str name)
{
	for (int i = 0; i < KEYS_COUNT; i++)
		if (keys[i].kind == kind && str_eq(str_of(keys[i].name), name))
			return i;
	return -1;
}

const char *key_near(enum kind kind, struct str name)
{
	const char *known[KEYS_COUNT + 1] = { NULL };
	size_t count = 0;
	for (size_t i = 0; i < KEYS_COUNT; i++)
		if (keys[i].kind == kind)
			known[count++] = keys[i].name;
	return near_word(name, known);
}
