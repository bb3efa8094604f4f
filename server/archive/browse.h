/* browse: what is in an archive, by date, by facet, by the day it was added. Everything is found by its place in an
 * index, never by counting up to it. Between archive_begin and archive_end; what is found lives in the caller's arena.
 * Where something goes wrong the answer is empty, and archive_end says so.
 *
 * Articles are gemtext files in folders, whether a date is known or not; of those in the root itself the ones with a
 * date, a place, a section or a Kennung in their end block. Other gemtext files (an imprint) are found by search only,
 * and an editor links them. */
#ifndef ARCHIVE_BROWSE_H
#define ARCHIVE_BROWSE_H

#include "archive/archive.h"

enum facet_kind { FACET_PLACE, FACET_SECTION, FACET_AUTHOR, FACET_KEYWORD, FACET_KINDS };

struct facet {
	int64_t id;
	enum facet_kind kind;
	struct str name, slug; /* names with the same slug are one facet */
	uint64_t count;        /* of articles */
};

/* What a list is of: the articles of a facet, or (0) all. */
struct scope {
	int64_t facet;
};

struct entries {
	struct entry *entry;
	size_t count;
};

/* A period and the articles in it. */
struct tally {
	struct date date;
	uint64_t count;
};

struct tallies {
	struct tally *tally;
	size_t count;
};

struct facets {
	struct facet *facet;
	size_t count;
};

struct browse_sum {
	uint64_t articles, undated;
	struct date first, last; /* year 0: there is no dated article */
};

void browse_sum(struct archive *a, struct browse_sum *out);

/* At most max articles with from <= id < to: the newest ones, newest first; or the oldest ones, oldest first. */
struct entries browse_newest(struct archive *a, struct scope s, int64_t from, int64_t to, size_t max, struct arena *m);
struct entries browse_oldest(struct archive *a, struct scope s, int64_t from, int64_t to, size_t max, struct arena *m);

/* The days (months, years of articles of which no more is known) with articles in from <= id < to, oldest first. */
struct tallies browse_days(struct archive *a, int64_t from, int64_t to, struct arena *m);
/* The years with articles, newest first; year 0 (undated) last. */
struct tallies browse_years(struct archive *a, struct scope s, struct arena *m);
/* The date nearest to a period that has articles: the newest before it, the oldest after it; a day beside a day, at
 * least a month beside a month. False: none. */
bool browse_nearest(struct archive *a, struct date period, bool before, struct date *out);
/* The years in which a day of the year has articles, newest first. */
struct tallies browse_anniversaries(struct archive *a, int month, int day, struct arena *m);

/* By the day they were added, newest first, then as above: at most max that stand behind (added, id). Year 0 for added:
 * from the beginning. */
struct entries browse_added(struct archive *a, struct date added, int64_t id, size_t max, struct arena *m);
/* Those before which a page of browse_added that begins behind (added, id) may stand: at most max, nearest first. */
struct entries browse_added_after(struct archive *a, struct date added, int64_t id, size_t max, struct arena *m);
/* Days with additions, in from <= day < to; newest first, or oldest first; at most max. */
struct tallies browse_additions(
	struct archive *a, struct date from, struct date to, bool newest_first, size_t max, struct arena *m);

/* One facet by its slug. */
bool browse_facet(struct archive *a, enum facet_kind kind, struct str slug, struct arena *m, struct facet *out);
/* How many facets of a kind have articles. */
uint64_t browse_facet_count(struct archive *a, enum facet_kind kind);
/* Facets in the order of their slugs: from <= slug, and slug < to unless that is empty. With backwards the last max of
 * them, last first. */
struct facets browse_facets(struct archive *a, enum facet_kind kind, struct str from, struct str to, bool backwards,
	size_t max, struct arena *m);
/* Those with most articles, most first. */
struct facets browse_largest(struct archive *a, enum facet_kind kind, size_t max, struct arena *m);
/* The first characters of slugs, each as a facet whose slug and name it is, with the number of facets for its count. */
struct facets browse_letters(struct archive *a, enum facet_kind kind, struct arena *m);
/* Those of one article, by kind, then as the article has them. */
struct facets browse_facets_of(struct archive *a, int64_t id, struct arena *m);

/* One article by its path, or by its Kennung: 64 hexadecimal digits. */
bool browse_entry(struct archive *a, struct str path, struct arena *m, struct entry *out);
bool browse_identified(struct archive *a, struct str identifier, struct arena *m, struct entry *out);
/* Whether an article is the first one with its Kennung, which others may have too. */
bool browse_first_identified(struct archive *a, const struct entry *e);
/* Other versions of the same report, oldest first, without itself. */
struct entries browse_versions(struct archive *a, const struct entry *e, struct arena *m);
/* Any article; chance is a random number. */
bool browse_random(struct archive *a, uint64_t chance, struct arena *m, struct entry *out);

#endif
