/* get: fetches one file, perhaps often and by several threads, and tells what became of it:
 *
 *     get [OPTIONS] URL PATH MAX [PATH...]
 *
 * A line for each fetch: result, size, SHA-256 of what came, why. Then one with the sums and the server's identity.
 * Fields are separated by TAB. --stop MS sets the flag that ends everything, from a signal as the follower does. */
#include "fetch/fetch.h"

#include <fcntl.h>
#include <getopt.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

enum { THREADS_MAX = 64, WHY_MAX = 2000, PIECE = 64 * 1024 };

static const char *const names[] = {
	[FETCH_GOOD] = "GOOD",
	[FETCH_MISSING] = "MISSING",
	[FETCH_TOO_LONG] = "TOO_LONG",
	[FETCH_CUT] = "CUT",
	[FETCH_BUSY] = "BUSY",
	[FETCH_REFUSED] = "REFUSED",
	[FETCH_IDENTITY] = "IDENTITY",
	[FETCH_UNREACHABLE] = "UNREACHABLE",
	[FETCH_DISK] = "DISK",
	[FETCH_STOPPED] = "STOPPED",
};

struct job {
	struct fetch *fetch;
	const char *into, *path;
	char *const *more; /* paths, up to NULL */
	uint64_t max;
	unsigned times, threads;
};

static volatile sig_atomic_t stop;

static void stop_now(int unused)
{
	(void)unused;
	stop = 1;
}

static void stop_in(unsigned ms)
{
	struct itimerval t = { .it_value = { .tv_sec = ms / 1000, .tv_usec = (suseconds_t)(ms % 1000) * 1000 } };
	signal(SIGALRM, stop_now);
	setitimer(ITIMER_REAL, &t, NULL);
}

static void die(const char *what)
{
	perror(what);
	exit(2);
}

static void hash(int fd, struct buf *hex)
{
	static char zero[1];
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	off_t size = lseek(fd, 0, SEEK_END);
	void *bytes = size > 0 ? mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, fd, 0) : zero;
	if (bytes == MAP_FAILED || size < 0 || !EVP_Digest(bytes, (size_t)size, digest, &n, EVP_sha256(), NULL))
		die("hash");
	if (size > 0)
		munmap(bytes, (size_t)size);
	for (unsigned i = 0; i < n; i++)
		buf_fmt(hex, "%02x", digest[i]);
}

static void fetch_one(const struct job *j, const char *path)
{
	char why_room[WHY_MAX], hex_room[2 * EVP_MAX_MD_SIZE + 1];
	struct buf why = BUF(why_room), hex = BUF(hex_room);
	uint64_t size = 0;
	int fd = j->into ? open(j->into, O_WRONLY) : memfd_create("get", 0);
	if (fd < 0)
		die("a file to fetch into");
	enum fetch_result result = fetch_file(j->fetch, str_of(path), j->max, fd, &size, &why);
	if (!j->into)
		hash(fd, &hex);
	printf("%s\t%llu\t%s\t%s\n", names[result], (unsigned long long)size, buf_z(&hex), buf_z(&why));
	fflush(stdout);
	close(fd);
}

static void *work(void *arg)
{
	const struct job *j = arg;
	for (unsigned i = 0; i < j->times; i++) {
		fetch_one(j, j->path);
		for (char *const *path = j->more; *path; path++)
			fetch_one(j, *path);
	}
	return NULL;
}

static void run(struct job *j)
{
	pthread_t thread[THREADS_MAX];
	for (unsigned i = 1; i < j->threads; i++)
		if (pthread_create(&thread[i], NULL, work, j) != 0)
			die("thread");
	work(j);
	for (unsigned i = 1; i < j->threads; i++)
		pthread_join(thread[i], NULL);
	struct fetch_sums s = fetch_sums(j->fetch);
	printf("sums\t%llu\t%llu\t%llu\t%llu\t%s\n", (unsigned long long)s.requests, (unsigned long long)s.bytes,
		(unsigned long long)s.handshakes, (unsigned long long)s.resumed, fetch_identity(j->fetch));
}

static uint64_t number(const char *text)
{
	uint64_t n;
	if (!str_u64(str_of(text), UINT64_MAX, &n)) {
		fprintf(stderr, "get: '%s' is no number\n", text);
		exit(2);
	}
	return n;
}

static void take_option(int c, struct fetch_wish *wish, struct job *j)
{
	uint64_t n = c == '?' || c == 'i' || c == 'o' ? 0 : number(optarg);
	switch (c) {
	case 'i':
		wish->identity = optarg;
		break;
	case 'o':
		j->into = optarg;
		break;
	case 'r':
		wish->rate = n;
		break;
	case 's':
		stop_in((unsigned)n);
		break;
	case 'g':
		wish->grace_ms = (unsigned)n;
		break;
	case 'l':
		wish->least = n;
		break;
	case 'n':
		j->times = (unsigned)n;
		break;
	case 't':
		j->threads = (unsigned)n;
		break;
	case 'c':
		wish->connections = (unsigned)n;
		break;
	case 'm':
		wish->timeout_ms = (unsigned)n;
		break;
	case 'p':
		wish->patience_ms = (unsigned)n;
		break;
	default:
		exit(2);
	}
}

static void read_options(int argc, char **argv, struct fetch_wish *wish, struct job *j)
{
	static const struct option options[] = { { "identity", 1, NULL, 'i' }, { "rate", 1, NULL, 'r' },
		{ "times", 1, NULL, 'n' }, { "threads", 1, NULL, 't' }, { "connections", 1, NULL, 'c' },
		{ "timeout", 1, NULL, 'm' }, { "patience", 1, NULL, 'p' }, { "stop", 1, NULL, 's' },
		{ "grace", 1, NULL, 'g' }, { "least", 1, NULL, 'l' }, { "into", 1, NULL, 'o' }, { NULL, 0, NULL, 0 } };
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;)
		take_option(c, wish, j);
}

int main(int argc, char **argv)
{
	char room[WHY_MAX];
	struct buf why = BUF(room);
	struct job j = { .times = 1, .threads = 1 };
	struct fetch_wish wish = { .connections = 32, .timeout_ms = 5000, .stop = &stop };
	read_options(argc, argv, &wish, &j);
	if (argc - optind < 3 || j.threads < 1 || j.threads > THREADS_MAX) {
		fprintf(stderr, "usage: get [OPTIONS] URL PATH MAX [PATH...]\n");
		return 2;
	}
	wish.url = argv[optind];
	j.path = argv[optind + 1];
	j.more = argv + optind + 3;
	j.max = number(argv[optind + 2]);
	signal(SIGPIPE, SIG_IGN); /* as the header of fetch asks */
	j.fetch = fetch_new(&wish, &why);
	if (j.fetch == NULL) {
		printf("WRONG\t0\t\t%s\n", buf_z(&why));
		return 1;
	}
	run(&j);
	fetch_free(j.fetch);
	return 0;
}
