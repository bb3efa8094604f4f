/* mirror: the formats of what is published: names, HEAD, MANIFEST, log, packs. */
#include "unit.h"

#include "mirror/head.h"
#include "mirror/journal.h"
#include "mirror/manifest.h"
#include "mirror/member.h"
#include "mirror/packs.h"

#include <string.h>

#define HEX0 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define HEX1 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static const struct {
	const char *path;
	bool path_good, folder_good;
} names[] = {
	{ "/a.gmi", true, false },
	{ "/2018/06/28/slug.gmi", true, false },
	{ "/", false, true },
	{ "/2018/06/", false, true },
	{ "/Größe und Maß.gmi", true, false },
	{ "", false, false },
	{ "a.gmi", false, false },
	{ "//a.gmi", false, false },
	{ "/a//b", false, false },
	{ "/./a", false, false },
	{ "/../a", false, false },
	{ "/a/../b", false, false },
	{ "/a/..", false, false },
	{ "/.hidden", false, false },
	{ "/.hidden/a", false, false },
	{ "/.mirror/pin", false, false },
	{ "/a/.b", false, false },
	{ "/a\\b", false, false },
	{ "/a\nb", false, false },
	{ "/a\tb", false, false },
	{ "/a\x7f", false, false },
	{ "/a\xff", false, false },
	{ "/a\xc0\xae", false, false },
	{ "/MANIFEST", false, false },
	{ "/2018/MANIFEST", false, false },
	{ "/2018/MANIFEST/", false, false },
	{ "/mirror/HEAD", false, false },
	{ "/mirror/", false, false },
	{ "/mirror", true, false }, /* a file of that name is one */
	{ "/mirrors/a", true, false },
	{ "/2018/mirror/a", true, false },
	{ "/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u/v/w/x/y/z/1/2/3/4/5/6/7/8", false, false },
};

static void test_members(void)
{
	char longest[MEMBER_NAME_MAX + 2] = "";
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct str path = str_of(names[i].path);
		CHECK(member_path(path) == names[i].path_good, "row %zu: \"%s\" as a path", i, path.p);
		CHECK(member_folder(path) == names[i].folder_good, "row %zu: \"%s\" as a folder", i, path.p);
	}
	memset(longest, 'a', MEMBER_NAME_MAX + 1);
	CHECK(!member_name(str_of(longest)), "256 bytes");
	CHECK(member_name(str_sub(str_of(longest), 0, MEMBER_NAME_MAX)), "255 bytes");
}

static void test_digests(void)
{
	char text[DIGEST_HEX];
	struct buf hex = BUF(text);
	struct digest d = digest_of(STR("abc")), read;
	digest_add(&hex, &d);
	CHECK_STR(buf_str(&hex), STR(HEX1));
	CHECK(digest_read(STR(HEX1), &read) && digest_eq(&d, &read), "there and back");
	CHECK(!digest_read(STR("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"), &read), "capitals");
	CHECK(!digest_read(str_sub(STR(HEX1), 0, 63), &read) && !digest_read(STR(HEX1 "0"), &read), "another length");
	CHECK(!digest_read(STR(""), &read), "empty");
	CHECK(!digest_none(&d) && digest_none(&(struct digest){ 0 }), "none");
}

static const char head_text[] = "herald-archive: 1\n"
				"title: Allerbote: das Archiv\n"
				"archive: gemini://bote.example/\n"
				"archive: gopher://bote.example/\n"
				"serial: 412\n"
				"published: 2026-11-27T21:30:00Z\n"
				"valid-until: 2027-12-31T23:59:59Z\n"
				"files: 123456\n"
				"bytes: 345678901\n"
				"manifest: " HEX0 "\n"
				"log: " HEX1 "\n"
				"packs: " HEX0 "\n"
				"gone: " HEX1 "\n"
				"dynamic: /search\n"
				"dynamic: /more/\n";

static void test_head(void)
{
	char room[HEAD_MAX];
	struct buf out = BUF(room);
	struct head h;
	const char *wrong = head_read(STR(head_text), &h);
	CHECK(wrong == NULL, "%s", wrong);
	CHECK(h.serial == 412 && h.files == 123456 && h.bytes == 345678901 && h.addresses == 2 && h.dynamics == 2,
		"numbers");
	CHECK(h.published == 1795815000 && h.valid_until - h.published == 34482599, "times: %lld",
		(long long)h.published);
	head_write(&out, &h);
	CHECK_STR(buf_str(&out), STR(head_text));
}

