#include "import/place.h"

#include "import/tongue.h"
#include "import/toponym.h"

#include <unicase.h>
#include <unictype.h>

enum {
	NAME_WORDS = 4,
	NAME_BYTES = 60,
};

static const char *const sections[] = { "society", "books", "film", "media", "music", "art and design", "stage", "food",
	"money", "property", "science", "environment", "global", "culture", "arts", "television", "radio", "history",
	"bücher", "literatur", "film", "fernsehen", "wohnen", "essen und trinken", "geschichte", "forschung",
	"hochschule", "aktuelles", "aus aller welt", "auto", "bildung", "blaulicht", "business", "campus", "community",
	"council", "culture", "deutschland", "digital", "economy", "education", "entertainment", "feuilleton",
	"finanzen", "freizeit", "gesellschaft", "gesundheit", "health", "heimat", "home", "inland", "international",
	"ausland", "kino", "kirche", "kommentar", "kultur", "kultur & freizeit", "kunst", "landkreis", "leben",
	"leserbriefe", "letters", "local", "local news", "local sport", "lokal", "lokales", "lokalsport", "medien",
	"meinung", "meldungen", "musik", "nachrichten", "national", "news", "niedersachsen", "obituaries", "opinion",
	"panorama", "polizei", "polizeimeldungen", "politics", "politik", "ratgeber", "regio", "region", "regional",
	"regionales", "reise", "ressort", "sport", "sports", "stadt", "stadtleben", "startseite", "technik",
	"technology", "termine", "travel", "umwelt", "umland", "unterhaltung", "veranstaltungen", "vereine", "verkehr",
	"vermischtes", "weather", "welt", "wetter", "wirtschaft", "wissen", "wissenschaft", "world", "uk", "features",
	"comment", "crime", "lifestyle", "people", "schule", "soziales", "stadtrat", "theater", "tiere", "natur",
	"service", "magazin", "thema", "topthema" };

/* Words that stand above articles and are no places. */
static const char *const topics[] = { "etat", "haushalt", "commodities", "markets", "energy", "banks",
	"skip to content", "leitartikel", "essay", "nachruf", "debatte", "corona", "klima", "wohnen", "mieten",
	"arbeit", "bahn", "tarife", "kriminalfall", "kreisliga", "bezirksliga", "landesliga", "verbandsliga",
	"regionalliga", "oberliga", "bundesliga", "kreisklasse", "bezirksklasse", "pokal", "league", "cup", "badminton",
	"basketball", "boxen", "cricket", "cycling", "eishockey", "golf", "hockey", "judo", "kegeln", "leichtathletik",
	"motorsport", "radsport", "reiten", "ringen", "rowing", "rugby", "rudern", "schach", "schießen", "schwimmen",
	"segeln", "ski", "soccer", "swimming", "tanzen", "tennis", "tischtennis", "turnen", "volleyball", "athletics",
	"boxing", "table tennis", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
	"montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "posted on",
	"posted", "published", "date", "datum", "stand", "artikel vom", "erstellt", "alle meldungen", "advertisement",
	"analyse", "analysis", "anzeige", "artikel", "bericht", "breaking", "brand", "eilmeldung", "einbruch",
	"exclusive", "exklusiv", "feuerwehr", "fotos", "fußball", "football", "gericht", "glosse", "handball",
	"interview", "interaktiv", "justiz", "kolumne", "konzert", "kriminalität", "live", "liveticker", "menü", "menu",
	"porträt", "premium", "report", "reportage", "rathaus", "review", "rezension", "spendenaktion", "suche",
	"ticker", "unfall", "update", "video", "wahl", "weihnachten", "werbung", "login", "abo", "archiv", "archive",
	"plus" };

static bool listed(struct str s, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_ieq(s, str_of(list[i])))
			return true;
	return false;
}

bool place_is_section(struct str words)
{
	return listed(words, sections, sizeof sections / sizeof *sections);
}

static bool big(struct str word)
{
	uint32_t rune = 0;
	return utf8_read(word, &rune) > 0 && uc_is_upper(rune);
}

/* Words of a place's name that may be small, or stop words. */
static bool joins(struct str word)
{
	static const char *const small[] = { "am", "an", "der", "im", "in", "bei", "ob", "unter", "of", "on", "upon",
		"und", "and", "the", "den", "a.", "d.", "le", "la", "de", "auf", "vor" };
	return listed(word, small, sizeof small / sizeof *small);
}

static bool like_a_name(struct str s)
{
	const struct str never = STR("0123456789!?:;\"|<>+=@#&");
	unsigned count = 0;
	if (s.n < 3 || s.n > NAME_BYTES)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (str_index(never, s.p[i]) < never.n)
			return false;
	for (struct str rest = s, word; (word = str_word(&rest)).n; count++) {
		bool joining = count && joins(word);
		if (!joining && (!big(word) || tongue_stop_word(word)))
			return false;
	}
	/* "Umwelt/Verein/Vorarlberg" is a list of what an article is about */
	size_t slash = str_index(s, '/');
	if (slash < s.n &&
		(str_index(str_sub(s, slash + 1, s.n), '/') < s.n - slash - 1 ||
			place_is_section(str_sub(s, 0, slash)) || place_is_section(str_sub(s, slash + 1, s.n))))
		return false;
	return count && count <= NAME_WORDS && !listed(s, topics, sizeof topics / sizeof *topics) &&
	       !place_is_section(s);
}

