/* replay: runs a target over every file of a folder, whole and cut off, without libFuzzer: replay NAME FOLDER. */
#include "fuzz.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/wait.h>

enum {
	FILE_MAX_BYTES = 1 << 18,
	CUTS = 256,
	DEADLINE_S = 20, /* a parser that has not returned by then never will */
};

static uint8_t bytes[FILE_MAX_BYTES];

static ssize_t load(const char *folder, const char *name)
{
	char path[4096];
	size_t have = 0;
	ssize_t n = -1;
	snprintf(path, sizeof path, "%s/%s", folder, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	while (have < sizeof bytes && (n = read(fd, bytes + have, sizeof bytes - have)) > 0)
		have += (size_t)n;
	close(fd);
	return n < 0 ? -1 : (ssize_t)have;
}

/* In a process of its own, so that one crash does not hide the next. */
static bool passes(size_t size)
{
	int status = 0;
	pid_t child = fork();
	if (child == 0) {
		alarm(DEADLINE_S);
		LLVMFuzzerTestOneInput(bytes, size);
		for (size_t n = 0; n < size; n += size / CUTS + 1)
			LLVMFuzzerTestOneInput(bytes, n);
		_exit(0);
	}
	return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

int main(int argc, char **argv)
{
	struct dirent **list = NULL;
	int passed = 0, failed = 0;
	if (argc != 3) {
		fputs("usage: replay NAME FOLDER\n", stderr);
		return 2;
	}
	int count = scandir(argv[2], &list, visible, alphasort);
	for (int i = 0; i < count; i++) {
		ssize_t size = load(argv[2], list[i]->d_name);
		if (size >= 0 && passes((size_t)size)) {
			passed++;
		} else {
			failed++;
			printf("%s/%s: fails\n", argv[2], list[i]->d_name);
		}
		free(list[i]);
	}
	free(list);
	if (count <= 0)
		printf("%s: nothing to replay\n", argv[2]);
	printf("fuzz-%s: %d passed, %d failed\n", argv[1], passed, failed);
	return failed > 0 || count <= 0;
}
