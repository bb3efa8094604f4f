#include "archive/keeper.h"

#include "archive/agenda.h"
#include "archive/blind.h"
#include "archive/chore.h"
#include "archive/claim.h"
#include "archive/tour.h"
#include "archive/watch.h"
#include "base/log.h"
#include "store/fresh.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	PIECE_MS = 20,         /* of work between two looks at what else there is */
	ITEM_MS = 50,          /* between two looks at whether changes have settled */
	LOOK_MS = 1000,        /* between two looks at whether the index is still there */
	TRY_MS = 2000,         /* after the disk has failed us */
	BUILD_AGAIN_MS = 5000, /* after a build that failed, and between two builds because of damage */
	LOCK_MS = 100,
	DEAD_PERCENT = 10, /* of the full-text table, when it is built anew */
	DEAD_LOOK_MS = 60000,
	NIGHT_HOUR = 3,
};

enum stage {
	STAGE_LOCK, /* another indexer may be about to leave */
	STAGE_OPEN,
	STAGE_BUILD, /* there is no index that could be kept */
	STAGE_KEEP,
};

struct keeper {
	struct keeper_wish wish;
	enum stage stage;
	char *folder; /* that of the index */
	int folder_fd, lock_fd;
	struct stat index; /* as it was opened */
	struct watch *watch;
	struct chore *chore;
	struct sweep sweep;
	uint64_t again_ms, looked_ms, dead_ms, build_ms;
	int checked_day; /* of the year */
	struct agenda agenda;
	struct tour tour; /* of the first tree */
	struct blind blind;
};

static uint64_t clock_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* ---- what is to be done ---- */

static void forget_trees(struct keeper *k)
{
	agenda_forget_trees(&k->agenda);
	tour_break(&k->tour);
}

static void scan(struct keeper *k, struct str folder)
{
	agenda_scan(&k->agenda, folder, k->tour.walk != NULL);
}

static void scan_all(struct keeper *k)
{
	agenda_forget_items(&k->agenda);
	forget_trees(k);
	scan(k, STR("/"));
}

static void on_lost(void *keeper)
{
	scan_all(keeper);
}

static void remember(struct keeper *k, struct str folder, const struct str *name)
{
	if (!agenda_note(&k->agenda, folder, name, clock_ms()))
		scan_all(k);
}

static void on_file(void *keeper, struct str folder, struct str name)
{
	if (record_wanted(name))
		remember(keeper, folder, &name);
}

static void on_tree(void *keeper, struct str folder)
{
	remember(keeper, folder, NULL);
}

/* ---- watching ---- */

static void look_over(void *keeper, struct str folder)
{
	struct keeper *k = keeper;
	if (watch_add(k->watch, folder))
		return;
	if (k->blind.count == 0)
		log_warn("capsule %s: no more folders can be watched (fs.inotify.max_user_watches); the others are "
			 "looked at "
			 "every %d seconds",
			k->wish.name, BLIND_MS / 1000);
	blind_add(&k->blind, k->wish.recorder.root, folder);
}

/* ---- doing it ---- */

static void shut(struct keeper *k)
{
	writer_close(k->sweep.writer);
	k->sweep.writer = NULL;
}

static void announce(const struct keeper *k)
{
	if (k->wish.serial)
		atomic_fetch_add(k->wish.serial, 1);
}

/* The writer has trouble: what is not written is looked for again later. */
static void give_up(struct keeper *k, uint64_t now)
{
	bool damaged = writer_damaged(k->sweep.writer);
	log_error("%s", writer_trouble(k->sweep.writer));
	shut(k);
	k->stage = damaged ? STAGE_BUILD : STAGE_OPEN;
	k->again_ms = damaged ? k->build_ms : now + TRY_MS;
}

static void do_items(struct keeper *k)
{
	size_t count;
	struct agenda_item *item = agenda_take(&k->agenda, &count);
	for (size_t i = 0; i < count; i++) {
		if (item[i].name)
			sweep_file(&k->sweep, str_of(item[i].folder), str_of(item[i].name));
		else
			scan(k, str_of(item[i].folder));
	}
	agenda_free_items(item, count);
}

/* One folder of the tree under way. */
static void do_tree(struct keeper *k)
{
	unsigned failed = 0;
	if (!tour_step(&k->tour, &k->sweep, str_of(k->agenda.tree[0]), look_over, k, &failed))
		return;
	agenda_scanned(&k->agenda);
	if (failed)
		log_warn("capsule %s: %u folders cannot be read", k->wish.name, failed);
}

