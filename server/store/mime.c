#include "store/mime.h"

#include <errno.h>
#include <magic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	LOOK = 64 * 1024, /* how much of a file is looked at */
	ROWS = 1024,      /* files remembered */
	WORDS = 512,      /* different answers of libmagic's kept; version 5.44 knows some 400 types */
	WORD_MAX = 64,
	EXTENSION_MAX = 8,
	MAGIC_FLAGS = MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF,
};

struct extension {
	char name[EXTENSION_MAX];
	const char *type;
};

/* Sorted by name. What is text to a person is text/…, so that every client shows it. */
static const struct extension extensions[] = {
	{ "7z", "application/x-7z-compressed" },
	{ "asc", "text/plain" },
	{ "atom", "application/atom+xml" },
	{ "avif", "image/avif" },
	{ "bmp", "image/bmp" },
	{ "bz2", "application/x-bzip2" },
	{ "c", "text/plain" },
	{ "conf", "text/plain" },
	{ "css", "text/css" },
	{ "csv", "text/csv" },
	{ "diff", "text/plain" },
	{ "epub", "application/epub+zip" },
	{ "flac", "audio/flac" },
	{ "gemini", "text/gemini" },
	{ "gif", "image/gif" },
	{ "gmi", "text/gemini" },
	{ "gpub", "application/gpub+zip" },
	{ "gz", "application/gzip" },
	{ "h", "text/plain" },
	{ "htm", "text/html" },
	{ "html", "text/html" },
	{ "ico", "image/vnd.microsoft.icon" },
	{ "ics", "text/calendar" },
	{ "ini", "text/plain" },
	{ "jpeg", "image/jpeg" },
	{ "jpg", "image/jpeg" },
	{ "js", "text/javascript" },
	{ "json", "application/json" },
	{ "jxl", "image/jxl" },
	{ "log", "text/plain" },
	{ "m3u", "audio/mpegurl" },
	{ "m4a", "audio/mp4" },
	{ "md", "text/markdown" },
	{ "minisig", "text/plain" },
	{ "mkv", "video/matroska" },
	{ "mp3", "audio/mpeg" },
	{ "mp4", "video/mp4" },
	{ "odt", "application/vnd.oasis.opendocument.text" },
	{ "oga", "audio/ogg" },
	{ "ogg", "audio/ogg" },
	{ "ogv", "video/ogg" },
	{ "opus", "audio/ogg" }, /* RFC 7845, 9 */
	{ "patch", "text/plain" },
	{ "pdf", "application/pdf" },
	{ "pem", "text/plain" },
	{ "png", "image/png" },
	{ "pub", "text/plain" },
	{ "py", "text/plain" },
	{ "rss", "application/rss+xml" },
	{ "sh", "text/plain" },
	{ "sig", "application/octet-stream" },
	{ "svg", "image/svg+xml" },
	{ "tar", "application/x-tar" },
	{ "text", "text/plain" },
	{ "tgz", "application/gzip" },
	{ "tif", "image/tiff" },
	{ "tiff", "image/tiff" },
	{ "tsv", "text/tab-separated-values" },
	{ "txt", "text/plain" },
	{ "vcf", "text/vcard" },
	{ "wav", "audio/wav" },
	{ "webm", "video/webm" },
	{ "webp", "image/webp" },
	{ "xml", "text/xml" },
	{ "xz", "application/x-xz" },
	{ "zip", "application/zip" },
	{ "zst", "application/zstd" },
};

struct row {
	dev_t dev;
	ino_t ino;
	struct timespec mtime;
	uint64_t size;
	const char *type, *charset; /* NULL: not asked for yet */
};

/* One process, one thread: a worker, or a tool. */
static magic_t magic;
static struct row rows[ROWS];
static char words[WORDS][WORD_MAX];
static char look_room[LOOK];

bool mime_start(void)
{
	if (magic)
		return true;
	magic = magic_open(MAGIC_MIME_TYPE | MAGIC_FLAGS);
	if (magic && magic_load(magic, NULL) == 0 && magic_buffer(magic, "warm\n", 5))
		return true;
	if (magic)
		magic_close(magic);
	magic = NULL;
	return false;
}

static int extension_order(const void *a, const void *b)
{
	return strcmp(((const struct extension *)a)->name, ((const struct extension *)b)->name);
}

struct str mime_of_name(struct str name)
{
	struct extension wanted = { .name = "" };
	size_t slash = str_rindex(name, '/');
	if (slash < name.n)
		name = str_sub(name, slash + 1, name.n);
	/* a feed is one by its name: aggregators go by the type */
	if (str_ieq(name, STR("feed.xml")) || str_ieq(name, STR("atom.xml")))
		return STR("application/atom+xml");
	size_t dot = str_rindex(name, '.');
	struct str tail = str_sub(name, dot + 1, name.n);
	if (dot == name.n || dot == 0 || tail.n >= EXTENSION_MAX || str_index(tail, '\0') < tail.n)
		return STR("");
	for (size_t i = 0; i < tail.n; i++)
		wanted.name[i] = tail.p[i] >= 'A' && tail.p[i] <= 'Z' ? (char)(tail.p[i] | 0x20) : tail.p[i];
	const struct extension *found = bsearch(
		&wanted, extensions, sizeof extensions / sizeof *extensions, sizeof *extensions, extension_order);
	return found ? str_of(found->type) : STR("");
}

