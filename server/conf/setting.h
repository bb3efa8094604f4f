/* setting: one key of herald.ini, set in the struct that its section fills. */
#ifndef CONF_SETTING_H
#define CONF_SETTING_H

#include "conf/conf.h"
#include "conf/draft.h"
#include "conf/keys.h"

/* What is being made, of which section. */
struct setting {
	struct conf *conf;
	const struct draft *draft;
	const struct draft_section *section;
	void *target; /* struct conf, struct conf_gopher or struct conf_capsule, as the key table says */
};

/* Sets one key from its text, or reports what is wrong with it; line is where that is to be mended. A capsule's
 * language needs conf's languages, and a [gopher]'s capsule all capsules, to be there already. */
void setting_make(const struct setting *m, const struct key *key, struct str text, int line);

#endif
