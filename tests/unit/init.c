#include "tool/init.h"

#include "conf/conf.h"
#include "unit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char top[] = "/tmp/herald-init-XXXXXX", folder[64];
static int silent = -1, loud = -1;

static void hush(bool on)
{
	dup2(on ? silent : loud, STDERR_FILENO);
}

static void clear(void)
{
	char command[128];
	fflush(NULL);
	snprintf(command, sizeof command, "rm -rf '%s'/*", top);
	CHECK(system(command) == 0, "cannot clear %s", top);
}

static struct str file(const char *name, char room[8192])
{
	char path[128];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	int fd = open(path, O_RDONLY);
	ssize_t n = fd < 0 ? -1 : read(fd, room, 8192);
	close(fd);
	return (struct str){ room, n > 0 ? (size_t)n : 0 };
}

static bool is_there(const char *name)
{
	char path[128];
	struct stat st;
	snprintf(path, sizeof path, "%s/%s", folder, name);
	return stat(path, &st) == 0;
}

/* What was wished stands in the configuration as conf reads it, and all that it names is there. */
static void made(void)
{
	const struct {
		const char *host, *wire, *language, *title;
		const char *crt;
	} table[] = {
		{ "localhost", "localhost", "de", "Allerbote", "certs/localhost.crt" },
		{ "zeitung.example", "zeitung.example", "en", "The \"Herald\": all of it; # and = too",
			"certs/zeitung.example.crt" },
		{ "z\303\274rich.example", "xn--zrich-kva.example", "de", "Z\303\274rcher Blatt %TITLE% %s",
			"certs/xn--zrich-kva.example.crt" },
		{ "192.0.2.1", "192.0.2.1", "en", "x", "certs/192.0.2.1.crt" },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		char path[128], page[8192];
		struct conf_report report = { .out = stdout };
		struct init_wish wish = { folder, str_of(table[i].host), str_of(table[i].language),
			str_of(table[i].title) };
		CHECK(init_make(&wish), "row %zu", i);
		snprintf(path, sizeof path, "%s/conf/herald.ini", folder);
		report.out = NULL;
		struct conf *c = conf_load(path, &report);
		CHECK(c && report.errors == 0, "row %zu: %u errors", i, report.errors);
		if (c) {
			const struct conf_capsule *capsule = &c->capsules[0];
			CHECK(c->capsule_count == 1 && capsule->host_count == 1 && c->gemini && c->gopher_count == 1,
				"row %zu", i);
			CHECK_STR(capsule->hosts[0], str_of(table[i].wire));
			CHECK_STR(str_of(capsule->title), str_of(table[i].title));
			CHECK_STR(str_of(capsule->language), str_of(table[i].language));
			CHECK(access(capsule->certificate, R_OK) == 0 && access(capsule->key, R_OK) == 0, "row %zu", i);
			CHECK(access(capsule->root, R_OK) == 0 && access(c->cache, W_OK) == 0 &&
					access(c->keep, W_OK) == 0,
				"row %zu", i);
		}
		conf_free(c);
		CHECK(is_there(table[i].crt), "row %zu: %s", i, table[i].crt);
		CHECK(!is_there("capsule/index.gmi"), "row %zu: a front page that nobody asked for", i);
		struct str about = file("capsule/about.gmi", page);
		CHECK(str_find(about, str_of(table[i].title)) < about.n, "row %zu: no title", i);
		clear();
	}
}

static void refused(void)
{
	static char long_title[161];
	memset(long_title, 'x', sizeof long_title);
	const struct {
		struct str host, title;
	} table[] = {
		{ STR(""), STR("x") },
		{ STR("a b"), STR("x") },
		{ STR("gemini://a"), STR("x") },
		{ STR("../a"), STR("x") },
		{ STR("localhost"), STR("") },
		{ STR("localhost"), STR(" x") },
		{ STR("localhost"), STR("x ") },
		{ STR("localhost"), STR("x ;y") },
		{ STR("localhost"), STR(";y") },
		{ STR("localhost"), STR("x\nkey = /etc/passwd") },
		{ STR("localhost"), STR("x\0y") },
		{ STR("localhost"), STR("x\ry") },
		{ STR("localhost"), STR("\374") },
		{ STR("localhost"), { long_title, sizeof long_title } },
	};
	hush(true);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct init_wish wish = { folder, table[i].host, STR("de"), table[i].title };
		CHECK(!init_make(&wish), "row %zu", i);
		CHECK(!is_there("."), "row %zu left a folder", i);
	}
	hush(false);
}

/* A folder that has a configuration is left alone; one where a run was cut off is finished; pages stay. */
static void again(void)
{
	char first[8192], second[8192], path[128];
	struct init_wish wish = { folder, STR("localhost"), STR("de"), STR("x") };
	CHECK(init_make(&wish), "not made");
	struct str crt = file("certs/localhost.crt", first);
	wish.title = STR("y");
	hush(true);
	CHECK(!init_make(&wish), "made twice");
	hush(false);
	struct str conf = file("conf/herald.ini", second);
	CHECK(str_find(conf, STR("title = x\n")) < conf.n, "the configuration has changed");
	snprintf(path, sizeof path, "%s/conf/herald.ini", folder);
	unlink(path);
	hush(true);
	CHECK(init_make(&wish), "not finished");
	hush(false);
	CHECK_STR(file("certs/localhost.crt", second), crt);
	struct str about = file("capsule/about.gmi", second);
	CHECK(str_find(about, STR("x ist über Gemini")) < about.n, "the page has changed");
	conf = file("conf/herald.ini", second);
	CHECK(str_find(conf, STR("title = y\n")) < conf.n, "the new wish is not in the configuration");
	clear();
}

static void in_the_way(void)
{
	struct init_wish wish = { folder, STR("localhost"), STR("en"), STR("x") };
	int fd = open(folder, O_WRONLY | O_CREAT, 0644);
	close(fd);
	hush(true);
	CHECK(!init_make(&wish), "a file is in the way");
	hush(false);
	clear();
}

int main(void)
{
	silent = open("/dev/null", O_WRONLY);
	loud = fcntl(STDERR_FILENO, F_DUPFD, 50);
	if (!mkdtemp(top))
		return 1;
	snprintf(folder, sizeof folder, "%s/new place", top);
	made();
	refused();
	again();
	in_the_way();
	rmdir(top);
	return unit_done("init");
}
