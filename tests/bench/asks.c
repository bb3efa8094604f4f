/* asks: see asks.h. */
#include "asks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool asks_add(struct asks *a, const char *host, unsigned port, const char *path)
{
	char **more = realloc(a->request, (a->count + 1) * sizeof *more);
	char *text = NULL;

	if (!more)
		return false;
	a->request = more;
	if ((host ? asprintf(&text, "gemini://%s:%u%s\r\n", host, port, path) : asprintf(&text, "%s\r\n", path)) < 0)
		return false;
	a->request[a->count++] = text;
	return true;
}

bool asks_read(struct asks *a, const char *host, unsigned port, const char *file)
{
	FILE *f = fopen(file, "re");
	char line[1100];
	bool good = f != NULL;

	while (good && fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = '\0';
		good = asks_add(a, host, port, line);
	}
	if (f)
		fclose(f);
	return good && a->count > 0;
}

const char *asks_next(struct asks *a)
{
	return a->request[a->turn++ % a->count];
}
