#include "serve/master.h"

#include "base/log.h"
#include "serve/generation.h"
#include "serve/publisher.h"
#include "store/mime.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct master {
	const struct master_options *options;
	struct tls_keys *keys;
	struct listen_set *sets[POSTS_MAX];
	size_t set_count;
	size_t had[POSTS_MAX], had_count; /* sockets of each set before the coming generation asked for more */
	struct generation *newest;        /* the one that serves; those behind it are leaving */
	struct generation *coming;        /* started, but not all of its workers serve yet */
	struct publisher publisher;
	int signals;
	bool reload, quit, said;
	uint64_t rotate_ms;
	int status;
};

static uint64_t clock_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* ---- addresses ---- */

static struct sockaddr_storage address_of(const struct conf_listen *l)
{
	struct sockaddr_storage a = { 0 };
	if (l->family == AF_INET6)
		memcpy(&a, &l->v6, sizeof l->v6);
	else
		memcpy(&a, &l->v4, sizeof l->v4);
	return a;
}

static bool in_use(const struct generation *g, const struct listen_set *set)
{
	for (size_t i = 0; i < g->post_count; i++)
		if (g->posts[i].set == set)
			return true;
	return false;
}

/* The sockets of an address live through reloads. Two listeners may both want port 0 and get one each. */
static struct listen_set *set_for(struct master *m, const struct generation *g, const struct sockaddr_storage *want)
{
	for (size_t i = 0; i < m->set_count; i++)
		if (memcmp(&m->sets[i]->want, want, sizeof *want) == 0 && !in_use(g, m->sets[i]))
			return m->sets[i];
	struct listen_set *set = m->set_count < POSTS_MAX ? calloc(1, sizeof *set) : NULL;
	if (set) {
		set->want = *want;
		m->sets[m->set_count++] = set;
	}
	return set;
}

static bool add_post(struct master *m, struct generation *g, const struct conf_listen *l, struct post post)
{
	char text[256];
	struct buf why = BUF(text);
	struct sockaddr_storage want = address_of(l);
	struct listen_set *set = g->post_count < POSTS_MAX ? set_for(m, g, &want) : NULL;
	if (set == NULL)
		buf_fmt(&why, "too many addresses, at most %d", POSTS_MAX);
	if (set == NULL || !listen_bind(set, g->workers, &why)) {
		log_error("%s:%d: listen: cannot use %s: %s", g->house->conf->path, l->line, l->text, buf_z(&why));
		return false;
	}
	post.set = set;
	g->posts[g->post_count++] = post;
	return true;
}

static bool add_posts(struct master *m, struct generation *g)
{
	const struct conf *conf = g->house->conf;
	unsigned gemini = 1965, gophers[CONF_GOPHERS] = { 0 };
	bool good = true;
	SSL_CTX *context = g->house->contexts[g->house->site.fallback];
	for (size_t i = 0; i < conf->gemini_listen_count; i++) {
		good = add_post(m, g, &conf->gemini_listen[i],
			       (struct post){ .protocol = GEMINI, .context = context }) &&
		       good;
		if (good && i == 0)
			gemini = g->posts[0].set->port;
	}
	for (size_t i = 0; i < conf->gopher_count; i++) {
		const struct conf_gopher *from = &conf->gophers[i];
		struct post post = { .protocol = GOPHER, .number = (unsigned)i };
		post.context = from->tls ? g->house->contexts[g->house->site.gophers[i].capsule] : NULL;
		for (size_t k = 0; k < from->listen_count; k++) {
			good = add_post(m, g, &from->listen[k], post) && good;
			if (good && k == 0)
				gophers[i] = g->posts[g->post_count - 1].set->port;
		}
	}
	house_ports(g->house, gemini, gophers);
	return good;
}

/* Addresses that the serving generation has no use for. */
static void close_unused(struct master *m)
{
	size_t kept = 0;
	for (size_t i = 0; i < m->set_count; i++) {
		if ((m->newest && in_use(m->newest, m->sets[i])) || (m->coming && in_use(m->coming, m->sets[i]))) {
			m->sets[kept++] = m->sets[i];
			continue;
		}
		listen_trim(m->sets[i], 0);
		free(m->sets[i]);
	}
	m->set_count = kept;
}

/* A generation that does not come must leave no sockets behind: the kernel would go on handing them visitors. */
static void take_back(struct master *m)
{
	for (size_t i = 0; i < m->set_count; i++)
		listen_trim(m->sets[i], i < m->had_count ? m->had[i] : 0);
	close_unused(m);
}

/* ---- generations ---- */

