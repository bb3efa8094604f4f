#include "base/log.h"
#include "base/near.h"
#include "conf/conf.h"
#include "text/uri.h"
#include "tool/cert.h"

#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAMES_MAX = CONF_CAPSULES * CONF_HOSTS };

struct options {
	const char *conf; /* NULL: the usual place */
	const char *out;  /* NULL: certs */
	struct str *hosts;
	size_t host_count;
	char **files; /* the arguments behind the options */
	int file_count;
	bool help;
};

/* One certificate: its files and the names that belong into it. */
struct pair {
	const char *crt, *key, *capsule; /* capsule NULL: from the command line */
	const struct str *names;
	size_t count;
};

typedef int (*pair_do)(const struct pair *);

static int pair_make(const struct pair *p)
{
	bool there = access(p->crt, F_OK) == 0 && access(p->key, F_OK) == 0;
	if (p->capsule && there) {
		printf("%s is there already: it stays as it is\n", p->crt);
		return 0;
	}
	if (cert_make(p->crt, p->key, p->names, p->count) != 0)
		return -1;
	printf("made %s and its key %s\n", p->crt, p->key);
	return 0;
}

static int pair_renew(const struct pair *p)
{
	char room[PATH_MAX + 64];
	struct buf kept = BUF(room);
	if (cert_renew(p->crt, p->key, p->names, p->count, &kept) != 0)
		return -1;
	printf("made %s anew with the same key\n", p->crt);
	if (kept.n)
		printf("  the old one is kept as %s\n", buf_z(&kept));
	printf("  a running server takes it up when it gets SIGHUP\n");
	return 0;
}

static void facts_print(const char *path, const struct cert_facts *f)
{
	char before[16], after[16];
	struct tm tm;
	time_t now = time(NULL);
	long days = cert_days(f, now);
	strftime(before, sizeof before, "%Y-%m-%d", gmtime_r(&f->before, &tm));
	strftime(after, sizeof after, "%Y-%m-%d", gmtime_r(&f->after, &tm));
	printf("%s\n", path);
	printf("  names        %s\n", f->names[0] ? f->names : "none");
	printf("  valid        %s to %s, ", before, after);
	if (days < 0)
		printf("OVER for %ld days: 'herald cert renew'\n", -days);
	else if (f->before > now)
		printf("not yet: is this machine's clock right?\n");
	else
		printf("%ld days left%s\n", days, days < CERT_SOON_DAYS ? ": 'herald cert renew'" : "");
	printf("  certificate  SHA-256 %s\n", f->certificate);
	printf("  public key   SHA-256 %s\n", f->public_key);
}

static int pair_show(const struct pair *p)
{
	char room[PATH_MAX + 256];
	struct buf why = BUF(room);
	struct cert_facts facts;
	if (!cert_look(p->crt, &facts, &why)) {
		log_error("%s", buf_z(&why));
		return -1;
	}
	if (p->capsule)
		printf("[capsule %s] ", p->capsule);
	facts_print(p->crt, &facts);
	return 0;
}

/* The hosts of all capsules that have this certificate, which several may share. */
static size_t names_collect(const struct conf *c, const char *crt, struct str *names)
{
	size_t count = 0;
	for (size_t i = 0; i < c->capsule_count; i++) {
		const struct conf_capsule *capsule = &c->capsules[i];
		if (!capsule->certificate || strcmp(capsule->certificate, crt) != 0)
			continue;
		memcpy(names + count, capsule->hosts, capsule->host_count * sizeof *names);
		count += capsule->host_count;
	}
	return count;
}

static bool is_first(const struct conf *c, size_t place)
{
	for (size_t i = 0; i < place; i++)
		if (c->capsules[i].certificate &&
			strcmp(c->capsules[i].certificate, c->capsules[place].certificate) == 0)
			return false;
	return true;
}

/* The configuration. Its mistakes are told, its warnings are not: they are of no concern here. */
static struct conf *conf_open(const char *path)
{
	struct conf_report quiet = { .out = NULL }, loud = { .out = stderr };
	struct conf *c = conf_load(path, &quiet);
	return c ? c : conf_load(path, &loud);
}

/* Does it for every certificate of a configuration. */
static int each_capsule(const char *path, pair_do act)
{
	static struct str names[NAMES_MAX];
	struct conf *c = conf_open(path ? path : "conf/herald.ini");
	int status = TOOL_GOOD, found = 0;
	if (!c)
		return TOOL_FAILED;
	for (size_t i = 0; i < c->capsule_count; i++) {
		const struct conf_capsule *capsule = &c->capsules[i];
		if (!capsule->certificate || !capsule->key || !is_first(c, i))
			continue;
		found++;
		struct pair p = { capsule->certificate, capsule->key, capsule->name, names, 0 };
		p.count = names_collect(c, p.crt, names);
		if (act(&p) != 0)
			status = TOOL_FAILED;
	}
	if (!found)
		printf("%s has no capsule with a certificate\n", c->path);
	conf_free(c);
	return status;
}

/* Does it for FOLDER/HOST.crt and FOLDER/HOST.key, called after the first host. */
static int each_host(const struct options *o, pair_do act)
{
	char crt[PATH_MAX], key[PATH_MAX], host[256];
	struct buf c = BUF(crt), k = BUF(key), h = BUF(host);
	const char *folder = o->out ? o->out : "certs";
	if (!uri_host(o->hosts[0], &h) || !*buf_z(&h) || strchr(host, '/')) {
		log_error("'%.*s' is no host name: write it as in zeitung.example, without scheme, port or path",
			STR_ARG(o->hosts[0]));
		return TOOL_FAILED;
	}
	buf_fmt(&c, "%s/%s.crt", folder, host);
	buf_fmt(&k, "%s/%s.key", folder, host);
	struct pair p = { buf_z(&c), buf_z(&k), NULL, o->hosts, o->host_count };
	if (!*p.crt || !*p.key) {
		log_error("the path of %s is too long", folder);
		return TOOL_FAILED;
	}
	return act(&p) == 0 ? TOOL_GOOD : TOOL_FAILED;
}

