#include "import/person.h"

#include "import/agency.h"
#include "import/stopwords.h"

#include <unictype.h>

enum {
	NAME_BYTES = 120,
	PERSON_WORDS = 5,
	CREDIT_WORDS = 8,
	ABBREVIATION = 5, /* bytes before its full stop; a longer word ends a sentence */
	SIGN_BYTES = 16,
};

/* Small words within people's names. */
static const char particles[] = " af al ben bin d' da dal das de del della den der des di do dos du e el la las le los "
				"ten ter thoe tom und v v. van "
				"vom von y zu zum zur zur. ";

/* Within the names of institutions besides. */
static const char joints[] = " am an für of the ";

/* Small words that credits are made of. */
static const char credit_words[] =
	" agentur alliance archiv archivbild archivfoto getty handout images imago oh nh no-credit photo photos "
	"picture "
	"pictures pool press privat private repro stock stringer symbolbild symbolfoto ullstein via zvg z.v.g. verein "
	"bild foto courtesy x com dot e. e.v. ev gmbh for by bei ";

/* What brackets or slashes behind a name tell about the picture. */
static const char notes[] =
	" archiv archive archivbild archivfoto beispielbild beispielfoto file hinten l l. left links m m. mitte o o. "
	"oben "
	"r r. rechts repro right symbolbild symbolfoto u u. unten vorn vorne montage kl. gr. klein groß privat ";

static const char no_names[] =
	" bad sankt groß klein new schloss hansestadt landkreis stadt galerie gallery wettbewerb contest story strecke "
	"show "
	"stream album workshop club shop service kurs ausstellung video videos karte karten zeitung popular demand "
	"gottes "
	"credits credit fotos foto photo photos bild bilder woche tages tag monats jahres hilfe news redaktion ";

/* ---- lists ---- */

static bool same(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i += FOLD_MAX) {
		char x[FOLD_MAX], y[FOLD_MAX];
		size_t n = word_fold(str_sub(a, i, i + FOLD_MAX), x), m = word_fold(str_sub(b, i, i + FOLD_MAX), y);
		if (!str_eq((struct str){ x, n }, (struct str){ y, m }))
			return false;
	}
	return true;
}

void persons_add(struct persons *p, struct str name)
{
	if (name.n == 0 || p->count == PERSONS_MAX)
		return;
	for (size_t i = 0; i < p->count; i++)
		if (same(p->name[i], name))
			return;
	p->name[p->count++] = name;
}

struct str persons_join(const struct persons *p, struct arena *a)
{
	struct buf b = { 0 };
	for (size_t i = 0; i < p->count; i++) {
		arena_room(a, &b, p->name[i].n + 2);
		buf_add(&b, i ? STR(", ") : STR(""));
		buf_add(&b, p->name[i]);
	}
	return buf_str(&b);
}

/* The bytes of what separates two names at the start of s. */
static size_t separator(struct str s)
{
	static const char *const words[] = { " und ", " and ", " u. ", " + ", " UND ", " AND " };
	if (str_starts(s, STR(",")) || str_starts(s, STR(";")))
		return 1;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(s, str_of(words[i])))
			return str_of(words[i]).n;
	if (!str_starts(s, STR(" & ")))
		return 0;
	struct str behind = str_sub(s, 3, s.n);
	/* "Meyer & Co. KG", "North News & Pictures": firms; somebody's name has two words */
	bool firm = str_starts(behind, STR("Co")) || str_starts(behind, STR("Söhne")) ||
		    str_starts(behind, STR("Sons")) || str_starts(behind, STR("Partner"));
	struct str name = str_sub(behind, 0, str_index(behind, ','));
	str_word(&name);
	return firm || str_word(&name).n == 0 ? 0 : 3;
}

bool person_next(struct str *rest, struct str *name)
{
	size_t at = 0, n = 0;
	if (rest->n == 0)
		return false;
	while (at < rest->n && (n = separator(str_sub(*rest, at, rest->n))) == 0)
		at++;
	*name = str_trim(str_sub(*rest, 0, at));
	*rest = str_sub(*rest, at + n, rest->n);
	return true;
}

/* ---- words ---- */

static bool begins_big(struct str s)
{
	uint32_t rune = 0;
	return utf8_read(s, &rune) > 0 && uc_is_upper(rune);
}

static bool holds_any(struct str s, const char *bytes)
{
	for (; *bytes; bytes++)
		if (str_index(s, *bytes) < s.n)
			return true;
	return false;
}

static bool digits_only(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0;
}

/* "K.", "Dr.", "Dipl.-Ing."; the full stop of a longer word ends a sentence. */
static bool point_good(struct str word)
{
	size_t point = str_index(word, '.');
	return point == word.n || point <= ABBREVIATION;
}

/* Letters, with hyphens, apostrophes and full stops. */
static bool person_word(struct str word)
{
	struct str rest = word;
	uint32_t rune = 0;
	for (size_t n; (n = utf8_read(rest, &rune)) > 0; rest = str_sub(rest, n, rest.n))
		if (!uc_is_alpha(rune) && rune != '-' && rune != '\'' && rune != 0x2019 && rune != '.')
			return false;
	return rest.n == 0 && point_good(word);
}

