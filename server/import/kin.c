#include "import/kin.h"

#include "base/log.h"

#include <stdlib.h>
#include <string.h>

enum {
	SHARERS = 32, /* articles that are looked at for one paragraph */
	HELD = 65536, /* paragraphs that wait to be written together */
	SLOTS = 2 * HELD,
	FOUND = 2 * SHARERS * TEXTS_PARAGRAPHS,
};

/* A paragraph and the article that it stands in. */
struct held {
	uint64_t paragraph;
	int64_t article; /* 0: a free slot */
};

struct kin {
	struct database *db;
	sqlite3_stmt *sharers, *share, *shares, *up_to, *set;
	struct held *held;
	size_t count;
	bool deaf;
	uint64_t common[TEXTS_PARAGRAPHS]; /* of kin_find's texts, those that very
					      many have */
	size_t common_count;
	int64_t found[FOUND]; /* the articles that share each of the others */
	size_t found_count;
};

const char kin_schema[] = "CREATE TABLE paragraph(hash INTEGER, article INTEGER,"
			  " PRIMARY KEY(hash, article)) WITHOUT ROWID;"
			  /* the paragraphs of all articles up to this one are in the table */
			  "CREATE TABLE shared(up_to INTEGER NOT NULL);"
			  "INSERT INTO shared VALUES (0)";

struct kin *kin_open(struct database *db)
{
	struct kin *k = calloc(1, sizeof *k);
	if (!k || (k->held = calloc(SLOTS, sizeof *k->held)) == NULL)
		fatal("out of memory");
	k->db = db;
	k->sharers = database_prepare(db, "SELECT article FROM paragraph WHERE hash = ?1 ORDER BY article LIMIT ?2");
	k->share = database_prepare(db, "INSERT OR IGNORE INTO paragraph VALUES (?1, ?2)");
	k->shares = database_prepare(db, "SELECT 1 FROM paragraph WHERE hash = ?1 AND article = ?2");
	k->up_to = database_prepare(db, "SELECT up_to FROM shared");
	k->set = database_prepare(db, "UPDATE shared SET up_to = ?1");
	if (k->sharers && k->share && k->shares && k->up_to && k->set)
		return k;
	kin_free(k);
	return NULL;
}

void kin_free(struct kin *k)
{
	if (!k)
		return;
	sqlite3_finalize(k->sharers);
	sqlite3_finalize(k->share);
	sqlite3_finalize(k->shares);
	sqlite3_finalize(k->up_to);
	sqlite3_finalize(k->set);
	free(k->held);
	free(k);
}

/* ---- holding and writing ---- */

static size_t slot_of(uint64_t paragraph)
{
	return (size_t)(paragraph * 0x9e3779b97f4a7c15u >> 40) % SLOTS;
}

/* Where a pair is held, or would be. */
static struct held *held_find(const struct kin *k, uint64_t paragraph, int64_t article)
{
	size_t at = slot_of(paragraph);
	while (k->held[at].article && (k->held[at].paragraph != paragraph || k->held[at].article != article))
		at = (at + 1) % SLOTS;
	return &k->held[at];
}

bool kin_room(const struct kin *k)
{
	return k->count + TEXTS_PARAGRAPHS <= HELD;
}

void kin_hold(struct kin *k, const struct texts *t, int64_t article)
{
	for (size_t i = 0; i < t->count && k->count < HELD && !k->deaf; i++) {
		struct held *slot = held_find(k, t->paragraph[i], article);
		if (slot->article)
			continue;
		*slot = (struct held){ t->paragraph[i], article };
		k->count++;
	}
}

void kin_forget(struct kin *k)
{
	memset(k->held, 0, SLOTS * sizeof *k->held);
	k->count = 0;
	k->deaf = true;
}

static int by_key(const void *a, const void *b)
{
	const struct held *x = a, *y = b;
	if (x->paragraph != y->paragraph)
		return (int64_t)x->paragraph < (int64_t)y->paragraph ? -1 : 1;
	return x->article < y->article ? -1 : x->article > y->article;
}

