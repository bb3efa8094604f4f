#include "tool/shop.h"

#include "base/log.h"
#include "base/near.h"
#include "conf/inifile.h"
#include "store/fresh.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

void shop_close(struct shop *s)
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

static bool capsule_find(struct shop *s, const struct shop_wish *w)
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
static bool sample_kept(const struct shop *s, const struct shop_wish *w)
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

static bool profile_force(struct shop *s, const struct shop_wish *w, struct conf_report *report)
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
	char own_room[PATH_MAX], mirrored_room[PATH_MAX];
	struct buf own = BUF(own_room), mirrored = BUF(mirrored_room);
	size_t line = 0;
	const char *where = NULL, *what = "";
	buf_fmt(&own, "%s/gone", s->capsule->keep);
	buf_fmt(&mirrored, "%s/mirror/gone", s->capsule->root);
	s->gone = gone_load_both((struct gone_paths){ buf_z(&own), buf_z(&mirrored) }, &where, &line, &what);
	if (s->gone && what)
		log_warn("%s:%zu: %s; this list is left out", where, line, what);
	if (s->gone)
		return true;
	if (line)
		log_error("%s:%zu: %s", where, line, what);
	else
		log_error("cannot read %s: %s", where, what);
	return false;
}

/* Configuration and profiles: everything that can be wrong before anything is written. */
bool shop_open(struct shop *s, const struct shop_wish *w)
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

static bool report_open(struct shop *s, const struct shop_wish *w)
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

static bool stores_open(struct shop *s, const struct shop_wish *w)
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

bool shop_stock(struct shop *s, const struct shop_wish *w)
{
	return stores_open(s, w) && report_open(s, w);
}