/* "Martin Lange", "Theresa May" */
static bool surname(struct str word, bool first, bool last)
{
	return !first && last && begins_big(word) &&
	       word_listed(
		       STR(" alt bald ganz groß gut klein kurz lang lange may neu schnell viel weit will wohl "), word);
}

bool person_like(struct str s)
{
	struct str rest = s, word;
	unsigned words = 0, names = 0;
	bool particle = false;
	if (s.n > NAME_BYTES)
		return false;
	for (; (word = str_word(&rest)).n; words++) {
		particle = words && word_listed(STR(particles), word);
		if (!person_word(word) || (words == 0 && word_listed(STR(no_names), word)))
			return false;
		if (particle)
			continue;
		/* "Will Smith", "May Brown" */
		bool stop = stopword_of(word) &&
			    !(rest.n && (str_ieq(word, STR("will")) || str_ieq(word, STR("may")))) &&
			    !surname(word, words == 0, rest.n == 0);
		if (!begins_big(word) || stop || agency_known(word) || word_listed(STR(no_names), word))
			return false;
		names++;
	}
	return words >= 2 && words <= PERSON_WORDS && names >= 2 && !particle;
}

/* ---- credits ---- */

/* "fotolia.com", "@anna", "pixabay_12", "dpa/lni". */
static bool is_address(struct str word)
{
	return holds_any(word, "./@_") && !str_ends(word, STR(".")) && !digits_only(word);
}

static bool credit_word(struct str word, bool first, bool last, bool alone)
{
	bool point = str_ends(word, STR("."));
	if (holds_any(word, "!?\"<>=|") || str_find(word, STR("„")) < word.n || str_find(word, STR("“")) < word.n)
		return false;
	if (point && !last && !point_good(word))
		return false;
	if (holds_any(word, ":") && str_find(word, STR("://")) == word.n)
		return false;
	if (is_address(word) || agency_known(word) || word_listed(STR(credit_words), word))
		return true;
	if (str_eq(word, STR("/")) || str_eq(word, STR("-")) || str_eq(word, STR("–")) || str_eq(word, STR("&")))
		return !first && !last;
	if (!first && !last && (word_listed(STR(particles), word) || word_listed(STR(joints), word)))
		return true;
	if (digits_only(word))
		return !first && word.n <= 4;
	if (begins_big(word))
		return stopword_of(word) == 0 || surname(word, first, last) || (first && str_eq(word, STR("The"))) ||
		       (!first && !alone && word.n <= 2);
	/* a sign or a pseudonym */
	return alone && word.n >= 2 && word.n <= SIGN_BYTES && stopword_of(word) == 0;
}

bool person_credits(struct str s)
{
	struct str rest = s, word;
	unsigned words = 0;
	bool alone = str_index(s, ' ') == s.n, letters = false;
	if (s.n < 2 || s.n > NAME_BYTES || !utf8_valid(s))
		return false;
	for (size_t i = 0; i < s.n; i++)
		letters = letters || (s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= 'A' && s.p[i] <= 'Z') ||
			  (unsigned char)s.p[i] >= 0xc3;
	for (; (word = str_word(&rest)).n; words++) {
		/* "(dpa)" */
		if (words && str_starts(word, STR("(")) && str_ends(word, STR(")")))
			word = str_sub(word, 1, word.n - 1);
		if (words == CREDIT_WORDS || !credit_word(word, words == 0, rest.n == 0, alone))
			return false;
	}
	return letters && words > 0;
}

/* "(Archiv)", "(2)": false: what stands in the brackets belongs to the name. */
static bool is_note(struct str inner)
{
	struct str rest = inner, word;
	while ((word = str_word(&rest)).n) {
		if (str_ends(word, STR(",")) || str_ends(word, STR(".")))
			word.n--;
		if (!digits_only(word) && !word_listed(STR(notes), word) &&
			!word_listed(STR(" und and fotos foto "), word))
			return false;
	}
	return true;
}

static bool end_trim(struct str *s)
{
	size_t open = str_rindex(*s, '('), space = str_rindex(*s, ' ');
	if (str_ends(*s, STR(")")) && open < s->n && is_note(str_sub(*s, open + 1, s->n - 1))) {
		*s = str_sub(*s, 0, open);
		return true;
	}
	if (space < s->n && s->n - space == 5 && digits_only(str_sub(*s, space + 1, s->n))) {
		*s = str_sub(*s, 0, space);
		return true;
	}
	if (s->n && str_index(STR("/|-,;+*"), s->p[s->n - 1]) < 7) {
		s->n--;
		return true;
	}
	if (str_ends(*s, STR("–")) || str_ends(*s, STR("•"))) {
		s->n -= 3;
		return true;
	}
	return false;
}

struct str person_trim(struct str s)
{
	s = str_trim(s);
	if (str_ends(s, STR("."))) {
		struct str last = str_sub(s, str_rindex(s, ' ') < s.n ? str_rindex(s, ' ') + 1 : 0, s.n - 1);
		/* "e. V.", "A. M.", "Jr." keep theirs */
		if (last.n > 2 && str_index(last, '.') == last.n)
			s.n--;
	}
	while (end_trim(&s))
		s = str_trim(s);
	return s;
}
