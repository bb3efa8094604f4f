#include "scene.h"

#include "site/overlay.h"

static struct desk desk;

static void names(void)
{
	static const struct {
		const char *path;
		bool has, plain;
	} table[] = {
		{ "/MANIFEST", true, true },
		{ "/2018/06/28/MANIFEST", true, true },
		{ "/mirror/HEAD", true, true },
		{ "/mirror/HEAD.minisig", true, true },
		{ "/mirror/key.pub", true, true },
		{ "/mirror/keys", true, true },
		{ "/mirror/packs", true, true },
		{ "/mirror/gone", true, true },
		{ "/mirror/log/000/412", true, true },
		{ "/mirror/log/1234/567", true, true },
		{ "/mirror/pack/2018-06.412.tar.gz", true, false },
		{ "/mirror/pack/2018-06.gpub", true, false },
		/* what somebody else put there is like any other file */
		{ "/mirror/index.gmi", true, false },
		{ "/mirror/HEAD.gmi", true, false },
		{ "/mirror/", false, false },
		{ "/mirror", false, false },
		{ "/mirrors/HEAD", false, false },
		{ "/2018/mirror/HEAD", false, false },
		{ "/2018/MANIFEST/", false, false },
		{ "/2018/AMANIFEST", false, false },
		{ "/MANIFEST.gmi", false, false },
		{ "/", false, false },
		{ "", false, false },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct str path = str_of(table[i].path);
		CHECK(overlay_has(path) == table[i].has, "%s", table[i].path);
		CHECK(overlay_plain(path) == table[i].plain, "%s", table[i].path);
	}
}

static void gemini(const char *path, enum outcome outcome, const char *meta, const char *body)
{
	char room[512];
	struct buf uri = BUF(room);
	buf_fmt(&uri, "gemini://bote.example%s", path);
	desk_gemini(&desk, "", buf_str(&uri));
	CHECK(desk.answer.outcome == outcome, "%s: %d", path, desk.answer.outcome);
	if (outcome != OUT_OK)
		return;
	CHECK_STR(buf_str(&desk.answer.meta), str_of(meta));
	CHECK_STR(desk_body(&desk), str_of(body));
}

/* Gopher sends the bytes, whatever the view. */
static void gopher(const char *selector, const char *body)
{
	desk_gopher(&desk, BOTE, str_of(selector));
	CHECK(desk.answer.outcome == OUT_OK && desk.answer.body == BODY_FILE && !desk.answer.ascii, "%s: %d %d",
		selector, desk.answer.outcome, desk.answer.body);
	CHECK_STR(desk_body(&desk), str_of(body));
}

static const char latin[] = "title: Stra\xdf"
			    "e\n"; /* a guess would find a charset in it */

static void served(void)
{
	gemini("/mirror/HEAD", OUT_OK, "text/plain", latin);
	gemini("/MANIFEST", OUT_OK, "text/plain", "the root's\n");
	gemini("/2018/MANIFEST", OUT_OK, "text/plain", "SHA256 (b) = 0\n");
	gemini("/mirror/log/000/001", OUT_OK, "text/plain", "<html>\n");
	gemini("/mirror/pack/2018-06.1.tar.gz", OUT_OK, "application/gzip", "\x1f\x8b");
	gemini("/mirror/pack/2018-06.gpub", OUT_OK, "application/gpub+zip", "PK");
	gemini("/mirror/pack/", OUT_NOT_FOUND, "", "");
	gemini("/mirror/log", OUT_NOT_FOUND, "", "");
	gemini("/mirror/absent", OUT_NOT_FOUND, "", "");
	gemini("/mirror/.new", OUT_NOT_FOUND, "", "");
	gemini("/mirror/out", OUT_NOT_FOUND, "", "");
	gemini("/notes.txt", OUT_NOT_FOUND, "", "");
	gemini("/2019/MANIFEST", OUT_NOT_FOUND, "", "");
	static const char *const before[] = { "", "/0", "/raw", "/ascii", "/0/raw", "/ascii/raw" };
	for (size_t i = 0; i < COUNT(before); i++) {
		char selector[128];
		snprintf(selector, sizeof selector, "%s/mirror/HEAD", before[i]);
		gopher(selector, latin);
		snprintf(selector, sizeof selector, "%s/2018/MANIFEST", before[i]);
		gopher(selector, "SHA256 (b) = 0\n");
	}
	gopher("/9/mirror/pack/2018-06.1.tar.gz", "\x1f\x8b");
	gopher("/ascii/mirror/log/000/001", "<html>\n");
}