/* from: what is replaced in the good one, and by what. */
static const struct {
	const char *from, *to, *part;
} heads[] = {
	{ "herald-archive: 1", "herald-archive: 2", "later version" },
	{ "herald-archive: 1", "Herald-Archive: 1", "does not begin" },
	{ "serial: 412\n", "", "missing" },
	{ "gone: " HEX1 "\n", "", "missing" },
	{ "archive: gemini://bote.example/\narchive: gopher://bote.example/\n", "", "whose" },
	{ "serial: 412", "serial: 0", "value" },
	{ "serial: 412", "serial: -1", "value" },
	{ "serial: 412", "serial: 99999999999999999999", "value" },
	{ "serial: 412", "serial: 412\nserial: 413", "twice" },
	{ "serial: 412", "serial 412", "key: value" },
	{ "serial: 412", "", "key: value" },
	{ "2026-11-27T21", "2026-02-30T21", "value" },
	{ "2026-11-27T21", "2026-11-27 21", "value" },
	{ "2026-11-27T21", "2026-11-27T24", "value" },
	{ "manifest: e", "manifest: E", "value" },
	{ "manifest: e", "manifest: ", "value" },
	{ "title: A", "title: \x1b[2J", "value" },
	{ "title: A", "title: \xff", "value" },
	{ "dynamic: /more/\n", "later: key\ndynamic: /more/\n", NULL },
	{ "dynamic: /more/\n", "", NULL },
};

static void test_heads(void)
{
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		char room[HEAD_MAX];
		struct buf text = BUF(room);
		struct str all = STR(head_text);
		size_t at = str_find(all, str_of(heads[i].from));
		struct head h;
		CHECK(at < all.n, "row %zu", i);
		buf_add(&text, str_sub(all, 0, at));
		buf_add(&text, str_of(heads[i].to));
		buf_add(&text, str_sub(all, at + strlen(heads[i].from), all.n));
		const char *wrong = head_read(buf_str(&text), &h);
		CHECK(heads[i].part ? wrong && strstr(wrong, heads[i].part) : wrong == NULL, "row %zu: %s", i,
			wrong ? wrong : "good");
	}
}

static const struct {
	const char *text;
	int count; /* -1: wrong */
} manifests[] = {
	{ "", 0 },
	{ "SHA256 (a.gmi) = " HEX0 "\n", 1 },
	{ "SHA256 (2018/MANIFEST) = " HEX0 "\nSHA256 (a.gmi) = " HEX1 "\n", 2 },
	{ "SHA256 (a ) = .gmi) = " HEX0 "\n", 1 },
	{ "SHA256 (a.gmi) = " HEX0, -1 },
	{ "SHA256 (b) = " HEX0 "\nSHA256 (a) = " HEX0 "\n", -1 },
	{ "SHA256 (a) = " HEX0 "\nSHA256 (a) = " HEX0 "\n", -1 },
	{ "SHA256 (a) = " HEX0 "\nSHA256 (a/MANIFEST) = " HEX0 "\n", -1 },
	{ "SHA256 (a/b) = " HEX0 "\n", -1 },
	{ "SHA256 (../a) = " HEX0 "\n", -1 },
	{ "SHA256 (..) = " HEX0 "\n", -1 },
	{ "SHA256 (../MANIFEST) = " HEX0 "\n", -1 },
	{ "SHA256 (/MANIFEST) = " HEX0 "\n", -1 },
	{ "SHA256 (a/b/MANIFEST) = " HEX0 "\n", -1 },
	{ "SHA256 (MANIFEST) = " HEX0 "\n", -1 },
	{ "SHA256 () = " HEX0 "\n", -1 },
	{ "SHA256 (.a) = " HEX0 "\n", -1 },
	{ "SHA256 (a)= " HEX0 "\n", -1 },
	{ "SHA1 (a) = " HEX0 "\n", -1 },
	{ "SHA256 (a) = " HEX0 "\r\n", -1 },
	{ "SHA256 (a) = " HEX0 "\n\n", -1 },
	{ "\\SHA256 (a) = " HEX0 "\n", -1 },
	{ "SHA256 (a\\) = " HEX0 "\n", -1 },
	{ HEX0 "  a\n", -1 },
};

