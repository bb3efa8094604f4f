#include "fetch/haste.h"

enum { MS_US = 1000, SECOND_US = 1000000 };

void haste_waited(struct haste *h, uint64_t us, unsigned in_use)
{
	uint64_t grace_us = (uint64_t)h->grace_ms * MS_US, before = h->waited_us;
	h->waited_us += us;
	if (h->waited_us > grace_us)
		h->share_us += (before < grace_us ? h->waited_us - grace_us : us) / (in_use ? in_use : 1);
}

bool haste_over(const struct haste *h)
{
	return h->share_us > h->come * SECOND_US / h->least;
}

void haste_say(const struct haste *h, struct buf *why)
{
	buf_fmt(why, "too slow: %llu bytes in %llu s", (unsigned long long)h->come,
		(unsigned long long)(h->waited_us / SECOND_US));
}
