/* fetch: what its parts do without a server: addresses one after the other, turns, rates, sessions. What a server can
 * do to them is in tests/fetch/run. */
#include "unit.h"

#include "fetch/fetch_inside.h"

#include <arpa/inet.h>
#include <string.h>
#include <unistd.h>

enum { TIMEOUT_MS = 5000 };

/* ---- addresses ---- */

static int listener(struct sockaddr_in *at, bool listens)
{
	socklen_t n = sizeof *at;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	*at = (struct sockaddr_in){ .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
	CHECK(bind(fd, (struct sockaddr *)at, n) == 0 && getsockname(fd, (struct sockaddr *)at, &n) == 0, "a port");
	CHECK(!listens || listen(fd, 8) == 0, "listen");
	return fd;
}

static struct addrinfo address(void *at, socklen_t n, struct addrinfo *next)
{
	const struct sockaddr *a = at;
	return (struct addrinfo){ .ai_family = a->sa_family, .ai_addr = at, .ai_addrlen = n, .ai_next = next };
}

/* One that answers nobody: its queue is full. *filler is what fills it. */
static int black_hole(struct sockaddr_in *at, int *filler)
{
	int fd = listener(at, false);
	*filler = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	CHECK(listen(fd, 0) == 0 && connect(*filler, (struct sockaddr *)at, sizeof *at) == 0, "a queue of one");
	return fd;
}

/* From one that refuses, one that leads nowhere, and one of a family that there is not, to the one that listens; the
 * one that is known is tried before. */
static void test_addresses(void)
{
	char room[200];
	struct buf why = BUF(room);
	struct pace pace;
	struct wire w;
	struct sockaddr_in good, refused, nowhere;
	struct sockaddr odd = { .sa_family = AF_UNSPEC };
	int filler, good_fd = listener(&good, true), refused_fd = listener(&refused, false),
		    nowhere_fd = black_hole(&nowhere, &filler);
	struct addrinfo last = address(&good, sizeof good, NULL), second = address(&refused, sizeof refused, &last),
			first = address(&odd, sizeof odd, &second), hole = address(&nowhere, sizeof nowhere, &last),
			alone = address(&refused, sizeof refused, NULL),
			bad = address(&refused, sizeof refused, &alone), both = address(&good, sizeof good, &last);
	pace_start(&pace, 1, 0, NULL);
	const struct {
		const char *label;
		const struct addrinfo *list, *known, *want;
	} table[] = { { "the only one", &last, NULL, &last }, { "the second one", &second, NULL, &last },
		{ "the third one", &first, NULL, &last }, { "behind one that leads nowhere", &hole, NULL, &last },
		{ "the one that is known", &hole, &last, &last }, { "the first of two", &both, NULL, &both },
		{ "the second of two is known", &both, &last, &last },
		{ "the known one refuses", &second, &second, &last }, { "none", &alone, NULL, NULL },
		{ "none, and one was known", &bad, &alone, NULL } };
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		uint64_t began = pace_now_ms();
		buf_clear(&why);
		const struct addrinfo *got = wire_open(&w, table[i].list, table[i].known, &pace, TIMEOUT_MS, &why);
		uint64_t took = pace_now_ms() - began;
		CHECK(got == table[i].want, "%s: %s", table[i].label, buf_z(&why));
		CHECK(got ? why.n == 0 && w.fd >= 0 : str_eq(buf_str(&why), STR("Connection refused")) && w.fd == -1,
			"%s: '%s'", table[i].label, buf_z(&why));
		bool waits = table[i].list == &hole && !table[i].known;
		CHECK(waits == (took >= TIMEOUT_MS / 4) && took < TIMEOUT_MS, "%s: %llu ms", table[i].label,
			(unsigned long long)took);
		wire_close(&w);
		CHECK(w.fd == -1, "%s: closed", table[i].label);
	}
	pace_end(&pace);
	close(good_fd);
	close(refused_fd);
	close(filler);
	close(nowhere_fd);
}

