/* pack: the same calls make the same bytes, wherever and whenever; what is read back is what was written; and what a
 * stranger has made is refused with its reason before a byte of it is handed out. */
#include "unit.h"

#include "mirror/pack.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 4 << 20, NOON = 1530187200 /* 28 June 2018 */ };

static struct str bytes_of(int fd, char *room)
{
	ssize_t n = pread(fd, room, ROOM, 0);
	return (struct str){ room, n > 0 ? (size_t)n : 0 };
}

/* ---- writing ---- */

static const struct {
	const char *path, *text;
} files[] = {
	{ "2018/06/28/MANIFEST", "SHA256 (a.gmi) = 00\n" },
	{ "2018/06/28/a.gmi", "# A\n\nA A A A A A A A A A A A A A A A\n" },
	{ "2018/06/28/gr\xc3\xbc\xc3\x9f"
	  "e \xe2\x80\x9ezu\xe2\x80\x9c.gmi",
		"# Gr\xc3\xbc\xc3\x9f"
		"e\n" },
	{ "2018/06/28/leer.gmi", "" },
	{ "2018/06/28/lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-"
	  "lang-lang-lang-lang-lang-lang-lang-lang-lang-lang-lang.gmi",
		"# L\n" },
};

enum { FILES = sizeof files / sizeof *files };

/* One of them from a descriptor. */
static struct str write_all(enum pack_form form, char *room)
{
	char space[500];
	struct buf why = BUF(space);
	int fd = memfd_create("pack", 0), from = memfd_create("file", 0);
	CHECK(write(from, files[1].text, strlen(files[1].text)) == (ssize_t)strlen(files[1].text), "a file");
	struct pack_maker *p = pack_begin(fd, form, &why);
	CHECK(p != NULL, "%s", buf_z(&why));
	for (size_t i = 0; p && i < FILES; i++) {
		struct pack_file f = { .path = str_of(files[i].path),
			.bytes = str_of(files[i].text),
			.fd = i == 1 ? from : -1,
			.size = strlen(files[i].text),
			.time = NOON };
		CHECK(pack_add(p, &f, &why), "%s: %s", files[i].path, buf_z(&why));
	}
	CHECK(p && pack_end(p, &why), "%s", buf_z(&why));
	struct str out = bytes_of(fd, room);
	close(fd);
	close(from);
	return out;
}

static void always_the_same(enum pack_form form)
{
	static char first_room[ROOM], room[ROOM];
	static const char *const zones[] = { "Pacific/Kiritimati", "America/St_Johns", "UTC0" };
	static const char *const locales[] = { "C.UTF-8", "C", "POSIX" };
	static const mode_t masks[] = { 077, 0, 027 };
	struct str first = write_all(form, first_room);
	CHECK(first.n > 300, "%zu bytes", first.n);
	for (size_t i = 0; i < 3; i++) {
		setenv("TZ", zones[i], 1);
		tzset();
		setlocale(LC_ALL, locales[i]);
		mode_t before = umask(masks[i]);
		struct str again = write_all(form, room);
		CHECK(str_eq(first, again), "form %d, in %s: other bytes", (int)form, zones[i]);
		umask(before);
	}
	setlocale(LC_ALL, "C");
	/* RFC 1952, 2.3.1: no name, no comment, no time */
	if (form == PACK_TAR_GZ)
		CHECK(memcmp(first.p + 3, "\0\0\0\0\0", 5) == 0, "flags and time of gzip");
}

static void became_shorter(void)
{
	char space[500];
	struct buf why = BUF(space);
	int fd = memfd_create("pack", 0), from = memfd_create("file", 0);
	struct pack_maker *p = pack_begin(fd, PACK_TAR_GZ, &why);
	struct pack_file f = { .path = STR("a.gmi"), .fd = from, .size = 1000, .time = NOON };
	CHECK(write(from, "short", 5) == 5 && p, "a file");
	CHECK(!pack_add(p, &f, &why) && strstr(buf_z(&why), "a.gmi has become shorter"), "%s", buf_z(&why));
	CHECK(!pack_end(p, &why), "it is of no use");
	close(fd);
	close(from);
}

