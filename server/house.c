#include "house.h"

#include "base/log.h"
#include "site/origin.h"
#include "site/overlay.h"
#include "store/fresh.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/x509v3.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	EXPIRY_DAYS = 30,
	READERS_MORE = 3, /* than cores: most of them wait for the disk, if the files have not been read lately */
};

/* ---- certificates ---- */

static bool is_address(struct str host)
{
	char text[INET6_ADDRSTRLEN + 1], raw[16];
	struct buf z = BUF(text);
	buf_add(&z, host);
	return inet_pton(AF_INET, buf_z(&z), raw) == 1 || inet_pton(AF_INET6, buf_z(&z), raw) == 1;
}

static bool names_host(X509 *certificate, struct str host)
{
	char text[300];
	struct buf z = BUF(text);
	buf_add(&z, host);
	if (is_address(host))
		return X509_check_ip_asc(certificate, buf_z(&z), 0) == 1;
	return X509_check_host(certificate, host.p, host.n, 0, NULL) == 1;
}

static void check_names(
	const struct conf *conf, const struct conf_capsule *c, X509 *certificate, struct conf_report *report)
{
	for (size_t i = 0; i < c->host_count; i++)
		if (!names_host(certificate, c->hosts[i]))
			conf_error(report, conf->path, c->certificate_line,
				"certificate: %s is not for the host %.*s; make one that is: herald cert make --host "
				"%.*s, or take "
				"the host out of 'hosts' (line %d)",
				c->certificate, STR_ARG(c->hosts[i]), STR_ARG(c->hosts[i]), c->hosts_line);
}

static void check_expiry(
	const struct conf *conf, const struct conf_capsule *c, const SSL_CTX *context, struct conf_report *report)
{
	int days = 0, seconds = 0;
	const X509 *certificate = SSL_CTX_get0_certificate(context);
	if (ASN1_TIME_diff(&days, &seconds, NULL, X509_get0_notAfter(certificate)) != 1)
		return;
	if (days < 0 || seconds < 0)
		conf_warning(report, conf->path, c->certificate_line,
			"certificate: %s has expired; renew it with the same key: herald cert renew -c %s",
			c->certificate, conf->path);
	else if (days < EXPIRY_DAYS)
		conf_warning(report, conf->path, c->certificate_line,
			"certificate: %s ends in %d days; renew it with the same key: herald cert renew -c %s",
			c->certificate, days, conf->path);
}

static void open_context(struct house *h, size_t i, struct tls_keys *keys, struct conf_report *report)
{
	const struct conf_capsule *c = &h->conf->capsules[i];
	char text[512];
	struct buf why = BUF(text);
	if (c->certificate == NULL || keys == NULL)
		return;
	int line = access(c->certificate, R_OK) != 0 ? c->certificate_line : c->key_line;
	h->contexts[i] = tls_context(c->certificate, c->key, keys, &why);
	if (h->contexts[i] == NULL) {
		conf_error(report, h->conf->path, line, "%s; herald cert make -c %s makes a pair where there is none",
			buf_z(&why), h->conf->path);
		return;
	}
	tls_lifetime(h->contexts[i], h->conf->ticket_ms / 1000);
	check_names(h->conf, c, SSL_CTX_get0_certificate(h->contexts[i]), report);
	check_expiry(h->conf, c, h->contexts[i], report);
}

void house_expiry(const struct house *h, struct conf_report *report)
{
	for (size_t i = 0; i < h->conf->capsule_count; i++)
		if (h->contexts[i])
			check_expiry(h->conf, &h->conf->capsules[i], h->contexts[i], report);
}

/* ---- capsules ---- */

/* Where the capsule's keep was written: in its own section, or in the server's. */
static int keep_line(const struct conf *conf, const struct conf_capsule *c)
{
	return c->keep == conf->keep ? conf->keep_line : c->keep_line;
}

