#include "import/tongue.h"

#include "base/log.h"
#include "import/stopwords.h"

#include <libexttextcat/textcat.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MODELS "/usr/share/libexttextcat/"

enum {
	SAMPLE = 1000,      /* bytes; the models become no surer by more */
	DENSITY_MAX = 8192, /* nor does density */
	LETTERS_MIN = 40,   /* below, the models guess (89 % right at 40) */
	PLAIN_WORDS = 12,
	PLAIN = 26, /* in a hundred: German and English have 35 to 50 of their own words, Dutch 18 of the German ones,
		     * Luxemburgish 17, Danish 10; Afrikaans has 40, but of the English ones 16 too */
	TIMES = 3,  /* as many as of the other language, which has 4 to 8 by chance */
	SHORT_WORDS = 4,
	NEAR = 20,          /* what a text must have of ours to be no neighbour of ours */
	SURE_LETTERS = 100, /* a list of names is in Luxemburgish, Maltese or Fijian by the models, if it is short */
};

struct tongue {
	void *models; /* NULL: not loaded */
	bool missing;
};

struct tongue *tongue_make(void)
{
	struct tongue *t = calloc(1, sizeof *t);
	if (!t)
		fatal("out of memory");
	return t;
}

void tongue_free(struct tongue *t)
{
	if (t && t->models)
		textcat_Done(t->models);
	free(t);
}

/* ---- density ---- */

/* The bytes of the letter at the start of s; 0: there is none. What is not ASCII is a letter, but for the signs of
 * Latin-1 and general punctuation. */
static size_t letter(struct str s)
{
	unsigned char c = s.n ? (unsigned char)s.p[0] : 0;
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return 1;
	if (c < 0xc3 || c == 0xe2 || c > 0xf4)
		return 0;
	size_t n = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
	return n <= s.n ? n : s.n;
}

/* An apostrophe within a word. */
static size_t apostrophe(struct str s)
{
	size_t n = s.n && s.p[0] == '\'' ? 1 : str_starts(s, STR("’")) ? 3 : 0;
	return n && letter(str_sub(s, n, s.n)) ? n : 0;
}

static struct str word_next(struct str *rest)
{
	size_t from = 0, n;
	while (from < rest->n && letter(str_sub(*rest, from, rest->n)) == 0)
		from++;
	size_t to = from;
	while ((n = letter(str_sub(*rest, to, rest->n))) > 0 ||
		(to > from && (n = apostrophe(str_sub(*rest, to, rest->n))) > 0))
		to += n;
	struct str word = str_sub(*rest, from, to);
	*rest = str_sub(*rest, to, rest->n);
	return word;
}

struct density tongue_density(struct str text)
{
	uint64_t words = 0, german = 0, english = 0;
	struct str rest = text, word;
	for (; (word = word_next(&rest)).n; words++) {
		unsigned found = stopword_of(word);
		german += (found & STOPWORD_GERMAN) != 0;
		english += (found & STOPWORD_ENGLISH) != 0;
	}
	if (words == 0)
		return (struct density){ 0 };
	return (struct density){ (unsigned)words, (unsigned)(german * 100 / words), (unsigned)(english * 100 / words) };
}

bool tongue_stop_word(struct str word)
{
	return stopword_of(word) != 0;
}

/* ---- the library ---- */

/* The languages that it may have models of. */
static const char tags[][4] = { "ab", "ace", "ada", "af", "ak", "alt", "am", "ar", "arn", "ast", "ay", "az", "ban",
	"be", "bem", "bg", "bho", "bi", "bik", "bm", "bn", "bo", "br", "bs", "ca", "ckb", "cs", "cy", "da", "de", "dv",
	"ee", "el", "emk", "en", "eo", "es", "et", "eu", "fa", "fi", "fj", "fo", "fr", "fur", "fy", "ga", "gd", "gl",
	"grc", "gu", "gug", "gv", "ha", "haw", "he", "hi", "hil", "hr", "hsb", "ht", "hu", "hy", "ia", "id", "is", "it",
	"ja", "ka", "kk", "kl", "km", "kn", "kng", "ko", "ktu", "ky", "la", "lb", "lg", "ln", "lo", "lt", "lv", "mai",
	"mi", "mk", "ml", "mn", "mos", "mr", "ms", "mt", "my", "nb", "nds", "ne", "nl", "nn", "nr", "nso", "ny", "oc",
	"om", "pa", "pl", "plt", "pt", "quz", "qxa", "rm", "ro", "ru", "rue", "rw", "sa", "sc", "sco", "sd", "se", "sg",
	"sh", "shs", "si", "sk", "sl", "so", "sq", "sr", "ss", "st", "sv", "sw", "ta", "te", "tet", "tg", "th", "ti",
	"tk", "tl", "tn", "tpi", "tr", "ts", "tt", "ty", "tzm", "ug", "uk", "ur", "uz", "ve", "vep", "vi", "wa", "xh",
	"yi", "yo", "zh", "zu" };

/* The first language in "[de--utf8][nl--utf8]": what stands before the hyphen. */
static const char *tag_of(struct str answer)
{
	struct str name = str_sub(answer, 1, str_index(answer, '-'));
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (str_starts(answer, STR("[")) && str_eq(name, str_of(tags[i])))
			return tags[i];
	return NULL;
}

static bool loaded(struct tongue *t)
{
	if (t->models || t->missing)
		return t->models != NULL;
	/* the library complains on standard error about files that are not there */
	if (access(MODELS "fpdb.conf", R_OK) == 0)
		t->models = special_textcat_Init(MODELS "fpdb.conf", MODELS);
	t->missing = t->models == NULL;
	return !t->missing;
}

static const char *heard(struct tongue *t, struct str text, const struct density *d)
{
	struct str sample = utf8_fit(text, SAMPLE);
	const char *answer = textcat_Classify(t->models, sample.p, sample.n);
	const char *tag = answer ? tag_of(str_of(answer)) : NULL;
	if (!tag)
		return NULL;
	/* names of people and places make Low German, Luxemburgish or Scots of a text full of them */
	bool low = strcmp(tag, "nds") == 0 || strcmp(tag, "lb") == 0;
	if (low && d->german >= NEAR)
		return "de";
	return strcmp(tag, "sco") == 0 && d->english >= NEAR ? "en" : tag;
}

/* ---- both ---- */

/* Counts no further than SURE_LETTERS. */
static unsigned letters_of(struct str text)
{
	unsigned letters = 0;
	for (size_t i = 0, n; i < text.n && letters < SURE_LETTERS; i += n ? n : 1) {
		n = letter(str_sub(text, i, text.n));
		letters += n > 0;
	}
	return letters;
}

static const char *plain(const struct density *d, unsigned words, unsigned least)
{
	if (d->words < words)
		return NULL;
	if (d->german >= least && d->german >= d->english * TIMES)
		return "de";
	return d->english >= least && d->english >= d->german * TIMES ? "en" : NULL;
}

const char *tongue_of(struct tongue *t, struct str text)
{
	struct density d = tongue_density(str_sub(text, 0, DENSITY_MAX));
	const char *tag = plain(&d, PLAIN_WORDS, PLAIN);
	if (tag)
		return tag;
	unsigned letters = letters_of(text);
	if (letters < LETTERS_MIN || !loaded(t))
		return plain(&d, SHORT_WORDS, letters < LETTERS_MIN ? PLAIN : NEAR);
	tag = heard(t, text, &d);
	bool ours = tag && (strcmp(tag, "de") == 0 || strcmp(tag, "en") == 0);
	return ours || letters >= SURE_LETTERS ? tag : NULL;
}