/* Loads the configuration and makes its generation, ready to start. NULL: what is wrong has been said. */
static struct generation *prepare(struct master *m)
{
	struct conf_report report = { .out = stderr };
	struct house *house = house_open(m->options->conf_path, m->keys, &report);
	if (house == NULL)
		return NULL;
	int log = access_open(house->conf->log);
	if (log < 0) {
		log_error("%s:%d: log: cannot open %s: %s", house->conf->path, house->conf->log_line, house->conf->log,
			strerror(errno));
		house_close(house);
		return NULL;
	}
	struct generation *g = generation_new(house, log);
	if (g == NULL)
		fatal("cannot make a generation of workers: %s", strerror(errno));
	m->had_count = m->set_count;
	for (size_t i = 0; i < m->set_count; i++)
		m->had[i] = m->sets[i]->count;
	if (add_posts(m, g))
		return g;
	generation_free(g);
	take_back(m);
	return NULL;
}

static void write_ready(const struct master *m)
{
	char text[4096];
	struct buf path = BUF(text);
	if (m->options->ready_path == NULL)
		return;
	buf_fmt(&path, "%s.new", m->options->ready_path);
	FILE *f = fopen(buf_z(&path), "w");
	for (size_t i = 0; f && i < m->newest->post_count; i++) {
		const struct post *p = &m->newest->posts[i];
		fprintf(f, "%s %s %u\n", p->protocol == GEMINI ? "gemini" : "gopher", p->set->address, p->set->port);
	}
	if (f == NULL || fclose(f) != 0 || rename(buf_z(&path), m->options->ready_path) != 0)
		log_error("--ready: cannot write %s: %s", m->options->ready_path, strerror(errno));
}

static void say_hello(const struct master *m)
{
	const struct site *s = &m->newest->house->site;
	printf("Herald serves. Open one of these; Ctrl-C ends it.\n");
	for (size_t i = 0; m->newest->house->conf->gemini && i < s->capsule_count; i++) {
		printf("  gemini://%.*s", STR_ARG(s->capsules[i].hosts[0]));
		if (s->gemini_port != 1965)
			printf(":%u", s->gemini_port);
		printf("/\n");
	}
	for (size_t i = 0; i < s->gopher_count; i++) {
		const struct view_site *v = &s->gophers[i].view;
		printf("  gopher://%.*s", STR_ARG(v->gopher_host));
		if (v->gopher_port != 70)
			printf(":%u", v->gopher_port);
		printf("/\n");
	}
	fflush(stdout);
}

static void tell_narrowed(const struct master *m)
{
	for (size_t i = 0; i < m->set_count; i++)
		if (m->sets[i]->narrowed)
			log_info("there is no IPv6 here: port %u is served on 0.0.0.0", m->sets[i]->port);
}

/* All workers of the coming generation serve: it takes over, and the old one may leave. */
static void take_over(struct master *m, uint64_t now_ms)
{
	publisher_reset(&m->publisher, m->newest ? m->newest->house->conf : NULL, m->coming->house->conf);
	if (m->newest)
		generation_leave(m->newest, now_ms + m->newest->house->conf->drain_ms);
	m->coming->next = m->newest;
	m->newest = m->coming;
	m->coming = NULL;
	close_unused(m);
	if (m->said)
		log_info("the new configuration is in force");
	m->said = true;
	tell_narrowed(m);
	write_ready(m);
	if (m->options->hello && m->newest->next == NULL)
		say_hello(m);
}

static void count_ready(struct master *m, uint64_t now_ms)
{
	struct generation *g = m->coming ? m->coming : m->newest;
	char bytes[64];
	ssize_t n;
	while ((n = read(g->ready[0], bytes, sizeof bytes)) > 0)
		g->ready_count += (unsigned)n;
	if (m->coming && g->ready_count >= g->workers)
		take_over(m, now_ms);
}

static void reload(struct master *m)
{
	m->reload = false;
	m->coming = prepare(m);
	if (m->coming == NULL)
		log_error("the configuration has errors; nothing has changed");
}

/* A child of the coming generation has ended before all of them served. */
static void give_up(struct master *m)
{
	struct generation *g = m->coming;
	m->coming = NULL;
	g->next = m->newest ? m->newest->next : NULL;
	*(m->newest ? &m->newest->next : &m->newest) = g;
	generation_leave(g, 0);
	take_back(m);
	m->status = m->newest == g;
	m->quit = m->quit || m->newest == g;
	log_error(m->newest == g ? "the workers cannot start" : "the new workers cannot start; nothing has changed");
}

/* ---- signals and children ---- */

static void bury(struct master *m, uint64_t now_ms)
{
	int status;
	for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
		if (m->coming && generation_ended(m->coming, pid, status, now_ms)) {
			give_up(m);
			continue;
		}
		if (publisher_ended(&m->publisher, pid, status, now_ms))
			continue;
		for (struct generation *g = m->newest; g; g = g->next)
			if (generation_ended(g, pid, status, now_ms))
				break;
	}
}

