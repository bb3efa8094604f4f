/* pack: archives of files, through libarchive: .tar.gz for mirrors, .gpub for readers. */
#ifndef MIRROR_PACK_H
#define MIRROR_PACK_H

#include "base/str.h"

/* ---- writing ---- */

struct pack_file {
	struct str path; /* in the archive: "2018/06/28/slug.gmi", without a leading slash */
	struct str bytes;
	int fd; /* -1: the bytes count; otherwise the file's whole content from offset 0, size bytes; stays the caller's
		 */
	uint64_t size;
	int64_t time; /* tar: seconds since 1970, in UTC: the same bytes always have the same time */
};

struct pack_maker;

enum pack_form { PACK_TAR_GZ, PACK_ZIP };

/* Writes to fd, which stays the caller's. The result depends on nothing but the calls that follow: no clock, no user,
 * no machine. tar.gz: GNU's form of tar, names as they are, mode 0644, owner 0, no gzip name or time.
 * zip: the first file is stored, the others deflated, names are marked as UTF-8, and there are no times (zip has those
 * of a time zone). NULL: *why. */
struct pack_maker *pack_begin(int fd, enum pack_form form, struct buf *why);
/* False: *why (a file that has become shorter than size meanwhile is trouble too). */
bool pack_add(struct pack_maker *p, const struct pack_file *f, struct buf *why);
/* Ends it in any case. False: *why, or something before went wrong. */
bool pack_end(struct pack_maker *p, struct buf *why);

/* ---- reading what a stranger has made ---- */

struct pack_reader;

struct pack_limits {
	uint64_t files, bytes, file_bytes; /* at most: all files, all their bytes unpacked, one file's */
};

enum pack_step {
	PACK_FILE, /* a regular file: its path and size */
	PACK_END,
	PACK_BAD, /* broken, not a tar.gz, beyond a limit, or something in it that is no plain file with a good path
		   * (a link, a device, "..", an absolute path, the same path twice in a row): *why */
};

/* Only tar within one gzip, no other format. NULL: *why. fd stays the caller's. */
struct pack_reader *pack_open(int fd, const struct pack_limits *limits, struct buf *why);
/* Folders in it are passed over. The path ("/2018/06/28/slug.gmi", with a slash before it) lives until the next call.
 */
enum pack_step pack_next(struct pack_reader *r, struct str *path, uint64_t *size, struct buf *why);
/* The next bytes of the file: into to, at most n; 0 at its end, -1: *why. */
int64_t pack_read(struct pack_reader *r, char *to, size_t n, struct buf *why);
void pack_close(struct pack_reader *r);

#endif
