#include "tool/cert.h"

#include "base/log.h"
#include "text/uri.h"
#include "store/fresh.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	CERT_MODE = 0644,
	KEY_MODE = 0600,
	DAY = 24 * 3600,
	COMMON_NAME_MAX = 64, /* RFC 5280, A.1: ub-common-name */
	HOST_MAX = 254,       /* RFC 1035, 2.3.4, and a NUL */
	SERIAL_BYTES = 16,    /* RFC 5280, 4.1.2.2: at most 20 */
	KEPT_MAX = 100,       /* old certificates of one day */
};

static const char VALID_UNTIL[] = "20991231235959Z";

/* What OpenSSL has to say, or, if that is nothing, errno. */
static const char *reason(void)
{
	unsigned long code = ERR_peek_last_error();
	const char *text = code && ERR_GET_LIB(code) != ERR_LIB_SYS ? ERR_reason_error_string(code) : NULL;
	return text ? text : strerror(ERR_GET_LIB(code) == ERR_LIB_SYS ? ERR_GET_REASON(code) : errno);
}

/* The bytes of an address, with or without brackets: their number, or 0 when it is none. */
static int address_read(struct str name, unsigned char bytes[16])
{
	char text[INET6_ADDRSTRLEN];
	struct buf b = BUF(text);
	if (name.n > 2 && name.p[0] == '[' && name.p[name.n - 1] == ']')
		name = str_sub(name, 1, name.n - 1);
	buf_add(&b, name);
	if (inet_pton(AF_INET, buf_z(&b), bytes) == 1)
		return 4;
	return inet_pton(AF_INET6, buf_z(&b), bytes) == 1 ? 16 : 0;
}

/* One subjectAltName (RFC 5280, 4.2.1.6); NULL when it is neither a host name nor an address. */
static GENERAL_NAME *alternative_new(struct str name)
{
	unsigned char bytes[16];
	char host[HOST_MAX];
	struct buf b = BUF(host);
	int size = address_read(name, bytes);
	if (!size && (!uri_host(name, &b) || b.full || b.n == 0))
		return NULL;
	GENERAL_NAME *alternative = GENERAL_NAME_new();
	ASN1_STRING *value = size ? ASN1_OCTET_STRING_new() : ASN1_IA5STRING_new();
	if (alternative && value && ASN1_STRING_set(value, size ? (char *)bytes : host, size ? size : (int)b.n)) {
		GENERAL_NAME_set0_value(alternative, size ? GEN_IPADD : GEN_DNS, value);
		return alternative;
	}
	ASN1_STRING_free(value);
	GENERAL_NAME_free(alternative);
	return NULL;
}

static bool names_add(X509 *x, const struct str *names, size_t count)
{
	GENERAL_NAMES *all = GENERAL_NAMES_new();
	bool good = all != NULL;
	for (size_t i = 0; good && i < count; i++) {
		GENERAL_NAME *one = alternative_new(names[i]);
		char shown[512];
		struct buf b = BUF(shown);
		good = one && sk_GENERAL_NAME_push(all, one) > 0;
		if (good)
			continue;
		GENERAL_NAME_free(one);
		buf_escape(&b, names[i]);
		log_error("'%s' is no host name and no address: write it as in zeitung.example or 192.0.2.1, without "
			  "scheme, port or path",
			buf_z(&b));
	}
	good = good && X509_add1_ext_i2d(x, NID_subject_alt_name, all, 0, X509V3_ADD_DEFAULT) == 1;
	GENERAL_NAMES_free(all);
	return good;
}

static bool extension_add(X509 *x, int nid, const char *value)
{
	X509V3_CTX ctx;
	X509V3_set_ctx(&ctx, x, x, NULL, NULL, 0);
	X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
	bool good = extension && X509_add_ext(x, extension, -1) == 1;
	X509_EXTENSION_free(extension);
	return good;
}