/* What stands before a name where the text speaks of it. */
struct mentions {
	unsigned places; /* "in", "aus", "near": nobody says so of a thing without an article between */
	unsigned things; /* "der", "eine", "the" */
	unsigned all;
};

static bool whole_word(struct str text, size_t at, size_t n)
{
	bool before = at == 0 ||
		      !((unsigned char)text.p[at - 1] >= 0x80 || text.p[at - 1] == '-' || (text.p[at - 1] | 32) >= 'a');
	return before && (at + n == text.n || !((unsigned char)text.p[at + n] >= 0x80 || (text.p[at + n] | 32) >= 'a'));
}

/* Whether a text ends in one of the words, which begins where a word does; at a sentence's beginning it has a capital.
 */
static bool ends_in(struct str text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct str word = str_of(words[i]);
		if (text.n < word.n || !str_ieq(str_sub(text, text.n - word.n, text.n), word))
			continue;
		if (text.n == word.n || !((unsigned char)text.p[text.n - word.n - 1] >= 0x80 ||
						(text.p[text.n - word.n - 1] | 32) >= 'a'))
			return true;
	}
	return false;
}

static struct mentions mentions_of(struct str s, struct str text)
{
	static const char *const before_place[] = { "in ", "aus ", "near ", "from ", "nahe ", "Stadt ", "Gemeinde " };
	static const char *const before_thing[] = { "der ", "die ", "das ", "den ", "dem ", "des ", "ein ", "eine ",
		"einen ", "einem ", "einer ", "the ", "a ", "an ", "this ", "his ", "her ", "ihre ", "seine ", "diese ",
		"dieser ", "keine " };
	struct mentions m = { 0 };
	for (size_t from = 0; from < text.n;) {
		struct str rest = str_sub(text, from, text.n);
		size_t found = str_find(rest, s);
		if (found == rest.n)
			break;
		struct str ahead = str_sub(text, 0, from + found);
		if (whole_word(text, from + found, s.n)) {
			m.all++;
			m.places += ends_in(ahead, before_place, sizeof before_place / sizeof *before_place);
			m.things += ends_in(ahead, before_thing, sizeof before_thing / sizeof *before_thing);
		}
		from += found + s.n;
	}
	return m;
}

/* How words end that are no names. */
static bool abstract(struct str s)
{
	static const char *const ends[] = { "ung", "ungen", "heit", "keit", "schaft", "tion", "ität", "tik", "nis",
		"ismus", "markt", "recht", "preis", "preise", "politik", "wahl", "wahlen", "streit", "kampf", "spiel",
		"verkehr", "dienst", "plan", "pläne", "bericht", "zahlen", "kosten", "steuer", "gesetz", "prozess",
		"urteil", "krise", "reform", "hilfe", "ness", "ment", "ity", "ies", "ship", "sport", "jubiläum", "bau",
		"zentrum", "projekt", "debatte", "tipp", "tat" };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (str_ends(s, str_of(ends[i])))
			return true;
	return false;
}

enum place_guess place_guess(struct str words, struct str text)
{
	if (!like_a_name(words))
		return PLACE_NOT;
	struct mentions m = mentions_of(words, text);
	if (m.places > m.things)
		return PLACE_LIKELY;
	return m.things == 0 && !abstract(words) ? PLACE_MAYBE : PLACE_NOT;
}

/* ---- as it is listed ---- */

static void small_add(struct buf *out, uint32_t rune, struct str as_is)
{
	char bytes[4];
	struct buf b = BUF(bytes);
	utf8_add(&b, uc_tolower(rune));
	/* some letters are longer when they are small */
	buf_add(out, b.n <= as_is.n ? buf_str(&b) : as_is);
}

static bool kept(struct str word)
{
	static const char *const signs[] = { "USA", "UN", "EU", "UK", "UAE", "DDR", "BRD", "NRW", "D.C.", "US",
		"U.S." };
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_eq(word, str_of(signs[i])))
			return true;
	return false;
}

static void word_tidy(struct buf *out, struct str word, bool first)
{
	const struct str initials = STR("ADIOUBV"); /* "a. M.", "i. Br." */
	bool big = first || !(toponym_in(TOPONYM_SMALL, word) || toponym_in(TOPONYM_JOINING, word) ||
				    (word.n == 2 && word.p[1] == '.' && str_index(initials, word.p[0]) < initials.n));
	if (kept(word)) {
		buf_add(out, word);
		return;
	}
	while (word.n) {
		uint32_t rune = 0;
		size_t n = utf8_read(word, &rune);
		struct str as_is = str_sub(word, 0, n ? n : 1);
		if (n == 0 || big)
			buf_add(out, as_is);
		else
			small_add(out, rune, as_is);
		big = false;
		word = str_sub(word, as_is.n, word.n);
	}
}

void place_tidy(struct buf *out, struct str s)
{
	const struct str between = STR(" -/()&,");
	/* "SPRINGFIELD, Ohio": the state is as it is */
	size_t comma = str_index(s, ',');
	if (comma < s.n && toponym_capitals(str_sub(s, 0, comma))) {
		place_tidy(out, str_sub(s, 0, comma));
		buf_add(out, str_sub(s, comma, s.n));
		return;
	}
	if (!toponym_capitals(s)) {
		buf_add(out, s);
		return;
	}
	for (bool first = true; s.n; first = false) {
		size_t n = 0;
		while (n < s.n && str_index(between, s.p[n]) == between.n)
			n++;
		word_tidy(out, str_sub(s, 0, n), first);
		buf_add(out, str_sub(s, n, n + 1));
		s = str_sub(s, n + 1, s.n);
	}
}
