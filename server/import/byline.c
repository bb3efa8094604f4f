#include "import/credit.h"

#include "import/agency.h"
#include "import/person.h"
#include "import/stopwords.h"

enum {
	BYLINE_MAX = 200, /* bytes; a longer line is text */
	BYLINE_WORDS = 8, /* behind "von" */
	ASIDE_WORDS = 8,  /* of what stands behind the names */
};

/* What a byline begins with; compared without case. */
static const char *const openings[] = { "von ", "by ", "von: ", "by: ", "text: ", "texte: ", "text von ", "text by ",
	"words: ", "words by ", "story by ", "story: ", "report by ", "reporting by ", "article by ", "written by ",
	"posted by ", "reported by ",
	"autor: ", "autorin: ", "autoren: ", "autorinnen: ", "author: ", "authors: ", "author ", "autor ", "autorin ",
	"verfasser: ", "verfasserin: ", "verfasst von ", "geschrieben von ",
	"reporter: ", "reporterin: ", "redakteur: ", "redakteurin: ", "redaktion: ", "bericht: ", "bericht von ",
	"ein bericht von ", "reportage von ", "eine reportage von ", "kommentar von ", "ein kommentar von ",
	"analyse von ", "eine analyse von ", "interview von ", "ein interview von ", "ein gastbeitrag von ",
	"gastbeitrag von ", "eine glosse von ", "eine kolumne von ", "kolumne von ", "aufgezeichnet von ",
	"protokoll: ", "protokolliert von ", "das gespräch führte ", "das gespräch führten ", "das interview führte ",
	"das interview führten ", "die fragen stellte ", "die fragen stellten ", "interview by ", "comment by ",
	"analysis by ", "opinion by ", "ein porträt von ", "ein beitrag von ", "beitrag von ", "zusammengestellt von ",
	"notiert von " };

/* Words before a name. */
static const char offices[] =
	" unserem unserer unseren unser our chefredakteur chefredakteurin chefreporter chefreporterin gastautor "
	"gastautorin korrespondent korrespondenten korrespondentin mitarbeiter mitarbeiterin praktikant praktikantin "
	"redakteur redakteurin redakteuren redaktionsmitglied reporter reporterin reportern volontär volontärin "
	"correspondent "
	"editor staff writer freier freien freie political sports chief senior ";

/* Words of an office or a house, which stand behind a name and are none. */
static const char houses[] =
	" agentur associated chefredaktion chefredakteur chefredakteurin chefreporter contributor correspondent daily "
	"deutsche editor freelance gazette journal korrespondent korrespondentin lokalredaktion lokalreporter magazin "
	"mail "
	"news politikredaktion post presse presse-agentur press ressortleiter ressortleiterin redakteur redakteurin "
	"redaktion "
	"reporter reporterin sportredaktion staff sportredakteur times tribune volontär volontärin writer zeitung ";

/* Nothing but a line of its own, with a name before. */
static const char *const marks[] = { " | ", " · ", " • ", " – ", " — ", " - ", " / ", "|", " (", " @" };

static size_t opening(struct str s)
{
	size_t longest = 0;
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
		if (s.n == 0 || (s.p[0] | 0x20) != openings[i][0])
			continue;
		struct str o = str_of(openings[i]);
		if (o.n > longest && str_ieq(str_sub(s, 0, o.n), o))
			longest = o.n;
	}
	return longest;
}

static bool any_word(struct str s, struct str list)
{
	struct str rest = s, word;
	while ((word = str_word(&rest)).n) {
		while (word.n && (word.p[word.n - 1] == '.' || word.p[word.n - 1] == ','))
			word.n--;
		if (word_listed(list, word))
			return true;
	}
	return false;
}

static unsigned words_of(struct str s)
{
	unsigned words = 0;
	for (struct str rest = s; str_word(&rest).n;)
		words++;
	return words;
}

/* Whether what follows the names is a date, a place, an office: a few words that are no sentence. */
static bool aside_good(struct str s)
{
	struct str rest = s, word;
	unsigned stops = 0;
	while ((word = str_word(&rest)).n)
		stops += stopword_of(word) != 0;
	bool sentence = s.n && str_index(STR("!?"), s.p[s.n - 1]) < 2;
	return words_of(s) <= ASIDE_WORDS && stops <= 2 && !sentence;
}