static void open_gone(
	struct site_capsule *c, const struct conf_capsule *from, const struct conf *conf, struct conf_report *report)
{
	size_t line = 0;
	const char *where = NULL, *what = "";
	if (asprintf((char **)(uintptr_t)&c->gone_path, "%s/gone", from->keep) < 0 ||
		asprintf((char **)(uintptr_t)&c->mirrored_gone_path, "%s/mirror/gone", from->root) < 0)
		fatal("out of memory");
	c->gone = gone_load_both(site_gone_paths(c), &where, &line, &what);
	if (c->gone)
		return;
	if (line)
		conf_error(report, where, (int)line, "%s", what);
	else if (where == c->gone_path)
		conf_error(report, conf->path, keep_line(conf, from), "keep: cannot read %s: %s", where, what);
	else
		conf_error(report, conf->path, from->root_line, "root: cannot read %s: %s", where, what);
}

/* The capsule's name is one word, and no other capsule's. */
static const char *index_path(const struct conf *conf, const struct conf_capsule *from)
{
	char *path = NULL;
	if (asprintf(&path, "%s/%s.db", conf->cache, from->name) < 0)
		fatal("out of memory");
	return path;
}

static void open_root(
	struct site_capsule *c, const struct conf_capsule *from, const struct conf *conf, struct conf_report *report)
{
	if (root_open(&c->root, from->root) == 0)
		return;
	c->root.fd = -1;
	conf_error(report, conf->path, from->root_line,
		"root: cannot open the directory %s: %s; make it, or write another", from->root, strerror(errno));
}

/* That nothing has been published yet is no mistake. */
static void open_overlay(struct site_capsule *c, const struct conf_capsule *from)
{
	if (asprintf((char **)(uintptr_t)&c->overlay_path, "%s/publish/%s", from->keep, from->name) < 0)
		fatal("out of memory");
	c->overlay.fd = -1;
	overlay_refresh(c);
}

/* The server would publish in vain: said before it tries. */
static void check_publish(
	const struct site_capsule *c, const struct conf_capsule *from, const char *path, struct conf_report *report)
{
	char *key = NULL;
	if (!from->publish)
		return;
	if (asprintf(&key, "%s/sign/%s.sec", from->keep, from->name) < 0)
		fatal("out of memory");
	if (c->origin)
		conf_warning(report, path, from->publish_line,
			"publish = yes: the root is a mirror of %.*s, whose files would hide what is published here; "
			"write 'publish = no'",
			STR_ARG(c->origin->name));
	else if (access(key, F_OK) != 0 && errno == ENOENT)
		conf_warning(report, path, from->publish_line,
			"publish = yes: there is no key %s; herald key make -c %s makes one", key, path);
	free(key);
}

/* The publisher refuses it: said before it does. */
static void check_secret(const struct conf_capsule *from, const char *path, struct conf_report *report)
{
	char *key = NULL;
	struct stat st;
	if (asprintf(&key, "%s/sign/%s.sec", from->keep, from->name) < 0)
		fatal("out of memory");
	if (stat(key, &st) == 0 && (st.st_mode & (S_IRWXG | S_IRWXO)))
		conf_warning(report, path, from->root_line,
			"others than its owner may use the secret key %s (mode %04o), and nothing is published with "
			"it: "
			"chmod 600 it",
			key, (unsigned)(st.st_mode & 07777));
	free(key);
}

static void open_capsule(struct house *h, size_t i, struct conf_report *report)
{
	const struct conf_capsule *from = &h->conf->capsules[i];
	struct site_capsule *c = &h->site.capsules[i];
	c->name = from->name;
	c->title = str_of(from->title);
	c->subtitle = str_of(from->subtitle ? from->subtitle : "");
	c->rights = str_of(from->rights ? from->rights : "");
	c->language = str_of(from->language);
	c->contact = str_of(from->contact);
	c->timezone = from->timezone;
	c->hosts = from->hosts;
	c->host_count = from->host_count;
	c->words = from->words;
	c->index_path = index_path(h->conf, from);
	open_root(c, from, h->conf, report);
	open_overlay(c, from);
	origin_refresh(c);
	open_gone(c, from, h->conf, report);
	check_publish(c, from, h->conf->path, report);
	check_secret(from, h->conf->path, report);
	c->view = (struct view_site){ .gemini_host = from->hosts[0],
		.hosts = from->hosts,
		.host_count = from->host_count,
		.words = from->words };
	if (from->is_default)
		h->site.fallback = (unsigned)i;
}

