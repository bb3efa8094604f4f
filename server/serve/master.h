/* master: binds, forks, and keeps the house in order; it never talks to a visitor. */
#ifndef SERVE_MASTER_H
#define SERVE_MASTER_H

#include "conf/conf.h"

struct master_options {
	const char *conf_path;
	const char *ready_path; /* NULL: nobody wants to know */
	bool hello;             /* print the addresses to open */
};

/* Serves until SIGTERM or SIGINT. Returns the exit status. */
int master_run(const struct master_options *options);

#endif
