/* A log entry, which may be any bytes: what is read is written as it was, and has nothing but good paths. */
#include "fuzz.h"

#include "mirror/journal.h"
#include "mirror/member.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char room[1 << 20];
	struct buf out = BUF(room);
	struct str text = flush_copy(0, data, size);
	struct journal j;
	struct journal_line line;
	const char *wrong = NULL;
	if (size > sizeof room || journal_open(text, &j) != NULL)
		return 0;
	journal_begin(&out, &j.before, j.published);
	while (journal_next(&j, &line, &wrong)) {
		HOLDS(member_path(line.path) ||
			(line.kind == JOURNAL_DROPPED && str_starts(line.path, STR("sha256:"))));
		HOLDS(line.kind != JOURNAL_MOVED || member_path(line.more));
		struct journal_line plain = line;
		journal_add(&out, &plain);
	}
	if (wrong == NULL)
		/* numbers may have zeros before them */
		HOLDS(out.n <= text.n);
	return 0;
}