static void test_manifests(void)
{
	struct arena m = { 0 };
	for (size_t i = 0; i < sizeof manifests / sizeof *manifests; i++) {
		struct manifest list;
		struct buf out = { 0 };
		const char *wrong = manifest_read(str_of(manifests[i].text), &m, &list);
		int count = wrong ? -1 : (int)list.count;
		CHECK(count == manifests[i].count, "row %zu: %d: %s", i, count, wrong ? wrong : "");
		if (wrong)
			continue;
		manifest_write(&out, &m, &list);
		CHECK_STR(buf_str(&out), str_of(manifests[i].text));
		CHECK(manifest_find(&list, STR("b")) == NULL, "row %zu", i);
		for (size_t k = 0; k < list.count; k++)
			CHECK(manifest_find(&list, list.line[k].name) == &list.line[k], "row %zu, line %zu", i, k);
		arena_reset(&m);
	}
	arena_free(&m);
}

#define FIRST HEX0 "\t2026-11-27T21:30:00Z\n"

static const struct {
	const char *text;
	int count;
} journals[] = {
	{ FIRST, 0 },
	{ FIRST "A\t" HEX0 "\t0\t/a.gmi\nD\t" HEX0 "\t0\t/b.gmi\tAuf Wunsch\nM\t" HEX0 "\t12\t/c.gmi\nV\t" HEX1
		"\t3\t/d.gmi\t/e.gmi\n",
		4 },
	{ FIRST "D\t" HEX0 "\t0\tsha256:" HEX1 "\tAuf Wunsch\n", 1 },
	{ FIRST "D\t" HEX0 "\t0\t/b.gmi\t\n", 1 },
	{ "", -1 },
	{ HEX0 "\n", -1 },
	{ HEX0 " 2026-11-27T21:30:00Z\n", -1 },
	{ HEX0 "\t2026-11-27T21:30:00Z", -1 },
	{ FIRST "A\t" HEX0 "\t0\t/a.gmi", -1 },
	{ FIRST "X\t" HEX0 "\t0\t/a.gmi\n", -1 },
	{ FIRST "AA\t" HEX0 "\t0\t/a.gmi\n", -1 },
	{ FIRST "\n", -1 },
	{ FIRST "A\t" HEX0 "\t-1\t/a.gmi\n", -1 },
	{ FIRST "A\t" HEX0 "\t99999999999999999999\t/a.gmi\n", -1 },
	{ FIRST "A\t" HEX0 "\t0\t/../a.gmi\n", -1 },
	{ FIRST "A\t" HEX0 "\t0\ta.gmi\n", -1 },
	{ FIRST "A\t" HEX0 "\t0\t/mirror/HEAD\n", -1 },
	{ FIRST "A\t" HEX0 "\t0\t/MANIFEST\n", -1 },
	{ FIRST "A\t" HEX0 "\t0\t/a.gmi\t\n", -1 },
	{ FIRST "V\t" HEX0 "\t0\t/a.gmi\n", -1 },
	{ FIRST "V\t" HEX0 "\t0\t/a.gmi\t/a.gmi\n", -1 },
	{ FIRST "V\t" HEX0 "\t0\t/a.gmi\tgemini://other.example/\n", -1 },
	{ FIRST "V\t" HEX0 "\t0\tsha256:" HEX1 "\t/b.gmi\n", -1 },
	{ FIRST "D\t" HEX0 "\t0\tsha256:" HEX1 "0\tx\n", -1 },
	{ FIRST "D\t" HEX0 "\t0\t/b.gmi\n", -1 },
	{ FIRST "D\t" HEX0 "\t0\t/b.gmi\ta\tb\n", -1 },
	{ FIRST "D\t" HEX0 "\t0\t/b.gmi\t\x1b[2J\n", -1 },
};

static void test_journals(void)
{
	for (size_t i = 0; i < sizeof journals / sizeof *journals; i++) {
		struct journal j;
		struct journal_line line;
		char room[2000];
		struct buf out = BUF(room);
		int count = 0;
		const char *wrong = journal_open(str_of(journals[i].text), &j);
		if (!wrong)
			journal_begin(&out, &j.before, j.published);
		while (!wrong && journal_next(&j, &line, &wrong)) {
			journal_add(&out, &line);
			count++;
		}
		CHECK((wrong ? -1 : count) == journals[i].count, "row %zu: %d: %s", i, count, wrong ? wrong : "good");
		if (!wrong)
			CHECK_STR(buf_str(&out), str_of(journals[i].text));
	}
}