static void disk_full(void)
{
	char space[500];
	struct buf why = BUF(space);
	int fd = memfd_create("pack", MFD_ALLOW_SEALING);
	CHECK(ftruncate(fd, 0) == 0 && fcntl(fd, F_ADD_SEALS, F_SEAL_GROW) == 0, "a disk that is full");
	struct pack_maker *p = pack_begin(fd, PACK_ZIP, &why);
	struct pack_file f = { .path = STR("a.gmi"), .bytes = STR("# A\n"), .fd = -1, .size = 4 };
	bool good = p && pack_add(p, &f, &why);
	if (p)
		good = pack_end(p, &why) && good;
	CHECK(!good && why.n, "it is noticed: %s", buf_z(&why));
	close(fd);
}

/* ---- reading ---- */

static const struct pack_limits usual = { .files = 10, .bytes = 100000, .file_bytes = 50000 };

/* Reads all of it: PACK_END, or PACK_BAD with *why; what was handed out is counted. */
static enum pack_step read_all(struct str pack, const struct pack_limits *limits, uint64_t *handed, struct buf *why)
{
	int fd = memfd_create("pack", 0);
	uint64_t size;
	struct str path;
	char piece[4096];
	*handed = 0;
	CHECK(write(fd, pack.p, pack.n) == (ssize_t)pack.n && lseek(fd, 0, SEEK_SET) == 0, "a pack");
	struct pack_reader *r = pack_open(fd, limits, why);
	enum pack_step step = r ? PACK_FILE : PACK_BAD;
	while (step == PACK_FILE && (step = pack_next(r, &path, &size, why)) == PACK_FILE) {
		int64_t n;
		while ((n = pack_read(r, piece, sizeof piece, why)) > 0)
			*handed += (uint64_t)n;
		if (n < 0)
			step = PACK_BAD;
	}
	pack_close(r);
	close(fd);
	return step;
}

static void read_back(void)
{
	static char room[ROOM];
	char space[500], piece[256];
	struct buf why = BUF(space);
	struct str pack = write_all(PACK_TAR_GZ, room), path;
	uint64_t size, handed;
	int fd = memfd_create("pack", 0);
	CHECK(write(fd, pack.p, pack.n) == (ssize_t)pack.n && lseek(fd, 0, SEEK_SET) == 0, "a pack");
	struct pack_reader *r = pack_open(fd, &usual, &why);
	for (size_t i = 0; i < FILES; i++) {
		CHECK(pack_next(r, &path, &size, &why) == PACK_FILE, "%s: %s", files[i].path, buf_z(&why));
		CHECK(path.p[0] == '/' && str_eq(str_sub(path, 1, path.n), str_of(files[i].path)), "%.*s",
			STR_ARG(path));
		int64_t n = pack_read(r, piece, sizeof piece, &why);
		CHECK((uint64_t)n == size, "%.*s: %lld bytes", STR_ARG(path), (long long)n);
		CHECK_STR(((struct str){ piece, (size_t)n }), str_of(files[i].text));
	}
	CHECK(pack_next(r, &path, &size, &why) == PACK_END, "no more: %s", buf_z(&why));
	pack_close(r);
	close(fd);
	/* cut off anywhere, it is never taken for a whole one */
	for (size_t n = 0; n < pack.n - 8; n += 7) {
		buf_clear(&why);
		CHECK(read_all(str_sub(pack, 0, n), &usual, &handed, &why) == PACK_BAD && why.n, "cut at %zu", n);
	}
}

/* ---- what strangers make ---- */

struct odd {
	const char *what;
	const char *path;
	unsigned type; /* AE_IF… */
	const char *link, *hardlink;
	uint64_t size;
	unsigned times; /* that often, numbered if there is a %u in the path */
	bool sparse;
	const char *why; /* NULL: it is good */
};

#define DEEP "a/a/a/a/a/a/a/a/a/a/a/"
#define HUNDRED "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"

