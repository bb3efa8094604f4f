/* A paragraph's dateline, and a place as it is listed. */
#include "fuzz.h"

#include "import/dateline.h"
#include "import/place.h"
#include "import/toponym.h"

enum { TIDY_ROOM = FLUSH_ROOM + 8 };

static char tidy_room[2][TIDY_ROOM];

static struct str tidied(int room, struct str place)
{
	struct buf b = { tidy_room[room], 0, place.n + 8, false };
	place_tidy(&b, place);
	HOLDS(!b.full);
	return buf_str(&b);
}

static void check_tidy(struct str place)
{
	struct str once = tidied(0, place);
	HOLDS(!utf8_valid(place) || utf8_valid(once));
	struct str twice = tidied(1, once);
	HOLDS(str_eq(once, twice) || toponym_capitals(once));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = flush_copy(0, data, size);
	struct dateline d;
	bool found = dateline_read(text, &d);
	HOLDS(found || (d.place.n == 0 && d.agency.n == 0 && d.end == 0));
	HOLDS(within(d.place, text) && within(d.agency, text) && d.end <= text.n);
	if (found) {
		size_t from = (size_t)(d.place.p - text.p);
		HOLDS(d.place.n && d.end < text.n && from + d.place.n < d.end && d.end <= 256);
		HOLDS(d.place.p[0] != ' ' && d.place.p[d.place.n - 1] != ' ');
		check_tidy(d.place);
	}
	check_tidy(text);
	return 0;
}
