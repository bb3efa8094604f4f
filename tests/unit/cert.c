#include "tool/cert.h"

#include "unit.h"

#include <fcntl.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/herald-cert-XXXXXX";
static char crt[64], key[64];
static int silent = -1, loud = -1;

/* What is meant to fail says so on standard error, which is not for whoever runs the tests. */
static void hush(bool on)
{
	dup2(on ? silent : loud, STDERR_FILENO);
	dup2(on ? silent : loud + 1, STDOUT_FILENO);
}

static void put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	CHECK(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text), "cannot write %s", path);
	close(fd);
}

static size_t get(const char *path, char *room, size_t size)
{
	int fd = open(path, O_RDONLY);
	ssize_t n = fd < 0 ? 0 : read(fd, room, size);
	close(fd);
	return n > 0 ? (size_t)n : 0;
}

static bool is_same(const char *path, const char *before, size_t n)
{
	char now[8192];
	return get(path, now, sizeof now) == n && memcmp(now, before, n) == 0;
}

static bool is_there(const char *path)
{
	return access(path, F_OK) == 0;
}

static void clear(void)
{
	char command[128];
	fflush(NULL);
	snprintf(command, sizeof command, "rm -rf '%s'/* '%s'/.[!.]*", folder, folder);
	CHECK(system(command) == 0, "cannot clear %s", folder);
}

/* Nothing half-made lies about: only this many names are in the folder. */
static void folder_holds(int want)
{
	char command[128], count[16] = "";
	fflush(NULL);
	snprintf(command, sizeof command, "ls -A '%s' | wc -l", folder);
	FILE *f = popen(command, "r");
	CHECK(f && fgets(count, sizeof count, f) && atoi(count) == want, "%d files, want %d", atoi(count), want);
	if (f)
		pclose(f);
}

static X509 *crt_open(void)
{
	FILE *f = fopen(crt, "r");
	X509 *x = f ? PEM_read_X509(f, NULL, NULL, NULL) : NULL;
	if (f)
		fclose(f);
	return x;
}

static EVP_PKEY *key_open(void)
{
	FILE *f = fopen(key, "r");
	EVP_PKEY *k = f ? PEM_read_PrivateKey(f, NULL, NULL, NULL) : NULL;
	if (f)
		fclose(f);
	return k;
}

static struct cert_facts look(void)
{
	char room[256];
	struct buf why = BUF(room);
	struct cert_facts facts;
	CHECK(cert_look(crt, &facts, &why), "%s", buf_z(&why));
	return facts;
}

static void made(void)
{
	static char long_name[] = "a-rather-long-name-that-has-many-letters.and-a-rather-long-domain.zeitung.example";
	const struct {
		struct str names[3];
		size_t count;
		const char *subject, *shown;
	} table[] = {
		{ { STR("localhost") }, 1, "localhost", "localhost" },
		{ { STR("Zeitung.Example.") }, 1, "zeitung.example", "zeitung.example" },
		{ { STR("z\303\274rich.example"), STR("b.example") }, 2, "xn--zrich-kva.example",
			"xn--zrich-kva.example, b.example" },
		{ { STR("192.0.2.1"), STR("2001:db8::1"), STR("[::1]") }, 3, "192.0.2.1",
			"192.0.2.1, 2001:db8::1, ::1" },
		{ { { long_name, sizeof long_name - 1 }, STR("b.example") }, 2, "b.example", NULL },
		{ { { long_name, sizeof long_name - 1 } }, 1, "Herald", long_name },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct stat st;
		char common[128] = "";
		CHECK(cert_make(crt, key, table[i].names, table[i].count) == 0, "row %zu", i);
		CHECK(stat(key, &st) == 0 && (st.st_mode & 07777) == 0600, "row %zu: mode %o", i, st.st_mode);
		struct cert_facts facts = look();
		if (table[i].shown)
			CHECK_STR(str_of(facts.names), str_of(table[i].shown));
		time_t now = time(NULL);
		CHECK(facts.before < now && facts.before > now - 2 * 24 * 3600, "row %zu", i);
		CHECK(cert_days(&facts, now) > 365 * 50, "row %zu: %ld days", i, cert_days(&facts, now));
		X509 *x = crt_open();
		EVP_PKEY *k = key_open();
		CHECK(x && k && X509_check_private_key(x, k) == 1 && X509_verify(x, k) == 1, "row %zu", i);
		CHECK(k && EVP_PKEY_get_bits(k) == 256 && EVP_PKEY_is_a(k, "EC"), "row %zu: not P-256", i);
		X509_NAME_get_text_by_NID(X509_get_subject_name(x), NID_commonName, common, sizeof common);
		CHECK_STR(str_of(common), str_of(table[i].subject));
		CHECK(X509_get_version(x) == X509_VERSION_3 && X509_check_ca(x) == 0, "row %zu", i);
		X509_free(x);
		EVP_PKEY_free(k);
		folder_holds(2);
		clear();
	}
}

