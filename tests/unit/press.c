#include "pressroom.h"
#include "snapshot.h"

static const char *in_top(const char *name)
{
	static char path[128];
	snprintf(path, sizeof path, "%s/%s", top, name);
	return path;
}

/* ---- all is well ---- */

static void batches(void)
{
	enum { COUNT = PRESS_BATCH + 10 };
	struct room r;
	struct str bytes;
	struct entry e;
	size_t wrong = 0, staged = 0;
	room_opened(&r, "batches", false);
	for (int i = 0; i < COUNT; i++)
		GOOD(&r, put_nr(&r, i, 1, NULL));
	/* a full batch is finished at once */
	CHECK(file_is(&r, path_nr(0), bytes_nr(0, 1)), "the first batch");
	CHECK(!there(&r, path_nr(COUNT - 1).p), "the second one already");
	/* what is about to come can be read, and its name is taken */
	CHECK(press_read(r.press, path_nr(COUNT - 1), &arena, &bytes), "%s", strerror(errno));
	CHECK_STR(bytes, bytes_nr(COUNT - 1, 1));
	CHECK(press_taken(r.press, path_nr(COUNT - 1)) && press_taken(r.press, path_nr(0)), "taken");
	CHECK(!press_taken(r.press, path_nr(COUNT)) && !press_read(r.press, path_nr(COUNT), &arena, &bytes), "free");
	CHECK(press_taken(r.press, STR("/2018")), "a folder is something");
	GOOD(&r, press_flush(r.press, &r.said));
	GOOD(&r, press_flush(r.press, &r.said));
	for (int i = 0; i < COUNT; i++) {
		struct id source = source_nr(i);
		wrong += !file_is(&r, path_nr(i), bytes_nr(i, 1));
		wrong += !ledger_source(r.ledger, &source, &arena, &e);
		arena_reset(&arena);
	}
	CHECK(wrong == 0, "%zu", wrong);
	CHECK(press_read(r.press, path_nr(3), &arena, &bytes), "%s", strerror(errno));
	CHECK_STR(bytes, bytes_nr(3, 1));
	room_close(&r);
	CHECK(files_count(r.root, &staged) == COUNT && staged == 0 && !there(&r, "/.import"), "%zu", staged);
	/* what was not flushed is dropped, and nothing of it stays */
	room_opened(&r, "batches", false);
	GOOD(&r, put_nr(&r, 7777, 1, NULL));
	room_close(&r);
	CHECK(files_count(r.root, &staged) == COUNT && staged == 0, "%zu", staged);
	room_opened(&r, "batches", false);
	struct id source = source_nr(7777);
	CHECK(!ledger_source(r.ledger, &source, &arena, &e), "it is in the ledger");
	room_close(&r);
	room_remove("batches");
}

/* One input twice, and one path twice. */
static void twice(void)
{
	struct room r;
	struct texts t;
	struct entry e;
	room_opened(&r, "twice", false);
	GOOD(&r, put_nr(&r, 1, 1, NULL));
	struct id first = id_of(bytes_nr(1, 1));
	GOOD(&r, put_nr(&r, 1, 2, &first));
	GOOD(&r, press_flush(r.press, &r.said));
	CHECK(file_is(&r, path_nr(1), bytes_nr(1, 2)), "the later one wins");
	/* the path of another, that is about to come */
	GOOD(&r, put_nr(&r, 2, 1, NULL));
	e = entry_nr(3, 1, &t);
	e.path = path_nr(2);
	CHECK(!press_put(r.press, &e, &t, bytes_nr(3, 1), NULL, &r.said) || !press_flush(r.press, &r.said), "replaced");
	SAYS(&r, "another file has come to lie at ");
	room_close(&r);
	room_opened(&r, "twice", false);
	CHECK(file_is(&r, path_nr(2), bytes_nr(2, 1)), "the earlier one stays");
	e.source = source_nr(3);
	CHECK(!ledger_source(r.ledger, &e.source, &arena, &e), "the later one is in the ledger");
	room_close(&r);
	room_remove("twice");
}

