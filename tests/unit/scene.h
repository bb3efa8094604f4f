/* scene: a site by hand over a temporary folder, without a configuration and without sockets. Two capsules: "bote" in
 * German with the names bote.example, an IDN and localhost, and "news" in English; a Gopher listener for each. */
#ifndef TESTS_SCENE_H
#define TESTS_SCENE_H

#include "unit.h"

#include "conf/locale.h"
#include "site/facts.h"
#include "site/route.h"
#include "store/mime.h"

#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { BOTE, NEWS };

static struct site scene;
static struct site_capsule scene_capsules[2];
static struct site_gopher scene_gophers[2];
static struct str scene_hosts[2][3];
static char scene_top[] = "/tmp/herald-site-XXXXXX", scene_lists[2][sizeof scene_top + 16],
	    scene_overlays[2][sizeof scene_top + 16], scene_mirrored[2][sizeof scene_top + 32];
static const struct words *scene_languages[CONF_LANGUAGES];

/* The texts that tests compare are the tests' own: who words a locale anew breaks nothing. */
static const struct {
	enum word word;
	const char *text[2]; /* German, English */
} scene_texts[] = {
	{ WORD_NOT_FOUND, { "Nicht gefunden: /", "Not found: /" } },
	{ WORD_GONE, { "Entfernt. {reason}", "Withdrawn. {reason}" } },
	{ WORD_FOREIGN, { "Fremd für gemini://{host}/", "Foreign to gemini://{host}/" } },
	{ WORD_BAD_REQUEST, { "Fehlerhaft: /", "Malformed: /" } },
	{ WORD_TOO_LONG, { "Über 1024 Bytes", "Over 1024 bytes" } },
	{ WORD_CLIMBS, { "Führt hinaus", "Leads out" } },
	{ WORD_BUSY, { "Viel los", "Busy" } },
	{ WORD_UNREADY, { "Noch nicht", "Not yet" } },
	{ WORD_FAILED, { "Schiefgegangen", "Failed" } },
	{ WORD_SLOW_DOWN, { "Bitte {seconds} s warten", "Please wait {seconds} s" } },
	{ WORD_HTTP, { "Kein Webserver: {url}", "No web server: {url}" } },
	{ WORD_PROMPT, { "Suchwörter", "Words" } },
	{ WORD_SEARCH_BOX, { "Suchen", "Search" } },
	{ WORD_FRONT_PAGE, { "Startseite", "Front page" } },
	{ WORD_UP, { "Eine Ebene höher", "One level up" } },
	{ WORD_ENTRIES, { "{n} Einträge", "{n} entries" } },
	{ WORD_ENTRY, { "1 Eintrag", "1 entry" } },
	{ WORD_NO_ENTRIES, { "Keine Einträge", "No entries" } },
	{ WORD_REDIRECT, { "Weiter zu {url}", "On to {url}" } },
	{ WORD_MOVED, { "Übersiedelt nach {path}", "Moved to {path}" } },
};

static inline const struct words *scene_words(struct str language)
{
	static struct words own[2];
	size_t k = str_eq(language, STR("en"));
	for (size_t i = 0; i < scene.language_count; i++)
		if (str_eq(scene_languages[i]->language, language))
			own[k] = *scene_languages[i];
	for (size_t i = 0; i < COUNT(scene_texts); i++)
		own[k].word[scene_texts[i].word] = str_of(scene_texts[i].text[k]);
	return &own[k];
}

/* "bote/2018/x.gmi" -> the file's own path, good until the next call. Missing folders are made. */
static inline const char *scene_path(const char *name)
{
	static char path[PATH_MAX];
	size_t top = (size_t)snprintf(path, sizeof path, "%s/", scene_top);
	snprintf(path + top, sizeof path - top, "%s", name);
	for (char *slash = strchr(path + top, '/'); slash && slash[1]; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0755);
		*slash = '/';
	}
	return path;
}

static inline void scene_put(const char *name, struct str bytes)
{
	int fd = open(scene_path(name), O_WRONLY | O_CREAT | O_TRUNC, 0644);
	if (fd < 0 || write(fd, bytes.p, bytes.n) != (ssize_t)bytes.n)
		abort();
	close(fd);
}

static inline void scene_folder(const char *name)
{
	if (mkdir(scene_path(name), 0755) != 0)
		abort();
}

static inline void scene_link(const char *name, const char *target)
{
	if (symlink(target, scene_path(name)) != 0)
		abort();
}

static inline void scene_time(const char *name, time_t when)
{
	struct timespec both[2] = { { .tv_sec = when }, { .tv_sec = when } };
	if (utimensat(AT_FDCWD, scene_path(name), both, AT_SYMLINK_NOFOLLOW) != 0)
		abort();
}

/* What lies in a capsule's keep/gone. */
static inline void scene_gone(unsigned capsule, struct str list)
{
	struct site_capsule *c = &scene_capsules[capsule];
	size_t line;
	const char *where, *what;
	scene_put(capsule == BOTE ? "bote.gone" : "news.gone", list);
	gone_free(c->gone);
	c->gone = gone_load_both(site_gone_paths(c), &where, &line, &what);
	CHECK(c->gone, "%s:%zu: %s", where, line, what ? what : "");
}

