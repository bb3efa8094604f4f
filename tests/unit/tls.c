#include "net/tls.h"

#include "tool/cert.h"
#include "unit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/herald-tls-XXXXXX";
static char crt[2][64], key[2][64];
static SSL_SESSION *session; /* the client's last ticket */
static SSL_CTX *client;

static void make_pair(size_t i, const char *host)
{
	struct str name = str_of(host);
	snprintf(crt[i], sizeof crt[i], "%s/%zu.crt", folder, i);
	snprintf(key[i], sizeof key[i], "%s/%zu.key", folder, i);
	/* it says what it made, which is not for whoever runs the tests */
	int loud = dup(STDERR_FILENO), aloud = dup(STDOUT_FILENO), silent = open("/dev/null", O_WRONLY | O_CLOEXEC);
	fflush(stdout);
	dup2(silent, STDERR_FILENO);
	dup2(silent, STDOUT_FILENO);
	int made = cert_make(crt[i], key[i], &name, 1);
	fflush(stdout);
	dup2(loud, STDERR_FILENO);
	dup2(aloud, STDOUT_FILENO);
	close(loud);
	close(aloud);
	close(silent);
	CHECK(made == 0, "no certificate for %s", host);
}

static SSL_CTX *context(size_t i, struct tls_keys *keys)
{
	char text[256];
	struct buf why = BUF(text);
	SSL_CTX *ctx = tls_context(crt[i], key[i], keys, &why);
	CHECK(ctx != NULL, "%s", buf_z(&why));
	if (ctx == NULL)
		abort();
	return ctx;
}

/* ---- a client and a server, joined in memory ---- */

struct talk {
	SSL *client, *server;
};

static struct talk talk_new(SSL_CTX *ctx, const char *name, int version)
{
	struct talk t = { SSL_new(client), SSL_new(ctx) };
	BIO *one, *other;
	if (!t.client || !t.server || BIO_new_bio_pair(&one, 0, &other, 0) != 1)
		abort();
	SSL_set_bio(t.client, one, one);
	SSL_set_bio(t.server, other, other);
	SSL_set_connect_state(t.client);
	SSL_set_accept_state(t.server);
	SSL_set_max_proto_version(t.client, version);
	if (name)
		SSL_set_tlsext_host_name(t.client, name);
	return t;
}

/* Shakes hands, and says one byte, behind which the tickets come. */
static bool talk_shake(struct talk *t)
{
	char byte = 0;
	for (int i = 0; i < 10; i++) {
		int c = SSL_do_handshake(t->client), s = SSL_do_handshake(t->server);
		if (c == 1 && s == 1)
			return SSL_write(t->server, "x", 1) == 1 && SSL_read(t->client, &byte, 1) == 1 && byte == 'x';
	}
	return false;
}

static void talk_end(struct talk *t)
{
	/* a session that was not closed is not resumed */
	SSL_shutdown(t->server);
	SSL_shutdown(t->client);
	SSL_free(t->client);
	SSL_free(t->server);
}

/* A handshake with this ticket (NULL: none); whether it was resumed. The ticket it hands out is in session. */
static bool resumes(SSL_CTX *ctx, SSL_SESSION *ticket, const char *name, int version)
{
	struct talk t = talk_new(ctx, name, version);
	if (ticket)
		SSL_set_session(t.client, ticket);
	bool good = talk_shake(&t);
	CHECK(good && SSL_version(t.client) == version, "no handshake: %s", SSL_get_version(t.client));
	bool resumed = SSL_session_reused(t.server);
	CHECK(resumed == SSL_session_reused(t.client), "one says so, the other not");
	SSL_SESSION_free(session);
	session = SSL_get1_session(t.client);
	talk_end(&t);
	return resumed;
}

/* A fresh ticket, which the caller frees. */
static SSL_SESSION *ticket_new(SSL_CTX *ctx, const char *name, int version)
{
	CHECK(!resumes(ctx, NULL, name, version), "resumed out of nothing");
	CHECK(session != NULL && SSL_SESSION_has_ticket(session), "no ticket");
	if (session == NULL)
		abort();
	return SSL_SESSION_dup(session);
}

/* ---- tests ---- */

static const int versions[] = { TLS1_2_VERSION, TLS1_3_VERSION };

