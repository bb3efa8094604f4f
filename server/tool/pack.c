#include "tool/pack.h"

#include "base/log.h"
#include "publish/stage.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char usage[] =
	"usage: herald pack [-c FILE] [--capsule NAME] MONTH|YEAR …\n"
	"\n"
	"Makes a book of a month (2018-06) or a year (2018) that is over, for readers without a network: a\n"
	".gpub (gempub), which Lagrange opens. It lies in KEEP/publish/NAME/mirror/pack and is linked from\n"
	"the page of the month or the year. Mirrors get it with the next publication, and a publication makes\n"
	"it anew when articles have come, changed or gone.\n"
	"\n"
	"  -c FILE         the configuration (default: conf/herald.ini)\n"
	"  --capsule NAME  which capsule, if there are several\n";

enum { WHY = 4096, UMASK = 022, SIZE_UNIT = 1024 };

struct pack_wish {
	char **periods;
	int count;
};

struct book_source pack_source(const struct choice *c)
{
	return (struct book_source){ .root = &c->site->root,
		.gone = c->site->gone,
		.words = c->site->words,
		.languages = c->house->site.languages,
		.language_count = c->house->site.language_count,
		.title = c->site->title,
		.subtitle = c->site->subtitle,
		.language = c->site->language,
		.rights = c->site->rights };
}

/* "2018-06" or "2018", and nothing behind it. */
static bool read_period(const char *text, struct date *out)
{
	return date_parse(str_of(text), out) && out->day == 0;
}

/* Which of them are over is a matter of where the capsule is. */
static bool check_over(struct date d, const char *text)
{
	struct tm tm;
	time_t now = time(NULL);
	if (!localtime_r(&now, &tm)) {
		log_error("the clock: %s", strerror(errno));
		return false;
	}
	int year = tm.tm_year + 1900, month = tm.tm_mon + 1;
	if (d.year < year || (d.year == year && d.month && d.month < month))
		return true;
	bool next_year = d.month == 0 || d.month == 12;
	log_error("%s is not over yet: there can be a book of it from %04d-%02d-01 on", text, d.year + next_year,
		next_year ? 1 : d.month + 1);
	return false;
}

/* What a mirror serves is the original's. */
static bool check_own(const struct choice *c)
{
	struct found_file f;
	enum found found = root_find(&c->site->root, STR("/mirror/HEAD"), &f);
	if (f.fd >= 0)
		close(f.fd);
	if (found == FOUND_FILE)
		log_error(
			"capsule %s is a mirror (it has mirror/HEAD): its books come from the original", c->from->name);
	return found != FOUND_FILE;
}

static bool write_staged(struct book *b, struct stage *s, struct str path, uint64_t *size, struct buf *why)
{
	struct stat st;
	int fd = stage_create(s, path, why);
	bool good = fd >= 0 && book_write(b, fd, why);
	if (good && fstat(fd, &st) != 0) {
		buf_fmt(why, "%.*s: %s", STR_ARG(path), strerror(errno));
		good = false;
	}
	*size = good ? (uint64_t)st.st_size : 0;
	if (fd >= 0)
		close(fd);
	return good && stage_commit(s, why);
}

/* No publication is under way meanwhile: one that drops what was withdrawn must find the book. */
static bool write_book(struct choice *c, struct book *b, struct date period)
{
	char room[WHY], path_room[64];
	struct buf why = BUF(room), path = BUF(path_room);
	struct stage stage;
	uint64_t size;
	const char *overlay = choice_overlay(c);
	book_path(&path, period);
	bool good = stage_open(&stage, overlay, &why) && write_staged(b, &stage, buf_str(&path), &size, &why);
	stage_close(&stage);
	if (good)
		printf("%s: %s%s, %" PRIu64 " KB, %zu article%s\n", c->from->name, overlay, buf_z(&path),
			(size + SIZE_UNIT - 1) / SIZE_UNIT, book_articles(b), book_articles(b) == 1 ? "" : "s");
	else
		log_error("capsule %s: %s", c->from->name, buf_z(&why));
	return good;
}

static bool pack(struct choice *c, const char *text)
{
	char room[WHY];
	struct buf why = BUF(room);
	struct date period;
	struct book_source from = pack_source(c);
	if (!read_period(text, &period) || !check_over(period, text))
		return false;
	struct book *b = book_new(&from, period, &why);
	bool good = b && book_articles(b);
	if (b == NULL)
		log_error("capsule %s: %s", c->from->name, buf_z(&why));
	else if (!good)
		log_error("there is no article of %s in %s", text, c->from->root);
	good = good && write_book(c, b, period);
	book_free(b);
	return good;
}

static bool renew(struct choice *c, struct date period)
{
	char room[WHY], path_room[PATH_MAX];
	struct buf why = BUF(room), path = BUF(path_room);
	struct book_source from = pack_source(c);
	buf_fmt(&path, "%s", choice_overlay(c));
	book_path(&path, period);
	if (access(buf_z(&path), F_OK) != 0)
		return true;
	struct book *b = book_new(&from, period, &why);
	bool good = b != NULL, made = b && book_articles(b) && write_book(c, b, period);
	if (b == NULL)
		log_error("capsule %s: %s", c->from->name, buf_z(&why));
	good = good && (made || book_articles(b) == 0);
	book_free(b);
	if (!made && unlink(buf_z(&path)) == 0)
		printf("%s: %s is gone\n", c->from->name, buf_z(&path));
	return good;
}

bool pack_renew(struct choice *c, struct str path)
{
	struct date d;
	site_refresh(&c->house->site); /* reads the list again */
	if (!date_of_path(path, &d))
		return true;
	bool year = renew(c, (struct date){ d.year, 0, 0 });
	return (d.month == 0 || renew(c, (struct date){ d.year, d.month, 0 })) && year;
}

static int act(struct choice *c, void *context)
{
	const struct pack_wish *w = context;
	int made = 0;
	umask(UMASK); /* what is published is for everybody */
	if (!check_own(c))
		return TOOL_FAILED;
	for (int i = 0; i < w->count; i++)
		made += pack(c, w->periods[i]);
	if (made)
		printf("Readers find %s linked from its page; mirrors get %s with the next publication: herald "
		       "publish\n",
			made == 1 ? "it" : "each", made == 1 ? "it" : "them");
	return made == w->count ? TOOL_GOOD : TOOL_FAILED;
}

static int check(const struct pack_wish *w)
{
	struct date period;
	if (w->count == 0)
		return tool_misused(&tool_pack, "which month or year? 2018-06, or 2018");
	for (int i = 0; i < w->count; i++)
		if (!read_period(w->periods[i], &period))
			return tool_misused(&tool_pack,
				"'%s' is no month and no year: write them as in 2018-06, or 2018", w->periods[i]);
	return TOOL_GOOD;
}

static int run(int argc, char **argv)
{
	struct choice c = { .tool = &tool_pack, .single = true };
	int status = choice_options(&c, argc, argv, NULL, NULL, NULL);
	if (status != CHOICE_GO)
		return status;
	struct pack_wish w = { argv + optind, argc - optind };
	status = check(&w);
	return status == TOOL_GOOD ? choice_each(&c, act, &w) : status;
}

const struct tool tool_pack = {
	.name = "pack", .summary = "make a book of a month or a year, to read offline", .run = run, .usage = usage
};