static const struct odd odds[] = {
	{ .what = "an article", .path = "2018/06/28/a.gmi", .size = 100 },
	{ .what = "a MANIFEST", .path = "2018/06/28/MANIFEST", .size = 100 },
	{ .what = "an entry of the log", .path = "mirror/log/000/001", .size = 100 },
	{ .what = "a folder", .path = "2018/06/", .type = AE_IFDIR },
	{ .what = "just as many as allowed", .path = "a%u", .times = 10, .size = 10000 },
	{ .what = "a symbolic link", .path = "a", .type = AE_IFLNK, .link = "/etc/passwd", .why = "no plain file" },
	{ .what = "a link to a folder", .path = "2018", .type = AE_IFLNK, .link = "..", .why = "no plain file" },
	{ .what = "a hard link", .path = "a", .hardlink = "2018/06/28/b.gmi", .why = "no plain file" },
	{ .what = "a hard link outwards", .path = "a", .hardlink = "../../etc/passwd", .why = "no plain file" },
	{ .what = "a FIFO", .path = "a", .type = AE_IFIFO, .why = "no plain file" },
	{ .what = "a disk", .path = "a", .type = AE_IFBLK, .why = "no plain file" },
	{ .what = "a terminal", .path = "a", .type = AE_IFCHR, .why = "no plain file" },
	{ .what = "holes", .path = "a", .size = 40000, .sparse = true, .why = "no plain file" },
	{ .what = "up", .path = "../a", .why = "leads elsewhere" },
	{ .what = "up at the end", .path = "2018/..", .why = "leads elsewhere" },
	{ .what = "up from within", .path = "2018/../../a", .why = "leads elsewhere" },
	{ .what = "absolute", .path = "/etc/passwd", .why = "leads elsewhere" },
	{ .what = "here", .path = "./a", .why = "leads elsewhere" },
	{ .what = "nothing in between", .path = "2018//a", .why = "leads elsewhere" },
	{ .what = "hidden", .path = ".bashrc", .why = "leads elsewhere" },
	{ .what = "the follower's own", .path = ".mirror/state", .why = "leads elsewhere" },
	{ .what = "hidden further down", .path = "2018/.git/config", .why = "leads elsewhere" },
	{ .what = "a backslash", .path = "..\\a", .why = "leads elsewhere" },
	{ .what = "an escape", .path = "2018/\033[2J", .why = "leads elsewhere" },
	{ .what = "a line break", .path = "2018/a\nb", .why = "leads elsewhere" },
	{ .what = "no UTF-8", .path = "2018/\xe4.gmi", .why = "leads elsewhere" },
	{ .what = "a MANIFEST that is a folder", .path = "MANIFEST/a", .why = "leads elsewhere" },
	{ .what = "too deep", .path = DEEP DEEP DEEP "a/a", .why = "leads elsewhere" },
	{ .what = "a long name", .path = HUNDRED HUNDRED HUNDRED, .why = "leads elsewhere" },
	{ .what = "a long path",
		.path = HUNDRED "/" HUNDRED "/" HUNDRED "/" HUNDRED "/" HUNDRED "/" HUNDRED "/" HUNDRED "/" HUNDRED
				"/" HUNDRED "/" HUNDRED,
		.why = "leads elsewhere" },
	{ .what = "twice in a row", .path = "2018/06/28/a.gmi", .times = 2, .why = "there twice" },
	{ .what = "a large file", .path = "a", .size = 50001, .why = "more files or bytes" },
	{ .what = "a bomb", .path = "a", .size = 100 << 20, .why = "more files or bytes" },
	{ .what = "many bytes", .path = "a%u", .times = 3, .size = 40000, .why = "more files or bytes" },
	{ .what = "many files", .path = "a%u", .times = 11, .why = "more files or bytes" },
	{ .what = "many folders", .path = "a%u/", .type = AE_IFDIR, .times = 11, .why = "more folders" },
};

static void put_one(struct archive *a, const struct odd *o, unsigned turn)
{
	static const char zeros[65536];
	char path[2000];
	const char *number = strstr(o->path, "%u");
	struct archive_entry *e = archive_entry_new();
	snprintf(path, sizeof path, "%.*s", (int)(number ? (size_t)(number - o->path) : strlen(o->path)), o->path);
	if (number)
		snprintf(path + (number - o->path), 100, "%u%s", turn, number + 2);
	archive_entry_set_pathname(e, path);
	archive_entry_set_filetype(e, o->type ? o->type : AE_IFREG);
	archive_entry_set_perm(e, 04777);
	archive_entry_set_size(e, o->hardlink ? 0 : (la_int64_t)o->size);
	if (o->link)
		archive_entry_set_symlink(e, o->link);
	if (o->hardlink)
		archive_entry_set_hardlink(e, o->hardlink);
	if (o->sparse) {
		archive_entry_sparse_add_entry(e, 0, 1000);
		archive_entry_sparse_add_entry(e, 30000, 1000);
	}
	CHECK(archive_write_header(a, e) >= ARCHIVE_WARN, "%s: %s", o->what, archive_error_string(a));
	for (uint64_t left = o->size; left;) {
		size_t n = left < sizeof zeros ? (size_t)left : sizeof zeros;
		CHECK(archive_write_data(a, zeros, n) >= 0, "%s: %s", o->what, archive_error_string(a));
		left -= n;
	}
	archive_entry_free(e);
}

