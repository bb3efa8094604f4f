/* generate: writes a capsule of invented articles in the form that herald's own import gives them.
 *
 *     generate N SEED DIR
 *
 * DIR must not be there yet. The same N and SEED give the same bytes. Prints "articles=N undated=N english=N bytes=N
 * seconds=S" (bytes: of all the files). Exit: 0 good, 1 not, 2 usage. */
#include "lists.h"
#include "story.h"
#include "text/slug.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	FIRST_YEAR = 1996, /* its first day was a Monday */
	YEARS = 30,
	DAYS = 10958,
	UNDATED_ONE_IN = 500,
	STORIES = 256, /* that may go on; the older ones are forgotten */
	TEXT_ROOM = 16384,
	BODY_MIN = 1600,
	BODY_MAX = 2600,
	VERSION_ONE_IN = 200,
};

/* streams of chance, beside those of story.c */
enum { OF_DAY = 16, OF_CHOICE, OF_NAME };

struct day {
	int year, month, day; /* year 0: undated */
};

/* A story that has been written about, and what was written last. */
struct strand {
	uint64_t story, article;
};

struct making {
	struct world world;
	const char *root;
	int directory; /* where the next article goes */
	struct strand strand[STORIES];
	size_t strands;
	uint64_t stories, articles, undated, english, bytes;
	char text[TEXT_ROOM];
};

static _Noreturn void fail(const char *what, const char *name)
{
	fprintf(stderr, "generate: %s %s: %s\n", what, name, strerror(errno));
	exit(1);
}

/* The SHA-256 that a raw input might have had: the first 16 digits are of no other article. */
static void identifier_add(struct buf *out, uint64_t seed, uint64_t number)
{
	buf_fmt(out, "%016llx", (unsigned long long)chance_mix(number + chance_mix(seed)));
	struct chance c = chance_of(seed, OF_NAME, number);

	for (int i = 0; i < 3; i++)
		buf_fmt(out, "%016llx", (unsigned long long)chance_next(&c));
}

static void date_add(struct buf *out, struct day d)
{
	buf_fmt(out, "%d. %s %d", d.day, lists_months[d.month - 1], d.year);
}

static void keywords_add(struct buf *out, const struct story *s)
{
	for (size_t i = 0; i < s->keyword_count; i++)
		buf_fmt(out, "%s%s", i > 0 ? ", " : "* Stichwörter: ", s->keyword[i]);
	buf_add(out, s->keyword_count > 0 ? STR("\n") : STR(""));
}

static void pair_add(struct buf *out, const char *key, const char *value)
{
	if (value)
		buf_fmt(out, "* %s: %s\n", key, value);
}

struct sheet {
	struct day day;
	uint64_t number; /* of this article */
	uint64_t model;  /* whose text it has: its own number, but for another version of an article */
	struct story story;
};

static void block_add(const struct making *m, const struct sheet *a, struct str slug, struct buf *out)
{
	struct day d = a->day;

	buf_add(out, STR("## Zu diesem Artikel\n"));
	if (d.year)
		buf_fmt(out, "* Datum: %d-%02d-%02d\n", d.year, d.month, d.day);
	pair_add(out, "Ort", a->story.place);
	pair_add(out, "Ressort", a->story.section);
	keywords_add(out, &a->story);
	pair_add(out, "Autor", a->story.author);
	pair_add(out, "Foto im Original", a->story.photographer);
	pair_add(out, "Sprache", a->story.english ? "en" : "de");
	buf_fmt(out, "* Quelle: %03u_%08llx.txt\n", (unsigned)(a->number % 1000), (unsigned long long)a->number);
	if (a->model != a->number) {
		buf_add(out, STR("* Fassung von: "));
		identifier_add(out, m->world.seed, a->model);
		buf_byte(out, '\n');
	}
	buf_add(out, STR("* Kennung: "));
	identifier_add(out, m->world.seed, a->number);
	if (d.year) {
		buf_add(out, STR("\n=> index.gmi Alle Artikel vom "));
		date_add(out, d);
		buf_fmt(out, "\n=> ../../../more/%d/%02d/%02d/%.*s.gmi Davor, danach, verwandt\n", d.year, d.month,
			d.day, STR_ARG(slug));
	} else {
		buf_fmt(out,
			"\n=> index.gmi Alle Artikel ohne Datum\n=> ../more/undated/%.*s.gmi Davor, danach, verwandt\n",
			STR_ARG(slug));
	}
}