/* The first name that fits stands in the subject too, where old clients look for it. */
static bool subject_set(X509 *x, const struct str *names, size_t count)
{
	char host[HOST_MAX];
	struct buf b = BUF(host);
	unsigned char bytes[16];
	for (size_t i = 0; i < count; i++) {
		buf_clear(&b);
		if (address_read(names[i], bytes))
			buf_add(&b, names[i]);
		else if (!uri_host(names[i], &b))
			continue;
		if (!b.full && b.n > 0 && b.n <= COMMON_NAME_MAX)
			break;
		buf_clear(&b);
	}
	if (b.n == 0)
		buf_add(&b, STR("Herald"));
	X509_NAME *subject = X509_get_subject_name(x);
	return X509_NAME_add_entry_by_NID(
		       subject, NID_commonName, MBSTRING_UTF8, (unsigned char *)host, (int)b.n, -1, 0) == 1 &&
	       X509_set_issuer_name(x, subject) == 1;
}

static bool serial_set(X509 *x)
{
	unsigned char bytes[SERIAL_BYTES];
	if (RAND_bytes(bytes, sizeof bytes) != 1)
		return false;
	bytes[0] = (unsigned char)((bytes[0] & 0x7f) | 0x40); /* positive, and of full length */
	BIGNUM *number = BN_bin2bn(bytes, sizeof bytes, NULL);
	bool good = number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(x));
	BN_free(number);
	return good;
}

/* A certificate for the key, signed with it, and checked; NULL after saying why. */
static X509 *crt_new(EVP_PKEY *key, const struct str *names, size_t count)
{
	int digest = NID_undef; /* Ed25519 brings its own */
	X509 *x = X509_new();
	EVP_PKEY_get_default_digest_nid(key, &digest);
	ERR_clear_error();
	if (x && names_add(x, names, count) && subject_set(x, names, count) && serial_set(x) &&
		X509_set_version(x, X509_VERSION_3) == 1 && X509_gmtime_adj(X509_getm_notBefore(x), -DAY) &&
		ASN1_TIME_set_string_X509(X509_getm_notAfter(x), VALID_UNTIL) == 1 && X509_set_pubkey(x, key) == 1 &&
		extension_add(x, NID_basic_constraints, "critical,CA:FALSE") &&
		extension_add(x, NID_key_usage, "critical,digitalSignature") &&
		extension_add(x, NID_ext_key_usage, "serverAuth") &&
		extension_add(x, NID_subject_key_identifier, "hash") &&
		X509_sign(x, key, digest == NID_undef ? NULL : EVP_sha256()) > 0 && X509_verify(x, key) == 1)
		return x;
	if (ERR_peek_last_error())
		log_error("cannot make a certificate: %s", reason());
	X509_free(x);
	return NULL;
}

/* Writes what the BIO holds. */
static bool pem_put(BIO *pem, const char *path, mode_t mode, bool replace)
{
	char *p;
	long n = BIO_get_mem_data(pem, &p);
	struct str bytes = { p, n > 0 ? (size_t)n : 0 };
	if (replace ? fresh_replace(path, mode, bytes) : fresh_make(path, mode, bytes))
		return true;
	if (errno == EEXIST)
		log_error("%s is there already, and stays as it is: 'herald cert renew' makes a new certificate for a "
			  "key; for a new key, which readers will be warned of, move both files away",
			path);
	else if (errno == ENOENT)
		log_error("cannot write %s: its folder is missing; make it with mkdir", path);
	else
		log_error("cannot write %s: %s", path, strerror(errno));
	return false;
}

static bool crt_put(X509 *x, const char *path, bool replace)
{
	BIO *pem = BIO_new(BIO_s_mem());
	bool good = pem && PEM_write_bio_X509(pem, x) == 1 && pem_put(pem, path, CERT_MODE, replace);
	BIO_free(pem);
	return good;
}

static bool key_put(EVP_PKEY *key, const char *path)
{
	BIO *pem = BIO_new(BIO_s_secmem());
	bool good = pem && PEM_write_bio_PrivateKey(pem, key, NULL, NULL, 0, NULL, NULL) == 1 &&
		    pem_put(pem, path, KEY_MODE, false);
	BIO_free(pem);
	return good;
}

static bool is_there(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0;
}

