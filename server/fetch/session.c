#include "fetch/session.h"

#include <string.h>

void sessions_put(struct sessions *all, SSL_SESSION *s)
{
	if (all->n == SESSIONS_MAX) {
		SSL_SESSION_free(all->session[0]);
		all->n--;
		memmove(all->session, all->session + 1, all->n * sizeof *all->session);
	}
	all->session[all->n++] = s;
}

SSL_SESSION *sessions_take(struct sessions *all)
{
	if (all->n == 0)
		return NULL;
	SSL_SESSION *s = all->session[all->n - 1];
	if (SSL_SESSION_get_protocol_version(s) < TLS1_3_VERSION)
		SSL_SESSION_up_ref(s);
	else
		all->n--;
	return s;
}

void sessions_free(struct sessions *all)
{
	while (all->n)
		SSL_SESSION_free(all->session[--all->n]);
}