static int make_or_renew(const struct options *o, pair_do act)
{
	if (o->file_count)
		return tool_misused(&tool_cert, "'%s' is not understood here", o->files[0]);
	if (o->conf && o->host_count)
		return tool_misused(&tool_cert, "-c takes the hosts from the configuration: leave --host out");
	if (o->out && !o->host_count)
		return tool_misused(&tool_cert, "--out needs a --host");
	return o->host_count ? each_host(o, act) : each_capsule(o->conf, act);
}

static int make(const struct options *o)
{
	return make_or_renew(o, pair_make);
}

static int renew(const struct options *o)
{
	return make_or_renew(o, pair_renew);
}

static int show(const struct options *o)
{
	int status = TOOL_GOOD;
	if (o->out)
		return tool_misused(&tool_cert, "show has no --out: name the certificates themselves");
	if (o->host_count)
		return tool_misused(&tool_cert, "show has no --host: name the certificates themselves");
	if (o->conf && o->file_count)
		return tool_misused(&tool_cert, "-c and '%s' do not go together", o->files[0]);
	if (!o->file_count)
		return each_capsule(o->conf, pair_show);
	for (int i = 0; i < o->file_count; i++) {
		struct pair p = { .crt = o->files[i] };
		if (pair_show(&p) != 0)
			status = TOOL_FAILED;
	}
	return status;
}

/* argv[0] is the verb. TOOL_GOOD, or TOOL_MISUSED after saying what is wrong. */
static int options_read(int argc, char **argv, struct options *o)
{
	static const struct option known[] = {
		{ "host", required_argument, NULL, 'H' },
		{ "out", required_argument, NULL, 'o' },
		{ "conf", required_argument, NULL, 'c' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	int c;
	opterr = 0;
	optind = 0; /* getopt begins anew, should it have run before */
	while ((c = getopt_long(argc, argv, ":c:h", known, NULL)) != -1) {
		switch (c) {
		case 'H':
			if (o->host_count == NAMES_MAX)
				return tool_misused(&tool_cert, "too many hosts");
			o->hosts[o->host_count++] = str_of(optarg);
			break;
		case 'o':
			o->out = optarg;
			break;
		case 'c':
			o->conf = optarg;
			break;
		case 'h':
			o->help = true;
			break;
		case ':':
			return tool_misused(&tool_cert, "'%s' needs something behind it", argv[optind - 1]);
		default:
			return tool_misused(&tool_cert, "there is no option '%s'", argv[optind - 1]);
		}
	}
	o->files = argv + optind;
	o->file_count = argc - optind;
	return TOOL_GOOD;
}

static const struct {
	const char *name;
	int (*run)(const struct options *);
} verbs[] = { { "make", make }, { "show", show }, { "renew", renew } };

static int verb_unknown(const char *word)
{
	static const char *const names[] = { "make", "show", "renew", NULL };
	const char *near = near_word(str_of(word), names);
	if (near)
		return tool_misused(&tool_cert, "there is no 'cert %s' (did you mean '%s'?)", word, near);
	return tool_misused(&tool_cert, "there is no 'cert %s', only make, show and renew", word);
}

static int cert_run(int argc, char **argv)
{
	static struct str hosts[NAMES_MAX];
	struct options o = { .hosts = hosts };
	if (argc < 2 || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help"))
		return tool_usage(&tool_cert);
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		if (strcmp(argv[1], verbs[i].name) != 0)
			continue;
		int status = options_read(argc - 1, argv + 1, &o);
		if (status == TOOL_GOOD)
			status = o.help ? tool_usage(&tool_cert) : verbs[i].run(&o);
		return status;
	}
	return verb_unknown(argv[1]);
}

const struct tool tool_cert = {
	.name = "cert",
	.summary = "make, show and renew the capsules' certificates",
	.run = cert_run,
	.usage = "herald cert make [-c FILE]\n"
		 "herald cert make --host NAME [--host NAME …] [--out FOLDER]\n"
		 "    Makes a key and a self-signed certificate, valid until the end of 2099: for every\n"
		 "    capsule of the configuration that has none yet, or FOLDER/NAME.crt and\n"
		 "    FOLDER/NAME.key for these hosts. Nothing that is there is ever overwritten.\n"
		 "\n"
		 "herald cert show [-c FILE | CERTIFICATE …]\n"
		 "    Shows names, validity and the SHA-256 fingerprints of certificate and public key.\n"
		 "\n"
		 "herald cert renew [-c FILE]\n"
		 "herald cert renew --host NAME [--host NAME …] [--out FOLDER]\n"
		 "    Makes new certificates with the same keys, so that readers' clients which trust the\n"
		 "    key are not alarmed; also for a new list of hosts. The old certificate is kept\n"
		 "    beside the new one as NAME.old-DATE.crt.\n"
		 "\n"
		 "  -c, --conf FILE   the configuration; conf/herald.ini where it is not given\n"
		 "  --host NAME       a host name or an address; the first one names the files\n"
		 "  --out FOLDER      where the files lie; certs where it is not given\n",
};
