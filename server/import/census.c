#include "import/census.h"

#include "base/log.h"
#include "import/likeness.h"

#include <stdlib.h>

enum {
	ROWS = 4,
	TEXT_BYTES = 80,   /* a line of so many is text */
	LEAST = 64 * 1024, /* bytes, below which counting is guessing */
	SEEN = 1 << 15,    /* lines of one file that are told apart */
	SEEN_LEAST = 64,
	SEEN_FULL = SEEN / 4 * 3,
	AHEAD = 8, /* lines whose counters are on their way from memory */
};

/* One file's lines; a slot of an earlier file counts as empty, so nothing is ever cleared. */
struct slot {
	uint64_t key;
	uint64_t file;
};

struct census {
	uint64_t file; /* which one is being added, from 1 */
	size_t width;
	uint32_t *count; /* ROWS times width */
	struct slot seen[SEEN];
};

struct census *census_make(size_t bytes)
{
	struct census *c = calloc(1, sizeof *c);
	if (c == NULL)
		fatal("out of memory");
	size_t room = bytes > sizeof *c + LEAST ? bytes - sizeof *c : LEAST;
	c->width = room / sizeof *c->count / ROWS;
	if (c->width > UINT32_MAX)
		c->width = UINT32_MAX;
	c->count = calloc(c->width * ROWS, sizeof *c->count);
	if (c->count == NULL)
		fatal("out of memory");
	return c;
}

void census_free(struct census *c)
{
	if (c)
		free(c->count);
	free(c);
}

/* One of a key's counters: each row has a hash of its own, made of two (Kirsch and Mitzenmacher 2006). */
static size_t cell(const struct census *c, uint64_t key, unsigned row)
{
	uint32_t hash = (uint32_t)key + row * ((uint32_t)(key >> 32) | 1);
	return row * c->width + (size_t)((uint64_t)hash * c->width >> 32);
}

static unsigned least(const struct census *c, uint64_t key)
{
	uint32_t min = UINT32_MAX;
	for (unsigned row = 0; row < ROWS; row++) {
		uint32_t n = c->count[cell(c, key, row)];
		min = n < min ? n : min;
	}
	return min;
}

/* Conservative update (Estan and Varghese 2002): only counters that would be too low otherwise. */
static void count_up(struct census *c, uint64_t key)
{
	uint32_t min = least(c, key);
	if (min == UINT32_MAX)
		return;
	for (unsigned row = 0; row < ROWS; row++) {
		uint32_t *n = &c->count[cell(c, key, row)];
		if (*n == min)
			*n = min + 1;
	}
}

/* Whether a key is new in this file. Beyond SEEN_FULL lines of it everything is, and counts may be too high. */
static bool first_time(struct census *c, uint64_t key, size_t mask, size_t *known)
{
	size_t i = key & mask;
	while (c->seen[i].file == c->file) {
		if (c->seen[i].key == key)
			return false;
		i = (i + 1) & mask;
	}
	if (*known < SEEN_FULL) {
		c->seen[i] = (struct slot){ key, c->file };
		++*known;
	}
	return true;
}

static void flush(struct census *c, const uint64_t *keys, size_t n)
{
	for (size_t i = 0; i < n; i++)
		count_up(c, keys[i]);
}

/* Whether most of a file's text was there before: it is a copy or a reprint, and its paragraphs are no furniture. */
static bool copied(const struct census *c, uint64_t salt, const struct str *lines, size_t count)
{
	size_t all = 0, old = 0;
	for (size_t i = 0; i < count; i++) {
		uint64_t key = lines[i].n >= TEXT_BYTES ? likeness_line(salt, lines[i]) : 0;
		all += key ? lines[i].n : 0;
		old += key && least(c, key) ? lines[i].n : 0;
	}
	return all && old * 5 >= all * 3;
}

bool census_add(struct census *c, struct str source, const struct str *lines, size_t count)
{
	uint64_t salt = likeness_source(source), keys[AHEAD];
	size_t room = SEEN_LEAST, known = 0, waiting = 0;
	if (copied(c, salt, lines, count))
		return false;
	while (room < count * 2 && room < SEEN)
		room *= 2;
	c->file++;
	count_up(c, salt);
	for (size_t i = 0; i < count; i++) {
		uint64_t key = likeness_line(salt, lines[i]);
		if (key == 0 || !first_time(c, key, room - 1, &known))
			continue;
		for (unsigned row = 0; row < ROWS; row++)
			__builtin_prefetch(&c->count[cell(c, key, row)], 1);
		keys[waiting++] = key;
		if (waiting == AHEAD) {
			flush(c, keys, waiting);
			waiting = 0;
		}
	}
	flush(c, keys, waiting);
	return true;
}

unsigned census_files(const struct census *c, struct str source)
{
	return least(c, likeness_source(source));
}

unsigned census_seen(const struct census *c, struct str source, struct str line)
{
	uint64_t key = likeness_line(likeness_source(source), line);
	return key ? least(c, key) : 0;
}

bool census_furniture(unsigned files, unsigned seen, bool wordy)
{
	unsigned short_least = files / 100, wordy_least = files * (uint64_t)6 / 100 < 30 + files / 100
								  ? (unsigned)(files * (uint64_t)6 / 100)
								  : 30 + files / 100;
	unsigned least = wordy ? wordy_least : short_least;
	if (seen >= 5 && seen >= least)
		return true;
	return seen >= 3 && (uint64_t)seen * 2 >= files;
}
