#include "said.h"

#include "conf/inifile.h"
#include "conf/keys.h"
#include "conf/value.h"

#include <dirent.h>

static bool has_zones(void)
{
	return access(VALUE_ZONES, F_OK) == 0;
}

/* --- conf/herald.ini and the table of keys say the same --- */

/* The comment above each key is what stands between it and the key or section before. */
struct documented {
	struct str bytes;
	int last_line; /* of the key or section before */
	bool seen[KEYS_COUNT];
};

static struct str lines_between(struct str bytes, int from, int to)
{
	struct str rest = bytes, start = bytes;
	for (int line = 1; line < to; line++) {
		if (line == from + 1)
			start = rest;
		str_cut(&rest, '\n');
	}
	return from + 1 >= to ? STR("") : (struct str){ start.p, (size_t)(rest.p - start.p) };
}

static enum kind kind_of(struct str section)
{
	struct str word = str_cut(&section, ' ');
	int i = 0;
	while (i < KIND_COUNT && !str_eq(word, str_of(key_kinds[i])))
		i++;
	return (enum kind)i;
}

static void document_section(void *user, struct str name, int line)
{
	struct documented *d = user;
	CHECK(kind_of(name) < KIND_COUNT, "line %d: [%.*s]", line, STR_ARG(name));
	d->last_line = line;
}

/* The comment names the bounds and the unit, and the default where the value is another one. */
static void document_pair(void *user, struct str section, struct str name, struct str value, int line)
{
	struct documented *d = user;
	struct str comment = lines_between(d->bytes, d->last_line, line);
	char text[64];
	struct buf b = BUF(text);
	d->last_line = line;
	int i = key_find(kind_of(section), name);
	CHECK(i >= 0, "line %d: unknown key %.*s", line, STR_ARG(name));
	if (i < 0)
		return;
	const struct key *key = &keys[i];
	CHECK(!d->seen[i], "line %d: %s is there twice", line, key->name);
	d->seen[i] = true;
	CHECK(comment.n, "line %d: %s has no comment", line, key->name);
	if (!key->standard)
		buf_add(&b, STR("Must be given."));
	else if (!str_eq(value, str_of(key->standard)))
		buf_fmt(&b, "Default: %s", key->standard);
	CHECK(b.n == 0 || str_find(comment, buf_str(&b)) < comment.n, "line %d: %s does not say '%.*s'", line,
		key->name, STR_ARG(buf_str(&b)));
	if (key->type != KEY_NUMBER)
		return;
	buf_clear(&b);
	buf_fmt(&b, "%s%s%u to %u", key->unit ? key->unit : "", key->unit ? ", " : "", key->min, key->max);
	CHECK(str_find(comment, buf_str(&b)) < comment.n, "line %d: %s does not say '%.*s'", line, key->name,
		STR_ARG(buf_str(&b)));
}

static void document_wrong(void *user, int line, const char *what)
{
	(void)user;
	CHECK(false, "conf/herald.ini:%d: %s", line, what);
}

static void sample_is_documented(void)
{
	struct documented d = { .bytes = conf_sample() };
	struct ini_visitor visitor = { document_section, document_pair, document_wrong, &d };
	inifile_read(d.bytes, &visitor);
	for (size_t i = 0; i < KEYS_COUNT; i++)
		CHECK(d.seen[i], "conf/herald.ini has no '%s' in [%s]", keys[i].name, key_kinds[keys[i].kind]);
}

static void sample_loads(void)
{
	char *bytes = NULL;
	size_t size = 0;
	CHECK(inifile_bytes("conf/herald.ini", &bytes, &size), "conf/herald.ini cannot be read");
	CHECK_STR(((struct str){ bytes, size }), conf_sample());
	free(bytes);

	struct said said;
	said_open(&said);
	struct conf *c = conf_load("conf/herald.ini", &said.report);
	CHECK(c != NULL, "%.*s", STR_ARG(said_text(&said)));
	char here[PATH_MAX], want[PATH_MAX + 32];
	if (c && getcwd(here, sizeof here)) {
		snprintf(want, sizeof want, "%s/build/cache", here);
		CHECK_STR(str_of(c->cache), str_of(want));
		snprintf(want, sizeof want, "%s/capsule", here);
		CHECK_STR(str_of(c->capsules[0].root), str_of(want));
		snprintf(want, sizeof want, "%s/certs/localhost.key", here);
		CHECK_STR(str_of(c->capsules[0].key), str_of(want));
		CHECK_STR(str_of(c->capsules[0].title), STR("Allerbote: das Archiv"));
		CHECK(c->gophers[0].capsule == &c->capsules[0] && c->gophers[0].tls, "the listener's capsule");
		CHECK(c->capsules[0].is_default && c->capsules[0].keep == c->keep, "the only capsule");
	}
	if (has_zones())
		CHECK(said.report.warnings == 1, "%.*s", STR_ARG(said_text(&said)));
	CHECK(str_find(said_text(&said), STR("warning: contact is empty: readers and mirrors need an imprint")) <
			said.size,
		"%.*s", STR_ARG(said_text(&said)));
	conf_free(c);
	said_close(&said);
}

