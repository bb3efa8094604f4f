/* site: the capsules as plain values, for those who answer requests (route) and who make pages (page). */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "base/str.h"
#include "proto/answer.h"
#include "store/gone.h"
#include "site/name.h"
#include "store/root.h"
#include "text/view.h"
#include "text/words.h"

struct archive;
struct facts;
struct origin;
struct origin;

struct site_capsule {
	const char *name; /* of its section in the configuration */
	struct str title, subtitle, language, contact, rights;
	const char *timezone;    /* as TZ takes it */
	const struct str *hosts; /* as the wire has them; the first is the public one */
	size_t host_count;
	const struct words *words;
	struct root root;
	const char *overlay_path; /* KEEP/publish/NAME */
	struct root overlay;      /* what was published (overlay.h); fd -1: nothing yet */
	struct stat overlay_head; /* of its HEAD, when that was looked at last; all zero: there was none */
	uint64_t overlay_turn;    /* goes up with each publication that is seen */
	struct origin *origin;    /* whose mirror this is (origin.h); NULL: nobody's */
	uint64_t origin_turn;     /* goes up when that changes */
	time_t origin_told;       /* when the operator was last told that HEAD is broken */
	const char *index_path;   /* of its index beneath cache */
	struct archive *archive;  /* the index, in processes that make pages; else NULL */
	const char *gone_path, *mirrored_gone_path; /* the latter: ROOT/mirror/gone, if this is a mirror */
	struct gone *gone;                          /* both; reloaded when a file changes */
	time_t gone_told;                           /* when the operator was last told that it is broken */
	int day;                                    /* the local day, and until when it is that one (site_now) */
	time_t day_until;
	struct view_site view; /* with the gopher address of its first listener, if it has one */
};

struct site_gopher {
	const char *name; /* of its section: "gopher" or "gopher NAME" */
	unsigned capsule;
	struct view_site view;
};

/* What a page is made as. */
enum page_view { PAGE_GEMTEXT, PAGE_TEXT, PAGE_MENU };

enum { SITE_QUERY_ROOM = 1024 };

/* A page that a librarian is to make: one that has a name (name.h), or the listing of a directory. */
struct site_ask {
	unsigned capsule, gopher; /* gopher: which listener's addresses a Gopher view shows */
	enum page_view view;
	bool gopher_asked;    /* by Gopher, not by Gemini */
	bool ascii, plus;     /* plus: Gopher+ attributes instead of a plain menu */
	bool fixed;           /* for a static server: no links to what only a running one can answer */
	enum name_kind kind;  /* NAME_NONE: the listing of the directory at path */
	char path[PATH_ROOM]; /* the page's own (canonical); of a directory: decoded, begins and ends with '/' */
	size_t path_n;
	char query[SITE_QUERY_ROOM]; /* of a search: what was typed, decoded */
	size_t query_n;
	enum wait wait;    /* how long it may take */
	unsigned moves;    /* redirects followed on the way to this page */
	uint64_t asked_ms; /* CLOCK_MONOTONIC; the channel fills it in */
	/* the directory as it was when it was asked for: the page is good while these stay */
	dev_t dev;
	ino_t ino;
	struct timespec mtime;
};

/* The state that a page was made in, and while which it is good. */
struct site_state {
	uint64_t serial;    /* of the index */
	int day;            /* local: days since 1970 */
	uint64_t published; /* goes up with each publication */
	uint64_t origin;    /* of a mirror: which state of the original it is, and whether that is past its validity */
};

struct site {
	struct site_capsule *capsules;
	size_t capsule_count;
	unsigned fallback; /* the capsule for clients without SNI, and for what is no request */
	struct site_gopher *gophers;
	size_t gopher_count;
	unsigned gemini_port;       /* public */
	unsigned gemini_bound_port; /* of the first listener: what the operator may have mistaken it for */
	const char *conf_path;
	const struct words *const *languages;
	size_t language_count;
	struct facts *facts; /* what is known of files; one per process */
	struct site_ask ask; /* filled in when a route says OUT_ASK */
	/* of the indexes, one for each capsule: goes up whenever pages may show something new; NULL: nobody counts */
	const _Atomic uint64_t *serials;
	time_t hinted; /* when the operator was last told of a 53 he can mend */
};

/* By a host name, as the wire has it; NULL: none of ours. */
const struct site_capsule *site_capsule_named(const struct site *s, struct str host);
/* The capsule that a visitor means who has not named one yet: by SNI, by listener, or the fallback. */
const struct site_capsule *site_capsule_meant(const struct site *s, const struct visitor *v);

struct gone_paths site_gone_paths(const struct site_capsule *c);

/* The state of a capsule's pages at this moment. */
struct site_state site_now(struct site *s, unsigned capsule);

/* Looks about once a second for what has changed beside the articles: opens an overlay that has come, reads a mirror's
 * HEAD, and reloads a capsule's gone lists if a file of theirs has changed; a broken one is reported and the old one
 * stays. True: a list has changed, and with it what pages may show. */
bool site_refresh(struct site *s);

#endif
