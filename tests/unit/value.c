#include "said.h"

#include "conf/value.h"

#include <arpa/inet.h>

static const struct listen_row {
	const char *word;
	const char *address; /* NULL: refused */
	unsigned port;
	const char *why; /* how the reason begins */
} listen_rows[] = {
	{ "[::]:1965", "::", 1965, "" },
	{ "[::1]:70", "::1", 70, "" },
	{ "[2001:db8::1]:65535", "2001:db8::1", 65535, "" },
	{ "[fe80::1%lo]:70", "fe80::1", 70, "" },
	{ "0.0.0.0:1965", "0.0.0.0", 1965, "" },
	{ "127.0.0.1:0", "127.0.0.1", 0, "" },
	{ "127.0.0.1", NULL, 0, "has no port" },
	{ "127.0.0.1:", NULL, 0, "has no port" },
	{ "[::]", NULL, 0, "has no port" },
	{ "[::]:", NULL, 0, "has no port" },
	{ "localhost", NULL, 0, "has no port" },
	{ "localhost:1965", NULL, 0, "is no address" },
	{ "1965", NULL, 0, "is a port only" },
	{ ":1965", NULL, 0, "has no address" },
	{ "::1:1965", NULL, 0, "is an IPv6 address without brackets" },
	{ "::", NULL, 0, "is an IPv6 address without brackets" },
	{ "[::1:1965", NULL, 0, "has no closing bracket" },
	{ "[::1]1965", NULL, 0, "has no port" },
	{ "[::1]x:1965", NULL, 0, "has something between" },
	{ "[]:1965", NULL, 0, "is no IPv6 address" },
	{ "[127.0.0.1]:1965", NULL, 0, "is no IPv6 address" },
	{ "[::ffff:127.0.0.1]:70", NULL, 0, "is an IPv4 address" },
	{ "[fe80::1%nosuchif]:70", NULL, 0, "names a network interface" },
	{ "[fe80::1%averyveryverylonginterface]:70", NULL, 0, "names a network interface" },
	{ "[fe80::1%]:70", NULL, 0, "names a network interface" },
	{ "127.1:70", NULL, 0, "is no address" },
	{ "127.0.0.01:70", NULL, 0, "is no address" },
	{ "300.0.0.1:70", NULL, 0, "is no address" },
	{ "127.0.0.1:65536", NULL, 0, "has a bad port" },
	{ "127.0.0.1:-1", NULL, 0, "has a bad port" },
	{ "127.0.0.1:x", NULL, 0, "has a bad port" },
	{ "127.0.0.1:1965,", NULL, 0, "has a comma" },
	{ ",", NULL, 0, "has a comma" },
	{ "[", NULL, 0, "has no closing bracket" },
	{ "]", NULL, 0, "has no port" },
	{ "0000000000000000000000000000000000000000000000000000000000127.0.0.1:70", NULL, 0, "is too long" },
};

static void listen_values(void)
{
	for (size_t i = 0; i < sizeof listen_rows / sizeof *listen_rows; i++) {
		const struct listen_row *row = &listen_rows[i];
		struct conf_listen listen = { 0 };
		char reason[256], address[INET6_ADDRSTRLEN] = "";
		struct buf why = BUF(reason);
		bool good = value_listen(str_of(row->word), &listen, &why);
		CHECK(good == (row->address != NULL), "%s", row->word);
		CHECK(!why.full && str_starts(buf_str(&why), str_of(row->why)), "%s: %.*s", row->word,
			STR_ARG(buf_str(&why)));
		if (!good || !row->address)
			continue;
		bool six = listen.family == AF_INET6;
		in_port_t port = six ? listen.v6.sin6_port : listen.v4.sin_port;
		inet_ntop(listen.family, six ? (void *)&listen.v6.sin6_addr : (void *)&listen.v4.sin_addr, address,
			sizeof address);
		CHECK_STR(str_of(address), str_of(row->address));
		CHECK(ntohs(port) == row->port, "%s: port %u", row->word, ntohs(port));
		CHECK(six ? listen.v6.sin6_family == AF_INET6 : listen.v4.sin_family == AF_INET, "%s", row->word);
		CHECK_STR(str_of(listen.text), str_of(row->word));
	}
}

static void path_values(void)
{
	static const struct {
		const char *folder, *path, *want;
	} rows[] = {
		{ "/a/b", "c", "/a/b/c" },
		{ "/a/b", "c/", "/a/b/c" },
		{ "/a/b", "./c", "/a/b/c" },
		{ "/a/b", "../c", "/a/c" },
		{ "/a/b", "..", "/a" },
		{ "/a/b", ".", "/a/b" },
		{ "/a/b", "../..", "/" },
		{ "/a/b", "../../../c", "/c" },
		{ "/a/b", ".//c", "/a/b/c" },
		{ "/a/b", "..c", "/a/b/..c" },
		/* what lies behind a link is not known */
		{ "/a/b", "c/../d", "/a/b/c/../d" },
		{ "/a/b", "/c", "/c" },
		{ "/", "c", "/c" },
		{ "/", "..", "/" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char room[64];
		struct buf b = BUF(room);
		value_path(rows[i].folder, str_of(rows[i].path), &b);
		CHECK_STR(buf_str(&b), str_of(rows[i].want));
	}
}

static void zone_values(void)
{
	char path[PATH_MAX];
	snprintf(path, sizeof path, "%s/zones", scratch);
	CHECK(value_zone(path, "UTC") == ZONE_NO_DATA, "there is no such folder");
	folder_make("zones");
	file_make("zones/UTC", STR("TZif2"));
	file_make("zones/zone.tab", STR("# no zone"));
	static const struct {
		const char *name;
		enum value_zone zone;
	} rows[] = {
		{ "UTC", ZONE_GOOD },
		{ "zone.tab", ZONE_BAD },
		{ "", ZONE_BAD },
		{ ".", ZONE_BAD },
		{ "Europe/Nowhere", ZONE_BAD },
		{ "../zones/UTC", ZONE_BAD },
		{ "/etc/localtime", ZONE_BAD },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK(value_zone(path, rows[i].name) == rows[i].zone, "%s", rows[i].name);
}

int main(void)
{
	if (!mkdtemp(scratch))
		abort();
	listen_values();
	path_values();
	zone_values();
	scratch_remove((const char *const[]){ "zones/UTC", "zones/zone.tab", "zones", NULL });
	return unit_done("value");
}