typedef int set_up(struct archive *);

static struct str make(const struct odd *o, set_up *filter, set_up *again, set_up *format, char *room)
{
	size_t used = 0;
	struct archive *a = archive_write_new();
	format(a);
	if (filter)
		filter(a);
	if (again)
		again(a);
	CHECK(archive_write_open_memory(a, room, ROOM, &used) == ARCHIVE_OK, "%s", o->what);
	for (unsigned i = 0; i < (o->times ? o->times : 1); i++)
		put_one(a, o, i);
	CHECK(archive_write_close(a) == ARCHIVE_OK, "%s: %s", o->what, archive_error_string(a));
	archive_write_free(a);
	return (struct str){ room, used };
}

static bool harmless(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return false;
	return utf8_valid(s);
}

static void check_odd(const struct odd *o, struct str pack)
{
	char space[1000];
	struct buf why = BUF(space);
	uint64_t handed;
	enum pack_step step = read_all(pack, &usual, &handed, &why);
	if (o->why == NULL) {
		CHECK(step == PACK_END, "%s: %s", o->what, buf_z(&why));
		return;
	}
	CHECK(step == PACK_BAD && strstr(buf_z(&why), o->why), "%s: %d \"%s\"", o->what, (int)step, buf_z(&why));
	CHECK(harmless(buf_str(&why)), "%s: \"%s\" does something to a terminal", o->what, buf_z(&why));
	CHECK(handed <= usual.bytes && (o->times > 1 || handed == 0), "%s: %llu bytes were handed out", o->what,
		(unsigned long long)handed);
}

static void strangers(void)
{
	static char room[ROOM];
	for (size_t i = 0; i < sizeof odds / sizeof *odds; i++) {
		const struct odd *o = &odds[i];
		check_odd(o, make(o, archive_write_add_filter_gzip, NULL, archive_write_set_format_pax, room));
		/* GNU's form has no holes from libarchive */
		if (!o->sparse)
			check_odd(
				o, make(o, archive_write_add_filter_gzip, NULL, archive_write_set_format_gnutar, room));
	}
}

static void other_forms(void)
{
	static const struct {
		const char *what;
		set_up *filter, *again, *format;
	} rows[] = {
		{ "a tar", NULL, NULL, archive_write_set_format_ustar },
		{ "a tar.bz2", archive_write_add_filter_bzip2, NULL, archive_write_set_format_ustar },
		{ "a tar.xz", archive_write_add_filter_xz, NULL, archive_write_set_format_ustar },
		{ "a tar.zst", archive_write_add_filter_zstd, NULL, archive_write_set_format_ustar },
		{ "a tar.Z", archive_write_add_filter_compress, NULL, archive_write_set_format_ustar },
		{ "a tar.gz.gz", archive_write_add_filter_gzip, archive_write_add_filter_gzip,
			archive_write_set_format_ustar },
		{ "a tar.xz.gz", archive_write_add_filter_xz, archive_write_add_filter_gzip,
			archive_write_set_format_ustar },
		{ "a cpio.gz", archive_write_add_filter_gzip, NULL, archive_write_set_format_cpio },
		{ "a zip", NULL, NULL, archive_write_set_format_zip },
		{ "a zip.gz", archive_write_add_filter_gzip, NULL, archive_write_set_format_zip },
		{ "a 7z", NULL, NULL, archive_write_set_format_7zip },
	};
	static char room[ROOM];
	char space[1000];
	uint64_t handed;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf why = BUF(space);
		struct str pack = make(&odds[0], rows[i].filter, rows[i].again, rows[i].format, room);
		CHECK(read_all(pack, &usual, &handed, &why) == PACK_BAD && handed == 0 && why.n, "%s", rows[i].what);
	}
	struct buf why = BUF(space);
	CHECK(read_all(STR(""), &usual, &handed, &why) == PACK_BAD, "nothing at all");
	CHECK(read_all(STR("\x1f\x8b\x08"), &usual, &handed, &why) == PACK_BAD, "the beginning of gzip");
	CHECK(read_all(STR("20 text/gemini\r\n# A"), &usual, &handed, &why) == PACK_BAD, "an answer");
}

