#include "base/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_socket; /* journald's */

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
	ssize_t written = is_socket ? send(STDERR_FILENO, line, length, MSG_DONTWAIT | MSG_NOSIGNAL)
				    : write(STDERR_FILENO, line, length);
	if (written < 0)
		return; /* nobody is left to tell */
}

void log_never_wait(void)
{
	struct stat st;
	is_socket = fstat(STDERR_FILENO, &st) == 0 && S_ISSOCK(st.st_mode);
	/* a description of our own: not waiting must not be switched on for others who share standard error */
	int fd = is_socket ? -1 : open("/proc/self/fd/2", O_WRONLY | O_APPEND | O_CLOEXEC | O_NONBLOCK);
	if (fd >= 0 && dup2(fd, STDERR_FILENO) >= 0)
		close(fd);
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