int cert_make(const char *crt, const char *key, const struct str *names, size_t count)
{
	int result = -1;
	EVP_PKEY *fresh = NULL;
	X509 *x = NULL;
	if (is_there(crt) && !is_there(key)) {
		log_error("%s is there, but its key %s is not: put the key there, or move the certificate away", crt,
			key);
		return -1;
	}
	if (is_there(key) && !is_there(crt)) {
		log_error("%s is there, but no certificate %s: 'herald cert renew' makes one for this key", key, crt);
		return -1;
	}
	fresh = EVP_EC_gen("P-256");
	if (!fresh)
		log_error("cannot make a key: %s", reason());
	if (!fresh || !(x = crt_new(fresh, names, count)) || !key_put(fresh, key))
		goto out;
	if (crt_put(x, crt, false))
		result = 0;
	else
		unlink(key); /* ours, a moment old, and known to nobody */
out:
	X509_free(x);
	EVP_PKEY_free(fresh);
	return result;
}

/* A key with a password is no use to a server that starts by itself: ask for none. */
static int no_password(char *room, int size, int writing, void *user)
{
	(void)room, (void)size, (void)writing, (void)user;
	return -1;
}

/* O_NONBLOCK: a FIFO that somebody put there does not stop us. */
static BIO *bio_open(const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		return BIO_new_fd(fd, BIO_CLOSE);
	if (fd >= 0) {
		close(fd);
		errno = EINVAL;
	}
	return NULL;
}

static EVP_PKEY *key_read(const char *path)
{
	ERR_clear_error();
	BIO *pem = bio_open(path);
	EVP_PKEY *key = pem ? PEM_read_bio_PrivateKey(pem, NULL, no_password, NULL) : NULL;
	if (!pem)
		log_error("cannot read the key %s: %s", path, strerror(errno));
	else if (!key)
		log_error("%s is no private key without a password in PEM: %s", path, reason());
	BIO_free(pem);
	return key;
}

static X509 *crt_read(const char *path, struct buf *why)
{
	ERR_clear_error();
	BIO *pem = bio_open(path);
	X509 *x = pem ? PEM_read_bio_X509(pem, NULL, no_password, NULL) : NULL;
	if (!pem)
		buf_fmt(why, "%s: cannot be read: %s", path, strerror(errno));
	else if (!x)
		buf_fmt(why, "%s: no certificate in PEM: %s", path, reason());
	BIO_free(pem);
	return x;
}

/* Keeps a copy of a certificate beside it: "a.crt" as "a.old-2026-11-23.crt", then "a.old-2026-11-23-2.crt". */
static bool crt_keep(X509 *x, const char *path, struct buf *kept)
{
	struct str stem = str_of(path);
	char date[16];
	time_t now = time(NULL);
	struct tm tm;
	BIO *pem = BIO_new(BIO_s_mem());
	char *p = NULL;
	long n = pem && PEM_write_bio_X509(pem, x) == 1 ? BIO_get_mem_data(pem, &p) : 0;
	bool good = false;
	if (str_ends(stem, STR(".crt")))
		stem.n -= 4;
	strftime(date, sizeof date, "%Y-%m-%d", gmtime_r(&now, &tm));
	errno = EEXIST;
	for (int i = 1; n > 0 && !good && errno == EEXIST && i <= KEPT_MAX; i++) {
		buf_clear(kept);
		buf_fmt(kept, "%.*s.old-%s", STR_ARG(stem), date);
		if (i > 1)
			buf_fmt(kept, "-%d", i);
		buf_add(kept, STR(".crt"));
		good = fresh_make(buf_z(kept), CERT_MODE, (struct str){ p, (size_t)n });
	}
	BIO_free(pem);
	if (!good)
		log_error("cannot keep a copy of %s: %s; nothing was renewed", path, strerror(errno));
	return good;
}

/* Whether the certificate that is there may be renewed with this key. */
static bool may_renew(X509 *old, EVP_PKEY *key, const char *crt, const char *key_path)
{
	if (X509_check_private_key(old, key) != 1)
		log_error("%s does not belong to the key %s: put the right key there, or move the certificate away",
			crt, key_path);
	else if (X509_NAME_cmp(X509_get_subject_name(old), X509_get_issuer_name(old)) != 0)
		log_error("%s was signed by somebody else: renew it with them", crt);
	else
		return true;
	return false;
}