/* A file that was not there: where another article of the day has the name, a number stands behind it. */
static int sheet_open(const struct making *m, struct str title, char slug[SLUG_MAX + 16])
{
	struct buf name = { slug, 0, SLUG_MAX + 1, false };
	char path[SLUG_MAX + 32];

	slug_add(&name, title);
	buf_z(&name);
	for (unsigned i = 2; i < 1000; i++) {
		snprintf(path, sizeof path, "%s.gmi", slug);
		int fd = openat(m->directory, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

		if (fd >= 0)
			return fd;
		if (errno != EEXIST)
			fail("cannot make", path);
		snprintf(slug + name.n, 16, "-%u", i);
	}
	fail("too many files are called", path);
}

static void sheet_write(struct making *m, const struct sheet *a)
{
	char slug[SLUG_MAX + 16];
	struct buf out = BUF(m->text);
	struct chance c = chance_of(m->world.seed, OF_NAME, a->number);

	buf_add(&out, STR("# "));
	story_title(&m->world, &a->story, a->model, &out);
	int fd = sheet_open(m, str_sub(buf_str(&out), 2, out.n), slug);

	buf_add(&out, STR("\n\n"));
	if (a->day.year) {
		date_add(&out, a->day);
		buf_add(&out, STR("\n\n"));
	}
	story_body(&m->world, &a->story, a->model, BODY_MIN + chance_below(&c, BODY_MAX - BODY_MIN), &out);
	block_add(m, a, str_of(slug), &out);
	if (out.full || write(fd, out.p, out.n) != (ssize_t)out.n || close(fd) < 0)
		fail("cannot write", slug);
	m->bytes += out.n;
	m->articles++;
	m->undated += a->day.year == 0;
	m->english += a->story.english;
}

/* The story that an article goes on with, a recent one rather than an old one; or a new one. */
static struct strand *strand_take(struct making *m, struct chance *c)
{
	if (m->strands > 0 && chance_hit(c, 0.55)) {
		size_t back = chance_zipf(c, m->strands < STORIES ? m->strands : STORIES, 8);

		return &m->strand[(m->strands - 1 - back) % STORIES];
	}
	struct strand *s = &m->strand[m->strands++ % STORIES];

	*s = (struct strand){ .story = m->stories++, .article = UINT64_MAX };
	return s;
}

static void article_make(struct making *m, struct day d)
{
	struct sheet a = { .day = d, .number = m->articles, .model = m->articles };
	struct chance c = chance_of(m->world.seed, OF_CHOICE, a.number);
	struct strand *s = strand_take(m, &c);

	if (s->article != UINT64_MAX && chance_below(&c, VERSION_ONE_IN / 2) == 0)
		a.model = s->article;
	story_make(&m->world, s->story, a.model, &a.story);
	sheet_write(m, &a);
	s->article = a.number;
}

static void directory_enter(struct making *m, const char *path)
{
	char whole[4096];
	size_t root = strlen(m->root);

	snprintf(whole, sizeof whole, "%s/%s/", m->root, path);
	for (char *slash = whole + root; (slash = strchr(slash + 1, '/'));) {
		*slash = '\0';
		if (mkdir(whole, 0755) < 0 && errno != EEXIST)
			fail("cannot make", whole);
		*slash = '/';
	}
	if (m->directory >= 0)
		close(m->directory);
	m->directory = open(whole, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (m->directory < 0)
		fail("cannot open", whole);
}

static int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && year % 4 == 0); /* 2000 was a leap year */
}

static struct day day_after(struct day d)
{
	if (++d.day > month_days(d.year, d.month)) {
		d.day = 1;
		d.month++;
	}
	if (d.month > 12) {
		d.month = 1;
		d.year++;
	}
	return d;
}

/* How much is printed on a day: little on a Sunday, more from year to year, never the same. */
static double day_weight(uint64_t seed, int day)
{
	static const double weekday[] = { 0.9, 1, 1, 1.05, 1.1, 1.3, 0.15 };
	struct chance c = chance_of(seed, OF_DAY, (uint64_t)day);

	return weekday[day % 7] * (0.7 + 0.6 * day / DAYS) * (0.7 + 0.6 * chance_unit(&c));
}

static void dated_make(struct making *m, uint64_t count)
{
	double sum = 0, so_far = 0;
	struct day d = { FIRST_YEAR, 1, 1 };

	for (int i = 0; i < DAYS; i++)
		sum += day_weight(m->world.seed, i);
	for (int i = 0; i < DAYS; i++, d = day_after(d)) {
		char path[32];

		so_far += day_weight(m->world.seed, i);
		uint64_t until = i + 1 == DAYS ? count : (uint64_t)((double)count * so_far / sum);

		if (until <= m->articles)
			continue;
		snprintf(path, sizeof path, "%d/%02d/%02d", d.year, d.month, d.day);
		directory_enter(m, path);
		while (m->articles < until)
			article_make(m, d);
	}
}

static double seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	static struct making m = { .directory = -1 };
	uint64_t count, seed;
	double start = seconds_now();

	if (argc != 4 || !str_u64(str_of(argv[1]), 100000000, &count) || count == 0 ||
		!str_u64(str_of(argv[2]), UINT64_MAX, &seed)) {
		fprintf(stderr, "usage: generate N SEED DIR\n");
		return 2;
	}
	m.root = argv[3];
	if (mkdir(m.root, 0755) < 0)
		fail("cannot make", m.root);
	world_make(&m.world, seed);
	dated_make(&m, count - (count + UNDATED_ONE_IN - 1) / UNDATED_ONE_IN);
	directory_enter(&m, "undated");
	while (m.articles < count)
		article_make(&m, (struct day){ 0, 0, 0 });
	printf("articles=%llu undated=%llu english=%llu bytes=%llu seconds=%.1f\n", (unsigned long long)m.articles,
		(unsigned long long)m.undated, (unsigned long long)m.english, (unsigned long long)m.bytes,
		seconds_now() - start);
	return 0;
}