/* --- what a file says arrives --- */

static const char full[] =
	"[server]\n"
	"workers = 3\nlibrarians = 4\nconnections = 100\ncache = /var/cache/herald\nkeep = ./k\n"
	"log = log/access\naddresses = none\nrequest timeout = 1\nwrite timeout = 2\npage timeout = 3\n"
	"drain timeout = 4\nticket lifetime = 168\n"
	"[gopher alt]\nlisten = 127.0.0.1:0\ncapsule = zwei\nport = 70\nhost = GOPHER.example\nstrict = yes\ntls = no\n"
	"[gemini]\nlisten = [::1]:1965 127.0.0.1:1965\nport = 1966\n"
	"[capsule eins]\nhosts = eins.example Z\xc3\xbcrich.example\nroot = ../eins\ncertificate = a.crt\nkey = a.key\n"
	"contact = a@eins.example\nlanguage = EN\ntimezone = UTC\n"
	"[capsule zwei]\nhosts = zwei.example\nroot = zwei\ncertificate = /b.crt\nkey = /b.key\ncontact = b\n"
	"default = yes\nkeep = gone\ntitle = Zwei; und drei ; ein Kommentar\ntimezone = UTC\n"
	"publish = yes\npublish valid = 3650\n";

static void full_server_check(const struct conf *c)
{
	char want[PATH_MAX];
	CHECK(c->workers == 3 && c->librarians == 4 && c->connections == 100, "numbers");
	CHECK(c->request_ms == 1000 && c->write_ms == 2000 && c->page_ms == 3000 && c->drain_ms == 4000, "seconds");
	CHECK(c->ticket_ms == 168u * 3600 * 1000, "hours: %u", c->ticket_ms);
	CHECK(c->log_addresses == LOG_NONE && c->user == NULL && c->locale == NULL, "words");
	CHECK_STR(str_of(c->cache), STR("/var/cache/herald"));
	snprintf(want, sizeof want, "%s/k", scratch);
	CHECK_STR(str_of(c->keep), str_of(want));
	snprintf(want, sizeof want, "%s/log/access", scratch);
	CHECK_STR(str_of(c->log), str_of(want));
	CHECK(c->gemini && c->gemini_listen_count == 2 && c->gemini_port == 1966, "[gemini]");
	CHECK(c->gemini_listen[0].family == AF_INET6 && c->gemini_listen[1].family == AF_INET, "families");
	CHECK_STR(str_of(c->gemini_listen[1].text), STR("127.0.0.1:1965"));
}

static void full_capsules_check(const struct conf *c)
{
	const struct conf_capsule *one = &c->capsules[0], *two = &c->capsules[1];
	const struct conf_gopher *gopher = &c->gophers[0];
	CHECK(c->capsule_count == 2 && c->gopher_count == 1, "sections");
	CHECK(one->host_count == 2, "hosts");
	CHECK_STR(one->hosts[1], STR("xn--zrich-kva.example"));
	CHECK_STR(str_of(one->title), STR("eins.example"));
	CHECK_STR(str_of(one->language), STR("en"));
	CHECK_STR(one->words->language, STR("en"));
	CHECK_STR(str_of(one->root), STR("/tmp/eins"));
	CHECK_STR(str_of(two->title), STR("Zwei; und drei"));
	CHECK_STR(str_of(two->certificate), STR("/b.crt"));
	CHECK(!one->is_default && two->is_default && one->keep == c->keep && two->keep != c->keep, "capsules");
	CHECK(!one->publish && two->publish && two->publish_days == 3650, "publications");
	CHECK_STR(two->words->month[2], STR("M\xc3\xa4rz"));
	CHECK(gopher->capsule == two && gopher->strict && !gopher->tls && gopher->port == 70, "[gopher alt]");
	CHECK_STR(str_of(gopher->name), STR("alt"));
	CHECK_STR(str_of(gopher->host), STR("gopher.example"));
}

static void full_file(void)
{
	struct said said;
	said_open(&said);
	struct conf *c = conf_load(file_make("full.ini", str_of(full)), &said.report);
	CHECK_STR(said_text(&said), STR(""));
	if (c) {
		full_server_check(c);
		full_capsules_check(c);
	}
	conf_free(c);
	said_close(&said);
}

