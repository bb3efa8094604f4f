/* uri_host, apart from the rest of uri: the one function that needs libidn2. */
#include "text/uri.h"

#include <arpa/inet.h>
#include <idn2.h>
#include <string.h>

enum {
	HOST_MAX = 253, /* RFC 1035, 2.3.4, as text without the final dot */
	LABEL_MAX = 63,
	ENCODED_MAX = 1024, /* no request holds a longer one */
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Letters, digits, hyphens and (real names have them) underscores; ASCII only. */
static bool label_right(struct str label)
{
	if (label.n == 0 || label.n > LABEL_MAX || label.p[0] == '-' || label.p[label.n - 1] == '-')
		return false;
	for (size_t i = 0; i < label.n; i++) {
		char c = lower(label.p[i]);
		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-' && c != '_')
			return false;
	}
	return true;
}

static bool add_name(struct str host, struct buf *out)
{
	if (str_ends(host, STR(".")))
		host.n--;
	if (host.n > HOST_MAX)
		return false;
	struct str rest = host;
	for (bool more = true; more;) {
		more = str_index(rest, '.') < rest.n;
		if (!label_right(str_cut(&rest, '.')))
			return false;
	}
	for (size_t i = 0; i < host.n; i++)
		buf_byte(out, lower(host.p[i]));
	return !out->full;
}

static bool add_ipv6(struct str host, struct buf *out)
{
	char room[INET6_ADDRSTRLEN];
	struct buf text = BUF(room);
	struct in6_addr address;
	buf_add(&text, host);
	/* a NUL in host would hide its tail from inet_pton */
	if (str_index(host, '\0') < host.n || inet_pton(AF_INET6, buf_z(&text), &address) != 1)
		return false;
	buf_add(out, host);
	return !out->full;
}

static bool ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

bool uri_host(struct str host, struct buf *out)
{
	char room[ENCODED_MAX + 1];
	struct buf name = BUF(room);
	if (host.n == 0)
		return false;
	if (str_index(host, ':') < host.n)
		return add_ipv6(host, out);
	if (!uri_decode(host, &name))
		return false;
	/* libidn2 allocates: only names that need it get there */
	if (ascii(buf_str(&name)))
		return add_name(buf_str(&name), out);
	const char *z = buf_z(&name);
	char *made = NULL;
	if (name.full || !utf8_valid(buf_str(&name)) ||
		idn2_to_ascii_8z(z, &made, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
		return false;
	bool right = add_name(str_of(made), out);
	idn2_free(made);
	return right;
}