/* ---- headers that libarchive does not write ---- */

/* A block of a tar: POSIX.1-2017, pax, "ustar Interchange Format". */
static void block(char *to, char type, const char *name, unsigned long long size)
{
	unsigned sum = 0;
	memset(to, 0, 512);
	snprintf(to, 100, "%s", name);
	memcpy(to + 100, "0000644\0000000000\0000000000", 24);
	snprintf(to + 124, 12, "%011llo", size);
	memcpy(to + 136, "00000000000\0        ", 20);
	to[156] = type;
	memcpy(to + 257, "ustar\00000", 8);
	for (int i = 0; i < 512; i++)
		sum += (unsigned char)to[i];
	snprintf(to + 148, 8, "%06o", sum);
}

static struct str gzip(struct str bytes, char *room)
{
	size_t used = 0;
	struct archive *a = archive_write_new();
	struct archive_entry *e = archive_entry_new();
	archive_write_set_format_raw(a);
	archive_write_add_filter_gzip(a);
	archive_write_open_memory(a, room, ROOM, &used);
	archive_entry_set_filetype(e, AE_IFREG);
	archive_write_header(a, e);
	CHECK(archive_write_data(a, bytes.p, bytes.n) == (la_ssize_t)bytes.n, "gzip");
	archive_entry_free(e);
	CHECK(archive_write_close(a) == ARCHIVE_OK, "gzip");
	archive_write_free(a);
	return (struct str){ room, used };
}

/* A header that says how the next one is to be read, and another, and another … */
static void chains(void)
{
	enum { CHAIN = 100000, STEP = 1024 };
	static const struct {
		char type;
		const char *text;
	} rows[] = { { 'g', "11 comment\n" }, { 'x', "13 path=a/b\n" }, { 'L', "name" }, { 'K', "name" } };
	static char room[ROOM];
	char space[1000];
	uint64_t handed;
	char *bytes = calloc(CHAIN, STEP);
	for (size_t i = 0; bytes && i < sizeof rows / sizeof *rows; i++) {
		struct buf why = BUF(space);
		for (size_t k = 0; k < CHAIN; k++) {
			block(bytes + k * STEP, rows[i].type, "h", strlen(rows[i].text));
			memcpy(bytes + k * STEP + 512, rows[i].text, strlen(rows[i].text));
		}
		struct str pack = gzip((struct str){ bytes, (size_t)CHAIN * STEP }, room);
		CHECK(read_all(pack, &usual, &handed, &why) == PACK_BAD && handed == 0, "a chain of %c", rows[i].type);
	}
	free(bytes);
}

/* Sizes that are not what follows. */
static void lies(void)
{
	static const struct {
		const char *what;
		char type;
		unsigned long long size;
	} rows[] = {
		{ "a file with more than there is", '0', 40000 },
		{ "a file of 8 GB", '0', 077777777777ull },
		{ "a path of 1 GB", 'L', 1ull << 30 },
		{ "a header of 1 GB", 'x', 1ull << 30 },
		{ "a sparse file of GNU's", 'S', 30000 },
		{ "a file in parts", 'M', 100 },
		{ "a name of a volume", 'V', 100 },
		{ "a type that nobody knows", 'Z', 60000 },
	};
	static char room[ROOM];
	char bytes[2048], space[1000];
	uint64_t handed;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf why = BUF(space);
		memset(bytes, 'x', sizeof bytes);
		block(bytes, rows[i].type, "a", rows[i].size);
		struct str pack = gzip((struct str){ bytes, sizeof bytes }, room);
		CHECK(read_all(pack, &usual, &handed, &why) == PACK_BAD && handed <= usual.file_bytes, "%s",
			rows[i].what);
		CHECK(why.n && harmless(buf_str(&why)), "%s: \"%s\"", rows[i].what, buf_z(&why));
	}
}

int main(void)
{
	always_the_same(PACK_TAR_GZ);
	always_the_same(PACK_ZIP);
	became_shorter();
	disk_full();
	read_back();
	strangers();
	other_forms();
	chains();
	lies();
	return unit_done("pack");
}
