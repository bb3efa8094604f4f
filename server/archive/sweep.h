/* sweep: the index made to agree with what lies in the capsule, folder by folder. */
#ifndef ARCHIVE_SWEEP_H
#define ARCHIVE_SWEEP_H

#include "archive/walk.h"
#include "archive/writer.h"
#include "store/gone.h"

struct sweep {
	struct writer *writer;
	struct recorder recorder;
	const struct gone *gone; /* NULL: nothing */
	struct arena arena;
	unsigned changes; /* articles put in or taken out so far */
	unsigned unread;  /* files that could not be read */
};

/* One folder as it was read with states: puts in what is new or changed, takes out what is not there. */
void sweep_folder(struct sweep *s, const struct walk_folder *f);
/* One file of a folder, whether it is there or not. */
void sweep_file(struct sweep *s, struct str folder, struct str name);
/* Takes out what the index has of folders, from this path on and beneath prefix, that are not there any more. Looks at
 * some of them at a time: true as long as there are more, and *from is where to go on (it lives in m). */
bool sweep_vanished(struct sweep *s, struct str prefix, struct str *from, struct arena *m);

#endif