static void modes(void)
{
	static const struct {
		const char *path;
		mode_t mode;
	} table[] = {
		{ "/2018", 0755 },
		{ "/2018/02", 0755 },
		{ "/2018/02/02", 0755 },
		{ "/2018/02/02/a-1.gmi", 0644 },
	};
	struct room r;
	struct stat st;
	char name[PATH_MAX];
	for (int i = 0; i < 3; i++) {
		mode_t before = umask(i == 0 ? 022 : i == 1 ? 077 : 0);
		room_opened(&r, "modes", false);
		GOOD(&r, put_nr(&r, 1, 1, NULL));
		GOOD(&r, press_flush(r.press, &r.said));
		room_close(&r);
		umask(before);
		for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
			snprintf(name, sizeof name, "%s%s", r.root, table[k].path);
			CHECK(stat(name, &st) == 0 && (st.st_mode & 07777) == table[k].mode, "%s: %o", name,
				st.st_mode & 07777);
		}
		room_remove("modes");
	}
}

/* ---- in the place of another ---- */

static void replaced(void)
{
	struct room r;
	struct entry e;
	struct id source = source_nr(1), old = id_of(bytes_nr(1, 1)), new = id_of(bytes_nr(1, 2));
	room_opened(&r, "replaced", false);
	GOOD(&r, put_nr(&r, 1, 1, NULL));
	GOOD(&r, press_flush(r.press, &r.said));
	GOOD(&r, put_nr(&r, 1, 2, &old));
	GOOD(&r, put_nr(&r, 2, 1, NULL));
	GOOD(&r, press_flush(r.press, &r.said));
	CHECK(file_is(&r, path_nr(1), bytes_nr(1, 2)), "not replaced");
	CHECK(ledger_source(r.ledger, &source, &arena, &e) && id_same(&e.written, &new), "the ledger");
	/* edited between reading and writing */
	GOOD(&r, put_nr(&r, 1, 3, &new));
	file_put(&r, path_nr(1).p, STR("# By hand\n"));
	CHECK(!press_flush(r.press, &r.said), "overwritten");
	SAYS(&r, "another file has come to lie at ");
	SAYS(&r, "/2018/02/02/a-1.gmi");
	room_close(&r);
	room_opened(&r, "replaced", false);
	CHECK(file_is(&r, path_nr(1), STR("# By hand\n")), "overwritten");
	CHECK(ledger_source(r.ledger, &source, &arena, &e) && id_same(&e.written, &new), "the ledger");
	room_close(&r);
	CHECK(!there(&r, "/.import"), "something is left");
	room_remove("replaced");
}

/* A file that comes to lie where a new one goes. */
static void in_the_way(void)
{
	struct room r;
	struct entry e;
	struct id one = source_nr(1), two = source_nr(2), three = source_nr(3);
	room_opened(&r, "way", false);
	for (int i = 1; i <= 3; i++)
		GOOD(&r, put_nr(&r, i, 1, NULL));
	file_put(&r, path_nr(2).p, STR("# By hand\n"));
	CHECK(!press_flush(r.press, &r.said), "overwritten");
	SAYS(&r, "another file has come to lie at ");
	room_close(&r);
	room_opened(&r, "way", false);
	CHECK(file_is(&r, path_nr(2), STR("# By hand\n")), "overwritten");
	CHECK(!ledger_source(r.ledger, &two, &arena, &e), "in the ledger");
	CHECK(ledger_source(r.ledger, &one, &arena, &e) && file_is(&r, path_nr(1), bytes_nr(1, 1)), "the one before");
	CHECK(ledger_source(r.ledger, &three, &arena, &e) && file_is(&r, path_nr(3), bytes_nr(3, 1)), "the one after");
	room_close(&r);
	room_remove("way");
}

/* ---- only beneath the root ---- */

