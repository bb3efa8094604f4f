/* publish: what happens as time goes by: months end, signatures age, hundreds of log entries fill up. All that does not
 * depend on the clock is in tests/publish. */
#include "unit.h"

#include "base/arena.h"
#include "mirror/packs.h"
#include "publish/keyring.h"
#include "publish/publish.h"
#include "store/fresh.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DAY_S = 86400, NOW = 1793707200 /* 2026-11-03 */ };

static char folder[] = "/tmp/herald-publish-unit-XXXXXX";
static struct root root;

static const char *in(const char *path)
{
	static char room[4][256];
	static int turn;
	char *out = room[turn++ % 4];
	snprintf(out, sizeof room[0], "%s/%s", folder, path);
	return out;
}

static void put(const char *path, const char *text)
{
	char room[256];
	struct buf above = BUF(room);
	struct str full = str_of(in(path));
	buf_add(&above, str_sub(full, 0, str_rindex(full, '/')));
	CHECK(fresh_folder(buf_z(&above)) && fresh_replace(full.p, 0644, str_of(text)), "%s", full.p);
}

static bool there(const char *path)
{
	return access(in(path), F_OK) == 0;
}

static struct publish_wish wish(time_t now)
{
	static char overlay[256], keys[256], gone[256], memory[256];
	snprintf(overlay, sizeof overlay, "%s/overlay", folder);
	snprintf(keys, sizeof keys, "%s/sign", folder);
	snprintf(gone, sizeof gone, "%s/gone", folder);
	snprintf(memory, sizeof memory, "%s/memory", folder);
	return (struct publish_wish){ .root = &root,
		.overlay = overlay,
		.keys = keys,
		.name = "bote",
		.gone_path = gone,
		.memory = memory,
		.title = STR("Bote"),
		.address = { STR("gemini://bote.example/") },
		.addresses = 1,
		.now = now,
		.valid_days = 400 };
}

static struct publish_sums publish(const struct publish_wish *w, enum publish_result want, const char *what)
{
	char room[1000];
	struct buf why = BUF(room);
	struct publish_sums sums;
	enum publish_result got = publish_run(w, &sums, &why);
	CHECK(got == want, "%s: %d %s", what, (int)got, buf_z(&why));
	return sums;
}

static struct head head_of(struct arena *m)
{
	struct head h = { 0 };
	struct sign_opened o;
	char *room = arena_take(m, 4096, 1);
	int fd = open(in("overlay/mirror/HEAD"), O_RDONLY);
	ssize_t n = fd >= 0 ? read(fd, room, 4096) : -1;
	CHECK(n > 0 && sign_open((struct str){ room, (size_t)n }, &o) == NULL && head_read(o.message, &h) == NULL,
		"HEAD");
	if (fd >= 0)
		close(fd);
	return h;
}

static void months_end(void)
{
	struct arena m = { 0 };
	put("root/2026/11/02/a.gmi", "# A\n");
	put("root/2026/10/31/b.gmi", "# B\n");
	struct publish_wish w = wish(NOW);
	CHECK(publish(&w, PUBLISH_DONE, "first").packs_made == 1, "the month that is over");
	CHECK(there("overlay/mirror/pack/2026-10.1.tar.gz") && !there("overlay/mirror/pack/2026-11.1.tar.gz"),
		"its name");
	w = wish(NOW + 27 * DAY_S);
	publish(&w, PUBLISH_NOTHING, "later in the month");
	w = wish(NOW + 28 * DAY_S);
	CHECK(publish(&w, PUBLISH_DONE, "the next month").packs_made == 1, "the month that has just ended");
	CHECK(there("overlay/mirror/pack/2026-11.2.tar.gz") && there("overlay/mirror/pack/2026-10.1.tar.gz"), "both");
	put("root/2026/10/31/c.gmi", "# C\n");
	struct publish_sums sums = publish(&w, PUBLISH_DONE, "late news of an old month");
	CHECK(sums.packs_made == 1 && sums.packs_dropped == 1, "a new pack for the old one");
	CHECK(there("overlay/mirror/pack/2026-10.3.tar.gz") && !there("overlay/mirror/pack/2026-10.1.tar.gz"),
		"its name");
	unlink(in("overlay/mirror/pack/2026-10.3.tar.gz"));
	CHECK(publish(&w, PUBLISH_DONE, "a pack got lost").packs_made == 1, "it is made again");
	CHECK(head_of(&m).serial == 4, "four publications");
	arena_free(&m);
}

