#include "site/builtin.h"

#include <time.h>

enum { EXPIRES_S = 180 * 86400 };

static void robots(struct buf *out)
{
	/* an archive wants to be found and mirrored; who does not puts his own file there */
	buf_add(out, STR("User-agent: *\nDisallow:\n"));
}

/* What clients ask of a server's paths, in the form that pygopherd and Gophernicus made usual. */
static void caps(const struct site_capsule *c, struct buf *out)
{
	buf_add(out, STR("CAPS\n\nCapsVersion=1\nExpireCapsAfter=86400\n\n"
			 "PathDelimeter=/\nPathIdentity=.\nPathParent=..\nPathParentDouble=FALSE\n"
			 "PathKeepPreDelimeter=FALSE\n\nServerSoftware=Herald\nServerDescription="));
	buf_add(out, c->title);
	if (c->contact.n) {
		buf_add(out, STR("\nServerAdmin="));
		buf_add(out, c->contact);
	}
	buf_add(out, STR("\nServerDefaultEncoding=UTF-8\n"));
	if (c->view.gophers) {
		buf_add(out, STR("ServerTLSPort="));
		buf_u64(out, c->view.gopher_port);
		buf_byte(out, '\n');
	}
}

/* RFC 9116, 2.5.3: a contact is a URI; a bare address becomes one. */
static bool security(const struct site_capsule *c, struct buf *out)
{
	size_t at = str_index(c->contact, '@');
	if (c->contact.n == 0 || str_index(c->contact, ' ') < c->contact.n)
		return false;
	bool has_scheme = str_index(c->contact, ':') < at;
	buf_add(out, STR("Contact: "));
	if (!has_scheme && at < c->contact.n)
		buf_add(out, STR("mailto:"));
	else if (!has_scheme)
		return false;
	buf_add(out, c->contact);
	/* RFC 9116, 2.5.5: obligatory, and best less than a year away; it is written anew whenever somebody asks */
	struct tm tm;
	time_t then = time(NULL) + EXPIRES_S;
	char date[32];
	if (gmtime_r(&then, &tm) && strftime(date, sizeof date, "%Y-%m-%dT00:00:00Z", &tm))
		buf_fmt(out, "\nExpires: %s", date);
	buf_byte(out, '\n');
	return true;
}

bool builtin_text(const struct site_capsule *c, struct str path, struct buf *out)
{
	buf_clear(out);
	if (str_eq(path, STR("/robots.txt")))
		robots(out);
	else if (str_eq(path, STR("/caps.txt")))
		caps(c, out);
	else if (!str_eq(path, STR("/.well-known/security.txt")) || !security(c, out))
		return false;
	return !out->full;
}