static void beneath(void)
{
	static const char *const paths[] = { "/../outside/x.gmi", "/link/x.gmi", "/link/deeper/x.gmi",
		"/2018/../../x.gmi", "/file/x.gmi", "/self/x.gmi" };
	struct room r;
	struct str bytes;
	struct texts t;
	char name[PATH_MAX], outside[PATH_MAX];
	size_t staged = 0;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		room_opened(&r, "beneath", false);
		snprintf(outside, sizeof outside, "%s/beneath/outside", top);
		mkdir(outside, 0755);
		snprintf(name, sizeof name, "%s/link", r.root);
		CHECK(symlink(outside, name) == 0, "link");
		snprintf(name, sizeof name, "%s/self", r.root);
		CHECK(symlink(".", name) == 0, "link");
		file_put(&r, "/file", STR("x"));
		struct entry e = entry_nr(1, 1, &t);
		e.path = str_of(paths[i]);
		bool good = press_put(r.press, &e, &t, bytes_nr(1, 1), NULL, &r.said) && press_flush(r.press, &r.said);
		CHECK(!good, "row %zu", i);
		SAYS(&r, r.root);
		room_close(&r);
		CHECK(files_count(outside, &staged) == 0, "row %zu: written outside", i);
		CHECK(files_count(r.root, &staged) == 1 && !there(&r, "/.import"), "row %zu", i);
		room_remove("beneath");
	}
	room_opened(&r, "beneath", false);
	snprintf(name, sizeof name, "%s/fifo.gmi", r.root);
	CHECK(mkfifo(name, 0600) == 0, "fifo");
	snprintf(name, sizeof name, "%s/passwd.gmi", r.root);
	CHECK(symlink("/etc/passwd", name) == 0, "link");
	CHECK(!press_read(r.press, STR("/fifo.gmi"), &arena, &bytes), "read a FIFO");
	CHECK(!press_read(r.press, STR("/passwd.gmi"), &arena, &bytes), "followed a link");
	CHECK(!press_read(r.press, STR("/"), &arena, &bytes), "read a folder");
	CHECK(press_taken(r.press, STR("/fifo.gmi")) && press_taken(r.press, STR("/passwd.gmi")), "not taken");
	room_close(&r);
	/* a link in place of the stage */
	snprintf(name, sizeof name, "%s/.import", r.root);
	CHECK(symlink("/tmp", name) == 0, "link");
	CHECK(!room_open(&r, "beneath", false), "went through a link");
	SAYS(&r, "/.import");
	room_close(&r);
	room_remove("beneath");
}

/* ---- what the capsule tells ---- */

static void scanned(void)
{
	struct room r;
	struct entry e;
	struct texts t;
	char from[PATH_MAX], to[PATH_MAX];
	struct id one = source_nr(1), hidden = source_nr(8);
	room_opened(&r, "scan", false);
	for (int i = 1; i <= 6; i++)
		GOOD(&r, put_nr(&r, i, 1, NULL));
	GOOD(&r, press_flush(r.press, &r.said));
	room_close(&r);
	/* without its ledger; what is hidden, linked or no article is none */
	unlink(r.ledger_path);
	file_put(&r, "/.old/a-8.gmi", bytes_nr(8, 1));
	file_put(&r, "/2018/a-8.txt", bytes_nr(8, 1));
	file_put(&r, "/2018/by-hand.gmi", STR("# By hand\n"));
	file_put(&r, "/2018/empty.gmi", STR(""));
	snprintf(to, sizeof to, "%s/2019", r.root);
	CHECK(symlink(".old", to) == 0, "link");
	room_opened(&r, "scan", false);
	for (int i = 1; i <= 6; i++) {
		struct id source = source_nr(i);
		struct entry want = entry_nr(i, 1, &t);
		CHECK(ledger_source(r.ledger, &source, &arena, &e), "%d is lost", i);
		CHECK_STR(e.path, path_nr(i));
		CHECK(!e.has_written && id_same(&e.whole, &want.whole), "%d", i);
		CHECK(ledger_kin(r.ledger, &t, &hidden, &arena, &e) && id_same(&e.source, &source), "%d has no kin", i);
	}
	CHECK(!ledger_source(r.ledger, &hidden, &arena, &e), "what is hidden");
	/* moved by hand: it is still what was written */
	GOOD(&r, put_nr(&r, 7, 1, NULL));
	GOOD(&r, press_flush(r.press, &r.said));
	snprintf(from, sizeof from, "%s%s", r.root, path_nr(7).p);
	snprintf(to, sizeof to, "%s/2018/seven.gmi", r.root);
	CHECK(rename(from, to) == 0, "rename");
	GOOD(&r, press_scan(r.press, &r.said));
	struct id seven = source_nr(7), written = id_of(bytes_nr(7, 1));
	CHECK(ledger_source(r.ledger, &seven, &arena, &e) && e.has_written && id_same(&e.written, &written), "seven");
	CHECK_STR(e.path, STR("/2018/seven.gmi"));
	/* copied by hand: the first stays */
	file_put(&r, "/1999/copy.gmi", bytes_nr(1, 1));
	GOOD(&r, press_scan(r.press, &r.said));
	CHECK(ledger_source(r.ledger, &one, &arena, &e), "one");
	CHECK_STR(e.path, path_nr(1));
	room_close(&r);
	room_remove("scan");
}

