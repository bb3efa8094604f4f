#include "tool/interrupted.h"

#include <signal.h>

static volatile sig_atomic_t noted;

static void note(int number)
{
	(void)number;
	noted = 1;
}

void interrupted_ask(void)
{
	struct sigaction act = { .sa_handler = note, .sa_flags = (int)(SA_RESETHAND | SA_RESTART) };
	sigaction(SIGINT, &act, NULL);
	sigaction(SIGTERM, &act, NULL);
}

bool interrupted(void)
{
	return noted != 0;
}
