#include "tool/import.h"

#include "base/log.h"
#include "base/near.h"
#include "conf/conf.h"
#include "conf/inifile.h"
#include "import/clerk.h"
#include "import/crew.h"
#include "import/explain.h"
#include "import/intake.h"
#include "store/fresh.h"
#include "tool/interrupted.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
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

enum { CENSUS_BYTES = 16 * 1024 * 1024, WHY_BYTES = 8192 };

struct wish {
	const char *conf, *into, *profile, *report;
	bool dry, explain, again, diff, list;
	char **inputs;
	int input_count;
};

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

static int options(int argc, char **argv, struct wish *w)
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

/* ---- what a run needs ---- */

/* Everything that is open; closed by shop_close. */
struct shop {
	struct conf *conf;
	const struct conf_capsule *capsule;
	struct profiles *profiles;
	struct gone *gone;
	struct ledger *ledger;
	struct press *press;
	struct inputs *inputs;
	struct census *census;
	struct crew *crew;
	FILE *report;
	struct desk desk;
	struct account account;
	char why_room[WHY_BYTES];
	struct buf why;
};

static void shop_close(struct shop *s)
{
	crew_free(s->crew);
	press_close(s->press);
	ledger_close(s->ledger);
	inputs_free(s->inputs);
	census_free(s->census);
	gone_free(s->gone);
	if (s->profiles)
		profiles_free(s->profiles);
	if (s->report && s->report != stdout)
		fclose(s->report);
	if (s->conf)
		conf_free(s->conf);
}

static bool capsule_find(struct shop *s, const struct wish *w)
{
	const char *names[CONF_CAPSULES + 1] = { NULL };
	for (size_t i = 0; i < s->conf->capsule_count; i++) {
		names[i] = s->conf->capsules[i].name;
		if (w->into && strcmp(w->into, names[i]) == 0)
			s->capsule = &s->conf->capsules[i];
	}
	if (w->into == NULL && s->conf->capsule_count == 1)
		s->capsule = &s->conf->capsules[0];
	if (s->capsule)
		return true;
	if (w->into == NULL) {
		log_error("%s has several capsules: name one with --into", s->conf->path);
		return false;
	}
	const char *near = near_word(str_of(w->into), names);
	log_error("%s has no capsule '%s'%s%s%s", s->conf->path, w->into, near ? "; did you mean '" : "",
		near ? near : "", near ? "'?" : "");
	return false;
}

/* The capsule that came with the program is for looking at. */
static bool sample_kept(const struct shop *s, const struct wish *w)
{
	char room[PATH_MAX];
	struct buf b = BUF(room);
	buf_fmt(&b, "%s/.sample", s->capsule->root);
	if (w->into || w->dry || access(buf_z(&b), F_OK) != 0)
		return true;
	log_error("%s is the sample capsule: make one of your own with 'herald init FOLDER', and name its "
		  "configuration with -c; or say --into %s if you mean it",
		s->capsule->root, s->capsule->name);
	return false;
}

static bool profile_force(struct shop *s, const struct wish *w, struct conf_report *report)
{
	if (w->profile == NULL)
		return true;
	struct str name = str_of(w->profile);
	if (str_ends(name, STR(".ini"))) {
		char *bytes = NULL;
		size_t size = 0, slash = str_rindex(name, '/');
		if (!inifile_bytes(w->profile, &bytes, &size)) {
			log_error("cannot read %s: %s", w->profile, strerror(errno));
			return false;
		}
		name = str_sub(name, slash < name.n ? slash + 1 : 0, name.n - 4);
		bool good = profiles_add(s->profiles, name, (struct str){ bytes, size }, w->profile, report);
		free(bytes);
		if (!good)
			return false;
	}
	s->desk.forced = profile_find(s->profiles, name);
	if (s->desk.forced)
		return true;
	const char *near = profiles_near(s->profiles, name);
	log_error("there is no profile '%s'%s%s%s; --profiles lists them", w->profile, near ? "; did you mean '" : "",
		near ? near : "", near ? "'?" : "");
	return false;
}