/* Of kin the first is the earliest, whatever order a folder's entries come in. */
static void scanned_in_order(void)
{
	struct room r;
	struct entry e;
	struct texts t;
	struct id nobody = source_nr(99);
	mkdir(top, 0755);
	char above[128];
	snprintf(above, sizeof above, "%s/order", top);
	mkdir(above, 0755);
	snprintf(r.root, sizeof r.root, "%s/order/root", top);
	mkdir(r.root, 0755);
	for (int i = 20; i > 0; i--) {
		struct str text = bytes_nr(1, 1);
		char path[64], room[2 * ID_BYTES + 1];
		struct buf hex = BUF(room);
		struct id id = source_nr(100 + i);
		id_hex(&hex, &id);
		size_t end = str_rindex(text, ':');
		snprintf(path, sizeof path, "/20%02d/x.gmi", i);
		file_put(&r, path,
			arena_fmt(&arena, "%.*s: %.*s\n", STR_ARG(str_sub(text, 0, end)), STR_ARG(buf_str(&hex))));
	}
	room_opened(&r, "order", false);
	entry_nr(1, 1, &t);
	CHECK(ledger_kin(r.ledger, &t, &nobody, &arena, &e), "no kin");
	CHECK_STR(e.path, STR("/2001/x.gmi"));
	room_close(&r);
	room_remove("order");
}

/* ---- dry runs ---- */

static void dry(void)
{
	struct room r;
	struct str bytes;
	struct entry e;
	struct id source = source_nr(5), old = id_of(bytes_nr(1, 1));
	room_opened(&r, "dry", false);
	for (int i = 1; i <= 3; i++)
		GOOD(&r, put_nr(&r, i, 1, NULL));
	GOOD(&r, press_flush(r.press, &r.said));
	room_close(&r);
	struct id before = snapshot(in_top("dry"), "");
	room_opened(&r, "dry", true);
	for (int i = 4; i <= 2000; i++)
		GOOD(&r, put_nr(&r, i, 1, NULL));
	GOOD(&r, put_nr(&r, 1, 2, &old));
	GOOD(&r, press_flush(r.press, &r.said));
	CHECK(ledger_source(r.ledger, &source, &arena, &e), "not remembered");
	CHECK(press_taken(r.press, path_nr(5)) && press_taken(r.press, path_nr(2)), "not taken");
	CHECK(press_read(r.press, path_nr(5), &arena, &bytes), "not to be read");
	CHECK_STR(bytes, bytes_nr(5, 1));
	CHECK(press_read(r.press, path_nr(1), &arena, &bytes), "not to be read");
	CHECK_STR(bytes, bytes_nr(1, 2));
	CHECK(press_read(r.press, path_nr(2), &arena, &bytes), "not to be read");
	CHECK_STR(bytes, bytes_nr(2, 1));
	room_close(&r);
	struct id after = snapshot(in_top("dry"), "");
	CHECK(id_same(&before, &after), "something has changed");
	/* without a ledger, and without a capsule */
	unlink(r.ledger_path);
	before = snapshot(in_top("dry"), "");
	room_opened(&r, "dry", true);
	source = source_nr(3);
	CHECK(ledger_source(r.ledger, &source, &arena, &e), "not scanned");
	room_close(&r);
	after = snapshot(in_top("dry"), "");
	CHECK(id_same(&before, &after), "something has changed");
	room_remove("dry");
	room_opened(&r, "dry", true);
	GOOD(&r, put_nr(&r, 1, 1, NULL));
	CHECK(press_read(r.press, path_nr(1), &arena, &bytes), "not to be read");
	room_close(&r);
	CHECK(access(r.root, F_OK) != 0, "it was made");
	room_remove("dry");
}

int main(void)
{
	top_make();
	batches();
	twice();
	modes();
	replaced();
	in_the_way();
	beneath();
	scanned();
	scanned_in_order();
	dry();
	room_remove("");
	arena_free(&arena);
	return unit_done("press");
}
