#include "tool/import.h"

#include "base/log.h"
#include "import/clerk.h"
#include "import/explain.h"
#include "import/intake.h"
#include "tool/interrupted.h"
#include "tool/shop.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
	"usage: herald import [OPTION …] FILE | FOLDER | - …\n"
	"\n"
	"Turns raw articles (text, saved web pages, RSS and Atom files) into articles of a capsule:\n"
	"clean gemtext at YYYY/MM/DD/slug.gmi. A folder is read with all that lies beneath it; '-' is a\n"
	"list of paths on standard input. What was imported before stays as it is.\n"
	"\n"
	"  -c FILE            the configuration (default: conf/herald.ini)\n"
	"  --into CAPSULE     the capsule, where there are several; must be given for the sample capsule\n"
	"  --profile NAME     read everything with this profile (or FILE.ini), not with the one that fits best\n"
	"  --dry-run          say what would become of every input, and write nothing\n"
	"  --explain          print every line with its role and what gave it that role; writes nothing\n"
	"  --again            read known inputs anew, with the profiles as they are now\n"
	"  --diff             with --again: print what changes in an article before it is written\n"
	"  --report FILE      one TAB-separated row for each input: what became of it, and what was left out\n"
	"  --profiles         list the profiles, and end\n"
	"\n"
	"Status 1: something was refused, or left alone because it was edited by hand.\n";

enum { CENSUS_BYTES = 16 * 1024 * 1024 };

enum {
	OPTION_INTO = 256,
	OPTION_PROFILE,
	OPTION_DRY,
	OPTION_EXPLAIN,
	OPTION_AGAIN,
	OPTION_DIFF,
	OPTION_REPORT,
	OPTION_PROFILES,
	OPTION_HELP
};

static int options(int argc, char **argv, struct shop_wish *w)
{
	static const struct option known[] = { { "help", no_argument, NULL, OPTION_HELP },
		{ "into", required_argument, NULL, OPTION_INTO },
		{ "profile", required_argument, NULL, OPTION_PROFILE }, { "dry-run", no_argument, NULL, OPTION_DRY },
		{ "explain", no_argument, NULL, OPTION_EXPLAIN }, { "again", no_argument, NULL, OPTION_AGAIN },
		{ "diff", no_argument, NULL, OPTION_DIFF }, { "report", required_argument, NULL, OPTION_REPORT },
		{ "profiles", no_argument, NULL, OPTION_PROFILES }, { NULL, 0, NULL, 0 } };
	for (int c; (c = getopt_long(argc, argv, ":c:h", known, NULL)) != -1;) {
		switch (c) {
		case 'c':
			w->conf = optarg;
			break;
		case OPTION_INTO:
			w->into = optarg;
			break;
		case OPTION_PROFILE:
			w->profile = optarg;
			break;
		case OPTION_DRY:
			w->dry = true;
			break;
		case OPTION_EXPLAIN:
			w->explain = w->dry = true;
			break;
		case OPTION_AGAIN:
			w->again = true;
			break;
		case OPTION_DIFF:
			w->diff = true;
			break;
		case OPTION_REPORT:
			w->report = optarg;
			break;
		case OPTION_PROFILES:
			w->list = true;
			break;
		case 'h':
		case OPTION_HELP:
			return -1;
		case ':':
			return tool_misused(&tool_import, "'%s' needs something behind it", argv[optind - 1]);
		default:
			return tool_misused(&tool_import, "there is no option '%s'", argv[optind - 1]);
		}
	}
	w->inputs = argv + optind;
	w->input_count = argc - optind;
	if (w->diff && !w->again)
		return tool_misused(&tool_import, "--diff shows what --again changes: give both");
	if (w->input_count == 0 && !w->list)
		return tool_misused(
			&tool_import, "there is nothing to import: name files or folders, or '-' for a list");
	return TOOL_GOOD;
}

/* ---- the run ---- */

static bool inputs_find(struct shop *s, const struct shop_wish *w)
{
	s->inputs = inputs_make(&s->why);
	for (int i = 0; s->inputs && i < w->input_count; i++) {
		bool list = strcmp(w->inputs[i], "-") == 0;
		bool good = list ? intake_list(s->inputs, (unsigned)i, stdin, &s->why)
				 : intake_path(s->inputs, (unsigned)i, w->inputs[i], &s->why);
		if (!good)
			return false;
	}
	if (!s->inputs || inputs_trouble(s->inputs)) {
		buf_add(&s->why, str_of(s->inputs ? inputs_trouble(s->inputs) : ""));
		return false;
	}
	s->account.inputs = inputs_count(s->inputs);
	return true;
}

static void lines_count(struct shop *s, struct task *t, const struct document *d)
{
	struct str *lines = arena_take(&t->arena, d->count + 1, sizeof *lines);
	for (size_t i = 0; i < d->count; i++)
		lines[i] = d->lines[i].text;
	census_add(s->census, t->source, lines, d->count);
}