/* What was over stays over, and nothing is dated before what was published already. */
static void clock_set_back(void)
{
	static const time_t wrong[] = { NOW, 104713200 /* 1973 */, 0 };
	struct arena m = { 0 };
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char text[32];
		struct publish_wish w = wish(wrong[i]);
		struct head before = head_of(&m);
		publish(&w, PUBLISH_NOTHING, "nothing has changed but the clock");
		snprintf(text, sizeof text, "# %zu\n", i);
		put("root/about.gmi", text);
		struct publish_sums sums = publish(&w, PUBLISH_DONE, "back");
		struct head after = head_of(&m);
		CHECK(sums.packs_dropped == 0 && there("overlay/mirror/pack/2026-11.2.tar.gz"), "the packs stay");
		CHECK(after.published == before.published + 1, "%lld", (long long)after.published);
		CHECK(after.valid_until == after.published + 400 * DAY_S, "%lld", (long long)after.valid_until);
	}
	arena_free(&m);
}

static void signatures_age(void)
{
	struct arena m = { 0 };
	struct head before = head_of(&m);
	struct publish_wish w = wish(before.published + 200 * DAY_S);
	publish(&w, PUBLISH_NOTHING, "half of its time");
	w = wish(before.published + 200 * DAY_S + 1);
	struct publish_sums sums = publish(&w, PUBLISH_DONE, "more than half of it");
	struct head after = head_of(&m);
	CHECK(sums.serial == before.serial + 1 && after.valid_until == w.now + 400 * DAY_S, "signed anew");
	CHECK(digest_eq(&before.manifest, &after.manifest) && !digest_eq(&before.log, &after.log),
		"with an empty entry");
	arena_free(&m);
}

static void books(void)
{
	put("root/2018/06/28/a.gmi", "# A\n");
	put("overlay/mirror/pack/2018-06.gpub", "a book");
	put("overlay/mirror/pack/2018.gpub", "a large book");
	put("overlay/mirror/pack/2019-13.gpub", "no book");
	struct publish_wish w = wish(NOW + 300 * DAY_S);
	publish(&w, PUBLISH_DONE, "June has changed");
	CHECK(!there("overlay/mirror/pack/2018-06.gpub") && !there("overlay/mirror/pack/2018.gpub"),
		"books without it go");
	put("overlay/mirror/pack/2018-06.gpub", "a book");
	publish(&w, PUBLISH_DONE, "a book was made");
	put("root/2017/06/28/a.gmi", "# A\n");
	publish(&w, PUBLISH_DONE, "another year");
	CHECK(there("overlay/mirror/pack/2018-06.gpub"), "it stays");
	publish(&w, PUBLISH_NOTHING, "and is no news");
	put("overlay/mirror/pack/2018-06.gpub", "another book, of another size");
	publish(&w, PUBLISH_DONE, "made again");
}

static void logs_fill_up(void)
{
	struct arena m = { 0 };
	struct publish_wish w = wish(NOW + 300 * DAY_S);
	uint64_t serial = head_of(&m).serial;
	for (int i = 0; serial < 101; i++) {
		char text[32];
		snprintf(text, sizeof text, "# %d\n", i);
		put("root/index.gmi", text);
		serial = publish(&w, PUBLISH_DONE, "again").serial;
		CHECK(there("overlay/mirror/pack/log-0000.100.tar.gz") == (serial >= 100), "at %d", (int)serial);
		arena_reset(&m);
	}
	char line[600];
	snprintf(line, sizeof line,
		"cd %s && mkdir x && tar xzf overlay/mirror/pack/log-0000.100.tar.gz -C x && test $(ls "
		"x/mirror/log/000 | "
		"wc -l) = 99 && cmp x/mirror/log/000/099 overlay/mirror/log/000/099",
		folder);
	CHECK(system(line) == 0, "the pack has the entries 1 to 99");
	arena_free(&m);
}

int main(void)
{
	char room[1000], line[300];
	struct buf why = BUF(room);
	struct sign_public p;
	if (!mkdtemp(folder) || mkdir(in("root"), 0755) != 0 || root_open(&root, in("root")) != 0)
		return 1;
	setenv("TZ", "UTC", 1);
	tzset();
	CHECK(keyring_make(in("sign"), "bote", STR("bote.example"), &p, &why), "%s", buf_z(&why));
	months_end();
	clock_set_back();
	signatures_age();
	books();
	logs_fill_up();
	root_close(&root);
	snprintf(line, sizeof line, "rm -r %s", folder);
	CHECK(system(line) == 0, "%s", line);
	return unit_done("publish");
}