static struct row *row_of(const struct found_file *f)
{
	uint64_t mix = (f->ino ^ f->dev << 40) * 0x9e3779b97f4a7c15u;
	struct row *r = &rows[(mix >> 32) % ROWS];
	if (r->dev != f->dev || r->ino != f->ino || r->size != f->size || r->mtime.tv_sec != f->mtime.tv_sec ||
		r->mtime.tv_nsec != f->mtime.tv_nsec)
		*r = (struct row){ f->dev, f->ino, f->mtime, f->size, NULL, NULL };
	return r;
}

/* The same word as a string that stays; NULL when it is no plain word or there are too many. They come from libmagic's
 * database, so a visitor cannot make more of them. */
static const char *word_keep(const char *word)
{
	size_t n = strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/.+-_");
	if (n == 0 || n >= WORD_MAX || word[n] != '\0')
		return NULL;
	for (size_t i = 0; i < WORDS; i++) {
		if (words[i][0] == '\0')
			memcpy(words[i], word, n + 1);
		if (strcmp(words[i], word) == 0)
			return words[i];
	}
	return NULL;
}

/* The file's first bytes, whatever its position is; false on an I/O error. */
static bool look(const struct found_file *file, struct str *out)
{
	size_t n = 0;
	while (n < LOOK) {
		ssize_t got = pread(file->fd, look_room + n, LOOK - n, (off_t)n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0)
			break;
		n += (size_t)got;
	}
	*out = (struct str){ look_room, n };
	return true;
}

static const char *ask_magic(struct str bytes, int what)
{
	if (!magic || magic_setflags(magic, what | MAGIC_FLAGS) != 0)
		return NULL;
	const char *word = magic_buffer(magic, bytes.p, bytes.n);
	return word ? word_keep(word) : NULL;
}

struct str mime_of_file(struct str name, const struct found_file *file)
{
	struct str type = mime_of_name(name), bytes;
	if (type.n)
		return type;
	struct row *r = row_of(file);
	if (r->type)
		return str_of(r->type);
	if (!look(file, &bytes))
		return STR("application/octet-stream");
	const char *said = bytes.n ? ask_magic(bytes, MAGIC_MIME_TYPE) : "text/plain";
	/* "inode/…", and what has no slash, are words of libmagic's own */
	if (!said || !strchr(said, '/') || strncmp(said, "inode/", 6) == 0)
		said = "application/octet-stream";
	r->type = said;
	return str_of(said);
}

/* What speaks for UTF-8 and what against it. A character cut off at the end of what was read says nothing, unless it is
 * the end of the file. */
static void utf8_weigh(struct str s, bool whole, size_t *good, size_t *bad)
{
	*good = *bad = 0;
	while (s.n) {
		uint32_t rune;
		size_t n = s.p[0] & 0x80 ? utf8_read(s, &rune) : 1;
		if (n == 0 && !whole && s.n < 4 && (s.p[0] & 0xc0) == 0xc0)
			return;
		*good += n > 1;
		*bad += n == 0;
		s = str_sub(s, n ? n : 1, s.n);
	}
}

/* Windows-1252 leaves five of its upper control bytes empty; text of an old newsroom is full of the others („ “ –). */
static bool fits_windows(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\0' || strchr("\x81\x8d\x8f\x90\x9d", s.p[i]))
			return false;
	return true;
}

static const char *charset_of(struct str bytes, bool whole)
{
	size_t good, bad;
	utf8_weigh(bytes, whole, &good, &bad);
	/* one broken byte in an UTF-8 text does not make it another charset: that would spoil every umlaut */
	if ((bad == 0 && !memchr(bytes.p, '\0', bytes.n)) || good > bad)
		return "";
	const char *said = ask_magic(bytes, MAGIC_MIME_ENCODING);
	if (!said || !strcmp(said, "binary") || !strcmp(said, "us-ascii") || !strcmp(said, "utf-8"))
		return "";
	if (strcmp(said, "unknown-8bit") == 0)
		return fits_windows(bytes) ? "windows-1252" : "";
	return said;
}

struct str mime_charset(const struct found_file *file)
{
	struct str bytes;
	struct row *r = row_of(file);
	if (!r->charset) {
		if (!look(file, &bytes))
			return STR("");
		r->charset = bytes.n ? charset_of(bytes, bytes.n >= file->size) : "";
	}
	return str_of(r->charset);
}
