#include "archive/changes.h"

#include "archive/archive_inside.h"

#include <string.h>

bool changes_since(struct archive *a, struct str identity, int64_t moment, struct arena *m, struct changes *out)
{
	size_t room = 0;
	*out = (struct changes){ 0 };
	sqlite3_stmt *s = archive_sql(a, "SELECT value, (SELECT max(changed) FROM folder) FROM setting"
					 " WHERE key = 'identity'");
	if (!archive_row(a, s))
		return false;
	struct str now = archive_text(s, 0, m);
	out->moment = sqlite3_column_int64(s, 1);
	if (now.n != CHANGES_IDENTITY)
		return false;
	memcpy(out->identity, now.p, now.n);
	if (!str_eq(now, identity) || moment > out->moment)
		return false;
	s = archive_sql(a, "SELECT path FROM folder WHERE changed > ?1 ORDER BY path");
	sqlite3_bind_int64(s, 1, moment);
	while (archive_row(a, s)) {
		out->folder = arena_more(m, out->folder, out->count, &room, sizeof *out->folder);
		out->folder[out->count++] = archive_text(s, 0, m);
	}
	return true;
}