static void take_signals(struct master *m, uint64_t now_ms)
{
	struct signalfd_siginfo info;
	while (read(m->signals, &info, sizeof info) == (ssize_t)sizeof info) {
		if (info.ssi_signo == SIGHUP)
			m->reload = true;
		else if (info.ssi_signo == SIGCHLD)
			bury(m, now_ms);
		else
			m->quit = true;
	}
}

static void leave(struct master *m, uint64_t now_ms)
{
	uint64_t by = now_ms + (m->newest ? m->newest->house->conf->drain_ms : 1000);
	if (m->coming) {
		m->coming->next = m->newest;
		m->newest = m->coming;
		m->coming = NULL;
	}
	for (struct generation *g = m->newest; g; g = g->next)
		generation_leave(g, by);
	for (size_t i = 0; i < m->set_count; i++)
		listen_trim(m->sets[i], 0);
}

static void free_gone(struct master *m, uint64_t now_ms)
{
	for (struct generation **at = &m->newest; *at;) {
		struct generation *g = *at;
		if (!generation_gone(g, now_ms)) {
			at = &g->next;
			continue;
		}
		*at = g->next;
		generation_free(g);
	}
}

static int wait_ms(const struct master *m, uint64_t now_ms)
{
	uint64_t due = m->rotate_ms;
	if (m->newest && !m->newest->leaving && publisher_due(m->newest, now_ms) < due)
		due = publisher_due(m->newest, now_ms);
	if (m->coming && generation_due(m->coming) < due)
		due = generation_due(m->coming);
	for (const struct generation *g = m->newest; g; g = g->next)
		if (generation_due(g) < due)
			due = generation_due(g);
	return due > now_ms ? due - now_ms < 60000 ? (int)(due - now_ms) : 60000 : 0;
}

/* What is due twice in a ticket's life: a key makes tickets for half of it, and is good for the whole after that. */
static void rotate(struct master *m, uint64_t now_ms)
{
	const struct generation *g = m->newest ? m->newest : m->coming;
	struct conf_report report = { .out = stderr };
	if (now_ms < m->rotate_ms)
		return;
	if (m->rotate_ms) {
		house_expiry(g->house, &report);
		if (!tls_keys_rotate(m->keys))
			log_error("cannot make a new key for session tickets; the old one stays");
	}
	m->rotate_ms = now_ms + g->house->conf->ticket_ms / 2;
}

static void start_children(struct master *m, uint64_t now_ms)
{
	struct estate estate = { m->sets, m->set_count, m->newest };
	if (m->newest)
		generation_start(m->newest, &estate, now_ms);
	if (m->coming)
		generation_start(m->coming, &estate, now_ms);
}

static void serve(struct master *m)
{
	bool leaving = false;
	while (m->newest || m->coming) {
		uint64_t now = clock_ms();
		const struct generation *g = m->coming ? m->coming : m->newest;
		struct pollfd polls[] = { { .fd = m->signals, .events = POLLIN },
			{ .fd = g->ready[0], .events = POLLIN } };
		rotate(m, now);
		if (poll(polls, 2, wait_ms(m, now)) < 0 && errno != EINTR)
			fatal("cannot wait for anything: %s", strerror(errno));
		now = clock_ms();
		count_ready(m, now);
		take_signals(m, now);
		if (m->quit && !leaving) {
			leave(m, now);
			leaving = true;
		}
		if (m->reload && !m->coming && !leaving)
			reload(m);
		start_children(m, now);
		if (m->newest && !m->newest->leaving)
			publisher_look(&m->publisher, m->newest, m->options->conf_path, now);
		free_gone(m, now);
	}
}

/* Every connection takes a descriptor or two: have as many as we may. */
static void raise_limits(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

static int open_signals(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGCHLD);
	int fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	/* children inherit what is blocked: they must not die of the terminal's Ctrl-C, nor of ours to them before they
	 * are there to hear it */
	sigaddset(&set, ROLE_LEAVE);
	sigaddset(&set, ROLE_ASK_AGAIN);
	signal(SIGPIPE, SIG_IGN);
	return sigprocmask(SIG_BLOCK, &set, NULL) == 0 ? fd : -1;
}

int master_run(const struct master_options *options)
{
	static struct master m;
	m.options = options;
	m.signals = open_signals();
	m.keys = tls_keys_new();
	if (m.signals < 0 || m.keys == NULL)
		fatal("cannot start: %s", strerror(errno));
	raise_limits();
	if (!mime_start())
		log_warn("libmagic has no database (package libmagic1): files with unknown endings are octet streams");
	m.coming = prepare(&m);
	if (m.coming == NULL)
		return 1;
	log_never_wait();
	start_children(&m, clock_ms());
	serve(&m);
	for (size_t i = 0; i < m.set_count; i++)
		free(m.sets[i]);
	return m.status;
}
