#include "scene.h"

#include "site/origin.h"

#include <inttypes.h>
#include <time.h>

#define LATER "2999-01-01T00:00:00Z"

static struct site_capsule *bote = &scene_capsules[BOTE];

/* A HEAD as a publisher signs it: nobody looks at whose signature it is. */
static void put_head(const char *addresses, unsigned serial, const char *until)
{
	static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000";
	static struct sign_secret secret;
	char message_room[HEAD_MAX], room[ORIGIN_MAX];
	struct buf message = BUF(message_room), out = BUF(room);
	if (secret.public.number[0] == 0)
		CHECK(sign_make(&secret), "no key");
	buf_fmt(&message,
		"herald-archive: 1\ntitle: Der Bote: das Archiv\n%sserial: %u\npublished: 2026-11-23T10:00:00Z\n"
		"valid-until: %s\nfiles: 12\nbytes: 345\nmanifest: %s\nlog: %s\npacks: %s\ngone: %s\n",
		addresses, serial, until, zeros, zeros, zeros, zeros);
	CHECK(sign_embed(&out, &secret, STR("verify with key.pub"), buf_str(&message)) && !out.full, "not signed");
	scene_put("bote/mirror/HEAD", buf_str(&out));
}

/* Without what was known before. */
static const struct origin *read_head(const char *addresses)
{
	unlink(scene_path("bote/mirror/HEAD"));
	origin_refresh(bote);
	CHECK(!bote->origin, "%s: it is still a mirror", addresses);
	put_head(addresses, 7, LATER);
	CHECK(origin_refresh(bote) && bote->origin, "%s: no mirror", addresses);
	return bote->origin;
}

static void addresses(void)
{
	static const struct {
		const char *head, *name, *gemini, *gopher; /* of the page /2018/06/; NULL: none */
	} table[] = {
		{ "archive: gemini://a.example/\n", "a.example", "gemini://a.example/2018/06/",
			"gemini://a.example/2018/06/" },
		{ "archive: gemini://a.example\n", "a.example", "gemini://a.example/2018/06/",
			"gemini://a.example/2018/06/" },
		{ "archive: gemini://a.example:1966/\n", "a.example:1966", "gemini://a.example:1966/2018/06/",
			"gemini://a.example:1966/2018/06/" },
		{ "archive: gemini://a.example/\narchive: gopher://b.example/\n", "a.example",
			"gemini://a.example/2018/06/", "gopher://b.example/1/2018/06/" },
		{ "archive: gopher://b.example:7070/\narchive: gemini://a.example/\n", "a.example",
			"gemini://a.example/2018/06/", "gopher://b.example:7070/1/2018/06/" },
		{ "archive: gopher://b.example/\n", "b.example", "gopher://b.example/1/2018/06/",
			"gopher://b.example/1/2018/06/" },
		{ "archive: gophers://b.example:7070/\n", "b.example:7070", "gophers://b.example:7070/1/2018/06/",
			"gophers://b.example:7070/1/2018/06/" },
		{ "archive: gemini://[2001:db8::7]:1966/\n", "[2001:db8::7]:1966",
			"gemini://[2001:db8::7]:1966/2018/06/", "gemini://[2001:db8::7]:1966/2018/06/" },
		{ "archive: gemini://Z\xc3\xbcrich.example/\n", "xn--zrich-kva.example",
			"gemini://xn--zrich-kva.example/2018/06/", "gemini://xn--zrich-kva.example/2018/06/" },
		/* the first of its kind counts */
		{ "archive: gemini://a.example/\narchive: gemini://b.example/\n", "a.example",
			"gemini://a.example/2018/06/", "gemini://a.example/2018/06/" },
		/* what is no address of ours, and what is none at all */
		{ "archive: https://www.example/\narchive: gemini://a.example/\n", "a.example",
			"gemini://a.example/2018/06/", "gemini://a.example/2018/06/" },
		{ "archive: https://www.example/\n", "Der Bote: das Archiv", NULL, NULL },
		{ "archive: gemini://a.example/sub/\n", "Der Bote: das Archiv", NULL, NULL },
		{ "archive: gemini://a.example/?x\n", "Der Bote: das Archiv", NULL, NULL },
		{ "archive: gemini://a@a.example/\n", "Der Bote: das Archiv", NULL, NULL },
		{ "archive: gemini://a.example:0/\n", "Der Bote: das Archiv", NULL, NULL },
		{ "archive: gemini://a.example:70000/\n", "Der Bote: das Archiv", NULL, NULL },
		{ "archive: gemini://a.example/ => x\n", "Der Bote: das Archiv", NULL, NULL },
		{ "archive: gemini:///\n", "Der Bote: das Archiv", NULL, NULL },
		{ "archive: gemini://-a/\n", "Der Bote: das Archiv", NULL, NULL },
		{ "archive: a.example\n", "Der Bote: das Archiv", NULL, NULL },
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		const struct origin *o = read_head(table[i].head);
		CHECK_STR(o->name, str_of(table[i].name));
		for (int gopher = 0; gopher < 2; gopher++) {
			char space[4096];
			struct buf url = BUF(space);
			const char *wanted = gopher ? table[i].gopher : table[i].gemini;
			bool good = origin_url(o, gopher, STR("/2018/06/"), STR(""), &url);
			CHECK(good == (wanted != NULL), "%s", table[i].head);
			CHECK_STR(buf_str(&url), str_of(wanted ? wanted : ""));
		}
	}
}

