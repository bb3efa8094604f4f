#include "site/route.h"

#include "base/log.h"
#include "site/builtin.h"
#include "site/facts.h"
#include "site/finding.h"
#include "site/overlay.h"
#include "site/reply.h"
#include "store/mime.h"
#include "text/uri.h"

#include <time.h>
#include <unistd.h>

enum { HINT_S = 60 };

/* By the host of a request; one that is not written as the wire has it is normalised first. */
static const struct site_capsule *capsule_of_host(const struct site *s, struct str host)
{
	char decoded[512], name[512];
	struct buf plain = BUF(decoded), wire = BUF(name);
	const struct site_capsule *c = site_capsule_named(s, host);
	if (c || !uri_decode(host, &plain) || plain.full || !uri_host(buf_str(&plain), &wire) || wire.full)
		return c;
	return site_capsule_named(s, buf_str(&wire));
}

/* A 53 that comes of the configuration, not of the visitor, is worth a line, once a minute. */
static void hint(struct site *s, const struct visitor *v, const struct uri *u, bool port)
{
	char text[600];
	struct buf host = BUF(text);
	time_t now = time(NULL);
	bool bound = port && u->has_port && s->gemini_bound_port != s->gemini_port;
	bool sni = !port && v->server_name.n && str_ieq(v->server_name, u->host);
	if ((!bound && !sni) || now - s->hinted < HINT_S)
		return;
	s->hinted = now;
	buf_escape(&host, u->host);
	if (port)
		log_warn("53 for port %.*s of %s: links and requests use the public port %u; if visitors come by "
			 "another one, set 'port' in [gemini] of %s",
			STR_ARG(u->port), buf_z(&host), s->gemini_port, s->conf_path);
	else
		log_warn("53 for host %s: no capsule has this name; if it leads here, add it to 'hosts' in %s",
			buf_z(&host), s->conf_path);
}

static bool our_port(const struct site *s, const struct uri *u)
{
	uint64_t port = 1965;
	if (u->has_port && u->port.n && !str_u64(u->port, 65535, &port))
		return false;
	return port == s->gemini_port;
}

/* 31 to the same path with a slash, with the query that came with it. */
static void add_slash(const struct uri *u, struct str path, struct answer *a)
{
	a->outcome = OUT_MOVED;
	uri_encode_path(path, &a->meta);
	buf_byte(&a->meta, '/');
	if (u->has_query) {
		buf_byte(&a->meta, '?');
		buf_add(&a->meta, u->query);
	}
}

static void moved(const struct gone_entry *gone, struct answer *a)
{
	a->outcome = gone->status == 31 ? OUT_MOVED : OUT_ELSEWHERE;
	if (str_starts(gone->to, STR("/")))
		uri_encode_path(gone->to, &a->meta);
	else
		buf_add(&a->meta, gone->to);
}

/* A target that does not fit META would lead elsewhere if it were cut. */
static void check_target(const struct site_capsule *c, struct answer *a)
{
	if (a->meta.full || a->meta.n > GEMINI_URI_MAX)
		reply_words(c, OUT_TOO_LONG, STR(""), a);
}

static void foreign(const struct site *s, const struct site_capsule *mine, struct answer *a)
{
	char space[300];
	struct buf host = BUF(space);
	buf_add(&host, mine->hosts[0]);
	if (s->gemini_port != 1965)
		buf_fmt(&host, ":%u", s->gemini_port);
	reply_words(mine, OUT_FOREIGN, buf_str(&host), a);
}

static void file(const struct site *s, const struct site_capsule *c, const struct finding_result *f, struct answer *a)
{
	bool plain = overlay_plain(f->path);
	struct str type = plain ? STR("text/plain") : mime_of_file(f->path, &f->file);
	bool gemtext = str_eq(type, STR("text/gemini"));
	a->outcome = OUT_OK;
	a->body = BODY_FILE;
	a->fd = f->file.fd;
	a->size = f->file.size;
	buf_add(&a->meta, type);
	if (plain || !str_starts(type, STR("text/")))
		return;
	const struct fact *fact = facts_of(s, &f->file, gemtext);
	if (fact->charset[0]) {
		buf_add(&a->meta, STR("; charset="));
		buf_add(&a->meta, str_of(fact->charset));
	}
	if (gemtext) {
		buf_add(&a->meta, STR("; lang="));
		buf_add(&a->meta, fact->language[0] ? str_of(fact->language) : c->language);
	}
}

