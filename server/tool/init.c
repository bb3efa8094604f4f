#include "tool/init.h"

#include "base/log.h"
#include "base/near.h"
#include "conf/conf.h"
#include "text/uri.h"
#include "tool/cert.h"
#include "store/fresh.h"

#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	PAGE_MAX = 4096,
	CONF_ROOM = 4096, /* more than the sample's own size */
	TITLE_MAX = 160,  /* a line of the configuration has 199 bytes */
	FILE_MODE = 0644,
};

/* What the pages of a new capsule say; %TITLE% is the title. */
struct starter {
	const char *language, *title, *about;
};

static const struct starter starters[] = {
	{
		.language = "de",
		.title = "Ein neues Archiv",
		.about = "# Über dieses Archiv\n"
			 "\n"
			 "%TITLE% ist über Gemini und über Gopher zu lesen, auf beiden Wegen dasselbe.\n"
			 "\n"
			 "## Wer dafür einsteht\n"
			 "\n"
			 "Name, Anschrift und ein Weg, Sie zu erreichen, gehören hierher. Tragen Sie beides auch als "
			 "contact in conf/herald.ini ein.\n"
			 "\n"
			 "## Was Leser dürfen\n"
			 "\n"
			 "Wem die Texte gehören und was damit erlaubt ist.\n"
			 "\n"
			 "=> index.gmi Startseite\n",
	},
	{
		.language = "en",
		.title = "A new archive",
		.about =
			"# About this archive\n"
			"\n"
			"%TITLE% can be read over Gemini and over Gopher; both have the same pages.\n"
			"\n"
			"## Who answers for it\n"
			"\n"
			"A name, an address and a way to reach you belong here. Put them into conf/herald.ini as well, "
			"as contact.\n"
			"\n"
			"## What readers may do\n"
			"\n"
			"Whose texts these are, and what is allowed.\n"
			"\n"
			"=> index.gmi Front page\n",
	},
};

enum { STARTERS = sizeof starters / sizeof *starters };

static const struct starter *starter_find(struct str language)
{
	for (size_t i = 0; i < STARTERS; i++)
		if (str_ieq(str_of(starters[i].language), language))
			return &starters[i];
	return NULL;
}

/* One value of the sample that is not what a new folder needs. */
struct change {
	const char *section, *key;
	struct str value;
	bool done;
};

/* The sample with some values changed; every one of them must be there. */
static void conf_write(struct change *changes, size_t count, struct buf *out)
{
	struct str rest = conf_sample(), section = STR("");
	while (rest.n) {
		struct str line = str_cut(&rest, '\n');
		struct str tail = line, key = str_trim(str_cut(&tail, '='));
		const struct change *found = NULL;
		if (str_starts(line, STR("[")))
			section = str_trim(line);
		for (size_t i = 0; i < count && key.n < line.n && line.p[0] != ';'; i++) {
			if (changes[i].done || !str_eq(key, str_of(changes[i].key)) ||
				!str_eq(section, str_of(changes[i].section)))
				continue;
			changes[i].done = true;
			found = &changes[i];
		}
		if (found)
			buf_fmt(out, "%s = %.*s\n", found->key, STR_ARG(found->value));
		else
			buf_fmt(out, "%.*s\n", STR_ARG(line));
	}
	for (size_t i = 0; i < count; i++)
		assert(changes[i].done);
}

/* Whether a title can stand in the configuration and comes out of it as it went in. */
static bool title_good(struct str title)
{
	const char *wrong = NULL;
	for (size_t i = 0; i < title.n; i++)
		if ((unsigned char)title.p[i] < ' ' || title.p[i] == 0x7f)
			wrong = "has a control byte in it";
	if (!utf8_valid(title))
		wrong = "is not UTF-8";
	else if (title.n > TITLE_MAX)
		wrong = "is too long: 160 bytes are possible; a subtitle can say more";
	else if (str_find(title, STR(" ;")) < title.n || str_starts(title, STR(";")))
		wrong = "has a ';' that would begin a comment in the configuration: write a comma or a dash";
	else if (title.n != str_trim(title).n || title.n == 0)
		wrong = "is empty, or begins or ends with a space";
	if (wrong)
		log_error("the title %s", wrong);
	return !wrong;
}

/* A path in the folder; NULL after saying that it is too long. */
static const char *path_in(const char *folder, const char *name, struct buf *out)
{
	buf_clear(out);
	buf_fmt(out, "%s/%s", folder, name);
	if (*buf_z(out))
		return out->p;
	log_error("the path %s is too long", folder);
	return NULL;
}

