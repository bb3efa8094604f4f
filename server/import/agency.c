#include "import/agency.h"

#include "import/stopwords.h"

static const char names[] =
	" aap adn afk afp ani ansa ap apa apn ats awp belga bloomberg bna bta cna cnn ctk dapd ddp dj dpa dpa-afx "
	"dpa-infocom dpa-tmn dpa-zentralbild dpad dts dw efe epd idea idw interfax irna itar-tass kap kathpress kipa "
	"kna "
	"kyodo lby lbg lbn lhe lmv lni lno lnw lokalredaktion lrs lsa lsc lsh lsw lth ndr newsaktuell ntb ots otz pa "
	"pap pm "
	"pr presseportal prnewswire pti rbb red redaktion reuters rnd rtr rtrd sda sid sn spon swp taz tass tmn upi "
	"wdr "
	"xinhua ";

/* Parts of names that mean nothing alone. */
static const char suffixes[] = " afx archiv bb be bw by hh he infocom mv ni nw rp sa sh sl sn th tmn zb ";

static const char *const phrases[] = { "associated press", "agence france-presse", "business wire", "cnn business",
	"deutsche presse-agentur", "dow jones", "eb", "eig. ber.", "eigenbericht", "eigene meldung", "eigener bericht",
	"eigener korrespondent", "globe newswire", "own report", "pr newswire", "press association", "pressemitteilung",
	"staff", "staff report", "thomson reuters foundation", "the conversation" };

enum {
	SIGN_MAX = 4, /* letters of an author's sign */
	PHRASE_MAX = 60,
	RUN_MAX = 4,
};

bool agency_known(struct str word)
{
	return word_listed(STR(names), word);
}

/* Small letters only, and no word of a sentence. */
static bool is_sign(struct str s)
{
	size_t letters = 0;
	uint32_t rune = 0;
	struct str rest = s;
	for (size_t n; (n = utf8_read(rest, &rune)) > 0; rest = str_sub(rest, n, rest.n), letters++)
		if (!((rune >= 'a' && rune <= 'z') || (rune >= 0xdf && rune <= 0xff)))
			return false;
	return rest.n == 0 && letters >= 2 && letters <= SIGN_MAX && stopword_of(s) == 0;
}

static bool part_good(struct str s, bool first)
{
	struct str word = s;
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
		if (str_ieq(s, str_of(phrases[i])))
			return true;
	if (str_starts(s, STR("mit ")) || str_starts(s, STR("von ")))
		word = str_sub(s, 4, s.n);
	if (str_ends(word, STR(".")))
		word.n--;
	return agency_known(word) || is_sign(word) || (!first && word_listed(STR(suffixes), word));
}

bool agency_phrase(struct str s)
{
	struct str rest = s;
	if (s.n == 0 || s.n > PHRASE_MAX)
		return false;
	for (bool first = true; rest.n; first = false) {
		size_t slash = str_index(rest, '/'), comma = str_index(rest, ',');
		size_t at = slash < comma ? slash : comma;
		if (!part_good(str_trim(str_sub(rest, 0, at)), first))
			return false;
		rest = str_sub(rest, at + 1, rest.n);
	}
	return true;
}

static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t word_end(struct str s, size_t from)
{
	size_t to = from;
	while (to < s.n && to - from < FOLD_MAX &&
		(letter(s.p[to]) || (s.p[to] == '-' && to > from && to + 1 < s.n && letter(s.p[to + 1]))))
		to++;
	return to;
}

size_t agency_run(struct str s)
{
	size_t end = 0;
	for (size_t from = 0, count = 0; count < RUN_MAX; count++) {
		size_t to = word_end(s, from);
		struct str word = str_sub(s, from, to);
		if (to < s.n && (unsigned char)s.p[to] >= 0x80 && !str_starts(str_sub(s, to, s.n), STR("–")) &&
			!str_starts(str_sub(s, to, s.n), STR("—")))
			break; /* a longer word, whose first letters are ASCII */
		if (!agency_known(word) && (count == 0 || !word_listed(STR(suffixes), word)))
			break;
		end = to;
		if (to >= s.n || s.p[to] != '/')
			break;
		from = to + 1;
	}
	return end;
}