/* What took us once is tried first, though one before it would take us by now; and forgotten when it does not. */
static void test_known(void)
{
	char room[200];
	struct buf why = BUF(room);
	struct wire w;
	struct haste haste = { 0 };
	struct fetch_ask a = { .haste = &haste };
	struct sockaddr_in early, late;
	int late_fd = listener(&late, false), early_fd = listener(&early, true);
	struct addrinfo last = address(&early, sizeof early, NULL), first = address(&late, sizeof late, &last);
	struct fetch *f = fetch_new(
		&(struct fetch_wish){ .url = "gopher://127.0.0.1/", .connections = 1, .timeout_ms = TIMEOUT_MS }, &why);
	CHECK(f != NULL, "%s", buf_z(&why));
	f->addresses = &first;
	CHECK(fetch_open(f, &a, &w, &why) && f->known == &last && w.haste == &haste, "the one that listens");
	wire_close(&w);
	CHECK(listen(late_fd, 8) == 0 && fetch_open(f, &a, &w, &why) && f->known == &last, "the one that is known");
	wire_close(&w);
	close(early_fd);
	CHECK(fetch_open(f, &a, &w, &why) && f->known == &first, "another one");
	wire_close(&w);
	close(late_fd);
	CHECK(!fetch_open(f, &a, &w, &why) && w.fd == -1, "none");
	f->addresses = NULL; /* they are ours */
	fetch_free(f);
}

/* ---- turns ---- */

/* So many seconds as the server has said, but at least a second, twice the last time, and ten minutes at most. */
static void test_quiet(void)
{
	const struct {
		uint64_t last_ms, seconds, want_ms;
	} table[] = {
		{ 0, 0, 1000 },
		{ 0, 1, 1000 },
		{ 0, 7, 7000 },
		{ 1000, 1, 2000 },
		{ 1000, 5, 5000 },
		{ 8000, 1, 16000 },
		{ 500, 0, 1000 },
		{ 0, 600, 600000 },
		{ 0, 601, 600000 },
		{ 0, UINT64_MAX, 600000 },
		{ 400000, 1, 600000 },
		{ 600000, 1, 600000 },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct pace p;
		pace_start(&p, 1, 0, NULL);
		p.quiet_ms = table[i].last_ms;
		uint64_t before = pace_now_ms();
		pace_quiet(&p, table[i].seconds);
		CHECK(p.quiet_ms == table[i].want_ms, "row %zu: %llu ms", i, (unsigned long long)p.quiet_ms);
		CHECK(p.quiet_until_ms >= before + p.quiet_ms && p.quiet_until_ms <= pace_now_ms() + p.quiet_ms,
			"row %zu: from now on", i);
		uint64_t until = p.quiet_until_ms;
		pace_quiet(&p, table[i].seconds);
		CHECK(p.quiet_until_ms == until, "row %zu: what two are told at the same time counts once", i);
		pace_good(&p);
		CHECK(p.quiet_ms == table[i].want_ms, "row %zu: an answer from before changes nothing", i);
		p.quiet_until_ms = 0;
		pace_good(&p);
		CHECK(p.quiet_ms == table[i].want_ms / 2, "row %zu: an answer halves it", i);
		pace_end(&p);
	}
}

static void test_turns(void)
{
	struct pace p;
	volatile int stop = 0;
	pace_start(&p, 0, 0, &stop);
	uint64_t now = pace_now_ms();
	CHECK(p.connections == 1, "at least one");
	CHECK(pace_enter(&p, now) == PACE_GO && p.in_use == 1, "a free place needs no patience");
	pace_leave(&p);
	CHECK(p.in_use == 0, "free again");
	pace_quiet(&p, 60);
	CHECK(pace_enter(&p, now + 50000) == PACE_BUSY && p.in_use == 0, "a quiet time that is too long is not begun");
	CHECK(pace_now_ms() - now < 5000, "that is said at once");
	p.quiet_until_ms = pace_now_ms() + 30;
	CHECK(pace_enter(&p, p.quiet_until_ms) == PACE_GO && pace_now_ms() >= p.quiet_until_ms,
		"a short one is waited for");
	stop = 1;
	CHECK(pace_enter(&p, UINT64_MAX) == PACE_STOP && p.in_use == 1, "no turn when all is to stop");
	pace_leave(&p);
	pace_end(&p);
}

/* ---- rates ---- */

static void test_rates(void)
{
	const struct {
		uint64_t rate;
		size_t piece, pieces;
		uint64_t least_ms, most_ms;
	} table[] = {
		{ 0, 1 << 20, 1000, 0, 1000 },
		{ 1000000, 100000, 12, 190, 900 }, /* a second's worth is saved up */
		{ 1000000, 1000, 1200, 190, 900 },
		{ 10000000, 100, 120000, 150, 900 }, /* each of which is less than a millisecond's worth */
		{ 1000, 1, 1000, 0, 500 },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct pace p;
		uint64_t paid = 0, began = pace_now_ms();
		pace_start(&p, 1, table[i].rate, NULL);
		for (size_t n = 0; n < table[i].pieces; n++)
			paid += pace_pay(&p, table[i].piece);
		uint64_t took = pace_now_ms() - began;
		CHECK(took >= table[i].least_ms && took < table[i].most_ms, "row %zu: %llu ms", i,
			(unsigned long long)took);
		CHECK(paid <= took, "row %zu: what it says", i);
		pace_end(&p);
	}
}

