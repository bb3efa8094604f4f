#include "net/limit.h"

#include "unit.h"

#include <arpa/inet.h>
#include <stdlib.h>

static struct limit limit;

static struct in6_addr address(const char *text)
{
	struct in6_addr a = { 0 };
	if (inet_pton(AF_INET6, text, &a) != 1)
		abort();
	return a;
}

static uint32_t take(const char *text, uint32_t *row)
{
	struct in6_addr a = address(text);
	return limit_take(&limit, &a, row);
}

/* Who counts as one visitor. */
static void households(void)
{
	static const struct {
		const char *a, *b;
		bool same;
	} table[] = {
		{ "::ffff:192.0.2.1", "::ffff:192.0.2.1", true },
		{ "::ffff:192.0.2.1", "::ffff:192.0.2.2", false },
		{ "::ffff:192.0.2.1", "::ffff:193.0.2.1", false },
		{ "2001:db8::1", "2001:db8::1", true },
		{ "2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff", true },
		{ "2001:db8:0:1::1", "2001:db8:0:2::1", false },
		{ "2001:db8::1", "3001:db8::1", false },
		{ "::1", "::2", true },
		{ "::1", "::ffff:0.0.0.1", false },
		{ "::ffff:0.0.0.0", "::", false },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		uint32_t one, other;
		limit_start(&limit, 0x0123456789abcdefu * (i + 1));
		CHECK(take(table[i].a, &one) == 1, "row %zu", i);
		uint32_t count = take(table[i].b, &other);
		CHECK(count == (table[i].same ? 2 : 1) && (one == other) == table[i].same, "row %zu: %u", i, count);
		limit_give(&limit, one);
		limit_give(&limit, other);
		CHECK(take(table[i].a, &one) == 1, "row %zu: not given back", i);
	}
}

static void given_back(void)
{
	uint32_t row[100], again;
	limit_start(&limit, 0);
	for (uint32_t i = 0; i < 100; i++)
		CHECK(take("2001:db8::1", &row[i]) == i + 1 && row[i] == row[0], "the %uth", i);
	for (uint32_t i = 0; i < 60; i++)
		limit_give(&limit, row[i]);
	CHECK(take("2001:db8::2", &again) == 41, "sixty have gone");
	for (uint32_t i = 60; i < 101; i++)
		limit_give(&limit, row[0]);
	CHECK(take("2001:db8::3", &again) == 1, "all have gone");
	/* once too often is no credit for later */
	limit_give(&limit, again);
	limit_give(&limit, again);
	CHECK(take("2001:db8::3", &again) == 1 && take("2001:db8::3", &again) == 2, "a credit");
}

/* The n-th household. */
static struct in6_addr household(uint32_t n)
{
	struct in6_addr a = address("2001:db8::1");
	a.s6_addr[4] = (uint8_t)(n >> 24), a.s6_addr[5] = (uint8_t)(n >> 16);
	a.s6_addr[6] = (uint8_t)(n >> 8), a.s6_addr[7] = (uint8_t)n;
	return a;
}

/* More visitors than rows: a count may be shared, and then is too high, but never too low; nothing is lost. */
static void crowded(void)
{
	enum { CROWD = 3 * LIMIT_ROWS };
	static uint32_t rows[CROWD];
	size_t low = 0, outside = 0, left = 0;
	uint64_t sum = 0;
	limit_start(&limit, 0xdeadbeefcafef00du);
	for (uint32_t i = 0; i < CROWD; i++) {
		struct in6_addr a = household(i);
		low += limit_take(&limit, &a, &rows[i]) < 1;
		outside += rows[i] >= LIMIT_ROWS;
	}
	for (size_t i = 0; i < LIMIT_ROWS; i++)
		sum += limit.count[i];
	CHECK(low == 0 && outside == 0 && sum == CROWD, "%zu low, %zu outside, sum %llu", low, outside,
		(unsigned long long)sum);
	for (uint32_t i = 0; i < CROWD; i++)
		limit_give(&limit, rows[i]);
	for (size_t i = 0; i < LIMIT_ROWS; i++)
		left += limit.count[i] != 0;
	CHECK(left == 0, "%zu rows are not empty", left);
}

/* A visitor is found again, though others who came before him, and lay in his way, have gone. */
static void found_again(void)
{
	enum { CROWD = LIMIT_ROWS / 2 };
	static uint32_t rows[CROWD];
	size_t lost = 0;
	limit_start(&limit, 7);
	for (uint32_t i = 0; i < CROWD; i++) {
		struct in6_addr a = household(i);
		limit_take(&limit, &a, &rows[i]);
	}
	for (uint32_t i = 0; i < CROWD; i += 2)
		limit_give(&limit, rows[i]);
	for (uint32_t i = 1; i < CROWD; i += 2) {
		struct in6_addr a = household(i);
		uint32_t row, count = limit_take(&limit, &a, &row);
		lost += count < 2 || row != rows[i];
	}
	CHECK(lost == 0, "%zu are counted anew", lost);
}

int main(void)
{
	households();
	given_back();
	crowded();
	found_again();
	return unit_done("limit");
}
