#include "site/origin.h"

#include "base/log.h"
#include "text/target.h"
#include "text/uri.h"

#include <stdlib.h>
#include <unistd.h>

enum { COMPLAIN_S = 60, GEMINI_PORT = 1965, GOPHER_PORT = 70, PORT_MAX = 65535 };

/* ---- addresses ---- */

/* "gemini://bote.example/": a host of its own with the whole archive on it; a path would be somebody's guess. */
static bool read_address(struct str address, struct uri *u, uint64_t *port)
{
	if (!uri_split(address, u) || !u->has_authority || u->has_userinfo || u->has_query || u->has_fragment)
		return false;
	*port = uri_default_port(u->scheme);
	if (u->port.n && (!str_u64(u->port, PORT_MAX, port) || *port == 0))
		return false;
	return u->path.n == 0 || str_eq(u->path, STR("/"));
}

/* Takes an address over, if it is the first of its kind. */
static void add_address(struct origin *o, struct str address, struct buf *room)
{
	struct uri u;
	uint64_t port;
	size_t start = room->n;
	if (!read_address(address, &u, &port) || !uri_host(u.host, room) || room->full)
		return;
	struct str host = str_sub(buf_str(room), start, room->n);
	bool gemini = str_ieq(u.scheme, STR("gemini")), gophers = str_ieq(u.scheme, STR("gophers"));
	if (gemini && o->view.gemini_host.n == 0) {
		o->view.gemini_host = host;
		o->view.gemini_port = (unsigned)port;
	} else if ((gophers || str_ieq(u.scheme, STR("gopher"))) && o->view.gopher_host.n == 0) {
		o->view.gopher_host = host;
		o->view.gopher_port = (unsigned)port;
		o->view.gophers = gophers;
	}
}

static void name(struct origin *o, struct buf *room)
{
	bool gemini = o->view.gemini_host.n > 0;
	struct str host = gemini ? o->view.gemini_host : o->view.gopher_host;
	unsigned port = gemini ? o->view.gemini_port : o->view.gopher_port;
	bool six = str_index(host, ':') < host.n;
	size_t start = room->n;
	buf_fmt(room, six ? "[%.*s]" : "%.*s", STR_ARG(host));
	if (host.n && port != (gemini ? GEMINI_PORT : GOPHER_PORT))
		buf_fmt(room, ":%u", port);
	o->name = host.n && !room->full ? str_sub(buf_str(room), start, room->n) : o->head.title;
}

static void add_addresses(struct origin *o)
{
	struct buf room = BUF(o->room);
	for (size_t i = 0; i < o->head.addresses; i++)
		add_address(o, o->head.address[i], &room);
	name(o, &room);
	o->hosts[0] = o->view.gemini_host;
	o->hosts[1] = o->view.gopher_host;
	o->view.hosts = o->hosts;
	o->view.host_count = 2;
}

bool origin_url(const struct origin *o, bool gopher, struct str path, struct str query, struct buf *out)
{
	char link_room[3 * PATH_ROOM + 3 * SITE_QUERY_ROOM], room[TARGET_ROOM];
	struct buf link = BUF(link_room), made = BUF(room);
	struct view_site there = o->view;
	struct target target;
	bool has_gopher = there.gopher_host.n > 0, has_gemini = there.gemini_host.n > 0;
	if (!has_gemini) {
		there.gemini_host = there.gopher_host;
		there.gemini_port = GEMINI_PORT;
	}
	target_gemini_url(&there, path, &link);
	if (query.n) {
		buf_byte(&link, '?');
		uri_encode_component(query, &link);
	}
	if (link.full || (!has_gopher && !has_gemini))
		return false;
	bool as_gopher = has_gopher && (gopher || !has_gemini);
	if (as_gopher && !target_of(&there, false, STR("/"), buf_str(&link), &made, &target))
		return false;
	buf_add(out, as_gopher ? target.url : buf_str(&link));
	return true;
}

bool origin_expired(const struct origin *o, time_t now)
{
	return now > o->head.valid_until;
}

/* ---- the file ---- */

static bool same_file(const struct found_file *a, const struct found_file *b)
{
	return a->dev == b->dev && a->ino == b->ino && a->size == b->size && a->mtime.tv_sec == b->mtime.tv_sec &&
	       a->mtime.tv_nsec == b->mtime.tv_nsec;
}

/* NULL: *wrong says what is. */
static struct origin *read_file(const struct found_file *f, const char **wrong)
{
	struct sign_opened opened;
	struct origin *o = calloc(1, sizeof *o);
	if (o == NULL) {
		*wrong = "out of memory";
		return NULL;
	}
	ssize_t n = pread(f->fd, o->file, sizeof o->file, 0);
	*wrong = n < 0 ? "it cannot be read" : n > ORIGIN_MAX ? "it is longer than any HEAD" : NULL;
	o->size = n > 0 ? (size_t)n : 0;
	if (*wrong == NULL)
		*wrong = sign_open((struct str){ o->file, o->size }, &opened);
	if (*wrong == NULL)
		*wrong = head_read(opened.message, &o->head);
	if (*wrong) {
		free(o);
		return NULL;
	}
	o->was = *f;
	add_addresses(o);
	return o;
}

/* Says it once a minute, not once a second. */
static void complain(struct site_capsule *c, const char *wrong)
{
	time_t now = time(NULL);
	if (now - c->origin_told < COMPLAIN_S)
		return;
	c->origin_told = now;
	log_error("capsule %s: /mirror/HEAD in its root: %s; herald mirror fetches it anew", c->name, wrong);
}

static bool replace(struct site_capsule *c, struct origin *fresh)
{
	bool changed = c->origin || fresh;
	origin_free(c->origin);
	c->origin = fresh;
	c->origin_turn += changed;
	return changed;
}

bool origin_refresh(struct site_capsule *c)
{
	struct found_file f;
	const char *wrong;
	enum found found = root_find(&c->root, STR("/mirror/HEAD"), &f);
	if (found == FOUND_NOTHING || found == FOUND_TROUBLE)
		return found == FOUND_NOTHING && replace(c, NULL);
	struct origin *fresh = NULL;
	bool same = c->origin && same_file(&c->origin->was, &f);
	if (!same && found == FOUND_FILE && (fresh = read_file(&f, &wrong)) == NULL)
		complain(c, wrong);
	close(f.fd);
	return fresh && replace(c, fresh);
}

void origin_free(struct origin *o)
{
	free(o);
}