void kin_write(struct kin *k, int64_t up_to)
{
	size_t n = 0;
	if (k->deaf)
		return;
	for (size_t i = 0; i < SLOTS; i++)
		if (k->held[i].article)
			k->held[n++] = k->held[i];
	qsort(k->held, n, sizeof *k->held, by_key);
	for (size_t i = 0; i < n && !*k->db->trouble; i++) {
		sqlite3_bind_int64(k->share, 1, (int64_t)k->held[i].paragraph);
		sqlite3_bind_int64(k->share, 2, k->held[i].article);
		database_step(k->db, k->share);
	}
	memset(k->held, 0, SLOTS * sizeof *k->held);
	k->count = 0;
	sqlite3_bind_int64(k->set, 1, up_to);
	database_step(k->db, k->set);
}

int64_t kin_written(struct kin *k)
{
	int64_t number = database_step(k->db, k->up_to) ? sqlite3_column_int64(k->up_to, 0) : 0;
	sqlite3_reset(k->up_to);
	return number;
}

/* ---- asking ---- */

/* Adds the articles that have a paragraph to those found; true: there are more of them than anybody wants to see. */
static bool sharers_add(struct kin *k, uint64_t paragraph)
{
	size_t before = k->found_count;
	sqlite3_bind_int64(k->sharers, 1, (int64_t)paragraph);
	sqlite3_bind_int64(k->sharers, 2, SHARERS);
	while (database_step(k->db, k->sharers))
		k->found[k->found_count++] = sqlite3_column_int64(k->sharers, 0);
	for (size_t at = slot_of(paragraph); k->held[at].article && k->found_count - before < SHARERS;
		at = (at + 1) % SLOTS)
		if (k->held[at].paragraph == paragraph)
			k->found[k->found_count++] = k->held[at].article;
	return k->found_count - before >= SHARERS;
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

/* Puts a candidate where it belongs; what falls off the end is least promising. */
static size_t kinsman_add(struct kinsman *out, size_t n, struct kinsman one)
{
	size_t at = n;
	if (n == KIN_MAX && out[n - 1].common >= one.common)
		return n;
	while (at && out[at - 1].common < one.common)
		at--;
	n = n < KIN_MAX ? n + 1 : n;
	memmove(out + at + 1, out + at, (n - at - 1) * sizeof *out);
	out[at] = one;
	return n;
}

/* The candidates in found[0..rare] share paragraphs that few have; those behind it, one that many have. */
static size_t tally(struct kin *k, const struct texts *t, size_t rare, struct kinsman *out)
{
	size_t n = 0, least = t->count == 1 ? 1 : 2;
	qsort(k->found, rare, sizeof *k->found, by_number);
	for (size_t i = 0, next; i < rare; i = next) {
		for (next = i; next < rare && k->found[next] == k->found[i];)
			next++;
		unsigned common = (unsigned)(next - i), most = common + (unsigned)k->common_count;
		if (most >= least)
			n = kinsman_add(out, n, (struct kinsman){ k->found[i], common, most });
	}
	if (k->common_count < least || n == KIN_MAX)
		return n;
	qsort(k->found + rare, k->found_count - rare, sizeof *k->found, by_number);
	for (size_t i = rare; i < k->found_count; i++) {
		bool again = (i > rare && k->found[i] == k->found[i - 1]) ||
			     bsearch(&k->found[i], k->found, rare, sizeof *k->found, by_number);
		if (!again)
			n = kinsman_add(out, n, (struct kinsman){ k->found[i], 0, (unsigned)k->common_count });
	}
	return n;
}

size_t kin_find(struct kin *k, const struct texts *t, struct kinsman out[KIN_MAX])
{
	bool many[TEXTS_PARAGRAPHS] = { false };
	k->found_count = k->common_count = 0;
	for (size_t i = 0; i < t->count; i++) {
		size_t before = k->found_count;
		many[i] = sharers_add(k, t->paragraph[i]);
		if (many[i])
			k->found_count = before;
	}
	size_t rare = k->found_count;
	for (size_t i = 0; i < t->count; i++) {
		if (!many[i])
			continue;
		sharers_add(k, t->paragraph[i]);
		k->common[k->common_count++] = t->paragraph[i];
	}
	return tally(k, t, rare, out);
}

unsigned kin_common(struct kin *k, const struct kinsman *of)
{
	unsigned common = of->common;
	for (size_t i = 0; i < k->common_count; i++) {
		sqlite3_bind_int64(k->shares, 1, (int64_t)k->common[i]);
		sqlite3_bind_int64(k->shares, 2, of->article);
		bool has = database_step(k->db, k->shares) || held_find(k, k->common[i], of->article)->article;
		sqlite3_reset(k->shares);
		common += has;
	}
	return common;
}
