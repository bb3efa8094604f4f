#include "conf/value.h"

#include "base/log.h"
#include "text/uri.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool value_number(struct str text, const struct key *key, unsigned *out, struct buf *why)
{
	uint64_t value = 0;
	bool word = key->standard && !(key->standard[0] >= '0' && key->standard[0] <= '9');
	*out = 0;
	if (word && str_eq(text, str_of(key->standard)))
		return true;
	if (str_u64(text, key->max, &value) && value >= key->min) {
		*out = (unsigned)value * key->scale;
		return true;
	}
	buf_add(why, STR("write "));
	if (word && key->standard[0])
		buf_fmt(why, "'%s' or ", key->standard);
	buf_fmt(why, "a number from %u to %u", key->min, key->max);
	if (key->unit)
		buf_fmt(why, ", in %s and without the unit", key->unit);
	if (word && !key->standard[0])
		buf_add(why, STR(", or nothing"));
	return false;
}

bool value_yes_no(struct str text, bool *out, struct buf *why)
{
	*out = str_eq(text, STR("yes"));
	if (*out || str_eq(text, STR("no")))
		return true;
	buf_add(why, STR("write 'yes' or 'no'"));
	return false;
}

bool value_addresses(struct str text, enum log_addresses *out, struct buf *why)
{
	static const char *const words[] = { [LOG_FULL] = "full", [LOG_PREFIX] = "prefix", [LOG_NONE] = "none" };
	for (int i = LOG_FULL; i <= LOG_NONE; i++) {
		if (str_eq(text, str_of(words[i]))) {
			*out = (enum log_addresses)i;
			return true;
		}
	}
	buf_add(why, STR("write 'full', 'prefix' or 'none'"));
	return false;
}

static bool refuse(struct buf *why, const char *text)
{
	buf_add(why, str_of(text));
	return false;
}

/* inet_pton wants a C string. */
static bool address_read(int family, struct str text, void *out)
{
	char name[INET6_ADDRSTRLEN];
	struct buf b = BUF(name);
	buf_add(&b, text);
	return inet_pton(family, buf_z(&b), out) == 1;
}

static bool address6_read(struct str host, struct sockaddr_in6 *out, struct buf *why)
{
	struct str zone = host, address = str_cut(&zone, '%');
	out->sin6_family = AF_INET6;
	if (!address_read(AF_INET6, address, &out->sin6_addr))
		return refuse(why, "is no IPv6 address: write one such as [::]:1965 or [2001:db8::1]:1965");
	if (IN6_IS_ADDR_V4MAPPED(&out->sin6_addr))
		return refuse(why, "is an IPv4 address in IPv6's clothes: write it as in 192.0.2.1:1965");
	if (address.n == host.n)
		return true;
	char name[IF_NAMESIZE];
	struct buf b = BUF(name);
	buf_add(&b, zone);
	out->sin6_scope_id = if_nametoindex(buf_z(&b));
	if (out->sin6_scope_id == 0)
		return refuse(why, "names a network interface that this machine does not have: see 'ip link'");
	return true;
}

/* Finds the port, and says so clearly where it isn't one. */
static bool port_read(struct str word, struct str *host, in_port_t *port, struct buf *why)
{
	static const char missing[] = "has no port: write it as in 127.0.0.1:1965 or [::]:1965";
	bool bracket = word.n && word.p[0] == '[';
	size_t end = bracket ? str_index(word, ']') : word.n;
	size_t colon = str_rindex(word, ':');
	uint64_t number = 0;
	if (word.n && (word.p[word.n - 1] == ',' || str_index(word, ',') < word.n))
		return refuse(why, "has a comma in it: put spaces between the addresses");
	if (bracket && end == word.n)
		return refuse(why, "has no closing bracket: write it as in [::]:1965");
	if (!bracket && colon < word.n && str_index(word, ':') < colon)
		return refuse(why, "is an IPv6 address without brackets: write it as in [::1]:1965");
	if (colon == word.n || (bracket && colon < end))
		return str_u64(word, UINT64_MAX, &number) ? refuse(why, "is a port only: write it as in [::]:1965 (for "
									"all) or 127.0.0.1:1965 (for this "
									"computer)")
							  : refuse(why, missing);
	if (colon == 0)
		return refuse(why, "has no address: write it as in [::]:1965 or 127.0.0.1:1965");
	if (bracket && colon != end + 1)
		return refuse(why, "has something between ']' and ':': write it as in [::]:1965");
	if (colon + 1 == word.n)
		return refuse(why, missing);
	if (!str_u64(str_sub(word, colon + 1, word.n), 65535, &number))
		return refuse(why, "has a bad port: write a number from 0 to 65535 (0: a free one)");
	*host = str_sub(word, bracket, bracket ? end : colon);
	*port = htons((in_port_t)number);
	return true;
}

