/* agree: whether the parts of a configuration fit together. */
#ifndef CONF_AGREE_H
#define CONF_AGREE_H

#include "conf/conf.h"

/* Listeners that share an address, capsules that share a host, certificates that are missing where they are needed,
 * folders that lie in each other and must not, nothing to serve, or nobody to serve it to. */
void agree_check(const struct conf *c, struct conf_report *report);

#endif
