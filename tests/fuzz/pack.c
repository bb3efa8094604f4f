/* A pack, which may be any bytes: nothing in it leads elsewhere, and no more comes out than is allowed. The input is
 * the gzip file as it came, or (the first byte is a 't') a tar that is packed first, since a checksum keeps a fuzzer
 * from getting through the other way. */
#include "fuzz.h"

#include "mirror/member.h"
#include "mirror/pack.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/mman.h>

enum { ROOM = 1 << 20 };

static const struct pack_limits limits = { .files = 100, .bytes = 1 << 20, .file_bytes = 1 << 19 };

static bool put(int fd, struct str bytes)
{
	return write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n && lseek(fd, 0, SEEK_SET) == 0;
}

static struct str packed(struct str tar)
{
	static char room[2 * ROOM];
	size_t used = 0;
	struct archive *a = archive_write_new();
	struct archive_entry *e = archive_entry_new();
	archive_write_set_format_raw(a);
	archive_write_add_filter_gzip(a);
	archive_entry_set_filetype(e, AE_IFREG);
	HOLDS(archive_write_open_memory(a, room, sizeof room, &used) == ARCHIVE_OK);
	HOLDS(archive_write_header(a, e) == ARCHIVE_OK);
	HOLDS(archive_write_data(a, tar.p, tar.n) == (la_ssize_t)tar.n && archive_write_close(a) == ARCHIVE_OK);
	archive_entry_free(e);
	archive_write_free(a);
	return (struct str){ room, used };
}

static void check_path(struct str path)
{
	HOLDS(path_clean(path) && path.n <= MEMBER_PATH_MAX + 1 && harmless(path, ""));
	HOLDS(str_find(path, STR("/.")) == path.n);
}

static bool read_file(struct pack_reader *r, uint64_t size, struct buf *why)
{
	char piece[5000];
	uint64_t all = 0;
	int64_t n;
	while ((n = pack_read(r, piece, sizeof piece, why)) > 0)
		HOLDS((all += (uint64_t)n) <= size);
	HOLDS(n < 0 || all == size);
	return n == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char space[2000];
	struct buf why = BUF(space);
	struct str path, in = { (const char *)data, size < ROOM ? size : ROOM };
	uint64_t bytes = 0, one, files = 0;
	enum pack_step step = PACK_FILE;
	int fd = memfd_create("pack", MFD_CLOEXEC);
	if (fd < 0 || !put(fd, in.n && in.p[0] == 't' ? packed(str_sub(in, 1, in.n)) : in))
		abort();
	struct pack_reader *r = pack_open(fd, &limits, &why);
	while (r && step == PACK_FILE && (step = pack_next(r, &path, &one, &why)) == PACK_FILE) {
		check_path(path);
		HOLDS(++files <= limits.files && one <= limits.file_bytes && (bytes += one) <= limits.bytes);
		/* every other one is passed over */
		if (files % 2 && !read_file(r, one, &why))
			step = PACK_BAD;
	}
	HOLDS(step != PACK_BAD || (why.n && !why.full && harmless(buf_str(&why), "")));
	pack_close(r);
	close(fd);
	return 0;
}
