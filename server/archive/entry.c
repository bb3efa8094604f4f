#include "archive/entry.h"

enum {
	NUMBER_BITS = (1 << ENTRY_SHIFT) - 1,
	HEX = 16,
};

/* The number of a date, which those of its articles begin with. */
static int64_t packed(struct date d)
{
	return (int64_t)d.year * 10000 + d.month * 100 + d.day;
}

int64_t entry_first(struct date period)
{
	/* 0 is no number, so what has no date begins at 1 */
	return period.year ? packed(period) << ENTRY_SHIFT : 1;
}

int64_t entry_end(struct date period)
{
	if (period.year == 0)
		return (int64_t)10000 << ENTRY_SHIFT;
	int64_t span = period.day ? 1 : period.month ? 100 : 10000;
	return (packed(period) + span) << ENTRY_SHIFT;
}

int64_t entry_row(int64_t id)
{
	/* above every number that an article can have */
	return ((int64_t)1 << 47) - id;
}

struct date entry_date(int64_t id)
{
	int64_t day = id >> ENTRY_SHIFT;
	if (day < 10000 || day > 99991231)
		return (struct date){ 0 };
	return (struct date){ (int)(day / 10000), (int)(day / 100 % 100), (int)(day % 100) };
}

void entry_key(struct buf *out, int64_t id, bool with_year)
{
	struct date d = entry_date(id);
	if (d.year == 0) {
		buf_fmt(out, "0-%llx", (unsigned long long)id);
		return;
	}
	if (with_year)
		buf_fmt(out, "%04d-", d.year);
	buf_fmt(out, "%02d-%02d-%05llx", d.month, d.day, (unsigned long long)id & NUMBER_BITS);
}

static bool hexadecimal(struct str s, int64_t most, int64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : HEX;
		if (digit == HEX || *out > most / HEX)
			return false;
		*out = *out * HEX + digit;
	}
	return s.n > 0 && *out <= most;
}

static bool number(struct str s, size_t digits, int *out)
{
	uint64_t value = 0;
	bool good = s.n == digits && str_u64(s, 9999, &value);
	*out = (int)value;
	return good;
}

bool entry_of_key(struct str key, int year, int64_t *id)
{
	struct date d = { .year = year };
	struct str part = str_cut(&key, '-');
	if (str_eq(part, STR("0")) && year == 0)
		return hexadecimal(key, entry_end((struct date){ 0 }) - 1, id) && *id > 0;
	if (year == 0) {
		if (!number(part, 4, &d.year) || d.year == 0)
			return false;
		part = str_cut(&key, '-');
	}
	if (!number(part, 2, &d.month) || !number(str_cut(&key, '-'), 2, &d.day) || key.n != 5 ||
		!hexadecimal(key, NUMBER_BITS, id) || !date_valid(d))
		return false;
	*id |= packed(d) << ENTRY_SHIFT;
	return true;
}
