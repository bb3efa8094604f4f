#include "net/tls.h"

#include <errno.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <stdatomic.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	KEYS = 3,          /* the one in use, and those of the last two periods */
	NAME_BYTES = 16,   /* RFC 5077, 4: key_name */
	SECRET_BYTES = 32, /* AES-256 and HMAC-SHA256 */
};

struct ticket_key {
	unsigned char name[NAME_BYTES], cipher[SECRET_BYTES], mac[SECRET_BYTES];
};

struct tls_keys {
	_Atomic unsigned current;
	struct ticket_key key[KEYS];
};

struct tls_keys *tls_keys_new(void)
{
	struct tls_keys *keys = mmap(NULL, sizeof *keys, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (keys == MAP_FAILED)
		return NULL;
	/* a key that was never handed out must not be all zero: a stranger could forge a ticket with it */
	if (RAND_bytes((unsigned char *)keys->key, sizeof keys->key) != 1)
		return NULL;
	return keys;
}

bool tls_keys_rotate(struct tls_keys *keys)
{
	struct ticket_key fresh;
	unsigned next = (atomic_load(&keys->current) + 1) % KEYS;
	if (RAND_bytes((unsigned char *)&fresh, sizeof fresh) != 1)
		return false;
	/* a worker that reads the slot in this moment finds a key that fits no ticket, and shakes hands in full */
	keys->key[next] = fresh;
	atomic_store(&keys->current, next);
	OPENSSL_cleanse(&fresh, sizeof fresh);
	return true;
}

static int find_key(const struct tls_keys *keys, const unsigned char *name, unsigned current)
{
	for (unsigned i = 0; i < KEYS; i++)
		if (memcmp(keys->key[(current + KEYS - i) % KEYS].name, name, NAME_BYTES) == 0)
			return (int)((current + KEYS - i) % KEYS);
	return -1;
}

static int keys_index = -1;       /* of OpenSSL's extra data on a context */
static EVP_CIPHER *ticket_cipher; /* fetched once: EVP_aes_256_cbc() is looked up anew at every use */

/* SSL_CTX_set_tlsext_ticket_key_evp_cb(3): 1 goes on, 2 asks for a new ticket, 0 means a full handshake. */
static int on_ticket(
	SSL *ssl, unsigned char *name, unsigned char *iv, EVP_CIPHER_CTX *cipher, EVP_MAC_CTX *mac, int make)
{
	const struct tls_keys *keys = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), keys_index);
	unsigned current = atomic_load(&keys->current);
	int at = make ? (int)current : find_key(keys, name, current);
	if (at < 0)
		return 0;
	const struct ticket_key *key = &keys->key[at];
	unsigned char secret[SECRET_BYTES];
	memcpy(secret, key->mac, sizeof secret);
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, secret, sizeof secret),
		OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char[]){ "SHA256" }, 0),
		OSSL_PARAM_construct_end(),
	};
	if (EVP_MAC_CTX_set_params(mac, params) != 1)
		return -1;
	if (make) {
		memcpy(name, key->name, NAME_BYTES);
		if (RAND_bytes(iv, EVP_CIPHER_get_iv_length(ticket_cipher)) != 1)
			return -1;
		return EVP_EncryptInit_ex2(cipher, ticket_cipher, key->cipher, iv, NULL) == 1 ? 1 : -1;
	}
	if (EVP_DecryptInit_ex2(cipher, ticket_cipher, key->cipher, iv, NULL) != 1)
		return -1;
	/* TLS 1.3 hands out a ticket with every handshake anyway; in TLS 1.2 only an old key asks for one */
	return at == (int)current && SSL_version(ssl) < TLS1_3_VERSION ? 1 : 2;
}

static int on_name(SSL *ssl, int *alert, void *names)
{
	(void)alert;
	const char *name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
	if (name == NULL)
		return SSL_TLSEXT_ERR_OK;
	for (const struct tls_name *n = names; n->host.n; n++)
		if (str_ieq(n->host, str_of(name))) {
			SSL_set_SSL_CTX(ssl, n->context);
			return SSL_TLSEXT_ERR_OK;
		}
	/* an unknown name gets the default's certificate, and a 53 that says so in words */
	return SSL_TLSEXT_ERR_OK;
}

void tls_names(SSL_CTX *fallback, const struct tls_name *names)
{
	SSL_CTX_set_tlsext_servername_callback(fallback, on_name);
	SSL_CTX_set_tlsext_servername_arg(fallback, (void *)(uintptr_t)names);
}

/* What pays, measured: X25519 first, AES-128-GCM before AES-256, one ticket, buffers let go while idle. */
static bool set_up(SSL_CTX *ctx, struct tls_keys *keys)
{
	static const unsigned char context[] = "herald"; /* one for all, or nothing resumes where names differ */
	SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION);
	SSL_CTX_set_options(ctx, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
					 SSL_OP_PRIORITIZE_CHACHA);
	SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE);
	SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF); /* sessions live in tickets */
	SSL_CTX_set_quiet_shutdown(ctx, 0);
	return SSL_CTX_set_num_tickets(ctx, 1) == 1 && SSL_CTX_set1_groups_list(ctx, "X25519:P-256:P-384") == 1 &&
	       SSL_CTX_set_ciphersuites(
		       ctx, "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384") == 1 &&
	       SSL_CTX_set_cipher_list(ctx, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1 &&
	       SSL_CTX_set_session_id_context(ctx, context, sizeof context - 1) == 1 &&
	       SSL_CTX_set_ex_data(ctx, keys_index, keys) == 1 &&
	       SSL_CTX_set_tlsext_ticket_key_evp_cb(ctx, on_ticket) == 1;
}

void tls_lifetime(SSL_CTX *ctx, long seconds)
{
	SSL_CTX_set_timeout(ctx, seconds);
}

/* A file that cannot be read is the common case, and OpenSSL hides its reason. */
static void explain(struct buf *why, const char *what, const char *path)
{
	unsigned long code = ERR_peek_error();
	const char *reason = code ? ERR_reason_error_string(code) : NULL;
	if (path && access(path, R_OK) != 0)
		reason = strerror(errno);
	buf_fmt(why, "%s%s%s: %s", what, path ? " " : "", path ? path : "", reason ? reason : "unknown reason");
	ERR_clear_error();
}

SSL_CTX *tls_context(const char *certificate, const char *key, struct tls_keys *keys, struct buf *why)
{
	SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
	if (keys_index < 0) {
		keys_index = SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, NULL);
		ticket_cipher = EVP_CIPHER_fetch(NULL, "AES-256-CBC", NULL);
	}
	ERR_clear_error();
	if (ctx == NULL || ticket_cipher == NULL || !set_up(ctx, keys))
		explain(why, "cannot set up TLS", NULL);
	else if (SSL_CTX_use_certificate_chain_file(ctx, certificate) != 1)
		explain(why, "cannot use the certificate", certificate);
	else if (SSL_CTX_use_PrivateKey_file(ctx, key, SSL_FILETYPE_PEM) != 1)
		explain(why, "cannot use the key", key);
	else
		return ctx;
	SSL_CTX_free(ctx);
	return NULL;
}
