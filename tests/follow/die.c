/* die: for LD_PRELOAD: the program ends, as if it were killed, when it is about to rename a file to a path that ends
 * with $DIE_BEFORE, or has just done so ($DIE_AFTER); the $DIE_TIME-th time, counted from 1. */
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int times;

static void meet(const char *variable, const char *to)
{
	const char *wanted = getenv(variable), *time = getenv("DIE_TIME");
	size_t n = strlen(to), k = wanted ? strlen(wanted) : 0;
	if (wanted && n >= k && strcmp(to + n - k, wanted) == 0 && ++times == (time ? atoi(time) : 1))
		_exit(137);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
	static int (*real)(int, const char *, int, const char *);
	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "renameat");
	meet("DIE_BEFORE", to);
	int result = real(from_folder, from, to_folder, to);
	meet("DIE_AFTER", to);
	return result;
}