static bool folders_make(const char *folder)
{
	static const char *const names[] = { "conf", "capsule", "certs", "keep", "cache" };
	char room[PATH_MAX];
	struct buf b = BUF(room);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *path = path_in(folder, names[i], &b);
		if (!path)
			return false;
		if (fresh_folder(path))
			continue;
		log_error("cannot make the folder %s: %s", path, strerror(errno));
		return false;
	}
	return true;
}

static bool file_put(const char *path, struct str bytes)
{
	if (path && fresh_make(path, FILE_MODE, bytes))
		return true;
	if (path && errno == EEXIST) {
		log_info("%s is there already, and stays as it is", path);
		return true;
	}
	if (path)
		log_error("cannot write %s: %s", path, strerror(errno));
	return false;
}

static bool page_put(const char *folder, const char *name, const char *text, struct str title)
{
	char page[PAGE_MAX], room[PATH_MAX];
	struct buf b = BUF(page), path = BUF(room);
	struct str rest = str_of(text), mark = STR("%TITLE%");
	while (rest.n) {
		size_t at = str_find(rest, mark);
		buf_add(&b, str_sub(rest, 0, at));
		if (at < rest.n)
			buf_add(&b, title);
		rest = str_sub(rest, at + mark.n, rest.n);
	}
	assert(!b.full);
	return file_put(path_in(folder, name, &path), buf_str(&b));
}

/* A certificate and its key, unless both are there from a run before. */
static bool certificate_put(const char *folder, const char *crt_name, const char *key_name, struct str host)
{
	char crt_room[PATH_MAX], key_room[PATH_MAX];
	struct buf c = BUF(crt_room), k = BUF(key_room);
	const char *crt = path_in(folder, crt_name, &c), *key = path_in(folder, key_name, &k);
	if (!crt || !key)
		return false;
	if (access(crt, F_OK) == 0 && access(key, F_OK) == 0) {
		log_info("%s is there already, and stays as it is", crt);
		return true;
	}
	return cert_make(crt, key, &host, 1) == 0;
}

static bool conf_put(const char *folder, const struct init_wish *wish, const char *crt, const char *key)
{
	char beside_crt[300], beside_key[300], room[PATH_MAX];
	struct buf c = BUF(beside_crt), k = BUF(beside_key), path = BUF(room);
	struct str sample = conf_sample();
	buf_fmt(&c, "../%s", crt);
	buf_fmt(&k, "../%s", key);
	struct change changes[] = {
		{ "[server]", "cache", STR("../cache"), false },
		{ "[server]", "keep", STR("../keep"), false },
		{ "[capsule main]", "hosts", wish->host, false },
		{ "[capsule main]", "title", wish->title, false },
		{ "[capsule main]", "subtitle", STR(""), false },
		{ "[capsule main]", "root", STR("../capsule"), false },
		{ "[capsule main]", "language", wish->language, false },
		{ "[capsule main]", "certificate", buf_str(&c), false },
		{ "[capsule main]", "key", buf_str(&k), false },
	};
	char *text = malloc(sample.n + CONF_ROOM);
	if (!text || c.full || k.full) {
		log_error("out of memory");
		free(text);
		return false;
	}
	struct buf out = { text, 0, sample.n + CONF_ROOM, false };
	conf_write(changes, sizeof changes / sizeof *changes, &out);
	assert(!out.full);
	bool good = file_put(path_in(folder, "conf/herald.ini", &path), buf_str(&out));
	free(text);
	return good;
}

/* The name of the certificate's file: the host as the wire has it. */
static bool host_names(struct str host, struct buf *crt, struct buf *key)
{
	char wire[256];
	struct buf b = BUF(wire);
	if (host.n == 0 || !uri_host(host, &b) || !*buf_z(&b) || strchr(wire, '/')) {
		log_error("'%.*s' is no host name: write it as in zeitung.example, without scheme, port or path",
			STR_ARG(host));
		return false;
	}
	buf_fmt(crt, "certs/%s.crt", wire);
	buf_fmt(key, "certs/%s.key", wire);
	return *buf_z(crt) && *buf_z(key);
}

