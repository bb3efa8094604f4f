/* The bytes of a herald.ini: what the line reader tells of them, and what the whole configuration makes of them. */
#include "fuzz.h"

#include "conf/conf.h"
#include "conf/inifile.h"

#include <fcntl.h>
#include <sys/stat.h>

enum { LINES = INI_LINES_MAX + 2, SEEN_MAX = 256 };

/* What was told so far. */
struct told {
	struct str bytes;
	bool about[LINES]; /* something was said of this line */
	int last_line;
	struct str section;
	struct str name[SEEN_MAX]; /* of sections; only the first ones are compared */
	size_t names;
};

static struct told told;

static void line_told(int line)
{
	HOLDS(line >= told.last_line && line >= 1 && line < LINES);
	told.last_line = line;
	told.about[line] = true;
}

/* The line with this number. */
static struct str line_of(int number)
{
	struct str rest = told.bytes, line = STR("");
	while (number-- > 0)
		line = str_cut(&rest, '\n');
	return line;
}

static void take_section(void *user, struct str name, int line)
{
	HOLDS(user == &told && within(name, told.bytes) && harmless(name, "\t"));
	for (size_t i = 0; i < told.names; i++)
		HOLDS(!str_eq(told.name[i], name));
	if (told.names < SEEN_MAX)
		told.name[told.names++] = name;
	told.section = name;
	line_told(line);
}

static void take_pair(void *user, struct str section, struct str key, struct str value, int line)
{
	HOLDS(user == &told && harmless(section, "\t") && harmless(key, "\t") && harmless(value, "\t"));
	HOLDS(key.n > 0 && str_eq(key, str_trim(key)) && str_eq(value, str_trim(value)));
	/* nothing is cut and nothing merged: both stand in the line as they were told */
	struct str text = line_of(line);
	HOLDS(str_find(text, key) < text.n && (value.n == 0 || str_find(text, value) < text.n));
	line_told(line);
}

static void take_wrong(void *user, int line, const char *what)
{
	HOLDS(user == &told && *what && harmless(str_of(what), ""));
	line_told(line);
}

/* Every line that is neither empty nor a comment was a section, a pair or a mistake. */
static void check_complete(struct str bytes, int lines)
{
	struct str rest = str_starts(bytes, STR("\xef\xbb\xbf")) ? str_sub(bytes, 3, bytes.n) : bytes;
	int line = 0;
	if (str_starts(bytes, STR("\xff\xfe")) || str_starts(bytes, STR("\xfe\xff"))) {
		HOLDS(lines == 1 && told.about[1]);
		return;
	}
	while (rest.n && line < INI_LINES_MAX) {
		struct str text = str_trim(str_cut(&rest, '\n'));
		bool comment = text.n == 0 || text.p[0] == ';' || text.p[0] == '#';
		line++;
		HOLDS(told.about[line] || comment);
	}
	HOLDS(lines == line + (rest.n > 0) && (rest.n == 0 || told.about[lines]));
}

static void check_reader(struct str bytes)
{
	memset(&told, 0, sizeof told);
	told.bytes = bytes;
	const struct ini_visitor visitor = { take_section, take_pair, take_wrong, &told };
	check_complete(bytes, inifile_read(bytes, &visitor));
}

/* A file of these bytes. */
static const char *file_of(struct str bytes)
{
	static char path[64];
	static int fd = -1;
	if (fd < 0)
		fd = memfd_create("conf", MFD_CLOEXEC);
	HOLDS(fd >= 0 && ftruncate(fd, 0) == 0 && pwrite(fd, bytes.p, bytes.n, 0) == (ssize_t)bytes.n);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	return path;
}

static void check_host(struct str host)
{
	HOLDS(host.n > 0 && host.n <= 253 && harmless(host, "") && str_index(host, ' ') == host.n);
}

static void check_conf(const struct conf *c)
{
	HOLDS(c->capsule_count >= 1 && c->capsule_count <= CONF_CAPSULES && c->gopher_count <= CONF_GOPHERS);
	HOLDS(c->gemini || c->gopher_count);
	HOLDS(c->workers <= 256 && c->request_ms && c->write_ms && c->page_ms && c->ticket_ms);
	HOLDS(c->cache[0] == '/' && c->keep[0] == '/' && (c->log[0] == '/' || strcmp(c->log, "-") == 0));
	for (size_t i = 0; i < c->capsule_count; i++) {
		const struct conf_capsule *capsule = &c->capsules[i];
		HOLDS(capsule->root[0] == '/' && capsule->keep[0] == '/' && capsule->words && *capsule->title);
		HOLDS(capsule->host_count >= 1 && capsule->host_count <= CONF_HOSTS);
		for (size_t k = 0; k < capsule->host_count; k++)
			check_host(capsule->hosts[k]);
	}
	for (size_t i = 0; i < c->gopher_count; i++) {
		const struct conf_capsule *of = c->gophers[i].capsule;
		HOLDS(of >= c->capsules && of < c->capsules + c->capsule_count && c->gophers[i].listen_count >= 1);
	}
}

/* A configuration, or mistakes: each in a line that says where it is, and that may be shown on any terminal. */
static void check_load(struct str bytes)
{
	const char *path = file_of(bytes);
	char *said = NULL;
	size_t size = 0;
	struct conf_report report = { .out = open_memstream(&said, &size), .advice = true };
	HOLDS(report.out);
	struct conf *c = conf_load(path, &report);
	fclose(report.out);
	HOLDS((c == NULL) == (report.errors > 0));
	if (c)
		check_conf(c);
	struct str rest = { said, size };
	for (unsigned lines = 0; rest.n || lines < report.errors + report.warnings; lines++) {
		struct str line = str_cut(&rest, '\n');
		HOLDS(line.n && line.p[0] == '/' && harmless(line, "\t"));
	}
	conf_free(c);
	free(said);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > INI_BYTES_MAX)
		return 0;
	check_reader(flush_copy(0, data, size));
	check_load((struct str){ (const char *)data, size });
	return 0;
}