/* Without "unserem Redakteur". */
static struct str office_skip(struct str s)
{
	for (struct str rest = s, word; (word = str_word(&rest)).n && word_listed(STR(offices), word);)
		s = rest;
	return str_trim(s);
}

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

/* A single word that may be a place, "dpa", a date, "Staff Writer". */
static bool no_name(struct str s)
{
	return has_digit(s) || words_of(s) == 1 || agency_phrase(s) || any_word(s, STR(houses)) ||
	       any_word(s, STR(" bad sankt st new uhr "));
}

/* Names up to what is none: a place, a date, an office. */
static bool names_take(struct str s, struct persons *out)
{
	struct str name;
	bool ended = false;
	for (struct str rest = s; person_next(&rest, &name);) {
		name = office_skip(person_trim(name));
		if (name.n == 0)
			continue;
		if (!ended && person_like(name) && !any_word(name, STR(houses))) {
			persons_add(out, name);
		} else if (out->count && no_name(name) && aside_good(name)) {
			ended = true;
		} else if (out->count == 0 && agency_known(name)) {
			persons_add(out, name);
		} else {
			return false;
		}
	}
	return out->count > 0;
}

/* Cuts "aus Berlin", "in London": where from it was written. */
static struct str from_cut(struct str s)
{
	static const char *const words[] = { " aus ", " in ", " from ", " for ", " für " };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t at = str_find(s, str_of(words[i]));
		struct str place = str_sub(s, at + str_of(words[i]).n, s.n);
		if (at < s.n && words_of(place) <= 3 && place.n &&
			((place.p[0] >= 'A' && place.p[0] <= 'Z') || (unsigned char)place.p[0] >= 0xc3))
			return str_sub(s, 0, at);
	}
	return s;
}

/* "Von Haus zu Haus" has the form of a name. */
static bool turns(struct str s)
{
	struct str rest = s;
	struct str first = str_word(&rest), middle = str_word(&rest), last = str_word(&rest);
	return str_ieq(middle, STR("zu")) && (str_ieq(first, last) || last.n == 0);
}

/* What stands before the first mark that no name has; *aside: the rest. */
static struct str names_cut(struct str s, struct str *aside)
{
	size_t at = s.n;
	static const char *const pictures[] = { " Foto:", " Fotos:", " Bild:", " Photo:", " Photos:", " Fotos ",
		" Foto " };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t found = str_find(s, str_of(marks[i]));
		at = found < at ? found : at;
	}
	for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
		size_t found = str_find(s, str_of(pictures[i]));
		at = found < at ? found : at;
	}
	*aside = str_trim(str_sub(s, at, s.n));
	return str_trim(str_sub(s, 0, at));
}

/* "Kai Tönnies, Redaktion". */
static bool with_office(struct str s, struct persons *out)
{
	size_t comma = str_index(s, ',');
	struct str office = str_trim(str_sub(s, comma + 1, s.n));
	if (comma >= s.n || words_of(office) > 4 || !any_word(office, STR(houses)) || !aside_good(office))
		return false;
	return names_take(str_sub(s, 0, comma), out);
}

bool byline_read(struct str line, struct arena *a, struct str *names)
{
	struct persons list = { .count = 0 };
	struct str s = str_trim(line), aside;
	*names = (struct str){ 0 };
	if (s.n == 0 || line.n > BYLINE_MAX || !utf8_valid(s))
		return false;
	size_t n = opening(s);
	bool good;
	if (n == 0) {
		good = with_office(s, &list);
	} else {
		s = names_cut(str_sub(s, n, s.n), &aside);
		if (str_ends(s, STR(":")))
			s.n--;
		s = from_cut(s);
		good = words_of(s) <= BYLINE_WORDS && aside_good(aside) && !turns(s) && names_take(s, &list);
	}
	if (good)
		*names = persons_join(&list, a);
	return good;
}