int cert_renew(const char *crt, const char *key, const struct str *names, size_t count, struct buf *kept)
{
	int result = -1;
	char room[PATH_MAX + 128];
	struct buf why = BUF(room);
	X509 *old = NULL, *fresh = NULL;
	EVP_PKEY *same = key_read(key);
	buf_clear(kept);
	if (!same)
		return -1;
	if (is_there(crt)) {
		if (!(old = crt_read(crt, &why)))
			log_error("%s; move it away to have a new one", buf_z(&why));
		if (!old || !may_renew(old, same, crt, key))
			goto out;
	}
	if (!(fresh = crt_new(same, names, count)) || (old && !crt_keep(old, crt, kept)))
		goto out;
	if (crt_put(fresh, crt, old != NULL))
		result = 0;
out:
	X509_free(fresh);
	X509_free(old);
	EVP_PKEY_free(same);
	return result;
}

static void name_show(const GENERAL_NAME *name, struct buf *out)
{
	char text[INET6_ADDRSTRLEN] = "";
	int type;
	const ASN1_STRING *value = GENERAL_NAME_get0_value(name, &type);
	struct str bytes = { "", 0 };
	if (type != GEN_DNS && type != GEN_IPADD)
		return;
	bytes = (struct str){ (const char *)ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value) };
	if (type == GEN_IPADD) {
		if (bytes.n != 4 && bytes.n != 16)
			return;
		inet_ntop(bytes.n == 4 ? AF_INET : AF_INET6, bytes.p, text, sizeof text);
		bytes = str_of(text);
	}
	if (out->n)
		buf_add(out, STR(", "));
	buf_escape(out, bytes);
}

static void names_show(X509 *x, struct buf *out)
{
	GENERAL_NAMES *all = X509_get_ext_d2i(x, NID_subject_alt_name, NULL, NULL);
	for (int i = 0; i < sk_GENERAL_NAME_num(all); i++)
		name_show(sk_GENERAL_NAME_value(all, i), out);
	GENERAL_NAMES_free(all);
	const X509_NAME *subject = X509_get_subject_name(x);
	int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
	if (out->n || at < 0)
		return;
	const ASN1_STRING *common = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at));
	buf_escape(
		out, (struct str){ (const char *)ASN1_STRING_get0_data(common), (size_t)ASN1_STRING_length(common) });
}

static void hex(const unsigned char *bytes, unsigned n, char out[CERT_HEX])
{
	for (unsigned i = 0; i < n && 2 * i + 2 < CERT_HEX; i++)
		snprintf(out + (size_t)2 * i, 3, "%02x", bytes[i]);
}

static bool time_read(const ASN1_TIME *t, time_t *out)
{
	struct tm tm;
	if (ASN1_TIME_to_tm(t, &tm) != 1)
		return false;
	*out = timegm(&tm);
	return true;
}

bool cert_look(const char *crt, struct cert_facts *out, struct buf *why)
{
	unsigned char hash[EVP_MAX_MD_SIZE], *spki = NULL;
	unsigned n = 0;
	bool good = false;
	*out = (struct cert_facts){ 0 };
	struct buf names = { out->names, 0, sizeof out->names - 1, false }; /* which leaves a NUL */
	X509 *x = crt_read(crt, why);
	if (!x)
		return false;
	names_show(x, &names);
	int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x), &spki);
	if (size > 0 && X509_digest(x, EVP_sha256(), hash, &n) == 1) {
		hex(hash, n, out->certificate);
		good = EVP_Digest(spki, (size_t)size, hash, &n, EVP_sha256(), NULL) == 1;
		hex(hash, n, out->public_key);
	}
	good = good && time_read(X509_get0_notBefore(x), &out->before) && time_read(X509_get0_notAfter(x), &out->after);
	if (!good)
		buf_fmt(why, "%s: a certificate that cannot be read: %s", crt, reason());
	OPENSSL_free(spki);
	X509_free(x);
	return good;
}

long cert_days(const struct cert_facts *facts, time_t now)
{
	time_t left = facts->after - now;
	return (long)(left >= 0 ? left / DAY : -((DAY - 1 - left) / DAY));
}
