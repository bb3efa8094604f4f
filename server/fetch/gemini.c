/* gemini: one request, one answer (Gemini protocol 0.24, 2 and 3). */
#include "fetch/fetch_inside.h"

#include "text/uri.h"

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_MAX = 2 + 1 + 1024 + 2, PIECE = 32 * 1024, REQUEST_MAX = 1024 + 2 };

static int keep_session(SSL *tls, SSL_SESSION *fresh)
{
	struct fetch *f = SSL_CTX_get_app_data(SSL_get_SSL_CTX(tls));
	pthread_mutex_lock(&f->lock);
	sessions_put(&f->sessions, fresh);
	pthread_mutex_unlock(&f->lock);
	return 1; /* it is ours now */
}

static SSL_CTX *context_of(struct fetch *f)
{
	pthread_mutex_lock(&f->lock);
	if (f->context == NULL && (f->context = SSL_CTX_new(TLS_client_method())) != NULL) {
		SSL_CTX_set_min_proto_version(f->context, TLS1_2_VERSION);
		/* whom we talk to is known by his key (see identity_good), not by who has signed it */
		SSL_CTX_set_verify(f->context, SSL_VERIFY_NONE, NULL);
		/* what is no answer (tickets without end) comes back to us, who look at the time */
		SSL_CTX_clear_mode(f->context, SSL_MODE_AUTO_RETRY);
		SSL_CTX_set_options(f->context, SSL_OP_NO_RENEGOTIATION);
		SSL_CTX_set_session_cache_mode(f->context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
		SSL_CTX_sess_set_new_cb(f->context, keep_session);
		SSL_CTX_set_app_data(f->context, f);
	}
	SSL_CTX *c = f->context;
	pthread_mutex_unlock(&f->lock);
	return c;
}

/* The SHA-256 of the server's public key. */
static bool identity_of(SSL *tls, char hex[FETCH_IDENTITY_HEX + 1])
{
	unsigned char hash[EVP_MAX_MD_SIZE], *der = NULL;
	unsigned n = 0;
	X509 *certificate = SSL_get1_peer_certificate(tls);
	int length = certificate ? i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der) : -1;
	bool good = length > 0 && EVP_Digest(der, (size_t)length, hash, &n, EVP_sha256(), NULL) == 1;
	for (unsigned i = 0; good && i < n && i < FETCH_IDENTITY_HEX / 2; i++) {
		static const char digits[] = "0123456789abcdef";
		hex[2 * i] = digits[hash[i] >> 4];
		hex[2 * i + 1] = digits[hash[i] & 15];
	}
	hex[FETCH_IDENTITY_HEX] = '\0';
	OPENSSL_free(der);
	X509_free(certificate);
	return good;
}

/* Trust on first use. */
static bool identity_good(struct fetch *f, SSL *tls, struct buf *why)
{
	char hex[FETCH_IDENTITY_HEX + 1];
	if (!identity_of(tls, hex)) {
		buf_fmt(why, "%s has no certificate", f->host);
		return false;
	}
	pthread_mutex_lock(&f->lock);
	if (!*f->identity)
		memcpy(f->identity, hex, sizeof hex);
	bool good = strcmp(f->identity, hex) == 0;
	if (!good)
		buf_fmt(why,
			"%s has another key than before: it was SHA-256 %s, and is %s; if its operator says that this "
			"is right, "
			"remove the line 'identity' from .mirror/pin",
			f->host, f->identity, hex);
	pthread_mutex_unlock(&f->lock);
	return good;
}

static SSL_SESSION *session_of(struct fetch *f)
{
	pthread_mutex_lock(&f->lock);
	SSL_SESSION *s = sessions_take(&f->sessions);
	pthread_mutex_unlock(&f->lock);
	return s;
}

static void count(struct fetch *f, bool resumed)
{
	pthread_mutex_lock(&f->lock);
	f->sums.handshakes++;
	f->sums.resumed += resumed;
	pthread_mutex_unlock(&f->lock);
}

static enum fetch_result open_tls(struct fetch *f, struct fetch_ask *a, struct wire *w, struct buf *why)
{
	SSL_CTX *context = context_of(f);
	if (context == NULL || !fetch_open(f, a, w, why))
		return FETCH_UNREACHABLE;
	SSL_SESSION *session = session_of(f);
	bool good = wire_shake(w, context, f->is_address ? NULL : f->host, session, why);
	SSL_SESSION_free(session);
	if (!good)
		return FETCH_CUT;
	count(f, SSL_session_reused(w->tls));
	return identity_good(f, w->tls, why) ? FETCH_GOOD : FETCH_IDENTITY;
}