/* What a client asks of the names. */
static void matched(void)
{
	const struct str names[] = { STR("z\303\274rich.example"), STR("192.0.2.1") };
	CHECK(cert_make(crt, key, names, 2) == 0, "not made");
	X509 *x = crt_open();
	CHECK(X509_check_host(x, "xn--zrich-kva.example", 0, 0, NULL) == 1, "its host");
	CHECK(X509_check_ip_asc(x, "192.0.2.1", 0) == 1, "its address");
	CHECK(X509_check_host(x, "zeitung.example", 0, 0, NULL) == 0, "another host");
	CHECK(X509_check_ip_asc(x, "192.0.2.2", 0) == 0, "another address");
	X509_free(x);
	clear();
}

static void refused(void)
{
	const struct str bad[] = { STR(""), STR("a b"), STR("gemini://a/"), STR("a/../b"), STR("a\nb"), STR("a\0b"),
		STR("a..b"), STR("localhost:1965"), STR("\377"), STR("[::g]") };
	hush(true);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const struct str names[] = { STR("localhost"), bad[i] };
		CHECK(cert_make(crt, key, names, 2) == -1, "row %zu was taken", i);
		CHECK(!is_there(crt) && !is_there(key), "row %zu left a file", i);
	}
	CHECK(cert_make("/nowhere/a.crt", key, &STR("localhost"), 1) == -1 && !is_there(key), "a key without its own");
	CHECK(cert_make(crt, "/nowhere/a.key", &STR("localhost"), 1) == -1 && !is_there(crt), "a certificate alone");
	hush(false);
	folder_holds(0);
}

static void never_overwritten(void)
{
	char before[2][8192];
	size_t n[2];
	CHECK(cert_make(crt, key, &STR("localhost"), 1) == 0, "not made");
	n[0] = get(crt, before[0], sizeof before[0]);
	n[1] = get(key, before[1], sizeof before[1]);
	hush(true);
	CHECK(cert_make(crt, key, &STR("localhost"), 1) == -1, "made again");
	CHECK(is_same(crt, before[0], n[0]) && is_same(key, before[1], n[1]), "both are there");
	unlink(crt);
	CHECK(cert_make(crt, key, &STR("localhost"), 1) == -1 && !is_there(crt), "the key is there");
	CHECK(is_same(key, before[1], n[1]), "the key is there");
	unlink(key);
	put(crt, "something");
	CHECK(cert_make(crt, key, &STR("localhost"), 1) == -1 && !is_there(key), "the certificate is there");
	CHECK(is_same(crt, "something", 9), "the certificate is there");
	unlink(crt);
	CHECK(symlink("elsewhere", key) == 0, "no link");
	CHECK(cert_make(crt, key, &STR("localhost"), 1) == -1 && !is_there(crt), "a dangling link is there");
	hush(false);
	folder_holds(1);
	clear();
}

static void renewed(void)
{
	char room[256], before[8192];
	struct buf kept = BUF(room);
	const struct str names[] = { STR("localhost"), STR("pi.local") };
	CHECK(cert_make(crt, key, names, 1) == 0, "not made");
	struct cert_facts first = look();
	size_t n = get(crt, before, sizeof before);
	CHECK(cert_renew(crt, key, names, 2, &kept) == 0, "not renewed");
	struct cert_facts second = look();
	CHECK_STR(str_of(second.names), STR("localhost, pi.local"));
	CHECK_STR(str_of(second.public_key), str_of(first.public_key));
	CHECK(strcmp(second.certificate, first.certificate) != 0, "it is the same certificate");
	CHECK(is_same(buf_z(&kept), before, n), "the old one is not kept as %s", buf_z(&kept));
	CHECK(str_ends(buf_str(&kept), STR(".crt")), "git must not see %s", buf_z(&kept));
	CHECK(cert_renew(crt, key, names, 1, &kept) == 0 && is_there(buf_z(&kept)), "not twice a day");
	folder_holds(4);
	unlink(crt);
	CHECK(cert_renew(crt, key, names, 1, &kept) == 0 && kept.n == 0, "not made from the key alone");
	CHECK_STR(str_of(look().public_key), str_of(first.public_key));
	clear();
}

static void renewal_refused(void)
{
	static const char text[] = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
	char room[256], before[8192], other[64];
	struct buf kept = BUF(room);
	snprintf(other, sizeof other, "%s/other.key", folder);
	CHECK(cert_make(crt, key, &STR("localhost"), 1) == 0, "not made");
	size_t n = get(crt, before, sizeof before);
	rename(key, other);
	hush(true);
	CHECK(cert_renew(crt, key, &STR("localhost"), 1, &kept) == -1, "without a key");
	put(key, "no key\n");
	CHECK(cert_renew(crt, key, &STR("localhost"), 1, &kept) == -1, "with something that is no key");
	CHECK(cert_renew(crt, other, &STR("a b"), 1, &kept) == -1, "for something that is no name");
	CHECK(is_same(crt, before, n), "the certificate has changed");
	put(crt, text);
	CHECK(cert_renew(crt, other, &STR("localhost"), 1, &kept) == -1, "what is there is no certificate");
	CHECK(is_same(crt, text, sizeof text - 1), "what is there is gone");
	unlink(key);
	unlink(crt);
	CHECK(cert_make(crt, key, &STR("localhost"), 1) == 0, "not made");
	CHECK(cert_renew(crt, other, &STR("localhost"), 1, &kept) == -1, "with the key of another one");
	hush(false);
	clear();
}

