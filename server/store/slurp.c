#include "store/slurp.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

bool slurp(int fd, size_t max, struct arena *m, struct str *out)
{
	struct stat st;
	*out = (struct str){ "", 0 };
	if (fstat(fd, &st) != 0)
		return false;
	if (!S_ISREG(st.st_mode) || (uint64_t)st.st_size > max) {
		errno = S_ISREG(st.st_mode) ? EFBIG : EINVAL;
		return false;
	}
	size_t size = (size_t)st.st_size, have = 0;
	char *text = arena_take(m, size + 1, 1);
	while (have < size) {
		ssize_t n = read(fd, text + have, size - have);
		if (n < 0 && errno != EINTR)
			return false;
		if (n == 0)
			break;
		have += n > 0 ? (size_t)n : 0;
	}
	*out = (struct str){ text, have };
	return true;
}
