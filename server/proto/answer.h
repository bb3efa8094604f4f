/* answer: what the site says to a request, and who made it; what the network sends and the site fills in. */
#ifndef PROTO_ANSWER_H
#define PROTO_ANSWER_H

#include "proto/wire.h"
#include "text/view.h"

#include <netinet/in.h>

enum { ANSWER_TEXT_ROOM = 8192, ANSWER_META_ROOM = 1200 };

enum body {
	BODY_NONE,
	BODY_TEXT, /* the bytes in answer.text */
	BODY_FILE, /* fd, byte for byte */
	BODY_VIEW, /* fd, a gemtext or text file through a Gopher view */
};

/* How long an answer that is not there yet may be waited for. */
enum wait { WAIT_PAGE, WAIT_LIST, WAIT_SEARCH };

/* What is sent. The site fills it in; fd then belongs to the connection, unless held is set: then the site keeps it
 * open until it is told to release held. */
struct answer {
	enum outcome outcome;
	enum wait wait; /* of OUT_ASK */
	enum body body;
	int fd;
	uint64_t size; /* of the file, when it was opened */
	void *held;
	enum view_kind view;
	bool ascii, plus; /* plus: Gopher+ attributes, a "+INFO: " before every menu line */
	const struct view_site *view_site;
	struct buf meta; /* gemini: type, target or words */
	struct buf text; /* of a BODY_TEXT */
	struct buf path; /* of the file that is sent; what relative links in a view refer to */
};

/* Who asks, and how. */
struct visitor {
	enum protocol protocol;
	unsigned listener; /* index of the listener that took the connection */
	bool tls, resumed;
	struct in6_addr address; /* IPv4 mapped */
	struct str server_name;  /* SNI; empty if none */
	uint32_t conn, turn;     /* names the connection until it ends */
};

#endif
