/* The list of packs, which may be any bytes: no name in it leads anywhere else. */
#include "fuzz.h"

#include "mirror/member.h"
#include "mirror/packs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena m;
	struct packs list;
	arena_reset(&m);
	if (packs_read(flush_copy(0, data, size), &m, &list) != NULL)
		return 0;
	for (size_t i = 0; i < list.count; i++) {
		HOLDS(member_name(list.line[i].name));
		HOLDS(list.line[i].kind == PACKS_LOG || (list.line[i].year > 0 && list.line[i].month <= 12));
	}
	return 0;
}