/* A ticket lives for its own period and the two after it. */
static void rotated(void)
{
	static const struct {
		unsigned periods;
		bool good;
	} table[] = { { 0, true }, { 1, true }, { 2, true }, { 3, false }, { 4, false }, { 5, false }, { 9, false } };
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		for (size_t v = 0; v < 2; v++) {
			struct tls_keys *keys = tls_keys_new();
			SSL_CTX *ctx = context(0, keys);
			SSL_SESSION *ticket = ticket_new(ctx, "bote.example", versions[v]);
			for (unsigned n = 0; n < table[i].periods; n++)
				CHECK(tls_keys_rotate(keys), "no randomness");
			bool good = resumes(ctx, ticket, "bote.example", versions[v]);
			CHECK(good == table[i].good, "%u periods: %d", table[i].periods, good);
			SSL_SESSION_free(ticket);
			SSL_CTX_free(ctx);
		}
	}
}

/* Somebody who comes in every period never shakes hands in full again: an old ticket brings a new one. */
static void renewed(void)
{
	for (size_t v = 0; v < 2; v++) {
		struct tls_keys *keys = tls_keys_new();
		SSL_CTX *ctx = context(0, keys);
		SSL_SESSION_free(ticket_new(ctx, NULL, versions[v]));
		for (int period = 0; period < 8; period++) {
			SSL_SESSION *last = SSL_SESSION_dup(session);
			tls_keys_rotate(keys);
			CHECK(resumes(ctx, last, NULL, versions[v]), "not in period %d", period);
			SSL_SESSION_free(last);
		}
		SSL_CTX_free(ctx);
	}
}

/* Every context with the same keys takes a ticket: that of another worker, of the next generation, of another name. */
static void anywhere(void)
{
	for (size_t v = 0; v < 2; v++) {
		struct tls_keys *keys = tls_keys_new(), *others = tls_keys_new();
		SSL_CTX *one = context(0, keys), *again = context(0, keys), *stranger = context(0, others);
		SSL_SESSION *ticket = ticket_new(one, "bote.example", versions[v]);
		CHECK(resumes(again, ticket, "bote.example", versions[v]), "not with the next generation");
		CHECK(!resumes(stranger, ticket, "bote.example", versions[v]), "with somebody else's keys");
		SSL_SESSION_free(ticket);
		SSL_CTX_free(one);
		SSL_CTX_free(again);
		SSL_CTX_free(stranger);
	}
}

/* The keys are the same memory in every process: what the master rotates, a worker has. */
static void across_processes(void)
{
	struct tls_keys *keys = tls_keys_new();
	SSL_CTX *ctx = context(0, keys);
	SSL_SESSION *ticket = ticket_new(ctx, NULL, TLS1_3_VERSION);
	for (int rotations = 0; rotations < 4; rotations++) {
		pid_t worker = fork();
		if (worker == 0)
			_exit(resumes(ctx, ticket, NULL, TLS1_3_VERSION) ? 0 : 1);
		int status = -1;
		CHECK(waitpid(worker, &status, 0) == worker && WIFEXITED(status), "status %d", status);
		CHECK(WEXITSTATUS(status) == (rotations < 3 ? 0 : 1), "%d rotations: %d", rotations,
			WEXITSTATUS(status));
		worker = fork(); /* the rotation happens in a process of its own, and is seen in all */
		if (worker == 0)
			_exit(tls_keys_rotate(keys) ? 0 : 1);
		CHECK(waitpid(worker, &status, 0) == worker && status == 0, "status %d", status);
	}
	SSL_SESSION_free(ticket);
	SSL_CTX_free(ctx);
}

/* A ticket that somebody has touched is none, and costs him a full handshake, not an error. */
static void forged(void)
{
	struct tls_keys *keys = tls_keys_new();
	SSL_CTX *ctx = context(0, keys);
	SSL_SESSION *ticket = ticket_new(ctx, NULL, TLS1_2_VERSION);
	const unsigned char *bytes;
	size_t n;
	SSL_SESSION_get0_ticket(ticket, &bytes, &n);
	CHECK(n > 64, "%zu bytes", n);
	for (size_t i = 0; i < n; i += 13) {
		/* OpenSSL has no call to write it */
		unsigned char *touched = (unsigned char *)(uintptr_t)bytes;
		touched[i] ^= 1;
		CHECK(!resumes(ctx, ticket, NULL, TLS1_2_VERSION), "with byte %zu of %zu changed", i, n);
		touched[i] ^= 1;
	}
	CHECK(resumes(ctx, ticket, NULL, TLS1_2_VERSION), "the right one");
	SSL_SESSION_free(ticket);
	SSL_CTX_free(ctx);
}

