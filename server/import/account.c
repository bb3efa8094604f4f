#include "import/account.h"

#include "import/sheet.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <time.h>

enum { PIECE = 1024 }; /* bytes that are escaped at once */

static const char *const fates[FATE_COUNT] = {
	[FATE_IMPORTED] = "imported",
	[FATE_VERSION] = "version",
	[FATE_UPDATED] = "updated",
	[FATE_KNOWN] = "known",
	[FATE_SAME] = "same",
	[FATE_EDITED] = "edited",
	[FATE_WITHDRAWN] = "withdrawn",
	[FATE_REFUSED] = "refused",
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void account_begin(struct account *a, FILE *report, bool progress)
{
	*a = (struct account){ .report = report, .progress = progress, .started = now() };
	if (report)
		fputs(ACCOUNT_HEAD "path\treason\tprofile\tcharset\tdropped\n", report);
}

/* ---- the report ---- */

/* However long it is, in pieces that end between two characters. */
static void escaped(FILE *out, struct str s)
{
	while (s.n) {
		char room[PIECE * 4 + 1];
		struct buf b = BUF(room);
		struct str piece = utf8_fit(s, PIECE);
		buf_escape(&b, piece);
		fwrite(b.p, 1, b.n, out);
		s = str_sub(s, piece.n, s.n);
	}
}

static void cell(FILE *out, struct str s)
{
	fputc('\t', out);
	escaped(out, s);
}

/* The lines that do not stand in the article, or only in part: number, text, why; separated by " | ". */
static void dropped(FILE *out, const struct reading *g)
{
	bool first = true;
	fputc('\t', out);
	for (size_t i = 0; i < g->document.count; i++) {
		const struct line *l = &g->document.lines[i];
		/* of a line with a date the date is kept, and its author */
		if (l->role != ROLE_FURNITURE && l->role != ROLE_DATE)
			continue;
		fprintf(out, "%s%u: ", first ? "" : " | ", l->number);
		escaped(out, l->text);
		fprintf(out, " (%s)", l->rule ? l->rule : "");
		first = false;
	}
}

static void report(struct account *a, const struct reading *g, enum fate fate, struct str path, struct str detail)
{
	char room[2 * ID_BYTES + 1];
	struct buf id = BUF(room);
	static const struct id none;
	if (memcmp(&g->id, &none, sizeof none) != 0)
		id_hex(&id, &g->id);
	fputs(fates[fate], a->report);
	cell(a->report, g->name);
	cell(a->report, buf_str(&id));
	cell(a->report, path);
	cell(a->report, detail);
	cell(a->report, str_of(g->profile ? g->profile : ""));
	cell(a->report, str_of(g->charset ? g->charset : ""));
	dropped(a->report, g);
	fputc('\n', a->report);
}

/* ---- sums ---- */

static void reason_count(struct account *a, struct str detail)
{
	size_t i = 0;
	char room[sizeof a->reason[0].text];
	struct buf b = BUF(room);
	buf_escape(&b, detail);
	if (b.n + 1 >= sizeof room || b.full) {
		b = BUF(room);
		buf_escape(&b, str_sub(detail, 0, sizeof room / 4 - 1));
	}
	const char *text = buf_z(&b);
	while (i < a->reasons && strcmp(a->reason[i].text, text) != 0)
		i++;
	if (i == ACCOUNT_REASONS)
		i--, text = "other reasons";
	if (i == a->reasons)
		a->reasons++;
	b = BUF(a->reason[i].text);
	buf_add(&b, str_of(text));
	buf_z(&b);
	a->reason[i].count++;
}

void account_take(struct account *a, const struct reading *g, enum fate fate, struct str path, struct str detail)
{
	a->count[fate]++;
	a->given_up += g->casting.given_up;
	a->undated += fate <= FATE_UPDATED && g->story.date.year == 0;
	if (fate == FATE_REFUSED)
		reason_count(a, detail);
	if (a->report)
		report(a, g, fate, path, detail);
}

bool account_failed(const struct account *a)
{
	return a->count[FATE_REFUSED] || a->count[FATE_EDITED];
}

/* ---- progress ---- */

static void thousands(char *out, size_t room, uint64_t n)
{
	struct buf b = { out, 0, room, false };
	if (n >= 1000000)
		buf_fmt(&b, "%" PRIu64 ",%03" PRIu64 ",%03" PRIu64, n / 1000000, n / 1000 % 1000, n % 1000);
	else if (n >= 1000)
		buf_fmt(&b, "%" PRIu64 ",%03" PRIu64, n / 1000, n % 1000);
	else
		buf_u64(&b, n);
	buf_z(&b);
}

void account_show(struct account *a, const char *stage)
{
	double t = now(), gone = t - a->started;
	if (!a->progress || t - a->shown < 0.2)
		return;
	a->shown = t;
	double rate = gone > 0 ? (double)a->read / gone : 0;
	double left = rate > 0 && a->inputs > a->read ? (double)(a->inputs - a->read) / rate : 0;
	char read[32], inputs[32];
	thousands(read, sizeof read, a->read);
	thousands(inputs, sizeof inputs, a->inputs);
	fprintf(stderr, "\r\033[K%s: %s of %s files, %.0f/s, %ld:%02ld left", stage, read, inputs, rate,
		(long)left / 60, (long)left % 60);
	fflush(stderr);
}

void account_hide(struct account *a)
{
	if (a->progress && a->shown > 0)
		fputs("\r\033[K", stderr);
	a->shown = 0;
}

/* ---- the end ---- */

static void sum(FILE *out, uint64_t n, const char *what)
{
	char text[32];
	thousands(text, sizeof text, n);
	if (n)
		fprintf(out, "%12s  %s\n", text, what);
}

bool account_end(struct account *a, FILE *out, bool dry)
{
	account_hide(a);
	sum(out, a->count[FATE_IMPORTED], dry ? "would be imported" : "imported");
	sum(out, a->count[FATE_VERSION],
		dry ? "would be imported as versions of earlier articles" : "imported as versions of earlier articles");
	sum(out, a->undated, "of these without a date: beneath /undated/");
	sum(out, a->count[FATE_UPDATED], dry ? "would be written anew" : "written anew");
	sum(out, a->count[FATE_KNOWN], "known: imported before, unchanged");
	sum(out, a->count[FATE_SAME], "same: the text of another input");
	sum(out, a->count[FATE_EDITED], "edited by hand since they were imported: left as they are");
	sum(out, a->count[FATE_WITHDRAWN], "withdrawn: not brought back");
	sum(out, a->count[FATE_REFUSED], "refused:");
	for (size_t i = 0; i < a->reasons; i++)
		sum(out, a->reason[i].count, a->reason[i].text);
	sum(out, a->given_up, "times a pattern of a profile gave up at its limits, and fitted nothing");
	if (a->read == 0)
		fputs("there was nothing to import\n", out);
	return a->report == NULL || (fflush(a->report) == 0 && !ferror(a->report));
}