/* k NULL: the lines are counted. */
static bool task_finish(struct shop *s, struct clerk *k, struct task *t, bool explain)
{
	bool good = true;
	for (size_t i = 0; i < t->count && good; i++) {
		const struct reading *g = t->readings[i];
		if (!k) {
			lines_count(s, t, &g->document);
		} else if (explain) {
			explain_print(stdout, g);
			if (g->why)
				account_take(&s->account, g, FATE_REFUSED, STR(""), str_of(g->why));
		} else {
			good = clerk_take(k, g, &t->arena, &s->why);
		}
	}
	s->account.read++;
	return good;
}

/* Every input once: counted for the census (clerk NULL), or read and filed. */
static bool pass(struct shop *s, struct clerk *k, const char *stage, bool explain)
{
	struct str source, name;
	bool more = true, next = false, good = true;
	s->account.read = 0;
	inputs_begin(s->inputs);
	for (struct task *t; good;) {
		while (more && !interrupted()) {
			if (!next)
				more = next = inputs_next(s->inputs, &source, &name);
			if (!next || !crew_room(s->crew, intake_size(name)))
				break;
			crew_give(s->crew, name, source, k == NULL, intake_size(name));
			next = false;
		}
		t = crew_take(s->crew);
		if (!t)
			break;
		good = task_finish(s, k, t, k && explain);
		crew_release(s->crew, t);
		account_show(&s->account, stage);
	}
	if (inputs_trouble(s->inputs))
		buf_add(&s->why, str_of(inputs_trouble(s->inputs)));
	return good && !inputs_trouble(s->inputs) && !ledger_trouble(s->ledger);
}

static bool run(struct shop *s, const struct shop_wish *w)
{
	struct clerk k = { .desk = &s->desk, .account = &s->account, .again = w->again, .diff = w->diff };
	if (!shop_stock(s, w))
		return false;
	account_begin(&s->account, s->report, isatty(STDERR_FILENO));
	if (!inputs_find(s, w))
		return false;
	k.ledger = s->ledger;
	k.press = s->press;
	k.gone = s->gone;
	s->crew = crew_make(&s->desk, 0);
	if (s->account.inputs > 1) {
		s->census = census_make(CENSUS_BYTES);
		if (!pass(s, NULL, "counting lines", false))
			return false;
		s->desk.census = s->census;
	}
	/* without all the lines counted nothing may be read */
	if (!interrupted() &&
		(!pass(s, &k, w->dry ? "reading" : "importing", w->explain) || !press_flush(s->press, &s->why)))
		return false;
	if (interrupted())
		buf_add(&s->why, STR("interrupted"));
	return !interrupted();
}

static void profiles_list(const struct profiles *p)
{
	for (size_t i = 0; profiles_at(p, i); i++)
		printf("%-16s %.*s\n", profile_name(profiles_at(p, i)),
			STR_ARG(profile_facts(profiles_at(p, i)).title));
}

static int work(struct shop *s, const struct shop_wish *w)
{
	if (!shop_open(s, w))
		return TOOL_FAILED;
	if (w->list) {
		profiles_list(s->profiles);
		return TOOL_GOOD;
	}
	bool good = run(s, w);
	account_hide(&s->account);
	if (!good && s->ledger && ledger_trouble(s->ledger) && s->why.n == 0)
		buf_add(&s->why, str_of(ledger_trouble(s->ledger)));
	if (!good)
		log_error("%s%s", buf_z(&s->why),
			s->account.read && !w->dry ? "; what is imported is whole: run it again to go on" : "");
	bool told = w->explain || (!good && s->account.read == 0) || account_end(&s->account, stdout, w->dry);
	if (!told)
		log_error("cannot write the report %s: %s", w->report, strerror(errno));
	else if (fflush(stdout) != 0 || ferror(stdout)) {
		log_error("cannot write to standard output: %s", strerror(errno));
		told = false;
	}
	return good && told && !account_failed(&s->account) ? TOOL_GOOD : TOOL_FAILED;
}

static int import_run(int argc, char **argv)
{
	struct shop_wish w = { .conf = "conf/herald.ini" };
	static struct shop s;
	int status = options(argc, argv, &w);
	if (status < 0)
		return tool_usage(&tool_import);
	if (status != TOOL_GOOD)
		return status;
	/* a full disk and a reader who has gone are told by write, and not by a signal */
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	interrupted_ask();
	s.why = BUF(s.why_room);
	status = work(&s, &w);
	shop_close(&s);
	return status;
}

const struct tool tool_import = {
	.name = "import",
	.summary = "turn raw articles into a capsule's",
	.run = import_run,
	.usage = usage,
};