bool value_listen(struct str word, struct conf_listen *out, struct buf *why)
{
	struct buf text = BUF(out->text);
	struct str host = { 0 };
	in_port_t port = 0;
	if (!port_read(word, &host, &port, why))
		return false;
	buf_add(&text, word);
	if (!*buf_z(&text))
		return refuse(why, "is too long for an address");
	if (word.p[0] == '[') {
		out->family = AF_INET6;
		out->v6.sin6_port = port;
		return address6_read(host, &out->v6, why);
	}
	out->family = AF_INET;
	out->v4.sin_family = AF_INET;
	out->v4.sin_port = port;
	if (address_read(AF_INET, host, &out->v4.sin_addr))
		return true;
	return refuse(why, "is no address: write one in numbers, as in 127.0.0.1:1965, [::1]:1965 or [::]:1965");
}

bool value_host(struct str word, struct buf *out, struct buf *why)
{
	if (uri_host(word, out) && !out->full && out->n)
		return true;
	if (str_index(word, ',') < word.n)
		return refuse(why, "has a comma in it: put spaces between the names");
	return refuse(why, "is no host name: write it as in zeitung.example, without scheme, port or path");
}

/* A zone's file begins with "TZif" (RFC 8536, 3.1); its folder holds tables as well. */
static bool zone_is_file(int folder, const char *name)
{
	char magic[4] = "";
	bool good = false;
	struct stat st;
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return false;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		good = read(fd, magic, sizeof magic) == sizeof magic && memcmp(magic, "TZif", 4) == 0;
	close(fd);
	return good;
}

enum value_zone value_zone(const char *folder, const char *name)
{
	if (name[0] == '\0' || name[0] == '/' || strstr(name, ".."))
		return ZONE_BAD;
	int fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return ZONE_NO_DATA;
	enum value_zone zone = zone_is_file(fd, name) ? ZONE_GOOD : ZONE_BAD;
	close(fd);
	return zone;
}

char *value_folder(const char *path)
{
	struct str whole = str_of(path);
	size_t slash = str_rindex(whole, '/');
	if (slash == whole.n)
		return realpath(".", NULL);
	char *folder = strndup(path, slash ? slash : 1);
	if (!folder)
		fatal("out of memory");
	char *real = realpath(folder, NULL);
	int error = errno;
	free(folder);
	errno = error;
	return real;
}

void value_path(const char *folder, struct str path, struct buf *out)
{
	struct str base = str_of(folder);
	if (str_starts(path, STR("/"))) {
		buf_add(out, path);
		return;
	}
	/* the folder is without links, so its parent's name is known; that of other parts isn't */
	while (path.n) {
		struct str rest = path, part = str_cut(&rest, '/');
		if (str_eq(part, STR("..")))
			base = str_sub(base, 0, str_rindex(base, '/') < base.n ? str_rindex(base, '/') : 0);
		else if (!str_eq(part, STR(".")) && part.n)
			break;
		path = rest;
	}
	while (path.n > 1 && path.p[path.n - 1] == '/')
		path.n--;
	if (!str_eq(base, STR("/")))
		buf_add(out, base);
	if (path.n || out->n == 0)
		buf_byte(out, '/');
	buf_add(out, path);
}