static void named(void)
{
	static const struct {
		const char *name;
		size_t certificate;
	} table[] = {
		{ "bote.example", 0 },
		{ "news.example", 1 },
		{ "NEWS.Example", 1 },
		{ "other.example", 0 },
		{ "news.example.other.example", 0 },
		{ NULL, 0 },
	};
	struct tls_keys *keys = tls_keys_new();
	SSL_CTX *ctx[] = { context(0, keys), context(1, keys) };
	const struct tls_name names[] = { { STR("bote.example"), ctx[0] }, { STR("news.example"), ctx[1] },
		{ STR(""), NULL } };
	tls_names(ctx[0], names);
	for (size_t v = 0; v < 2; v++) {
		for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
			struct talk t = talk_new(ctx[0], table[i].name, versions[v]);
			CHECK(talk_shake(&t), "row %zu", i);
			X509 *got = SSL_get0_peer_certificate(t.client);
			CHECK(got && X509_cmp(got, SSL_CTX_get0_certificate(ctx[table[i].certificate])) == 0, "row %zu",
				i);
			talk_end(&t);
		}
		/* a session of a name's own context resumes, too */
		SSL_SESSION *ticket = ticket_new(ctx[0], "news.example", versions[v]);
		CHECK(resumes(ctx[0], ticket, "news.example", versions[v]), "not by name");
		SSL_SESSION_free(ticket);
	}
	SSL_CTX_free(ctx[0]);
	SSL_CTX_free(ctx[1]);
}

static void negotiated(void)
{
	struct tls_keys *keys = tls_keys_new();
	SSL_CTX *ctx = context(0, keys);
	struct talk t = talk_new(ctx, NULL, TLS1_3_VERSION);
	CHECK(talk_shake(&t), "no handshake");
	CHECK(strcmp(SSL_get_cipher_name(t.server), "TLS_AES_128_GCM_SHA256") == 0, "%s",
		SSL_get_cipher_name(t.server));
	CHECK(SSL_get_negotiated_group(t.server) == NID_X25519, "%ld", SSL_get_negotiated_group(t.server));
	talk_end(&t);
	/* nothing older than 1.2 */
	t = talk_new(ctx, NULL, TLS1_1_VERSION);
	SSL_set_min_proto_version(t.client, TLS1_VERSION);
	SSL_set_security_level(t.client, 0);
	CHECK(!talk_shake(&t), "TLS 1.1");
	talk_end(&t);
	SSL_CTX_free(ctx);
}

static void refused(void)
{
	char missing[80];
	snprintf(missing, sizeof missing, "%s/missing", folder);
	const struct {
		const char *crt, *key;
		const char *says[2];
	} table[] = {
		{ missing, key[0], { missing, "No such file" } },
		{ crt[0], missing, { missing, "No such file" } },
		{ crt[0], key[1], { key[1], "key values mismatch" } },
		{ key[0], key[0], { key[0], "" } },
		{ crt[0], crt[0], { crt[0], "" } },
		{ folder, key[0], { folder, "" } },
		{ "/dev/null", key[0], { "/dev/null", "" } },
	};
	struct tls_keys *keys = tls_keys_new();
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		char text[256];
		struct buf why = BUF(text);
		CHECK(tls_context(table[i].crt, table[i].key, keys, &why) == NULL, "row %zu: taken", i);
		for (size_t k = 0; k < 2; k++)
			CHECK(strstr(buf_z(&why), table[i].says[k]), "row %zu: %s", i, buf_z(&why));
	}
}

int main(void)
{
	if (!mkdtemp(folder))
		return 1;
	make_pair(0, "bote.example");
	make_pair(1, "news.example");
	client = SSL_CTX_new(TLS_client_method());
	rotated();
	renewed();
	anywhere();
	across_processes();
	forged();
	named();
	negotiated();
	refused();
	SSL_SESSION_free(session);
	SSL_CTX_free(client);
	for (size_t i = 0; i < 2; i++) {
		unlink(crt[i]);
		unlink(key[i]);
	}
	CHECK(rmdir(folder) == 0, "%s is left", folder);
	return unit_done("tls");
}
