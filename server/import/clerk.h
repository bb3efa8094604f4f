/* clerk: decides what becomes of each article that was read: new, known, the same text, a version, withdrawn, edited.
 */
#ifndef IMPORT_CLERK_H
#define IMPORT_CLERK_H

#include "import/account.h"
#include "import/press.h"
#include "store/gone.h"

struct clerk {
	const struct desk *desk;
	struct ledger *ledger;
	struct press *press;
	const struct gone *gone;
	struct account *account;
	bool again; /* known inputs are read anew */
	bool diff;  /* what would change is shown */
	bool scanned;
};

/* Takes one reading; its memory and what is made goes into the arena. False: the disk or the ledger is in trouble, *why
 * says which, and nothing more can be done. */
bool clerk_take(struct clerk *k, const struct reading *g, struct arena *a, struct buf *why);

#endif
