#include "store/mime.h"

#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define UMLAUTS "Gr\303\266\303\237e \303\274ber M\303\274he\n"
#define BIG (70 * 1024)

static char big[BIG];

/* An open file with these bytes, which is gone when it is closed. */
static struct found_file file_of(struct str bytes)
{
	char name[] = "/tmp/herald-mime-XXXXXX";
	struct stat st;
	int fd = mkstemp(name);
	unlink(name);
	CHECK(write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n && fstat(fd, &st) == 0, "cannot write");
	return (struct found_file){ fd, (uint64_t)st.st_size, st.st_mtim, st.st_dev, st.st_ino };
}

static void names(void)
{
	const struct {
		struct str name, want;
	} table[] = {
		{ STR("slug.gmi"), STR("text/gemini") },
		{ STR("/2018/06/28/slug.gmi"), STR("text/gemini") },
		{ STR("SLUG.GMI"), STR("text/gemini") },
		{ STR("a.Gemini"), STR("text/gemini") },
		{ STR("robots.txt"), STR("text/plain") },
		{ STR("a.b.md"), STR("text/markdown") },
		{ STR("foto.JPeG"), STR("image/jpeg") },
		{ STR("2018-06.412.tar.gz"), STR("application/gzip") },
		{ STR("a.7z"), STR("application/x-7z-compressed") },
		{ STR("a.zst"), STR("application/zstd") },
		{ STR("2018-06.gpub"), STR("application/gpub+zip") },
		{ STR("main.c"), STR("text/plain") },
		{ STR("feed.xml"), STR("application/atom+xml") },
		{ STR("/feed.xml"), STR("application/atom+xml") },
		{ STR("/feed/2018.atom"), STR("application/atom+xml") },
		{ STR("map.xml"), STR("text/xml") },
		{ STR("feed.xml.txt"), STR("text/plain") },
		{ STR("HEAD.minisig"), STR("text/plain") },
		{ STR(""), STR("") },
		{ STR("/"), STR("") },
		{ STR("README"), STR("") },
		{ STR("gmi"), STR("") },
		{ STR(".gmi"), STR("") },
		{ STR("/2018/.gmi"), STR("") },
		{ STR("a."), STR("") },
		{ STR("a.gmi/b"), STR("") },
		{ STR("a.gmi/"), STR("") },
		{ STR("a.gm"), STR("") },
		{ STR("a.gmi\0"), STR("") },
		{ STR("a.gmi\0x"), STR("") },
		{ STR("a.\0"), STR("") },
		{ STR("a.\0gmi"), STR("") },
		{ STR("a.gmi "), STR("") },
		{ STR("a.\303\244\303\266"), STR("") },
		{ STR("a.thisisnoextensionthatanyoneknows"), STR("") },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		CHECK_STR(mime_of_name(table[i].name), table[i].want);
}

static void files(void)
{
	const struct {
		struct str name, bytes, want;
	} table[] = {
		{ STR("README"), STR("Nur ein Text, in dem nichts weiter steht.\n"), STR("text/plain") },
		{ STR("foto"), STR("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0"), STR("image/png") },
		{ STR("heft.unbekannt"), STR("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"), STR("application/pdf") },
		{ STR("leer"), STR(""), STR("text/plain") },
		{ STR("rauschen"), STR("\x01\x9c\0\xff\xfe\0\3\4\xc8\xc9"), STR("application/octet-stream") },
		/* the name wins */
		{ STR("a.gmi"), STR("%PDF-1.4\n"), STR("text/gemini") },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct found_file f = file_of(table[i].bytes);
		lseek(f.fd, 3, SEEK_SET);
		CHECK_STR(mime_of_file(table[i].name, &f), table[i].want);
		CHECK(lseek(f.fd, 0, SEEK_CUR) == 3, "the position moved");
		CHECK_STR(mime_of_file(table[i].name, &f), table[i].want);
		close(f.fd);
	}
}

static void charsets(void)
{
	const struct {
		struct str bytes, want;
	} table[] = {
		{ STR(""), STR("") },
		{ STR("plain ASCII\n"), STR("") },
		{ STR(UMLAUTS), STR("") },
		{ STR("\357\273\277" UMLAUTS), STR("") },
		{ STR("Gr\366\337e \374ber M\374he\n"), STR("iso-8859-1") },
		{ STR("\204Gr\366\337e\223 \226 \374ber M\374he\n"), STR("windows-1252") },
		{ STR("\377\376G\0r\0\366\0\n\0"), STR("utf-16le") },
		/* damaged, but what the rest is, is plain */
		{ STR(UMLAUTS UMLAUTS "\377\n"), STR("") },
		{ STR(UMLAUTS UMLAUTS "\303"), STR("") },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct found_file f = file_of(table[i].bytes);
		CHECK_STR(mime_charset(&f), table[i].want);
		CHECK_STR(mime_charset(&f), table[i].want);
		close(f.fd);
	}
}

/* A character may lie across the end of what is looked at. */
static void cut(void)
{
	for (size_t shift = 0; shift < 5; shift++) {
		memset(big, 'a', sizeof big);
		memcpy(big + 64 * 1024 - shift, "\360\237\223\260", 4);
		struct found_file f = file_of((struct str){ big, sizeof big });
		CHECK_STR(mime_charset(&f), STR(""));
		close(f.fd);
	}
}

/* What is remembered belongs to one state of one file, however many there are. */
static void memory(void)
{
	struct found_file text = file_of(STR("Nur ein Text.\n")), pdf = file_of(STR("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"));
	for (ino_t i = 1; i < 3000; i++) {
		struct found_file a = text, b = pdf;
		a.ino = b.ino = i;
		b.mtime.tv_nsec++;
		CHECK_STR(mime_of_file(STR("x"), &a), STR("text/plain"));
		CHECK_STR(mime_of_file(STR("x"), &b), STR("application/pdf"));
		i += i > 100 ? 300 : 0;
	}
	close(text.fd);
	close(pdf.fd);
	/* closed: a file that cannot be read is just bytes, and that is not remembered */
	text.ino += 1000000;
	CHECK_STR(mime_of_file(STR("x"), &text), STR("application/octet-stream"));
	CHECK_STR(mime_charset(&text), STR(""));
}

/* Remembered while it is unchanged: then the file is not read again. */
static void remembered(void)
{
	struct found_file f = file_of(STR("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"));
	CHECK_STR(mime_of_file(STR("x"), &f), STR("application/pdf"));
	close(f.fd);
	CHECK_STR(mime_of_file(STR("x"), &f), STR("application/pdf"));
}

int main(void)
{
	struct found_file f = file_of(STR("before the start\n"));
	CHECK_STR(mime_of_file(STR("x"), &f), STR("application/octet-stream"));
	close(f.fd);
	CHECK(mime_start() && mime_start(), "libmagic's database is missing");
	names();
	files();
	charsets();
	cut();
	remembered();
	memory();
	return unit_done("mime");
}
