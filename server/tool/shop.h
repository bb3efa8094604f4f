/* shop: what an import works with: configuration and profiles, the capsule, its ledger and press, the report. */
#ifndef TOOL_SHOP_H
#define TOOL_SHOP_H

#include "conf/conf.h"
#include "import/account.h"
#include "import/crew.h"
#include "import/inputs.h"
#include "import/press.h"
#include "store/gone.h"

enum { SHOP_WHY = 8192 };

/* What was asked for. */
struct shop_wish {
	const char *conf, *into, *profile, *report;
	bool dry, explain, again, diff, list;
	char **inputs;
	int input_count;
};

/* Everything that is open. */
struct shop {
	struct conf *conf;
	const struct conf_capsule *capsule;
	struct profiles *profiles;
	struct gone *gone;
	struct ledger *ledger;
	struct press *press;
	struct inputs *inputs;
	struct census *census;
	struct crew *crew;
	FILE *report;
	struct desk desk;
	struct account account;
	char why_room[SHOP_WHY];
	struct buf why;
};

/* Reads the configuration and the profiles, and finds the capsule: everything that can be wrong before anything is
 * written. False after saying in the log what is. */
bool shop_open(struct shop *s, const struct shop_wish *w);
/* Opens what is written to. False: s->why says what is wrong. */
bool shop_stock(struct shop *s, const struct shop_wish *w);
/* Closes whatever is open. */
void shop_close(struct shop *s);

#endif
