#include "site/facts.h"

#include "store/mime.h"
#include "text/article.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	ROWS = 4096,
	TAIL = 8192, /* an end block is shorter by far */
};

struct row {
	dev_t dev;
	ino_t ino;
	struct timespec mtime;
	uint64_t size;
	bool gemtext; /* by its name, which the file can change */
	struct fact fact;
};

struct facts {
	struct row row[ROWS];
};

struct facts *facts_new(void)
{
	return calloc(1, sizeof(struct facts));
}

void facts_free(struct facts *f)
{
	free(f);
}

static bool is_language(struct str s)
{
	if (s.n == 0 || s.n >= sizeof((struct fact *)0)->language)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'))
			return false;
	}
	return true;
}

static void keep(char *out, size_t room, struct str s)
{
	size_t n = s.n < room ? s.n : 0;
	memcpy(out, s.p, n);
	out[n] = '\0';
}

static void read_language(const struct site *s, const struct found_file *file, struct fact *fact)
{
	char tail[TAIL];
	struct article article;
	uint64_t from = file->size > TAIL ? file->size - TAIL : 0;
	ssize_t n = pread(file->fd, tail, sizeof tail, (off_t)from);
	if (n <= 0)
		return;
	article_read((struct str){ tail, (size_t)n }, s->languages, s->language_count, &article);
	if (is_language(article.value[ARTICLE_LANGUAGE]))
		keep(fact->language, sizeof fact->language, article.value[ARTICLE_LANGUAGE]);
}

static bool same(const struct row *r, const struct found_file *f, bool gemtext)
{
	return r->gemtext == gemtext && r->ino == f->ino && r->dev == f->dev && r->size == f->size &&
	       r->mtime.tv_sec == f->mtime.tv_sec && r->mtime.tv_nsec == f->mtime.tv_nsec;
}

const struct fact *facts_of(const struct site *s, const struct found_file *file, bool gemtext)
{
	struct row *r = &s->facts->row[(file->ino * 0x9e3779b97f4a7c15u >> 32) % ROWS];
	if (same(r, file, gemtext))
		return &r->fact;
	*r = (struct row){
		.dev = file->dev, .ino = file->ino, .mtime = file->mtime, .size = file->size, .gemtext = gemtext
	};
	if (gemtext)
		read_language(s, file, &r->fact);
	keep(r->fact.charset, sizeof r->fact.charset, mime_charset(file));
	return &r->fact;
}