static void open_gopher(struct house *h, size_t i)
{
	const struct conf_gopher *from = &h->conf->gophers[i];
	struct site_gopher *g = &h->site.gophers[i];
	g->name = from->name;
	g->capsule = (unsigned)(from->capsule - h->conf->capsules);
	struct site_capsule *c = &h->site.capsules[g->capsule];
	g->view = c->view;
	g->view.gopher_host = from->host ? str_of(from->host) : from->capsule->hosts[0];
	g->view.strict = from->strict;
}

void house_ports(struct house *h, unsigned gemini, const unsigned *gophers)
{
	struct site *s = &h->site;
	s->gemini_bound_port = gemini;
	s->gemini_port = h->conf->gemini_port ? h->conf->gemini_port : gemini;
	for (size_t i = 0; i < s->gopher_count; i++) {
		struct site_gopher *g = &s->gophers[i];
		g->view.gemini_port = s->gemini_port;
		g->view.gopher_port = h->conf->gophers[i].port ? h->conf->gophers[i].port : gophers[i];
		if (s->capsules[g->capsule].view.gopher_host.n == 0) {
			s->capsules[g->capsule].view = g->view;
			s->capsules[g->capsule].view.gophers = h->conf->gophers[i].tls;
		}
	}
}

static unsigned configured_port(const struct conf_listen *l)
{
	return ntohs(l->family == AF_INET6 ? l->v6.sin6_port : l->v4.sin_port);
}

void house_ports_configured(struct house *h)
{
	unsigned gophers[CONF_GOPHERS] = { 0 };
	for (size_t i = 0; i < h->conf->gopher_count; i++)
		gophers[i] = configured_port(&h->conf->gophers[i].listen[0]);
	house_ports(h, h->conf->gemini ? configured_port(&h->conf->gemini_listen[0]) : 1965, gophers);
}

/* ---- the rest ---- */

static void find_user(struct house *h, struct conf_report *report)
{
	const struct conf *conf = h->conf;
	if (conf->user == NULL)
		return;
	const struct passwd *user = getpwnam(conf->user);
	if (user == NULL) {
		conf_error(report, conf->path, conf->user_line,
			"user: there is no user '%s' on this machine; make it (adduser --system %s), or write another",
			conf->user, conf->user);
	} else if (getuid() == 0) {
		h->uid = user->pw_uid;
		h->gid = user->pw_gid;
	}
}

static void check_readable(
	const struct house *h, const char *what, int line, const char *path, struct conf_report *report)
{
	if (faccessat(AT_FDCWD, path, R_OK | X_OK, AT_EACCESS) != 0 && errno != ENOENT)
		conf_error(report, h->conf->path, line, "%s: the user '%s' cannot read the directory %s: %s", what,
			h->conf->user, path, strerror(errno));
}

/* What only root can read would be empty to the processes that serve it, without a word. */
static void check_as_user(const struct house *h, struct conf_report *report)
{
	if (h->uid == 0 || setegid(h->gid) != 0 || seteuid(h->uid) != 0)
		return;
	for (size_t i = 0; i < h->conf->capsule_count; i++) {
		const struct conf_capsule *c = &h->conf->capsules[i];
		check_readable(h, "root", c->root_line, c->root, report);
		check_readable(h, "keep", keep_line(h->conf, c), c->keep, report);
	}
	if (seteuid(0) != 0 || setegid(0) != 0)
		fatal("cannot become root again: %s", strerror(errno));
}

