/* publish_inside: a publication on its way; what publish.c has found, publish_head.c signs. */
#ifndef PUBLISH_PUBLISH_INSIDE_H
#define PUBLISH_PUBLISH_INSIDE_H

#include "archive/changes.h"
#include "mirror/journal.h"
#include "publish/changelog.h"
#include "publish/keyring.h"
#include "publish/months.h"
#include "publish/publish.h"
#include "publish/scan.h"
#include "publish/stage.h"

enum { HEAD_FILE_MAX = HEAD_MAX + SIGN_FILE_MAX };

struct publishing {
	const struct publish_wish *wish;
	struct buf *why;
	struct arena arena;
	struct stage stage;
	struct keyring keys;
	struct gone *gone;
	struct folders before, after;
	struct archive *archive;
	struct changes changes;
	struct scan scan;
	struct changelog *log;
	struct months months;
	struct buf moves; /* lines for keep/gone */
	struct head old, head;
	bool first; /* nothing was published before */
};

/* What HEAD says of the files; the hashes of what is written later are still missing. */
void publish_head_fill(struct publishing *p);
/* Whether there is anything to say; an archive in which nothing happens is signed anew after half of its time. */
bool publish_head_is_news(const struct publishing *p, bool keys_changed);
/* Signs it, onto the stage. False: *why. */
bool publish_head_write(struct publishing *p);

#endif