/* Every page has an address there, in the way of that protocol. */
static void pages(void)
{
	static const struct {
		const char *path, *query, *gemini, *gopher;
	} table[] = {
		{ "/", "", "gemini://a.example/", "gopher://b.example/1/" },
		{ "/today", "", "gemini://a.example/today", "gopher://b.example/1/today" },
		{ "/more/2018/06/28/x y.gmi", "", "gemini://a.example/more/2018/06/28/x%20y.gmi",
			"gopher://b.example/1/more/2018/06/28/x=20y" },
		{ "/search", "Freibad & \xc3\x9cmel", "gemini://a.example/search?Freibad%20%26%20%C3%9Cmel",
			"gopher://b.example/1/search/for/Freibad=20&=20=C3=9Cmel" },
		{ "/place/gifhorn/", "", "gemini://a.example/place/gifhorn/", "gopher://b.example/1/place/gifhorn/" },
	};
	const struct origin *o = read_head("archive: gemini://a.example/\narchive: gopher://b.example/\n");
	for (size_t i = 0; i < COUNT(table); i++)
		for (int gopher = 0; gopher < 2; gopher++) {
			char space[4096];
			struct buf url = BUF(space);
			CHECK(origin_url(o, gopher, str_of(table[i].path), str_of(table[i].query), &url), "%s",
				table[i].path);
			CHECK_STR(buf_str(&url), str_of(gopher ? table[i].gopher : table[i].gemini));
		}
}

/* It comes, changes, breaks and goes; and whoever remembers pages can tell. */
static void refreshed(void)
{
	unlink(scene_path("bote/mirror/HEAD"));
	site_refresh(&scene);
	uint64_t none = site_now(&scene, BOTE).origin;
	CHECK(!bote->origin && none == 0, "a mirror of nobody's");
	put_head("archive: gemini://a.example/\n", 7, LATER);
	CHECK(!site_refresh(&scene), "no list has changed");
	CHECK(bote->origin && bote->origin->head.serial == 7 && bote->origin->head.files == 12, "not read");
	CHECK_STR(bote->origin->head.title, STR("Der Bote: das Archiv"));
	uint64_t first = site_now(&scene, BOTE).origin;
	CHECK(first != none, "the state is the same");
	CHECK(!origin_refresh(bote) && site_now(&scene, BOTE).origin == first, "nothing has changed");
	put_head("archive: gemini://b.example/\n", 8, LATER);
	scene_time("bote/mirror/HEAD", 1000);
	CHECK(origin_refresh(bote) && bote->origin->head.serial == 8, "the new one is not read");
	CHECK_STR(bote->origin->name, STR("b.example"));
	uint64_t second = site_now(&scene, BOTE).origin;
	CHECK(second != first && second != none, "the state is the same");
	bote->origin_told = time(NULL); /* what it would say is no failure of this test */
	static const char *const broken[] = { "", "untrusted comment: x\n", "herald-archive: 1\nserial: 9\n" };
	for (size_t i = 0; i < COUNT(broken); i++) {
		scene_put("bote/mirror/HEAD", str_of(broken[i]));
		CHECK(!origin_refresh(bote) && bote->origin && bote->origin->head.serial == 8, "row %zu", i);
	}
	static char huge[ORIGIN_MAX + 100];
	memset(huge, 'x', sizeof huge);
	scene_put("bote/mirror/HEAD", (struct str){ huge, sizeof huge });
	CHECK(!origin_refresh(bote) && bote->origin, "a huge one counts");
	CHECK(site_now(&scene, BOTE).origin == second, "a broken one counts");
	unlink(scene_path("bote/mirror/HEAD"));
	CHECK(mkdir(scene_path("bote/mirror/HEAD"), 0755) == 0 && !origin_refresh(bote), "a folder is no HEAD");
	rmdir(scene_path("bote/mirror/HEAD"));
	CHECK(origin_refresh(bote) && !bote->origin && site_now(&scene, BOTE).origin == none, "a mirror for ever");
	CHECK(!origin_refresh(bote), "nothing has changed");
}

static void expires(void)
{
	char until[32];
	time_t now = time(NULL), later = now + 3600;
	struct tm tm;
	strftime(until, sizeof until, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&later, &tm));
	put_head("archive: gemini://a.example/\n", 7, until);
	CHECK(origin_refresh(bote) && !origin_expired(bote->origin, now), "not yet");
	CHECK(!origin_expired(bote->origin, later) && origin_expired(bote->origin, later + 1), "the moment");
	uint64_t fresh = site_now(&scene, BOTE).origin;
	bote->origin->head.valid_until = now - 1;
	CHECK(site_now(&scene, BOTE).origin != fresh, "pages stay fresh for ever");
}

int main(void)
{
	scene_open();
	scene_folder("bote/mirror");
	int count = open_count();
	addresses();
	pages();
	refreshed();
	expires();
	CHECK(open_count() == count, "a descriptor is left");
	scene_close();
	return unit_done("origin");
}