/* The names of certificates, for SNI; the fallback's context looks them up. */
static void link_names(struct house *h)
{
	size_t n = 0;
	for (size_t i = 0; i < h->conf->capsule_count; i++)
		for (size_t k = 0; k < h->conf->capsules[i].host_count && h->contexts[i]; k++)
			h->names[n++] = (struct tls_name){ h->conf->capsules[i].hosts[k], h->contexts[i] };
	for (size_t i = 0; i < h->conf->capsule_count; i++)
		if (h->contexts[i])
			tls_names(h->contexts[i], h->names);
}

static void list_readable(struct house *h)
{
	size_t n = 0;
	for (size_t i = 0; i < h->conf->capsule_count; i++) {
		h->readable[n++] = h->conf->capsules[i].root;
		h->readable[n++] = h->conf->capsules[i].keep;
	}
	h->readable[n++] = "/usr/share/zoneinfo";
	h->readable[n++] = "/etc/localtime";
}

bool house_cache(const struct house *h)
{
	const char *cache = h->conf->cache;
	struct stat st;
	if (!fresh_folder(cache))
		return false;
	bool ours = h->uid == 0 || (stat(cache, &st) == 0 && st.st_uid == h->uid);
	return ours || chown(cache, h->uid, h->gid) == 0;
}

void house_keep(const struct house *h)
{
	/* where that fails nothing can come to lie there, either */
	for (size_t i = 0; i < h->conf->capsule_count; i++)
		(void)fresh_folder(h->conf->capsules[i].keep);
}

struct keeper_wish house_index(const struct house *h, size_t capsule)
{
	const struct conf_capsule *from = &h->conf->capsules[capsule];
	const struct site_capsule *c = &h->site.capsules[capsule];
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	return (struct keeper_wish){ .index = c->index_path,
		.root_path = from->root,
		.recorder = { .root = &c->root,
			.languages = h->conf->languages,
			.language_count = h->conf->language_count,
			.language = c->language },
		.setting = { str_of(c->timezone), c->language, str_of(from->root) },
		.gone_paths = site_gone_paths(c),
		.gone = &c->gone,
		.readers = (cores > 0 ? (unsigned)cores : 1) + READERS_MORE,
		.name = c->name };
}

struct house *house_open(const char *path, struct tls_keys *keys, struct conf_report *report)
{
	struct conf *conf = conf_load(path, report);
	if (conf == NULL)
		return NULL;
	struct house *h = calloc(1, sizeof *h);
	if (h == NULL)
		fatal("out of memory");
	h->conf = conf;
	h->site.capsules = calloc(conf->capsule_count, sizeof *h->site.capsules);
	h->site.gophers = calloc(conf->gopher_count + 1, sizeof *h->site.gophers);
	if (h->site.capsules == NULL || h->site.gophers == NULL)
		fatal("out of memory");
	h->site.conf_path = conf->path;
	h->site.languages = conf->languages;
	h->site.language_count = conf->language_count;
	h->site.capsule_count = conf->capsule_count;
	h->site.gopher_count = conf->gopher_count;
	for (size_t i = 0; i < conf->capsule_count; i++) {
		open_capsule(h, i, report);
		open_context(h, i, keys, report);
	}
	for (size_t i = 0; i < conf->gopher_count; i++)
		open_gopher(h, i);
	find_user(h, report);
	check_as_user(h, report);
	link_names(h);
	list_readable(h);
	if (report->errors == 0)
		return h;
	house_close(h);
	return NULL;
}

void house_close(struct house *h)
{
	if (h == NULL)
		return;
	for (size_t i = 0; i < h->site.capsule_count; i++) {
		struct site_capsule *c = &h->site.capsules[i];
		if (c->root.fd >= 0)
			root_close(&c->root);
		if (c->overlay_path)
			root_close(&c->overlay);
		origin_free(c->origin);
		gone_free(c->gone);
		free((char *)(uintptr_t)c->gone_path);
		free((char *)(uintptr_t)c->mirrored_gone_path);
		free((char *)(uintptr_t)c->overlay_path);
		free((char *)(uintptr_t)c->index_path);
		SSL_CTX_free(h->contexts[i]);
	}
	free(h->site.capsules);
	free(h->site.gophers);
	conf_free(h->conf);
	free(h);
}
