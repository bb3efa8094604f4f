#include "tool/tool.h"

#include <stdarg.h>
#include <stdio.h>

int tool_usage(const struct tool *t)
{
	fputs(t->usage, stdout);
	return TOOL_GOOD;
}

int tool_misused(const struct tool *t, const char *format, ...)
{
	va_list args;
	fprintf(stderr, "herald %s: ", t->name);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr, "; see 'herald %s --help'\n", t->name);
	return TOOL_MISUSED;
}