static void looked_at(void)
{
	char room[256];
	struct cert_facts facts;
	static const char *const texts[] = { "", "no certificate", "-----BEGIN CERTIFICATE-----\n",
		"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct buf why = BUF(room);
		put(crt, texts[i]);
		CHECK(!cert_look(crt, &facts, &why) && str_starts(buf_str(&why), str_of(crt)), "row %zu", i);
	}
	unlink(crt);
	mkfifo(crt, 0600);
	struct buf why = BUF(room);
	CHECK(!cert_look(crt, &facts, &why), "a FIFO");
	clear();
}

static void days(void)
{
	static const struct {
		time_t after, now;
		long want;
	} table[] = {
		{ 86400, 0, 1 },
		{ 86399, 0, 0 },
		{ 0, 0, 0 },
		{ 0, 1, -1 },
		{ 0, 86400, -1 },
		{ 0, 86401, -2 },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct cert_facts f = { .after = table[i].after };
		CHECK(cert_days(&f, table[i].now) == table[i].want, "row %zu: %ld", i, cert_days(&f, table[i].now));
	}
}

static int run(int argc, const char *const *words)
{
	char copies[10][80], *argv[11] = { NULL };
	for (int i = 0; i < argc; i++) {
		snprintf(copies[i], sizeof copies[i], "%s", words[i]);
		argv[i] = copies[i];
	}
	return tool_cert.run(argc, argv);
}

static void commanded(void)
{
	const struct {
		int status;
		const char *words[9]; /* behind "cert" */
	} table[] = {
		{ 0, { NULL } },
		{ 0, { "--help" } },
		{ 0, { "make", "--help" } },
		{ 2, { "mkae" } },
		{ 2, { "make", "--hots", "a" } },
		{ 2, { "make", "--host" } },
		{ 2, { "make", "-x" } },
		{ 2, { "make", "--out", folder } },
		{ 2, { "make", "stray" } },
		{ 2, { "make", "--host", "a", "-c", "b" } },
		{ 2, { "show", "--host", "a" } },
		{ 1, { "make", "-c", "/nowhere/herald.ini" } },
		{ 1, { "make", "--host", "../a", "--out", folder } },
		{ 1, { "show", "/nowhere/a.crt" } },
		{ 1, { "renew", "--host", "a.example", "--out", folder } },
		{ 0, { "make", "--host", "a.example", "--host", "::1", "--out", folder } },
		{ 1, { "make", "--host", "a.example", "--out", folder } },
		{ 0, { "renew", "--out", folder, "--host", "a.example" } },
		{ 0, { "show", crt } },
	};
	hush(true);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const char *words[10] = { "cert" };
		int argc = 1;
		while (argc < 10 && table[i].words[argc - 1]) {
			words[argc] = table[i].words[argc - 1];
			argc++;
		}
		int status = run(argc, words);
		fflush(stdout);
		hush(false);
		CHECK(status == table[i].status, "row %zu: %d", i, status);
		hush(true);
	}
	hush(false);
	CHECK_STR(str_of(look().names), STR("a.example"));
	folder_holds(3);
	clear();
}

/* Two capsules with one certificate: it is for the hosts of both, and made once. */
static void configured(void)
{
	char conf[64];
	const char *const words[] = { "cert", "make", "-c", conf };
	const char *const renew[] = { "cert", "renew", "-c", conf };
	snprintf(conf, sizeof conf, "%s/herald.ini", folder);
	put(conf, "[gemini]\n[capsule a]\nhosts = a.example b.example\nroot = pages\ncertificate = a.example.crt\n"
		  "key = a.example.key\n[capsule b]\nhosts = c.example\nroot = pages\ncertificate = a.example.crt\n"
		  "key = a.example.key\n");
	hush(true);
	int made = run(4, words), again = run(4, words);
	fflush(stdout);
	hush(false);
	CHECK(made == 0 && again == 0, "%d, then %d", made, again);
	CHECK_STR(str_of(look().names), STR("a.example, b.example, c.example"));
	folder_holds(3);
	hush(true);
	made = run(4, renew);
	fflush(stdout);
	hush(false);
	CHECK(made == 0, "%d", made);
	folder_holds(4);
	clear();
}

int main(void)
{
	silent = open("/dev/null", O_WRONLY);
	loud = fcntl(STDERR_FILENO, F_DUPFD, 50);
	dup2(STDOUT_FILENO, loud + 1);
	if (!mkdtemp(folder))
		return 1;
	snprintf(crt, sizeof crt, "%s/a.example.crt", folder);
	snprintf(key, sizeof key, "%s/a.example.key", folder);
	made();
	matched();
	refused();
	never_overwritten();
	renewed();
	renewal_refused();
	looked_at();
	days();
	commanded();
	configured();
	rmdir(folder);
	return unit_done("cert");
}