static const struct {
	uint64_t serial;
	const char *path;
} journal_paths[] = {
	{ 1, "/mirror/log/000/001" },
	{ 412, "/mirror/log/000/412" },
	{ 999999, "/mirror/log/999/999" },
	{ 1000000, "/mirror/log/1/000/000" },
	{ 1234567890, "/mirror/log/1234/567/890" },
};

static void test_journal_paths(void)
{
	for (size_t i = 0; i < sizeof journal_paths / sizeof *journal_paths; i++) {
		char room[64];
		struct buf path = BUF(room);
		journal_path(&path, journal_paths[i].serial);
		CHECK_STR(buf_str(&path), str_of(journal_paths[i].path));
	}
}

static const struct {
	const char *name;
	int kind, year, month; /* kind -1: it is none */
	unsigned number, serial;
} packs[] = {
	{ "2018-06.412.tar.gz", PACKS_MONTH, 2018, 6, 0, 412 },
	{ "log-0004.500.tar.gz", PACKS_LOG, 0, 0, 4, 500 },
	{ "log-12345.1234600.tar.gz", PACKS_LOG, 0, 0, 12345, 1234600 },
	{ "2018-06.gpub", PACKS_BOOK, 2018, 6, 0, 0 },
	{ "2018.gpub", PACKS_BOOK, 2018, 0, 0, 0 },
	{ "2018.412.tar.gz", -1, 0, 0, 0, 0 },
	{ "2018-6.412.tar.gz", -1, 0, 0, 0, 0 },
	{ "2018-13.412.tar.gz", -1, 0, 0, 0, 0 },
	{ "2018-06.0.tar.gz", -1, 0, 0, 0, 0 },
	{ "2018-06.012.tar.gz", -1, 0, 0, 0, 0 },
	{ "2018-06..tar.gz", -1, 0, 0, 0, 0 },
	{ "2018-06.tar.gz", -1, 0, 0, 0, 0 },
	{ "2018-06.412.tar", -1, 0, 0, 0, 0 },
	{ "0000-06.gpub", -1, 0, 0, 0, 0 },
	{ "log-4.500.tar.gz", -1, 0, 0, 0, 0 },
	{ "../2018-06.412.tar.gz", -1, 0, 0, 0, 0 },
	{ "", -1, 0, 0, 0, 0 },
};

static void test_packs(void)
{
	struct arena m = { 0 };
	struct packs list;
	struct packs_line l = { 0 };
	struct buf out = { 0 };
	for (size_t i = 0; i < sizeof packs / sizeof *packs; i++) {
		bool good = packs_name(str_of(packs[i].name), &l);
		CHECK(good == (packs[i].kind >= 0), "row %zu: \"%s\"", i, packs[i].name);
		if (good && packs[i].kind >= 0)
			CHECK((int)l.kind == packs[i].kind && l.year == packs[i].year && l.month == packs[i].month &&
					l.number == packs[i].number && l.serial == packs[i].serial,
				"row %zu: \"%s\"", i, packs[i].name);
	}
	static const char good[] = "2018-06.412.tar.gz\t123\t" HEX0 "\n2018-06.gpub\t4\t" HEX1 "\n";
	CHECK(packs_read(STR(good), &m, &list) == NULL && list.count == 2 && list.line[1].size == 4, "good");
	packs_write(&out, &m, &list);
	CHECK_STR(buf_str(&out), STR(good));
	CHECK(packs_read(STR("a\t1\t" HEX0 "\n"), &m, &list) != NULL, "a name");
	CHECK(packs_read(STR("2018.gpub\t1\t" HEX0), &m, &list) != NULL, "no end");
	CHECK(packs_read(STR("2018.gpub\t-1\t" HEX0 "\n"), &m, &list) != NULL, "a size");
	CHECK(packs_read(STR("2018.gpub\t1\t" HEX0 "\n2017.gpub\t1\t" HEX0 "\n"), &m, &list) != NULL, "order");
	CHECK(packs_read(STR("2018.gpub\t1\t" HEX0 "\tx\n"), &m, &list) != NULL, "something behind");
	arena_free(&m);
}

int main(void)
{
	test_members();
	test_digests();
	test_head();
	test_heads();
	test_manifests();
	test_journals();
	test_journal_paths();
	test_packs();
	return unit_done("mirror");
}