static void builtin(const struct site_capsule *c, struct str path, struct answer *a)
{
	if (builtin_text(c, path, &a->text)) {
		a->outcome = OUT_OK;
		a->body = BODY_TEXT;
		buf_add(&a->meta, STR("text/plain"));
	} else {
		reply_words(c, OUT_NOT_FOUND, path, a);
	}
}

/* What was typed into the search box; bytes that cannot be decoded are a query too. */
static struct str query_of(const struct uri *u, struct buf *room)
{
	return uri_decode(u->query, room) && !room->full ? buf_str(room) : u->query;
}

/* A page that nobody wrote, under its own name, or under one that leads there. False: there is none of this name. */
static bool named(struct site *s, const struct site_capsule *c, const struct uri *u, struct str path,
	const struct finding_result *f, struct answer *a)
{
	char space[SITE_QUERY_ROOM];
	struct buf room = BUF(space);
	struct str query = query_of(u, &room);
	if (!reply_ask_named(s, c, path, query, f, a))
		return false;
	struct str own = { s->ask.path, s->ask.path_n };
	if (s->ask.kind == NAME_SEARCH && s->ask.query_n == 0) {
		reply_words(c, OUT_INPUT, STR(""), a);
	} else if (!str_eq(own, path) && !str_ends(path, STR(".gmi"))) {
		a->outcome = OUT_MOVED;
		uri_encode_path(own, &a->meta);
		if (s->ask.query_n) {
			buf_byte(&a->meta, '?');
			buf_add(&a->meta, u->query);
		}
		check_target(c, a);
	}
	return true;
}

static void answer_path(
	struct site *s, const struct site_capsule *c, const struct uri *u, struct str path, struct answer *a)
{
	struct finding_result f;
	switch (finding_look(c, path, &a->path, &f)) {
	case FINDING_FILE:
		file(s, c, &f, a);
		break;
	case FINDING_LISTING:
		if (!named(s, c, u, path, &f, a))
			reply_ask(s, c, &f, a);
		break;
	case FINDING_NO_SLASH:
		add_slash(u, path, a);
		check_target(c, a);
		break;
	case FINDING_MOVED:
		moved(f.gone, a);
		check_target(c, a);
		break;
	case FINDING_GONE:
		reply_words(c, OUT_GONE, f.gone->to, a);
		break;
	case FINDING_NOTHING:
		if (!named(s, c, u, path, NULL, a))
			builtin(c, path, a);
		break;
	case FINDING_TROUBLE:
		reply_words(c, OUT_FAILED, path, a);
		break;
	}
}

void route_gemini(struct site *s, const struct visitor *v, const struct gemini_request *r, struct answer *a)
{
	char decoded[PATH_ROOM];
	struct buf path = BUF(decoded);
	const struct uri *u = &r->parts;
	const struct site_capsule *mine = site_capsule_meant(s, v);
	if (!str_ieq(u->scheme, STR("gemini"))) {
		foreign(s, mine, a);
		return;
	}
	const struct site_capsule *c = capsule_of_host(s, u->host);
	if (c == NULL || !our_port(s, u)) {
		hint(s, v, u, c != NULL);
		foreign(s, mine, a);
		return;
	}
	switch (uri_clean_path(u->path, &path)) {
	case URI_PATH_OK:
		answer_path(s, c, u, buf_str(&path), a);
		break;
	case URI_PATH_CLIMBS:
		reply_words(c, OUT_CLIMBS, STR(""), a);
		break;
	case URI_PATH_BAD:
		reply_words(c, OUT_BAD, STR(""), a);
		break;
	}
}

void route_page(const struct site *s, const struct site_ask *ask, struct str meta, int fd, uint64_t size, void *held,
	struct answer *a)
{
	const struct site_capsule *c = &s->capsules[ask->capsule];
	a->outcome = OUT_OK;
	a->body = BODY_FILE;
	a->fd = fd;
	a->size = size;
	a->held = held;
	buf_clear(&a->meta);
	buf_add(&a->meta, meta.n ? meta : STR("text/gemini; lang="));
	if (meta.n == 0)
		buf_add(&a->meta, c->language);
}