static inline void scene_capsule(unsigned i, const char *name, struct str title, struct str language)
{
	struct site_capsule *c = &scene_capsules[i];
	*c = (struct site_capsule){ .name = name,
		.title = title,
		.language = language,
		.timezone = "Europe/Berlin",
		.hosts = scene_hosts[i],
		.host_count = i == BOTE ? 3 : 1,
		.words = scene_words(language) };
	scene_folder(name);
	if (root_open(&c->root, scene_path(name)) != 0)
		abort();
	snprintf(scene_lists[i], sizeof scene_lists[i], "%s/%s.gone", scene_top, name);
	c->gone_path = scene_lists[i];
	snprintf(scene_mirrored[i], sizeof scene_mirrored[i], "%s/%s/mirror/gone", scene_top, name);
	c->mirrored_gone_path = scene_mirrored[i];
	snprintf(scene_overlays[i], sizeof scene_overlays[i], "%s/%s.over", scene_top, name);
	c->overlay_path = scene_overlays[i];
	c->overlay.fd = -1;
	c->view = (struct view_site){ .gemini_host = scene_hosts[i][0],
		.gopher_host = scene_hosts[i][0],
		.gemini_port = 1965,
		.gopher_port = 70 + i,
		.hosts = scene_hosts[i],
		.host_count = c->host_count,
		.words = c->words };
	scene_gophers[i] = (struct site_gopher){ .name = "gopher", .capsule = i, .view = c->view };
}

static inline void scene_open(void)
{
	struct conf_report report = { .out = stdout };
	if (mkdtemp(scene_top) == NULL)
		abort();
	mime_start();
	scene_hosts[BOTE][0] = STR("bote.example");
	scene_hosts[BOTE][1] = STR("xn--bchergilde-9db.example"); /* büchergilde */
	scene_hosts[BOTE][2] = STR("localhost");
	scene_hosts[NEWS][0] = STR("news.example");
	scene = (struct site){ .capsules = scene_capsules,
		.capsule_count = 2,
		.gophers = scene_gophers,
		.gopher_count = 2,
		.gemini_port = 1965,
		.gemini_bound_port = 1965,
		.conf_path = "herald.ini",
		.languages = scene_languages,
		.facts = facts_new() };
	scene.language_count = locale_load(NULL, "herald.ini", 1, scene_languages, CONF_LANGUAGES, &report);
	scene_capsule(BOTE, "bote", STR("Allerbote: das Archiv"), STR("de"));
	scene_capsule(NEWS, "news", STR("The News"), STR("en"));
	scene_gone(BOTE, STR(""));
	scene_gone(NEWS, STR(""));
}

static int scene_remove(const char *path, const struct stat *st, int kind, struct FTW *where)
{
	(void)st, (void)kind, (void)where;
	return remove(path);
}

static inline void scene_close(void)
{
	for (size_t i = 0; i < scene.capsule_count; i++) {
		root_close(&scene_capsules[i].root);
		root_close(&scene_capsules[i].overlay);
		gone_free(scene_capsules[i].gone);
	}
	for (size_t i = 0; i < scene.language_count; i++)
		locale_free(scene_languages[i]);
	facts_free(scene.facts);
	CHECK(nftw(scene_top, scene_remove, 16, FTW_DEPTH | FTW_PHYS) == 0, "%s is left", scene_top);
}

/* An answer, and what it is written into, as a connection has it. */
struct desk {
	struct answer answer;
	char text[ANSWER_TEXT_ROOM], meta[ANSWER_META_ROOM], path[PATH_ROOM];
};

static inline struct answer *desk_clear(struct desk *d)
{
	d->answer = (struct answer){ .fd = -1, .meta = BUF(d->meta), .text = BUF(d->text), .path = BUF(d->path) };
	return &d->answer;
}

/* The file that is sent; closes it. */
static inline struct str desk_body(struct desk *d)
{
	static char room[1 << 16];
	if (d->answer.body == BODY_TEXT)
		return buf_str(&d->answer.text);
	ssize_t n = d->answer.fd >= 0 ? pread(d->answer.fd, room, sizeof room, 0) : 0;
	if (d->answer.fd >= 0)
		close(d->answer.fd);
	d->answer.fd = -1;
	return (struct str){ room, n > 0 ? (size_t)n : 0 };
}

static inline struct str ask_path(void)
{
	return (struct str){ scene.ask.path, scene.ask.path_n };
}

/* What a Gemini client gets who asks for the URI and named a server in TLS ("": none). */
static inline void desk_gemini(struct desk *d, const char *server_name, struct str uri)
{
	static char line[4096]; /* an answer's views point into it */
	struct buf b = BUF(line);
	struct gemini_request r;
	enum outcome why;
	struct visitor v = { .protocol = GEMINI, .tls = true, .server_name = str_of(server_name) };
	buf_add(&b, uri);
	buf_add(&b, STR("\r\n"));
	struct answer *a = desk_clear(d);
	if (gemini_parse(buf_str(&b), &r, &why) == PARSE_YES)
		route_gemini(&scene, &v, &r, a);
	else
		route_refuse(&scene, &v, why, r.uri, a);
}

/* What a Gopher client gets for the line. */
static inline void desk_gopher(struct desk *d, unsigned listener, struct str selector)
{
	static char line[4096], room[PATH_ROOM];
	struct buf b = BUF(line), decoded = BUF(room);
	struct gopher_request r;
	enum outcome why;
	struct visitor v = { .protocol = GOPHER, .listener = listener };
	buf_add(&b, selector);
	buf_add(&b, STR("\r\n"));
	struct answer *a = desk_clear(d);
	if (gopher_parse(buf_str(&b), &decoded, &r, &why) == PARSE_YES)
		route_gopher(&scene, &v, &r, a);
	else
		route_refuse(&scene, &v, why, r.line, a);
}

/* How many descriptors this process has: what was opened has to be closed again. */
static inline int open_count(void)
{
	int count = 0;
	for (int fd = 0; fd < 1024; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

#endif
