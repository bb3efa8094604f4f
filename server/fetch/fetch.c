#include "fetch/fetch_inside.h"

#include "text/uri.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { REDIRECTS = 5, LITTLE_MS = 5000 /* for 41, which says nothing */ };

/* ---- the place ---- */

static bool take_prefix(struct fetch *f, struct str path)
{
	struct buf out = BUF(f->prefix);
	while (path.n && path.p[path.n - 1] == '/')
		path.n--;
	return uri_decode(path, &out) && *buf_z(&out) == (path.n ? '/' : '\0');
}

static bool take_folder(struct fetch *f, struct str path, struct buf *why)
{
	char room[PATH_MAX];
	struct buf folder = BUF(room);
	if (!uri_decode(path, &folder) || !*buf_z(&folder) || root_open(&f->root, room) != 0) {
		buf_fmt(why, "%.*s: %s", STR_ARG(path), strerror(errno));
		return false;
	}
	f->scheme = FETCH_FOLDER;
	return true;
}

static bool take_host(struct fetch *f, const struct uri *u)
{
	char decoded_room[FETCH_HOST];
	struct buf decoded = BUF(decoded_room), host = BUF(f->host), port = BUF(f->port);
	unsigned char address[16];
	bool good = uri_decode(u->host, &decoded) && uri_host(buf_str(&decoded), &host) && *buf_z(&host);
	if (u->has_port && u->port.n)
		buf_add(&port, u->port);
	else
		buf_fmt(&port, "%u", uri_default_port(u->scheme));
	f->is_address = inet_pton(AF_INET, f->host, address) == 1 || inet_pton(AF_INET6, f->host, address) == 1;
	return good && *buf_z(&port);
}

static bool take_url(struct fetch *f, const char *url, struct buf *why)
{
	struct uri u;
	struct str text = str_of(url), file = STR("file:");
	if (str_starts(text, file)) {
		struct str path = str_sub(text, file.n, text.n);
		return take_folder(f, str_starts(path, STR("//")) ? str_sub(path, 2, path.n) : path, why);
	}
	if (!uri_split(text, &u) || !u.has_authority || u.has_query || u.has_fragment || u.has_userinfo) {
		buf_fmt(why, "'%.200s' is no URL like gemini://bote.example/", url);
		return false;
	}
	bool gopher = str_ieq(u.scheme, STR("gopher"));
	if (!gopher && !str_ieq(u.scheme, STR("gemini"))) {
		buf_fmt(why, "'%.200s': only gemini:, gopher: and file: can be mirrored", url);
		return false;
	}
	f->scheme = gopher ? FETCH_GOPHER : FETCH_GEMINI;
	/* "/1/sub" in a gopher URL: the item type is no part of the selector (RFC 4266, 2.1) */
	bool typed = gopher && u.path.n > 1 && (u.path.n == 2 || u.path.p[2] == '/');
	if (typed)
		u.path = str_sub(u.path, 2, u.path.n);
	if (take_host(f, &u) && take_prefix(f, u.path))
		return true;
	buf_fmt(why, "'%.200s': its host or path cannot be used", url);
	return false;
}

/* One that cannot be read must not become "trust the first". */
static bool take_identity(struct fetch *f, const char *identity, struct buf *why)
{
	if (identity == NULL)
		return true;
	if (strlen(identity) != FETCH_IDENTITY_HEX || strspn(identity, "0123456789abcdef") != FETCH_IDENTITY_HEX) {
		buf_fmt(why, "the server's identity is not %d digits of a SHA-256", FETCH_IDENTITY_HEX);
		return false;
	}
	memcpy(f->identity, identity, FETCH_IDENTITY_HEX + 1);
	return true;
}

struct fetch *fetch_new(const struct fetch_wish *w, struct buf *why)
{
	struct fetch *f = calloc(1, sizeof *f);
	if (f == NULL) {
		buf_fmt(why, "out of memory");
		return NULL;
	}
	f->root.fd = -1;
	pthread_mutex_init(&f->lock, NULL);
	pace_start(&f->pace, w->connections, w->rate, w->stop);
	f->timeout_ms = w->timeout_ms;
	f->patience_ms = w->patience_ms;
	f->grace_ms = w->grace_ms ? w->grace_ms : FETCH_GRACE_MS;
	f->least = w->least ? w->least : FETCH_LEAST;
	if (take_identity(f, w->identity, why) && take_url(f, w->url, why))
		return f;
	fetch_free(f);
	return NULL;
}