/* The first publication may come while we serve, and the folder may be put anew. */
static void coming(void)
{
	gemini("/mirror/HEAD", OUT_NOT_FOUND, "", "");
	CHECK(!site_refresh(&scene) && scene_capsules[BOTE].overlay.fd < 0, "opened what is not there");
	scene_put("bote.over/mirror/HEAD", STR("old"));
	site_refresh(&scene);
	gemini("/mirror/HEAD", OUT_OK, "text/plain", "old");
	unlink(scene_path("bote.over/mirror/HEAD"));
	rmdir(scene_path("bote.over/mirror"));
	rmdir(scene_path("bote.over"));
	int count = open_count();
	site_refresh(&scene);
	CHECK(scene_capsules[BOTE].overlay.fd < 0 && open_count() == count - 1, "a removed folder stays open");
	scene_put("bote.over/mirror/HEAD", str_of(latin));
	site_refresh(&scene);
	site_refresh(&scene);
	CHECK(open_count() == count, "opened twice");
	/* a page that links to books is not good any more when there is another one */
	int64_t before = site_now(&scene, BOTE).published;
	scene_put("bote.over/mirror/pack/2018-06.gpub", STR("PK"));
	CHECK(site_now(&scene, BOTE).published == before, "it is looked at once a second, not at every request");
	site_refresh(&scene);
	int64_t book = site_now(&scene, BOTE).published;
	CHECK(before && book > before, "a book has come");
	site_refresh(&scene);
	CHECK(site_now(&scene, BOTE).published == book, "nothing has");
}

static void move(const char *from, const char *to)
{
	char room[PATH_MAX];
	snprintf(room, sizeof room, "%s", scene_path(from));
	CHECK(rename(room, scene_path(to)) == 0, "%s to %s", from, to);
}

/* A folder is moved away, whole: what is served is what lies at the path. */
static void moved_away(void)
{
	int count = open_count();
	move("bote.over", "bote.away");
	site_refresh(&scene);
	gemini("/mirror/HEAD", OUT_NOT_FOUND, "", "");
	scene_put("bote.over/mirror/HEAD", STR("anew"));
	site_refresh(&scene);
	gemini("/mirror/HEAD", OUT_OK, "text/plain", "anew");
	/* two folders change places between two looks */
	move("bote.over", "bote.anew");
	move("bote.away", "bote.over");
	site_refresh(&scene);
	gemini("/mirror/HEAD", OUT_OK, "text/plain", latin);
	CHECK(open_count() == count, "a descriptor is left");
}

int main(void)
{
	scene_open();
	names();
	coming();
	moved_away();
	scene_put("bote/MANIFEST", STR("the root's\n")); /* a file in the root wins */
	scene_put("bote.over/MANIFEST", STR("the publisher's\n"));
	scene_put("bote.over/2018/MANIFEST", STR("SHA256 (b) = 0\n"));
	scene_put("bote.over/mirror/log/000/001", STR("<html>\n"));
	scene_put("bote.over/mirror/pack/2018-06.1.tar.gz", STR("\x1f\x8b"));
	scene_put("bote.over/mirror/pack/2018-06.gpub", STR("PK"));
	scene_put("bote.over/mirror/.new", STR("half"));
	scene_put("bote.over/notes.txt", STR("not published"));
	scene_link("bote.over/mirror/out", "/etc/passwd");
	int count = open_count();
	served();
	CHECK(open_count() == count, "a descriptor is left");
	scene_close();
	return unit_done("overlay");
}