static bool add_request(const struct fetch *f, const struct fetch_ask *a, struct buf *out)
{
	bool six = strchr(f->host, ':') != NULL;
	buf_fmt(out, "gemini://%s%s%s", six ? "[" : "", f->host, six ? "]" : "");
	if (strcmp(f->port, "1965") != 0)
		buf_fmt(out, ":%s", f->port);
	if (a->encoded)
		buf_add(out, a->path);
	else
		uri_encode_path(a->path, out);
	buf_add(out, STR("\r\n"));
	return !out->full;
}

static enum fetch_result take_target(struct fetch_ask *a, struct str meta, struct buf *why)
{
	if (meta.n == 0 || meta.n >= sizeof a->to || memchr(meta.p, '\0', meta.n)) {
		buf_fmt(why, "redirected to nowhere");
		return FETCH_REFUSED;
	}
	memcpy(a->to, meta.p, meta.n);
	a->to[meta.n] = '\0';
	return FETCH_GOOD;
}

/* "20 text/gemini": what it means for us. */
static enum fetch_result judge(struct fetch_ask *a, struct str header, struct buf *why)
{
	uint64_t seconds;
	struct str meta = str_sub(header, 3, header.n);
	if (header.n < 2 || header.p[0] < '1' || header.p[0] > '6' || header.p[1] < '0' || header.p[1] > '9' ||
		(header.n > 2 && header.p[2] != ' ')) {
		buf_fmt(why, "the server does not speak Gemini");
		return FETCH_REFUSED;
	}
	int status = (header.p[0] - '0') * 10 + header.p[1] - '0';
	if (status / 10 == 2)
		return FETCH_GOOD;
	if (status / 10 == 3)
		return take_target(a, meta, why);
	buf_fmt(why, "%d ", status);
	buf_escape(why, str_sub(meta, 0, 200));
	a->again_s = status == 44 && str_u64(meta, 86400, &seconds) ? (int)seconds : -1;
	if (status == 41 || status == 44)
		return FETCH_BUSY;
	return status == 51 || status == 52 ? FETCH_MISSING : FETCH_REFUSED;
}

/* Where the header ends in what has come: just behind CRLF; 0: not yet. */
static size_t header_end(const char *bytes, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (bytes[i - 1] == '\r' && bytes[i] == '\n')
			return i + 1;
	return 0;
}

static enum fetch_result ended(const struct wire *w, enum wire_end end, struct buf *why)
{
	if (end == WIRE_STOP)
		return FETCH_STOPPED;
	if (end == WIRE_CUT)
		wire_say(w, "the answer was cut off", why);
	return end == WIRE_END ? FETCH_GOOD : FETCH_CUT;
}

static enum fetch_result take_body(
	struct fetch *f, struct wire *w, struct fetch_ask *a, struct str begun, struct buf *why)
{
	char piece[PIECE];
	size_t n;
	enum wire_end end;
	enum fetch_result result;
	if (begun.n && !fetch_keep(f, a, begun, &result, why))
		return result;
	while ((end = wire_receive(w, piece, sizeof piece, &n)) == WIRE_MORE)
		if (!fetch_keep(f, a, (struct str){ piece, n }, &result, why))
			return result;
	return ended(w, end, why);
}

static enum fetch_result take_answer(struct fetch *f, struct wire *w, struct fetch_ask *a, struct buf *why)
{
	char bytes[HEADER_MAX + PIECE];
	size_t have = 0, n, header;
	do {
		if (have >= HEADER_MAX) {
			buf_fmt(why, "the server does not speak Gemini");
			return FETCH_REFUSED;
		}
		enum wire_end end = wire_receive(w, bytes + have, sizeof bytes - have, &n);
		if (end != WIRE_MORE) {
			wire_say(w, "no answer", why);
			return end == WIRE_STOP ? FETCH_STOPPED : FETCH_CUT;
		}
		have += n;
	} while (!(header = header_end(bytes, have < HEADER_MAX ? have : HEADER_MAX)));
	enum fetch_result result = judge(a, (struct str){ bytes, header - 2 }, why);
	if (result != FETCH_GOOD || *a->to)
		return result;
	return take_body(f, w, a, (struct str){ bytes + header, have - header }, why);
}

enum fetch_result fetch_gemini(struct fetch *f, struct fetch_ask *a, struct buf *why)
{
	char room[REQUEST_MAX];
	struct buf request = BUF(room);
	struct wire w = { .fd = -1 };
	if (!add_request(f, a, &request)) {
		buf_fmt(why, "the path is too long for a request");
		return FETCH_REFUSED;
	}
	enum fetch_result result = open_tls(f, a, &w, why);
	if (result == FETCH_GOOD && !wire_send(&w, buf_str(&request))) {
		wire_say(&w, "the request was cut off", why);
		result = FETCH_CUT;
	}
	if (result == FETCH_GOOD)
		result = take_answer(f, &w, a, why);
	if (result != FETCH_GOOD && pace_stopped(&f->pace))
		result = FETCH_STOPPED;
	wire_close(&w);
	return result;
}
