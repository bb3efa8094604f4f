#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* One write per line, so that lines of several processes never mix. */
__attribute__((format(printf, 2, 0))) static void say(const char *level, const char *format, va_list args)
{
	char line[2048];
	int head = snprintf(line, sizeof line, "herald: %s", level);
	int n = vsnprintf(line + head, sizeof line - (size_t)head - 1, format, args);
	size_t length = (size_t)head + (n < 0 ? 0 : (size_t)n);
	if (length > sizeof line - 2)
		length = sizeof line - 2;
	line[length++] = '\n';
	if (write(STDERR_FILENO, line, length) < 0)
		return; /* nobody is left to tell */
}

void log_info(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	say("", format, args);
	va_end(args);
}

void log_warn(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	say("warning: ", format, args);
	va_end(args);
}

void log_error(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	say("error: ", format, args);
	va_end(args);
}

void fatal(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	say("error: ", format, args);
	va_end(args);
	exit(1);
}
