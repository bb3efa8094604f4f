#include "import/toponym.h"

#include "import/stopwords.h"

#include <string.h>
#include <unictype.h>

enum {
	WORD_MAX = 40,
	LETTERS_MIN = 3, /* of a place without an agency */
	PARTY_MAX = 5,   /* letters of SPD, GRÜNE */
};

static const char small[] =
	" am an auf aux bei da das de dem den der des di do dos du en im in la las le les los of ob on sur the "
	"unter upon vor zu zum zur ";

/* Those of other languages join no German sentence. */
static const char romance[] = " aux da de des di do dos du en la las le les los sur ";

/* A name may begin with these, short as they are. */
static const char short_ones[] = " al el ft ho ky la le mt st ";

static const char joining[] = " und and & u. ";

static const char ordinal[] = " st nd rd th ";

static const char calendar[] = " januar jänner februar feber märz maerz april mai juni juli august september oktober "
			       "november dezember january "
			       "february march may june july october december jan feb mär mrz mar apr jun jul aug sep "
			       "sept okt oct nov dez dec "
			       "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag monday tuesday "
			       "wednesday thursday friday "
			       "saturday sunday mon tue tues wed thu thur thurs fri sat sun den im of ";

static const char given[] =
	" achim adam albert alex alexander alfred alice amy andrea andreas andrew angela anja anke anna anne annette "
	"antje "
	"anton armin arne arnold astrid axel barbara barack beate ben benjamin bernd bernhard bettina bill birgit "
	"björn bob "
	"boris brian britta carl carla carmen carola caroline carsten catherine charles chris christa christian "
	"christiane "
	"christina christine christoph christopher claudia claus clemens cornelia daniel daniela david dennis detlef "
	"dieter "
	"dietmar dirk donald doris edward elena elisabeth elizabeth elke ellen emil emily emma eric erich erik ernst "
	"eva "
	"fabian felix ferdinand florian frank frankie franz franziska friedrich fritz gabriele gabi george georg "
	"gerald gerd "
	"gerhard gisela greta günter günther gustav hanna hannah hannelore hans harald harry hartmut heike heiko "
	"heiner "
	"heinrich heinz helen helga helmut henning henry herbert hermann hilde holger horst hubert ingo ingrid ines "
	"inge isabel jack jakob james jan jana jane janine jean jens jessica jim jo joachim joe johann johannes john "
	"jonas "
	"jörg josef joseph julia julian jürgen jutta kai karin karl karl-heinz karsten katharina katherine kathrin "
	"katja "
	"katrin kate kerstin kevin kim klaus konrad kristina kurt lara lars laura lea lena leon lisa lothar ludwig "
	"luis lukas "
	"lutz magdalena maike manfred manuel manuela marc marcel marco marcus maren margarete margot maria marie "
	"marina mario "
	"marion mark markus marlies marta martin martina mary mathias matthias max maximilian melanie mia michael "
	"michaela "
	"michelle mike monika moritz nadine natalie nicole niklas nils nina norbert ole olaf oliver oskar otto pascal "
	"patricia "
	"patrick paul paula peter petra philipp rainer ralf ralph rebecca regina reiner reinhard renate richard rita "
	"robert "
	"robin roland rolf roman ronald rosemarie rudolf rüdiger ruth sabine sabrina sandra sara sarah sascha "
	"sebastian siegfried "
	"silke silvia simon simone sofia sonja sophie stefan stefanie steffen stephan stephen steven susan susanne "
	"sven sylvia "
	"tanja theo theresa thomas thorsten tim tina tobias tom torben torsten udo ulf uli ulrich ulrike ursula ute "
	"uwe vanessa "
	"vera viktor volker walter werner wilhelm will willi william willy wolfgang yvonne ";

static const char area[] =
	" see aisch aller allgäu alb altmark alz ammersee avon bayern baden bergstraße bodensee brandenburg breisgau "
	"brenz "
	"dahme dill donau dosse eder eider eifel elbe elm elster ems enz erzgebirge fehmarn fils franken fränkische "
	"fulda "
	"glan haardt harz havel hessen hochrhein höhe holstein hudson hunsrück hunte iller ilm ilmenau inn isar jagst "
	"jade jura kinzig kocher krain kraichgau kyffhäuser lahn lausitz lech leine lippe luhe main mecklenburg "
	"mosel müritz mulde nahe neckar neisse neiße nette niederbayern niederrhein niedersachsen nidda niers nordsee "
	"oberbayern oberfranken oberlausitz oberpfalz oder odenwald oker ortenau oste osterholz ostfriesland ostsee "
	"peene "
	"pfalz prignitz pyhrn ries rems rhein rheinland rhön rhume rothaargebirge rübenberge ruhr saale saar sachsen "
	"sauerland schleswig schlei schwaben schwalm schwarzwald sea sieg solling spessart spree steige "
	"steiermark steinhuder stör tauber taunus tegernsee teck thames thüringen tirol trave trent tweed tyne "
	"uckermark "
	"unstrut vogtland vils volme waldeck warnow warthe weinstraße werra weser westerwald westfalen wied "
	"wetterau wümme wupper württemberg würm ybbs zschopau ";

