/* reading: see reading.h. */
#include "reading.h"

#include "site/facts.h"
#include "store/mime.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void reading_open(struct reading *r, const char *conf)
{
	static const unsigned gophers[CONF_GOPHERS]; /* free ones, as they are in a configuration of ours */
	struct conf_report report = { .out = stderr };

	*r = (struct reading){ .house = house_open(conf, NULL, &report) };
	if (!r->house) {
		fprintf(stderr, "bench: %s cannot be used\n", conf);
		exit(2);
	}
	house_ports(r->house, READING_PORT, gophers);
	r->house->site.facts = facts_new();
	mime_start();
	r->capsule = &r->house->site.capsules[0];
	r->capsule->archive = archive_new(r->capsule->index_path);
	if (!r->house->site.facts || !r->capsule->archive || archive_begin(r->capsule->archive, 0) != ARCHIVE_GOOD) {
		fprintf(stderr, "bench: there is no index at %s\n", r->capsule->index_path);
		exit(2);
	}
	archive_end(r->capsule->archive);
}

void reading_close(struct reading *r)
{
	arena_free(&r->arena);
	archive_close(r->capsule->archive);
	r->capsule->archive = NULL;
	facts_free(r->house->site.facts);
	house_close(r->house);
}

bool reading_line(FILE *f, struct str *fields, size_t count)
{
	static char line[4096];

	if (!fgets(line, sizeof line, f))
		return false;
	struct str rest = str_sub(str_of(line), 0, strcspn(line, "\n"));

	for (size_t i = 0; i < count; i++)
		fields[i] = str_cut(&rest, '\t');
	return true;
}