static struct date today_in(const char *zone)
{
	time_t now = time(NULL);
	struct tm tm;
	setenv("TZ", zone, 1);
	tzset();
	localtime_r(&now, &tm);
	return (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
}

static bool gone_open(struct shop *s)
{
	char room[PATH_MAX];
	struct buf path = BUF(room);
	size_t line = 0;
	const char *what = "";
	buf_fmt(&path, "%s/gone", s->capsule->keep);
	s->gone = gone_load(buf_z(&path), &line, &what);
	if (s->gone)
		return true;
	if (line)
		log_error("%s:%zu: %s", buf_z(&path), line, what);
	else
		log_error("cannot read %s: %s", buf_z(&path), what);
	return false;
}

/* Configuration and profiles: everything that can be wrong before anything is written. */
static bool shop_open(struct shop *s, const struct wish *w)
{
	struct conf_report report = { .out = stderr };
	s->conf = conf_load(w->conf, &report);
	if (!s->conf)
		return false;
	s->profiles = profiles_load(s->conf->profiles, s->conf->path, s->conf->profiles_line, &report);
	if (!s->profiles || !profile_force(s, w, &report))
		return false;
	if (w->list)
		return true;
	if (!capsule_find(s, w) || !sample_kept(s, w) || !gone_open(s))
		return false;
	s->desk.profiles = s->profiles;
	s->desk.languages = s->conf->languages;
	s->desk.language_count = s->conf->language_count;
	s->desk.own = s->capsule->words;
	s->desk.today = today_in(s->capsule->timezone);
	return true;
}

/* Whether nothing lies there, or an earlier report: a raw article that was named by mistake is not to be lost. */
static bool report_free(const char *path)
{
	char head[sizeof ACCOUNT_HEAD] = "";
	FILE *f = strcmp(path, "-") == 0 ? NULL : fopen(path, "re");
	struct stat st;
	if (!f)
		return true;
	bool report = fread(head, 1, sizeof head - 1, f) == sizeof head - 1 && strcmp(head, ACCOUNT_HEAD) == 0;
	report = report || fstat(fileno(f), &st) != 0 || !S_ISREG(st.st_mode) || st.st_size == 0;
	fclose(f);
	return report;
}

static bool report_open(struct shop *s, const struct wish *w)
{
	if (!w->report)
		return true;
	if (!report_free(w->report)) {
		buf_fmt(&s->why, "%s is there and is no report: name another file for it", w->report);
		return false;
	}
	s->report = strcmp(w->report, "-") == 0 ? stdout : fopen(w->report, "we");
	if (!s->report)
		buf_fmt(&s->why, "cannot write the report %s: %s", w->report, strerror(errno));
	return s->report != NULL;
}

static bool stores_open(struct shop *s, const struct wish *w)
{
	char room[PATH_MAX];
	struct buf path = BUF(room);
	buf_fmt(&path, "%s/import/%s.db", s->capsule->keep, s->capsule->name);
	if (!w->dry && !fresh_folder(s->capsule->root)) {
		buf_fmt(&s->why, "cannot make the folder %s: %s", s->capsule->root, strerror(errno));
		return false;
	}
	s->ledger = ledger_open(buf_z(&path), w->dry, &s->why);
	s->press = s->ledger ? press_open(s->capsule->root, s->ledger, w->dry, s->desk.languages,
				       s->desk.language_count, &s->why)
			     : NULL;
	return s->press && (!ledger_fresh(s->ledger) || press_scan(s->press, &s->why));
}

/* ---- the run ---- */

static bool inputs_find(struct shop *s, const struct wish *w)
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

static bool run(struct shop *s, const struct wish *w)
{
	struct clerk k = { .desk = &s->desk, .account = &s->account, .again = w->again, .diff = w->diff };
	if (!stores_open(s, w) || !report_open(s, w))
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

static int work(struct shop *s, const struct wish *w)
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
		log_error("%s%s", buf_z(&s->why), s->press ? "; what is imported is whole: run it again to go on" : "");
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
	struct wish w = { .conf = "conf/herald.ini" };
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
