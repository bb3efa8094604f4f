/* sheet: the very bytes of an article's file, and the path where it lies. */
#include "reading.h"

#include "import/sheet.h"
#include "text/article.h"
#include "text/gemtext.h"

#include <string.h>

enum { LINES_MAX = 16 };

static const char path[] = "/2018/06/28/slug.gmi";

/* What every article of that day ends with. */
#define LINKS                                                                                                          \
	"=> index.gmi Alle Artikel vom 28. Juni 2018\n"                                                                \
	"=> ../../../more/2018/06/28/slug.gmi Davor, danach, verwandt\n"
#define LINKS_EN                                                                                                       \
	"=> index.gmi All articles of 28 June 2018\n"                                                                  \
	"=> ../../../more/2018/06/28/slug.gmi Before, after, related\n"

static const struct words *words_of(const struct desk *k, struct str language)
{
	for (size_t i = 0; i < k->language_count; i++)
		if (str_eq(k->languages[i]->language, language))
			return k->languages[i];
	abort();
}

/* ---- whole files ---- */

static const struct line whole[] = {
	{ .text = STR_OF("Wolfsburg"), .role = ROLE_KICKER },
};

int main(void)
{
	return unit_done("sheet");
}
