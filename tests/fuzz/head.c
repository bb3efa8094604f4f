/* HEAD's message, which may be any bytes: what is read is written as it was, but for unknown keys and order. */
#include "fuzz.h"

#include "mirror/head.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char room[HEAD_MAX], again_room[HEAD_MAX];
	struct buf out = BUF(room), again = BUF(again_room);
	struct head h, other;
	if (head_read(flush_copy(0, data, size), &h) != NULL)
		return 0;
	head_write(&out, &h);
	if (out.full)
		return 0; /* without a title there is an empty one more */
	HOLDS(h.addresses > 0 && h.addresses <= HEAD_ADDRESSES && h.dynamics <= HEAD_DYNAMIC && h.serial > 0);
	if (h.title.n == 0)
		return 0;
	HOLDS(head_read(flush_copy(1, room, out.n), &other) == NULL);
	head_write(&again, &other);
	HOLDS(str_eq(buf_str(&out), buf_str(&again)));
	return 0;
}
