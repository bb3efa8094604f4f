/* log: diagnostics for the operator, on standard error. Access lines are role/access's. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

/* Each writes one line, "herald: …" with a level before warnings and errors. Strings from outside go through
 * buf_escape first. */
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The machine's trouble at start-up: says what and what to do about it, and ends the process with status 1. */
_Noreturn void fatal(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
