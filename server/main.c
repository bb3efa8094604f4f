/* herald: a newspaper's archive for the small internet. Here is only the table of commands. */
#include "base/near.h"
#include "serve/serve.h"
#include "tool/cert.h"
#include "tool/export.h"
#include "tool/history.h"
#include "tool/import.h"
#include "tool/index.h"
#include "tool/init.h"
#include "tool/key.h"
#include "tool/mirror.h"
#include "tool/pack.h"
#include "tool/publish.h"
#include "tool/show.h"
#include "tool/withdraw.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define VERSION "0.1.0"

static const struct tool *const tools[] = { &serve_tool, &check_tool, &tool_show, &tool_init, &tool_import, &tool_index,
	&tool_export, &tool_mirror, &tool_publish, &tool_pack, &tool_withdraw, &tool_history, &tool_cert, &tool_key };

enum { TOOLS = sizeof tools / sizeof *tools };

static int help(FILE *out)
{
	fputs("herald " VERSION ": serves a newspaper's archive over Gemini and Gopher\n\n"
	      "usage: herald COMMAND [OPTION …]\n\n",
		out);
	for (size_t i = 0; i < TOOLS; i++)
		fprintf(out, "  %-10s%s\n", tools[i]->name, tools[i]->summary);
	fputs("\nherald COMMAND --help says more about a command; herald(1) and herald.ini(5) say all.\n", out);
	return out == stdout ? 0 : 2;
}

static int unknown(const char *word)
{
	const char *names[TOOLS + 1] = { NULL };
	for (size_t i = 0; i < TOOLS; i++)
		names[i] = tools[i]->name;
	const char *near = near_word(str_of(word), names);
	fprintf(stderr, "herald: there is no command '%s'", word);
	if (near)
		fprintf(stderr, "; did you mean '%s'?", near);
	fputs("\nherald help lists them\n", stderr);
	return 2;
}

static const struct tool *find(const char *name)
{
	for (size_t i = 0; i < TOOLS; i++)
		if (strcmp(tools[i]->name, name) == 0)
			return tools[i];
	return NULL;
}

/* Who starts us without one of the three would find its number on a socket, and his words on a visitor's screen. */
static void fill_standard(void)
{
	int fd;
	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

int main(int argc, char **argv)
{
	fill_standard();
	if (argc < 2)
		return help(stderr);
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
		puts("herald " VERSION);
		return 0;
	}
	if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		const struct tool *about = argc > 2 ? find(argv[2]) : NULL;
		if (argc > 2 && about == NULL)
			return unknown(argv[2]);
		return about ? (fputs(about->usage, stdout), 0) : help(stdout);
	}
	const struct tool *tool = find(argv[1]);
	return tool ? tool->run(argc - 1, argv + 1) : unknown(argv[1]);
}
