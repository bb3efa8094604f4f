/* folder: a file beneath a folder: a stick, or a copy that somebody has brought. */
#include "fetch/fetch_inside.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 };

enum fetch_result fetch_folder(struct fetch *f, struct fetch_ask *a, struct buf *why)
{
	char piece[PIECE];
	struct found_file file;
	ssize_t n = 0;
	enum fetch_result result = FETCH_GOOD;
	errno = 0;
	enum found found = root_find(&f->root, a->path, &file);
	if (found != FOUND_FILE) {
		if (file.fd >= 0)
			close(file.fd);
		buf_fmt(why, "%s",
			found == FOUND_TROUBLE || errno == EACCES ? strerror(errno) : "there is no such file");
		return found == FOUND_TROUBLE || errno == EACCES ? FETCH_REFUSED : FETCH_MISSING;
	}
	while (!pace_stopped(&f->pace) && (n = read(file.fd, piece, sizeof piece)) > 0)
		if (!fetch_keep(f, a, (struct str){ piece, (size_t)n }, &result, why))
			break;
	if (n < 0) {
		buf_fmt(why, "%s", strerror(errno));
		result = FETCH_REFUSED;
	}
	close(file.fd);
	return pace_stopped(&f->pace) ? FETCH_STOPPED : result;
}
