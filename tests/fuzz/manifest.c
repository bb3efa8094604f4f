/* A MANIFEST, which may be any bytes: one that is read is written as it was, and has nothing but good names. */
#include "fuzz.h"

#include "mirror/manifest.h"
#include "mirror/member.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena m;
	struct buf out = { 0 };
	struct manifest list;
	struct str text = flush_copy(0, data, size);
	arena_reset(&m);
	if (manifest_read(text, &m, &list) != NULL)
		return 0;
	for (size_t i = 0; i < list.count; i++) {
		HOLDS(member_name(list.line[i].name));
		HOLDS(manifest_find(&list, list.line[i].name) == &list.line[i]);
	}
	manifest_write(&out, &m, &list);
	HOLDS(str_eq(buf_str(&out), text));
	return 0;
}
