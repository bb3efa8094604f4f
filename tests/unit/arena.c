/* arena: alignment, growth, and what is left after a reset. */
#include "base/arena.h"

#include "unit.h"

#include <string.h>

static void pieces(void)
{
	struct arena a = { 0 };
	for (size_t i = 0; i < 2000; i++) {
		char *p = arena_take(&a, i % 7 + 1, i % 300 + 1);
		size_t n = (i % 7 + 1) * (i % 300 + 1);
		CHECK((uintptr_t)p % _Alignof(max_align_t) == 0, "piece %zu is aligned", i);
		bool zero = true;
		for (size_t k = 0; k < n; k++)
			zero = zero && p[k] == 0;
		CHECK(zero, "piece %zu is zeroed", i);
		memset(p, 0xff, n);
	}
	arena_reset(&a);
	char *p = arena_take(&a, 64, 1);
	CHECK(p[0] == 0 && p[63] == 0, "zeroed again after a reset");
	arena_free(&a);
	CHECK(a.last == NULL, "empty");
}

static void texts(void)
{
	struct arena a = { 0 };
	struct str s = arena_copy(&a, STR("Wolfsburg"));
	CHECK_STR(s, STR("Wolfsburg"));
	CHECK(s.p[s.n] == '\0', "closed");
	s = arena_fmt(&a, "%s in %u files", "line", 7u);
	CHECK_STR(s, STR("line in 7 files"));
	CHECK_STR(arena_copy(&a, STR("")), STR(""));
	arena_free(&a);
}

static void growing(void)
{
	struct arena a = { 0 };
	struct buf b = { 0 };
	for (unsigned i = 0; i < 100000; i++) {
		arena_room(&a, &b, 3);
		buf_add(&b, STR("abc"));
	}
	CHECK(!b.full && b.n == 300000, "all of it: %zu", b.n);
	CHECK_STR(str_sub(buf_str(&b), 299997, 300000), STR("abc"));
	char *big = arena_take(&a, 1, 5000000);
	big[4999999] = 1;
	arena_free(&a);
}

int main(void)
{
	pieces();
	texts();
	growing();
	return unit_done("arena");
}
