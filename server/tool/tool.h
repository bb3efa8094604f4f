/* tool: what one subcommand is to main. */
#ifndef TOOL_TOOL_H
#define TOOL_TOOL_H

/* What run returns is the program's exit status. */
enum {
	TOOL_GOOD = 0,
	TOOL_FAILED = 1,
	TOOL_MISUSED = 2, /* a wrong option or argument: nothing was done */
};

struct tool {
	const char *name, *summary;
	int (*run)(int argc, char **argv); /* argv[0] is the tool's name */
	const char *usage;                 /* whole lines, for --help */
};

/* Prints the usage to standard output; TOOL_GOOD. */
int tool_usage(const struct tool *t);
/* Says on standard error what is wrong and where help is; TOOL_MISUSED. */
int tool_misused(const struct tool *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