void fetch_free(struct fetch *f)
{
	if (f == NULL)
		return;
	if (f->addresses)
		freeaddrinfo(f->addresses);
	sessions_free(&f->sessions);
	SSL_CTX_free(f->context);
	if (f->root.fd >= 0)
		root_close(&f->root);
	pace_end(&f->pace);
	pthread_mutex_destroy(&f->lock);
	free(f);
}

const char *fetch_identity(const struct fetch *f)
{
	return f->identity;
}

struct fetch_sums fetch_sums(const struct fetch *f)
{
	struct fetch *open = (struct fetch *)(uintptr_t)f;
	pthread_mutex_lock(&open->lock);
	struct fetch_sums sums = f->sums;
	pthread_mutex_unlock(&open->lock);
	return sums;
}

/* ---- what the schemes share ---- */

/* Of the host, looked up once. NULL: *why. */
static const struct addrinfo *addresses_of(struct fetch *f, struct buf *why)
{
	struct addrinfo wanted = { .ai_socktype = SOCK_STREAM, .ai_family = AF_UNSPEC };
	pthread_mutex_lock(&f->lock);
	int code = f->addresses ? 0 : getaddrinfo(f->host, f->port, &wanted, &f->addresses);
	pthread_mutex_unlock(&f->lock);
	if (code)
		buf_fmt(why, "%s: %s", f->host, gai_strerror(code));
	return code ? NULL : f->addresses;
}

bool fetch_open(struct fetch *f, struct fetch_ask *a, struct wire *w, struct buf *why)
{
	const struct addrinfo *addresses = addresses_of(f, why);
	pthread_mutex_lock(&f->lock);
	const struct addrinfo *known = f->known;
	pthread_mutex_unlock(&f->lock);
	if (addresses)
		known = wire_open(w, addresses, known, &f->pace, f->timeout_ms, why);
	if (addresses == NULL || known == NULL)
		return false;
	pthread_mutex_lock(&f->lock);
	f->known = known;
	pthread_mutex_unlock(&f->lock);
	w->haste = a->haste;
	return true;
}

bool fetch_keep(struct fetch *f, struct fetch_ask *a, struct str bytes, enum fetch_result *result, struct buf *why)
{
	pthread_mutex_lock(&f->lock);
	f->sums.bytes += bytes.n;
	pthread_mutex_unlock(&f->lock);
	if (bytes.n > a->max - a->size) {
		buf_fmt(why, "it is longer than it should be");
		*result = FETCH_TOO_LONG;
		return false;
	}
	a->size += bytes.n;
	while (bytes.n) {
		ssize_t n = write(a->fd, bytes.p, bytes.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			buf_fmt(why, "%s", strerror(errno));
			*result = FETCH_DISK;
			return false;
		}
		bytes = str_sub(bytes, (size_t)n, bytes.n);
	}
	return true;
}

/* ---- asking ---- */

/* A redirect within the same server: the new path, encoded. */
static bool take_redirect(struct fetch *f, struct fetch_ask *a, struct buf *room, struct buf *why)
{
	char base_room[FETCH_URL], url_room[FETCH_URL], to_room[FETCH_URL];
	struct buf base = BUF(base_room), url = BUF(url_room), to = BUF(to_room);
	struct uri u;
	uint64_t port = uri_default_port(STR("gemini"));
	bool six = strchr(f->host, ':') != NULL;
	buf_fmt(&base, "gemini://%s%s%s:%s", six ? "[" : "", f->host, six ? "]" : "", f->port);
	if (a->encoded)
		buf_add(&base, a->path);
	else
		uri_encode_path(a->path, &base);
	buf_add(&to, str_of(a->to));
	bool good = !base.full && !to.full && uri_resolve(buf_str(&base), buf_str(&to), &url) &&
		    uri_split(buf_str(&url), &u) && str_ieq(u.scheme, STR("gemini")) && u.has_authority &&
		    str_ieq(u.host, str_of(f->host)) && (!u.has_port || str_u64(u.port, UINT16_MAX, &port)) &&
		    port == strtoul(f->port, NULL, 10);
	if (!good) {
		buf_fmt(why, "redirected elsewhere, to ");
		buf_escape(why, str_sub(str_of(a->to), 0, 200));
		return false;
	}
	buf_clear(room);
	buf_add(room, u.path);
	a->path = buf_str(room);
	a->encoded = true;
	*a->to = '\0';
	return !room->full;
}