/* Gopher alone needs no certificate, and then has no TLS. */
static void gopher_only(void)
{
	struct said said;
	said_open(&said);
	struct conf *c =
		conf_load(file_make("gopher.ini", STR("[gopher]\n[capsule a]\nhosts = a.example\nroot = pages\n"
						      "contact = a\ntimezone = UTC\n")),
			&said.report);
	CHECK_STR(said_text(&said), STR(""));
	CHECK(c && !c->gemini && c->gopher_count == 1 && !c->gophers[0].tls, "[gopher] alone");
	CHECK(c && c->workers == 0 && c->connections == 8192 && c->ticket_ms == 24u * 3600 * 1000, "defaults");
	if (c)
		CHECK(str_ends(str_of(c->capsules[0].root), STR("/pages")), "%s", c->capsules[0].root);
	CHECK(c && !c->capsules[0].publish && c->capsules[0].publish_days == 400, "what is published, by default");
	conf_free(c);
	said_close(&said);
}

/* --- tests/conf: a mistake in each file, and its message --- */

/* The lines that the file expects ("; expect LINE: message"), as the report has to have them. */
static void expected_read(struct str bytes, const char *path, struct buf *out)
{
	static const struct str mark = { "; expect ", 9 };
	while (bytes.n) {
		struct str line = str_cut(&bytes, '\n');
		if (str_starts(line, mark))
			buf_fmt(out, "%s:%.*s\n", path, STR_ARG(str_sub(line, mark.n, line.n)));
	}
}

static void bad_file(const char *path)
{
	static char room[8192];
	struct buf want = BUF(room);
	char *bytes = NULL;
	size_t size = 0;
	struct said said;
	CHECK(inifile_bytes(path, &bytes, &size), "%s cannot be read", path);
	expected_read((struct str){ bytes, size }, path, &want);
	CHECK(want.n && !want.full, "%s expects nothing", path);
	said_open(&said);
	struct conf *c = conf_load(path, &said.report);
	CHECK_STR(said_text(&said), buf_str(&want));
	CHECK((c == NULL) == (said.report.errors > 0), "%s", path);
	conf_free(c);
	said_close(&said);
	free(bytes);
}

static int is_ini(const struct dirent *entry)
{
	bool zone = str_starts(str_of(entry->d_name), STR("timezone"));
	return str_ends(str_of(entry->d_name), STR(".ini")) && (!zone || has_zones());
}

static void bad_files(void)
{
	struct dirent **entries = NULL;
	int count = scandir("tests/conf", &entries, is_ini, alphasort);
	CHECK(count > 40, "%d files in tests/conf", count);
	for (int i = 0; i < count; i++) {
		char path[PATH_MAX];
		snprintf(path, sizeof path, "tests/conf/%s", entries[i]->d_name);
		bad_file(path);
		free(entries[i]);
	}
	free(entries);
}

static void unreadable_files(void)
{
	static const struct {
		const char *path, *said;
	} rows[] = {
		{ "/nonexistent/herald.ini", "/nonexistent/herald.ini: cannot be read: No such file or directory\n" },
		{ "tests/conf/nothing-there", "tests/conf/nothing-there: cannot be read: No such file or directory\n" },
		{ "tests", "tests: cannot be read: Is a directory\n" },
		{ "/dev/zero", "/dev/zero: cannot be read: it is too large for a configuration\n" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct said said;
		said_open(&said);
		CHECK(conf_load(rows[i].path, &said.report) == NULL && said.report.errors == 1, "%s", rows[i].path);
		CHECK_STR(said_text(&said), str_of(rows[i].said));
		said_close(&said);
	}
}

/* Every line of a file taken out, and the file cut off anywhere: an answer, and no leak. */
static void mutilated_files(void)
{
	struct conf_report silent = { 0 };
	char bytes[sizeof full];
	for (size_t i = 0; i < sizeof full - 1; i += 7) {
		conf_free(conf_load(file_make("cut.ini", (struct str){ full, i }), &silent));
		memcpy(bytes, full, sizeof full);
		bytes[i] = (char)(bytes[i] ^ 0x15);
		conf_free(conf_load(file_make("cut.ini", (struct str){ bytes, sizeof full - 1 }), &silent));
	}
	CHECK(silent.errors > 0, "nothing was wrong");
}

int main(void)
{
	if (!mkdtemp(scratch))
		abort();
	sample_is_documented();
	sample_loads();
	full_file();
	gopher_only();
	bad_files();
	unreadable_files();
	mutilated_files();
	scratch_remove((const char *const[]){ "full.ini", "gopher.ini", "cut.ini", NULL });
	return unit_done("conf");
}