/* Labels, and words that stand in front of an agency or of a text and are no places. */
static const char labels[] =
	" abbildung achtung analyse analysis anmerkung anzeige archiv archivfoto artikel aufmacher autor bericht bild "
	"bilder breaking comment credit deadline editorial eilmeldung exklusiv exclusive factbox fakten foto fotos "
	"glosse "
	"grafik hinweis hintergrund info infobox infos interview kasten kolumne kommentar leitartikel leserbrief live "
	"liveticker meldung meldungen nachricht nachrichten nachrichtenagentur news notiz opinion photo "
	"presse-agentur presseagentur pressemitteilung quelle redaktion report reportage rückblick serie sperrfrist "
	"stand "
	"symbolbild symbolfoto test text thema ticker überblick umfrage tipp tipps neu neue warning warnung "
	"achtung info infos service watch live listen opinion comment analysis correction korrektur update video "
	"vorschau vorspann zitat "
	"zusammenfassung ";

static const char titles[] =
	" abg abgeordneter abs anm art bd bgm ca chef co col corp dept dipl dr etc ev evtl fam familie fig frau gen "
	"ggf gov "
	"herr herrn hrsg inc ing inkl jr kap kath kfz lt ltd max min mio mr mrd mrs ms nr past pfarrer pfr pkw "
	"präsident prof "
	"reg rep rev sen sgt sir sr std str tel trainer univ usw vgl vol vors vs bürgermeister bürgermeisterin kanzler "
	"kanzlerin minister ministerin oberbürgermeister landrat president ";

/* What nobody opens a text with, but to say it. */
static const char nouns[] =
	" abend abendessen abpfiff abschied advent alarm alkohol alltag angst anpfiff applaus arbeit ärger atemlos "
	"aufatmen "
	"aufbruch auto autos basketball begeisterung blaulicht blut boxen bravo bus chaos christmas corona covid danke "
	"daten "
	"dank doping dreck dunkelheit eishockey elfmeter ende energie enttäuschung erfolg essenszeit explosion falsch "
	"familie "
	"fazit fehlalarm fehler feierabend ferien fertig feuer feuerwehr film flucht football formel forschung frage "
	"fragen "
	"frauen freude freunde frieden friede frohe frost frühling fußball gas geburtstag geduld geld gelächter "
	"geschafft "
	"gericht gerechtigkeit gewalt gewitter glaube glück glückwunsch golf good gott großartig gut hagelschauer "
	"halbzeit hallo handball hass heimat herbst herzlich heute himmel hitze hochwasser hochzeit hoffnung hunde "
	"hunger "
	"idee ideen internet jahre jubel judo jugend kaffee kälte katastrophe katzen kinder kino kirche klassik "
	"kleider klima "
	"kollegen konzert kopfschütteln krank krankheit krebs krieg krise kultur kunst lachen langeweile laufen lärm "
	"leben "
	"leichtathletik leise leute licht liebe love luft männer mensch menschen merry minuten mittag mitternacht "
	"money moin "
	"mord morgen müll musik mut mutter mütter nacht natur nebel neuanfang niederlage nostalgie notruf ok okay "
	"ostern "
	"panik pause pech perfekt pferde pfingsten plötzlich politik polizei premiere pressekonferenz problem probleme "
	"prost "
	"pünktlich quatsch radsport rauch rechts reiten richtig right romantik ruhe rugby sauber schach "
	"schade schlager schlimm schluss schnee schnitt schön schuld schule schweigen schwimmen segeln sekunden sex "
	"sicher "
	"sicherheit sieg silence silvester sommer sonne sonnenschein sorry spannung spaß sport spinnen sprachlos stau "
	"stille stillstand stolz stopp strafe streit strom stress studie stunden sturm super tag tage tanz tatort "
	"technik "
	"tennis theater tiere tischtennis tod toll tor tore touristen tränen trauer traum triathlon true trotzdem "
	"turnen "
	"unfall unglaublich unrecht unsinn urlaub vater verkehr vorbei vorhang vorsicht wahnsinn wahrheit "
	"wahrscheinlich "
	"wasser weihnachten wetter willkommen wind winter wirtschaft wissenschaft witzig wohnen wow wrong wunder "
	"wunderbar wut zahlen zeit zirkus zufall zugabe zukunft zwischenfall ";