static enum fetch_result ask_once(struct fetch *f, struct fetch_ask *a, struct buf *why)
{
	static enum fetch_result (*const by_scheme[])(struct fetch *, struct fetch_ask *, struct buf *) = {
		[FETCH_GEMINI] = fetch_gemini, [FETCH_GOPHER] = fetch_gopher, [FETCH_FOLDER] = fetch_folder
	};
	enum pace_turn turn = pace_enter(&f->pace, a->until_ms);
	a->asked = turn == PACE_GO;
	if (turn == PACE_BUSY && why->n == 0) /* else the server has said it itself */
		buf_fmt(why, "the server wants to be left alone for longer than we wait");
	if (turn != PACE_GO)
		return turn == PACE_BUSY ? FETCH_BUSY : FETCH_STOPPED;
	buf_clear(why);
	pthread_mutex_lock(&f->lock);
	f->sums.requests++;
	pthread_mutex_unlock(&f->lock);
	enum fetch_result result = by_scheme[f->scheme](f, a, why);
	pace_leave(&f->pace);
	return result;
}

static enum fetch_result ask(struct fetch *f, struct fetch_ask *a, struct buf *why)
{
	char room[FETCH_URL];
	struct buf path = BUF(room);
	enum fetch_result result = ask_once(f, a, why);
	for (int i = 0; result == FETCH_GOOD && *a->to; i++) {
		if (i == REDIRECTS) {
			buf_fmt(why, "more than %d redirects", REDIRECTS);
			return FETCH_REFUSED;
		}
		if (!take_redirect(f, a, &path, why))
			return FETCH_REFUSED;
		result = ask_once(f, a, why);
	}
	return result;
}

/* From the start again, with an empty file. */
static bool rewind_file(int fd, off_t start)
{
	return lseek(fd, start, SEEK_SET) == start && ftruncate(fd, start) == 0;
}

enum fetch_result fetch_file(struct fetch *f, struct str path, uint64_t max, int fd, uint64_t *size, struct buf *why)
{
	char room[FETCH_PREFIX + FETCH_URL];
	struct buf whole = BUF(room);
	off_t start = lseek(fd, 0, SEEK_CUR);
	uint64_t until = pace_now_ms() + f->patience_ms;
	struct haste haste = { .grace_ms = f->grace_ms, .least = f->least };
	buf_clear(why);
	buf_fmt(&whole, "%s%.*s", f->prefix, STR_ARG(path));
	if (whole.full) {
		buf_fmt(why, "the path is too long");
		return FETCH_REFUSED;
	}
	for (bool told = false;; told = true) {
		struct fetch_ask a = {
			.path = buf_str(&whole), .max = max, .fd = fd, .haste = &haste, .until_ms = until, .again_s = -1
		};
		enum fetch_result result = ask(f, &a, why);
		*size = a.size;
		if (result != FETCH_BUSY)
			pace_good(&f->pace);
		if (result != FETCH_BUSY || !a.asked)
			return result;
		if (!told) /* it begins when we are told, not when we began */
			until = pace_now_ms() + f->patience_ms;
		pace_quiet(&f->pace, a.again_s >= 0 ? (uint64_t)a.again_s : LITTLE_MS / 1000);
		if (a.size && !rewind_file(fd, start)) {
			buf_fmt(why, "%s", strerror(errno));
			return FETCH_DISK;
		}
	}
}
