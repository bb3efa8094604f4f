#include "page/leaf.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void leaf_open(struct leaf *l, const char *name)
{
	l->fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
	l->failed = l->fd < 0;
	l->size = 0;
	l->n = 0;
}

static void flush(struct leaf *l)
{
	for (size_t at = 0; at < l->n && !l->failed;) {
		ssize_t n = write(l->fd, l->buffer + at, l->n - at);
		if (n > 0)
			at += (size_t)n;
		else
			l->failed = n == 0 || errno != EINTR;
	}
	l->n = 0;
}

void leaf_add(struct leaf *l, struct str s)
{
	l->size += s.n;
	while (s.n) {
		if (l->n == sizeof l->buffer)
			flush(l);
		size_t n = sizeof l->buffer - l->n < s.n ? sizeof l->buffer - l->n : s.n;
		memcpy(l->buffer + l->n, s.p, n);
		l->n += n;
		s = str_sub(s, n, s.n);
	}
}

int leaf_seal(struct leaf *l)
{
	flush(l);
	if (!l->failed && fcntl(l->fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == 0)
		return l->fd;
	if (l->fd >= 0)
		close(l->fd);
	return -1;
}