/* Parties, clubs and authorities that have vowels; toponym_believed knows the others. */
static const char clubs[] =
	" abi adac afd aok ard asb awo cdu csu dbu dgb dlrg drk edeka edv eu ezb fdp fifa "
	"gdl gew grüne grünen ig igbce ihk ikea iwf kita kv linke msc nabu nato npd nsu öbb oecd opec ösv övp "
	"piraten sed spd spö sv tsv tui tuv tüv uefa uno usc vfb vfl vhs vw who zdf ";

/* Their first word is a stop word. */
static const char *const odd[] = { "den haag", "den helder", "den burg", "des moines", "am mellensee", "am ettersberg",
	"an der schmücke", "im ostertal", "unter den eichen", "weil am rhein", "weil der stadt", "waren", "much" };

static const char *const lists[] = {
	[TOPONYM_SMALL] = small,
	[TOPONYM_JOINING] = joining,
	[TOPONYM_ORDINAL] = ordinal,
	[TOPONYM_CALENDAR] = calendar,
	[TOPONYM_GIVEN] = given,
	[TOPONYM_AREA] = area,
};

bool toponym_in(enum toponym_list list, struct str word)
{
	return word_listed(str_of(lists[list]), word);
}

/* ---- words ---- */

static size_t letter(struct str s)
{
	uint32_t rune = 0;
	size_t n = utf8_read(s, &rune);
	if (rune < 0x80)
		return n && ((rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z'));
	return n && uc_is_alpha(rune) ? n : 0;
}

static size_t letters(struct str s)
{
	size_t at = 0, n;
	while (at < s.n && at < WORD_MAX && (n = letter(str_sub(s, at, s.n))) > 0)
		at += n;
	return at;
}

/* Within a word, before a letter. */
static size_t joint(struct str s)
{
	size_t n = str_starts(s, STR("-")) || str_starts(s, STR("'")) ? 1 : str_starts(s, STR("’")) ? 3 : 0;
	return n && letter(str_sub(s, n, s.n)) ? n : 0;
}

static bool small_letter(struct str s)
{
	return s.n == 1 && s.p[0] >= 'a' && s.p[0] <= 'z';
}

/* "M", "O", "OPf": what such a name is cut to. */
static bool area_cut(struct str s)
{
	return (s.n == 1 && s.p[0] >= 'A' && s.p[0] <= 'Z') ||
	       word_listed(
		       STR(" opf obb ndb allg westf thür holst rhld württ erzgeb vogtl schwarzw sachs meckl ostfr "),
		       s);
}

size_t toponym_word(struct str s, bool inner)
{
	size_t at = letters(s), n;
	struct str word = str_sub(s, 0, at);
	bool point = at < s.n && s.p[at] == '.';
	if (inner && str_starts(s, STR("& ")))
		return 1;
	if (at == 0)
		return 0;
	if (point && word_listed(STR(" st ste hann ft mt kr bez lkr "), word))
		return at + 1;
	if (inner && point && (small_letter(word) || area_cut(word))) {
		/* "a.M." has no spaces */
		while ((n = letters(str_sub(s, at + 1, s.n))) > 0 && n < 4 && at + 1 + n < s.n &&
			s.p[at + 1 + n] == '.')
			at += 1 + n;
		return at + 1;
	}
	while ((n = joint(str_sub(s, at, s.n))) > 0 && at < WORD_MAX)
		at += n + letters(str_sub(s, at + n, s.n));
	return at;
}

bool toponym_ends(struct str word)
{
	if (!str_ends(word, STR(".")))
		return false;
	word.n--;
	size_t point = str_rindex(word, '.');
	return area_cut(str_trim(point < word.n ? str_sub(word, point + 1, word.n) : word));
}

bool toponym_capitals(struct str s)
{
	uint32_t rune = 0;
	for (size_t n; (n = utf8_read(s, &rune)) > 0; s = str_sub(s, n, s.n))
		if (rune != 0xdf && uc_is_lower(rune))
			return false;
	return true;
}

bool toponym_stop(struct str word)
{
	while (word.n && str_index(STR(",.:;!?)"), word.p[word.n - 1]) < 7)
		word.n--;
	return stopword_of(word) != 0;
}

bool toponym_qualifies(struct str inner)
{
	struct str rest = inner, word;
	unsigned words = 0;
	for (; (word = str_word(&rest)).n; words++) {
		uint32_t rune = 0;
		bool known = toponym_in(TOPONYM_AREA, word);
		size_t n = toponym_word(word, words > 0);
		if (n != word.n || words == 3 || utf8_read(word, &rune) == 0 || !(uc_is_upper(rune) || words))
			return false;
		if (known || (words && toponym_in(TOPONYM_SMALL, word)))
			continue;
		if ((toponym_capitals(word) && word.n <= PARTY_MAX) || stopword_of(word) ||
			word_listed(STR(clubs), word) || word_listed(STR(nouns), word) ||
			word_listed(STR(labels), word))
			return false;
	}
	return words > 0;
}

/* ---- names ---- */

/* The next word of a place's name; its points and brackets are left out. */
static struct str name_next(struct str *rest)
{
	size_t from = 0, to;
	while (from < rest->n && str_index(STR(" /()&,"), rest->p[from]) < 6)
		from++;
	for (to = from; to < rest->n && str_index(STR(" /()&,"), rest->p[to]) == 6;)
		to++;
	struct str word = str_sub(*rest, from, to);
	*rest = str_sub(*rest, to, rest->n);
	if (str_ends(word, STR(".")))
		word.n--;
	return word;
}

static bool is_odd(struct str place)
{
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct str name = str_of(odd[i]);
		if (str_ieq(str_sub(place, 0, name.n), name) &&
			(place.n == name.n || str_index(STR(" /("), place.p[name.n]) < 3))
			return true;
	}
	return false;
}

bool toponym_possible(struct str place)
{
	struct str rest = place, word;
	bool excused = is_odd(place);
	for (bool first = true; (word = name_next(&rest)).n; first = false) {
		/* "Mar del Plata" and "Sun City" are none of the calendar */
		bool month = toponym_in(TOPONYM_CALENDAR, word) && (word.n > 3 || str_ieq(word, STR("mai")));
		if (word_listed(STR(labels), word) || month)
			return false;
		bool cut = word.p + word.n < place.p + place.n && word.p[word.n] == '.';
		bool inner = !first && (cut || toponym_in(TOPONYM_SMALL, word) || toponym_in(TOPONYM_AREA, word) ||
					       toponym_in(TOPONYM_JOINING, word));
		if (stopword_of(word) && !inner && !excused)
			return false;
	}
	return true;
}

static bool noun_ending(struct str word)
{
	static const char *const endings[] = { "heit", "keit", "schaft", "ierung", "igung", "erung", "lung", "dung",
		"tung", "nung", "tion", "ismus", "innen", "istik" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (word.n > str_of(endings[i]).n + 2 && str_ends(word, str_of(endings[i])))
			return true;
	return false;
}

static bool word_believed(struct str word)
{
	struct str head = str_sub(word, 0, str_index(word, '-'));
	if (word_listed(STR(nouns), word) || word_listed(STR(titles), word) || word_listed(STR(clubs), word) ||
		noun_ending(word))
		return false;
	if (head.n < word.n && (word_listed(STR(nouns), head) || word_listed(STR(clubs), head)))
		return false;
	/* BMW, DRK; Gms., Kfz */
	char folded[FOLD_MAX];
	size_t n = word_fold(word, folded);
	for (size_t i = 0; i < n; i++)
		if (strchr("aeiouyj", folded[i]) || (unsigned char)folded[i] >= 0x80)
			return true;
	return n == 0;
}

static bool first_believed(struct str word, bool alone)
{
	if (toponym_in(TOPONYM_GIVEN, word) || (alone && toponym_in(TOPONYM_CALENDAR, word)))
		return false;
	return word.n >= LETTERS_MIN || (!alone && word_listed(STR(short_ones), word));
}

bool toponym_believed(struct str place)
{
	struct str rest = place, word;
	size_t bracket = str_index(place, '(');
	bool binding = false, odd_one = is_odd(place);
	if (!toponym_possible(place))
		return false;
	if (bracket < place.n && !toponym_in(TOPONYM_AREA, str_sub(place, bracket + 1, place.n - 1)))
		return false;
	for (bool first = true; (word = name_next(&rest)).n; first = false) {
		bool tied = !first && toponym_in(TOPONYM_SMALL, word);
		bool known = !first && toponym_in(TOPONYM_AREA, word);
		bool cut = word.p + word.n < place.p + place.n && word.p[word.n] == '.';
		if (first && !odd_one && !first_believed(word, rest.n == 0))
			return false;
		if (!cut && !known && !tied && !odd_one && !word_believed(word))
			return false;
		/* "an der Saale", but not "in der Krise" */
		if (binding && !known && !cut && !tied && !odd_one)
			return false;
		binding = tied && !word_listed(STR(romance), word);
	}
	return !binding;
}
