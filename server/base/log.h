/* log: diagnostics for the operator, on standard error. Access lines are role/access's. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

/* Each writes one line, "herald: …" with a level before warnings and errors. Strings from outside go through
 * buf_escape first. */
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* From here on a line that finds no room (a pipe that nobody reads) is lost, rather than waited for: a visitor can make
 * us say something, and must not be able to stop us with it. */
void log_never_wait(void);
/* The machine's trouble at start-up: says what and what to do about it, and ends the process with status 1. */
_Noreturn void fatal(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