/* ---- haste ---- */

/* So much time, in so many waits, so much that came: whether that is too slow. */
static void test_haste(void)
{
	enum { S = 1000000 };
	const struct {
		const char *label;
		uint64_t us, waits;
		unsigned in_use;
		uint64_t come;
		bool over;
		const char *says;
	} table[] = {
		{ "nothing waited for", 0, 1, 1, 0, false, "too slow: 0 bytes in 0 s" },
		{ "nothing, at first", 60 * S, 1, 1, 0, false, "too slow: 0 bytes in 60 s" },
		{ "and then", 60 * S + 1, 1, 1, 0, true, "too slow: 0 bytes in 60 s" },
		{ "in many waits", S / 10, 601, 1, 0, true, "too slow: 0 bytes in 60 s" },
		{ "110 bytes a second", 62 * S, 1, 1, 110 * 62, true, "too slow: 6820 bytes in 62 s" },
		{ "just fast enough", 70 * S, 1, 1, 10 * 4096, false, "too slow: 40960 bytes in 70 s" },
		{ "not quite", 70 * S, 1, 1, 10 * 4096 - 1, true, "too slow: 40959 bytes in 70 s" },
		{ "one of 32", 380 * S, 1, 32, 10 * 4096, false, "too slow: 40960 bytes in 380 s" },
		{ "one of 32, not quite", 380 * S, 1, 32, 10 * 4096 - 1, true, "too slow: 40959 bytes in 380 s" },
		{ "64 MB in 5 hours", 5 * 3600ULL * S, 1, 1, 64 << 20, true, "too slow: 67108864 bytes in 18000 s" },
		{ "64 MB in 4 hours", 4 * 3600ULL * S, 1, 1, 64 << 20, false, "too slow: 67108864 bytes in 14400 s" },
		{ "what we count ourselves", 61 * S, 1, 0, 0, true, "too slow: 0 bytes in 61 s" },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		char room[100];
		struct buf why = BUF(room);
		struct haste h = { .grace_ms = 60000, .least = 4096, .come = table[i].come };
		for (uint64_t n = 0; n < table[i].waits; n++)
			haste_waited(&h, table[i].us, table[i].in_use);
		CHECK(haste_over(&h) == table[i].over, "%s", table[i].label);
		haste_say(&h, &why);
		CHECK_STR(buf_str(&why), str_of(table[i].says));
	}
}

/* ---- sessions ---- */

static void put(struct sessions *all, int version, unsigned char id)
{
	SSL_SESSION *s = SSL_SESSION_new();
	CHECK(s && SSL_SESSION_set_protocol_version(s, version) && SSL_SESSION_set1_id(s, &id, 1), "a session");
	sessions_put(all, s);
}

/* The id of the one that is taken; -1: none. */
static int take(struct sessions *all)
{
	unsigned n = 0;
	SSL_SESSION *s = sessions_take(all);
	int id = s ? SSL_SESSION_get_id(s, &n)[0] : -1;
	SSL_SESSION_free(s);
	return id;
}

static void test_sessions(void)
{
	struct sessions all = { 0 };
	CHECK(take(&all) == -1, "none yet");
	put(&all, TLS1_3_VERSION, 1);
	put(&all, TLS1_3_VERSION, 2);
	CHECK(take(&all) == 2 && take(&all) == 1 && take(&all) == -1, "the newest first, and each once");
	put(&all, TLS1_2_VERSION, 3);
	CHECK(take(&all) == 3 && take(&all) == 3, "one of TLS 1.2 again and again");
	put(&all, TLS1_3_VERSION, 4);
	CHECK(take(&all) == 4 && take(&all) == 3, "one above it once");
	for (unsigned i = 0; i < 2 * SESSIONS_MAX; i++)
		put(&all, TLS1_3_VERSION, (unsigned char)(100 + i));
	CHECK(all.n == SESSIONS_MAX, "no more than there is room for");
	for (int i = 2 * SESSIONS_MAX - 1; i >= SESSIONS_MAX; i--)
		CHECK(take(&all) == 100 + i, "number %d", i);
	CHECK(take(&all) == -1, "the oldest have made room");
	put(&all, TLS1_3_VERSION, 5);
	sessions_free(&all);
	CHECK(all.n == 0, "freed");
}

int main(void)
{
	test_addresses();
	test_known();
	test_quiet();
	test_turns();
	test_rates();
	test_haste();
	test_sessions();
	return unit_done("fetch");
}