bool init_make(const struct init_wish *wish)
{
	char crt_room[300], key_room[300], room[PATH_MAX];
	struct buf crt = BUF(crt_room), key = BUF(key_room), path = BUF(room);
	const struct starter *starter = starter_find(wish->language);
	struct stat st;
	assert(starter);
	if (!title_good(wish->title) || !host_names(wish->host, &crt, &key))
		return false;
	const char *conf = path_in(wish->folder, "conf/herald.ini", &path);
	if (!conf)
		return false;
	if (lstat(conf, &st) == 0) {
		log_error(
			"%s is there already, and nothing was changed: choose another folder, or edit that file", conf);
		return false;
	}
	return folders_make(wish->folder) && page_put(wish->folder, "capsule/about.gmi", starter->about, wish->title) &&
	       certificate_put(wish->folder, crt.p, key.p, wish->host) && conf_put(wish->folder, wish, crt.p, key.p);
}

/* A word as a shell takes it. */
static void shell_print(const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+@%";
	if (*word && !word[strspn(word, plain)]) {
		fputs(word, stdout);
		return;
	}
	putchar('\'');
	for (; *word; word++)
		fputs(*word == '\'' ? "'\\''" : (char[]){ *word, '\0' }, stdout);
	putchar('\'');
}

static void next_print(const char *folder)
{
	static const char *const commands[] = { "check", "serve" };
	char room[PATH_MAX];
	struct buf b = BUF(room);
	const char *conf = path_in(folder, "conf/herald.ini", &b);
	printf("%s is ready. Write your name into it as contact; then:\n", conf);
	for (size_t i = 0; i < 2; i++) {
		printf("  ");
		shell_print(program_invocation_name);
		printf(" %s -c ", commands[i]);
		shell_print(conf);
		putchar('\n');
	}
}

/* The language by its name; NULL after saying which there are. */
static const struct starter *starter_meant(const char *language)
{
	const char *names[STARTERS + 1] = { NULL };
	const struct starter *starter = starter_find(str_of(language));
	for (size_t i = 0; i < STARTERS; i++)
		names[i] = starters[i].language;
	const char *near = near_word(str_of(language), names);
	if (!starter && near)
		tool_misused(&tool_init, "there is no language '%s' (did you mean '%s'?)", language, near);
	else if (!starter)
		tool_misused(&tool_init, "there is no language '%s', only de and en", language);
	return starter;
}

static int init_do(int argc, char **argv, const char *host, const char *language, const char *title)
{
	const struct starter *starter = starter_meant(language);
	if (!starter)
		return TOOL_MISUSED;
	if (argc == 0)
		return tool_misused(&tool_init, "name the folder to make");
	if (argc > 1)
		return tool_misused(&tool_init, "one folder, please, not '%s' too", argv[1]);
	struct init_wish wish = { argv[0], str_of(host), str_of(starter->language),
		str_of(title ? title : starter->title) };
	if (!init_make(&wish))
		return TOOL_FAILED;
	next_print(wish.folder);
	return TOOL_GOOD;
}

static int init_run(int argc, char **argv)
{
	static const struct option known[] = {
		{ "host", required_argument, NULL, 'H' },
		{ "language", required_argument, NULL, 'l' },
		{ "title", required_argument, NULL, 't' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	const char *host = "localhost", *language = "de", *title = NULL;
	int c;
	opterr = 0;
	optind = 0; /* getopt begins anew, should it have run before */
	while ((c = getopt_long(argc, argv, ":h", known, NULL)) != -1) {
		switch (c) {
		case 'H':
			host = optarg;
			break;
		case 'l':
			language = optarg;
			break;
		case 't':
			title = optarg;
			break;
		case 'h':
			return tool_usage(&tool_init);
		case ':':
			return tool_misused(&tool_init, "'%s' needs something behind it", argv[optind - 1]);
		default:
			return tool_misused(&tool_init, "there is no option '%s'", argv[optind - 1]);
		}
	}
	return init_do(argc - optind, argv + optind, host, language, title);
}

const struct tool tool_init = {
	.name = "init",
	.summary = "make a folder with a new capsule, ready to be served",
	.run = init_run,
	.usage = "herald init FOLDER [--host NAME] [--language de|en] [--title TITLE]\n"
		 "    Makes a folder with a configuration, a capsule of two pages, a certificate with its\n"
		 "    key, and the folders keep and cache. A folder that has a configuration already is\n"
		 "    left alone.\n"
		 "\n"
		 "  --host NAME       the host name that readers use; localhost where it is not given\n"
		 "  --language de|en  the language of the capsule; de where it is not given\n"
		 "  --title TITLE     the name of the paper or archive\n",
};