static void work(struct keeper *k, uint64_t now)
{
	k->sweep.changes = k->sweep.unread = 0;
	k->sweep.gone = *k->wish.gone;
	bool good = writer_begin(k->sweep.writer);
	if (good && agenda_due(&k->agenda, now))
		do_items(k);
	while (good && k->agenda.trees && clock_ms() - now < PIECE_MS && !*writer_trouble(k->sweep.writer))
		do_tree(k);
	if (!good || !writer_commit(k->sweep.writer)) {
		give_up(k, now);
		return;
	}
	if (k->sweep.unread)
		log_warn(
			"capsule %s: %u files cannot be read, and are not in the index", k->wish.name, k->sweep.unread);
	if (k->sweep.changes)
		announce(k);
}

/* ---- the index as a file ---- */

static bool lock(struct keeper *k)
{
	if (k->lock_fd >= 0)
		return true;
	if (k->folder_fd < 0) {
		fresh_folder(k->folder);
		k->folder_fd = open(k->folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	}
	switch (claim_take(k->wish.index, &k->lock_fd)) {
	case CLAIM_OURS:
		return true;
	case CLAIM_OTHERS:
		k->again_ms = clock_ms() + LOCK_MS;
		break;
	case CLAIM_FAILED:
		log_error("capsule %s: cannot keep an index at %s: %s; articles are served without lists and search",
			k->wish.name, k->wish.index, strerror(errno));
		k->again_ms = clock_ms() + BUILD_AGAIN_MS;
		break;
	}
	return false;
}

static void open_index(struct keeper *k, uint64_t now)
{
	char space[512];
	struct buf why = BUF(space);
	if (stat(k->wish.index, &k->index) != 0) {
		k->stage = STAGE_BUILD;
		k->again_ms = 0;
		return;
	}
	switch (writer_open(k->wish.index, &k->wish.setting, &k->sweep.writer, &why)) {
	case WRITER_GOOD:
		builder_sweep(k->wish.index);
		k->stage = STAGE_KEEP;
		scan_all(k);
		announce(k);
		return;
	case WRITER_OTHER:
		log_info("capsule %s: the index is of another version or configuration, and is built anew",
			k->wish.name);
		k->stage = STAGE_BUILD;
		break;
	case WRITER_BROKEN:
		log_warn("capsule %s: the index is damaged, and is built anew: %s", k->wish.name, buf_z(&why));
		k->stage = STAGE_BUILD;
		k->again_ms = k->build_ms;
		break;
	case WRITER_FAILED:
		log_error("%s", buf_z(&why));
		k->again_ms = now + TRY_MS;
		break;
	}
}

static void build(struct keeper *k, uint64_t now)
{
	struct builder b = { .path = k->wish.index,
		.recorder = k->wish.recorder,
		.setting = k->wish.setting,
		.readers = k->wish.readers };
	if (!chore_build(k->chore, &b, k->wish.gone_paths))
		k->again_ms = now + TRY_MS;
}

/* A disk that damages everything must not be written to without pause. */
static void build_damaged(struct keeper *k, uint64_t now)
{
	k->build_ms = now + BUILD_AGAIN_MS;
	build(k, now);
}

static void chore_ended(struct keeper *k, enum chore_kind kind, bool good, const char *why, uint64_t now)
{
	if (kind == CHORE_CHECK && !good) {
		log_warn("capsule %s: the index is damaged, and is built anew: %s", k->wish.name, why);
		build_damaged(k, now);
	} else if (kind == CHORE_BUILD && good) {
		shut(k);
		k->stage = STAGE_OPEN;
		k->again_ms = 0;
	} else if (kind == CHORE_BUILD) {
		log_error("capsule %s: the index cannot be built: %s", k->wish.name, why);
		k->again_ms = k->build_ms = now + BUILD_AGAIN_MS;
	}
}

/* Somebody may have deleted it, put another in its place, or found it damaged. */
static void look(struct keeper *k, uint64_t now)
{
	struct stat st;
	if (now - k->looked_ms < LOOK_MS)
		return;
	k->looked_ms = now;
	if (stat(k->wish.index, &st) != 0 || st.st_ino != k->index.st_ino || st.st_dev != k->index.st_dev) {
		shut(k);
		k->stage = STAGE_OPEN;
		return;
	}
	if (k->wish.doubt && atomic_exchange(k->wish.doubt, false) && now >= k->build_ms) {
		log_warn("capsule %s: a reader found the index damaged; it is built anew", k->wish.name);
		build_damaged(k, now);
	}
	if (now >= k->build_ms && builder_wished(k->wish.index))
		build(k, now);
	if (now - k->dead_ms >= DEAD_LOOK_MS) {
		k->dead_ms = now;
		if (now >= k->build_ms && writer_dead_percent(k->sweep.writer) >= DEAD_PERCENT)
			build(k, now);
	}
}

/* Every night: the whole of it is read once, and the capsule is looked over for what inotify cannot see. */
static void look_at_night(struct keeper *k)
{
	struct tm tm;
	time_t t = time(NULL);
	if (!localtime_r(&t, &tm) || tm.tm_hour != NIGHT_HOUR || tm.tm_yday == k->checked_day)
		return;
	k->checked_day = tm.tm_yday;
	chore_check(k->chore, k->wish.index);
	scan(k, STR("/"));
}

/* ---- the outside ---- */

struct keeper *keeper_new(const struct keeper_wish *wish)
{
	struct keeper *k = calloc(1, sizeof *k);
	struct watch_told told = { on_file, on_tree, on_lost, k };
	if (k == NULL)
		return NULL;
	k->wish = *wish;
	k->folder_fd = k->lock_fd = -1;
	k->checked_day = -1;
	k->dead_ms = clock_ms();
	k->sweep.recorder = wish->recorder;
	struct str path = str_of(wish->index);
	k->folder = agenda_copy(str_sub(path, 0, str_rindex(path, '/')));
	k->chore = chore_new();
	k->sweep.recorder.terms = terms_new();
	k->watch = watch_new(wish->root_path, &told);
	if (k->chore && k->sweep.recorder.terms && k->watch)
		return k;
	keeper_free(k);
	return NULL;
}

void keeper_free(struct keeper *k)
{
	if (k == NULL)
		return;
	chore_free(k->chore);
	shut(k);
	forget_trees(k);
	agenda_free(&k->agenda);
	blind_free(&k->blind);
	watch_free(k->watch);
	terms_free(k->sweep.recorder.terms);
	arena_free(&k->sweep.arena);
	if (k->folder_fd >= 0)
		close(k->folder_fd);
	if (k->lock_fd >= 0)
		close(k->lock_fd);
	free(k->folder);
	free(k);
}

int keeper_fd(const struct keeper *k)
{
	return watch_fd(k->watch);
}

void keeper_told(struct keeper *k)
{
	watch_read(k->watch);
}

void keeper_gone(struct keeper *k)
{
	if (k->stage == STAGE_KEEP)
		scan_all(k);
}

bool keeper_can_go_on(const struct keeper *k)
{
	struct stat st;
	return k->folder_fd < 0 || (fstat(k->folder_fd, &st) == 0 && st.st_nlink > 0);
}

bool keeper_settled(const struct keeper *k)
{
	return k->stage == STAGE_KEEP && k->agenda.items == 0 && k->agenda.trees == 0;
}

static unsigned keep(struct keeper *k, uint64_t now)
{
	look(k, now);
	blind_look(&k->blind, k->wish.recorder.root, now, on_tree, k);
	look_at_night(k);
	if (k->stage == STAGE_KEEP && (agenda_due(&k->agenda, now) || k->agenda.trees))
		work(k, now);
	if (k->stage != STAGE_KEEP || k->agenda.trees)
		return 0;
	return k->agenda.items ? ITEM_MS : LOOK_MS;
}

unsigned keeper_step(struct keeper *k)
{
	char space[600];
	struct buf why = BUF(space);
	bool done = false, good = false;
	uint64_t now = clock_ms();
	enum chore_kind chore = chore_look(k->chore, &done, &good, &why);
	if (done)
		chore_ended(k, chore, good, buf_z(&why), now);
	if (k->stage != STAGE_KEEP && k->again_ms > now)
		return (unsigned)(k->again_ms - now);
	switch (k->stage) {
	case STAGE_LOCK:
		if (lock(k))
			k->stage = STAGE_OPEN;
		break;
	case STAGE_OPEN:
		open_index(k, now);
		break;
	case STAGE_BUILD:
		if (chore == CHORE_NONE || done)
			build(k, now);
		agenda_forget_items(&k->agenda); /* what is built looks at everything anyway */
		return LOCK_MS;
	case STAGE_KEEP:
		return keep(k, now);
	}
	return 0;
}
