#include "import/label.h"

#include "import/clock.h"
#include "import/letter.h"
#include "import/month.h"

/* In small letters, each word between spaces. */
static const struct list {
	enum label label;
	const char *words;
} lists[] = {
	{ LABEL_FILL,
		" uhr den dem the of h hrs datum date zeit uhrzeit time tag z utc gmt bst cet cest mez mesz est edt cst"
		" cdt mst mdt pst pdt et pt aest acst awst nzst um at noon midnight mittag mittags morgens vormittags"
		" nachmittags abends nachts früh heute today local eastern pacific central " },
	{ LABEL_ADVERB,
		" zuletzt last letzte letzter letztes letzten latest most recently zuerst first erstmals erstmalig"
		" originally ursprünglich bereits auch nochmals erneut again neu new print aktueller aktuell current"
		" letztmalig online " },
	{ LABEL_ON, " am on im " },
	{ LABEL_GLUE,
		" in der die das des und and a an aus bei zu zur beim mit auf für for with ein eine einer unter ob as"
		" under upon la le de du van min mins read minuten minute comments views share kommentare"
		" lesen teilen drucken merken " },
	{ LABEL_BY, " von by " },
	{ LABEL_OF, " vom " },
	{ LABEL_SINCE,
		" seit bis ab nach vor zum gegen zwischen between since until till til from before after through to"
		" spätestens frühestens ende anfang mitte " },
	{ LABEL_VERB,
		" ist war sind waren wird wurde wurden werden hat haben hatte has have had is was were be been will"
		" findet fand begann beginnt startet " },
	{ LABEL_THIS, " dieser diese dieses this " },
	{ LABEL_REPORT, " bericht report nachricht seite page reportage interview kolumne rezension kritik glosse"
			" leitartikel feature analyse leserbrief " },
	{ LABEL_ARTICLE, " artikel artikels beitrag beitrags text meldung story article post item eintrag piece column"
			 " pressemitteilung pressemeldung mitteilung " },
	{ LABEL_AUTHOR,
		" redaktion redakteur redakteurin onlineredaktion autor autorin author admin administrator editor"
		" staff reporter webmaster " },
	{ LABEL_PUBLISHED,
		" veröffentlicht veröffentlichung veröffentlichungsdatum erschienen erscheinungsdatum erscheinungstag"
		" veroeffentlicht veroeffentlichung publiziert publikationsdatum publikation published publication pub"
		" pubdate publ posted created erstellt erstellung erstellungsdatum erstelldatum eingestellt"
		" erstveröffentlichung erstveröffentlicht geschrieben verfasst gepostet hochgeladen uploaded"
		" release released issued issue edition ausgabe printausgabe druckausgabe zeitungsausgabe filed "
		"gestellt onlinegestellt"
		" freigegeben submitted artikeldatum " },
	{ LABEL_APPEARED, " erschien erscheint appeared appears " },
	{ LABEL_UPDATED,
		" aktualisiert aktualisierung aktualisierungsdatum aktualisierte update updated updates upd geändert"
		" änderung änderungsdatum geaendert aenderung modified modification bearbeitet überarbeitet korrigiert"
		" amended revised corrected edited changed ergänzt ergaenzt upgedatet upgedated akt reviewed "
		"revision " },
	{ LABEL_PRINTED, " stand datenstand informationsstand sachstand " },
	{ LABEL_NOT,
		" abgerufen abruf abrufdatum aufgerufen zugriff accessed retrieved viewed gedruckt ausgedruckt printed"
		" heruntergeladen downloaded gültig valid gilt termin termine beginn start einsendeschluss "
		"anmeldeschluss"
		" bewerbungsschluss abgabeschluss redaktionsschluss frist deadline geboren geb born gestorben "
		"verstorben gest"
		" died kommentiert kommentar comment commented antwort reply registriert mitglied joined member "
		"archiviert"
		" archived expires veranstaltung veranstaltungen event events wann when einlass vorhersage forecast "
		"nächste"
		" nächster nächstes next urteil beschluss gesetz verordnung sitzung foto archivfoto archivbild bild "
		"aufgenommen"
		" aufnahme taken photographed fotografiert verfügbar available geburtstag birthday geburtsdatum fällig "
		"due"
		" eröffnung premiere konzert öffnungszeiten opens sterbedatum " },
};

/* Ends of the names of papers. */
static const char *const papers[] = { "zeitung", "blatt", "bote", "boten", "anzeiger", "kurier", "nachrichten",
	"presse", "rundschau", "tageblatt", "merkur", "magazin", "post", "times", "herald", "gazette" };

static bool paper_named(struct str word)
{
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
		if (str_ends(word, str_of(papers[i])))
			return true;
	return false;
}

static enum label word_label(struct str word)
{
	char room[LETTER_WORD + 2];
	struct buf key = BUF(room);
	buf_byte(&key, ' ');
	letter_small(&key, word);
	struct str small = str_sub(buf_str(&key), 1, key.n);
	bool capital = !str_starts(small, str_sub(word, 0, 1)) || (word.n > 1 && small.p[1] != word.p[1]);
	if (month_weekday(word) && (capital || word.n > 3))
		return LABEL_FILL;
	if (month_of(word) && (capital || word.n > 4))
		return LABEL_BIG;
	if (str_eq(word, STR("IST"))) /* Indian time, and not a German verb */
		return LABEL_FILL;
	buf_byte(&key, ' ');
	for (size_t i = 0; !key.full && i < sizeof lists / sizeof *lists; i++)
		if (str_find(str_of(lists[i].words), buf_str(&key)) < str_of(lists[i].words).n)
			return lists[i].label;
	if (capital && paper_named(small))
		return LABEL_PAPER;
	return capital ? LABEL_BIG : LABEL_SMALL;
}

/* A number with its inner marks: "1.234", "19/2018". */
static size_t number_end(struct str s, size_t at)
{
	while (day_figure(s, at) || (at < s.n && str_index(STR(".,:/-"), s.p[at]) < 5 && day_figure(s, at + 1)))
		at++;
	return at;
}

/* Whether what reads as the time 12.07 is the day 12.07., for a dot stands behind it. */
static bool day_and_month(struct str s, size_t end)
{
	int month = 0;
	size_t at = end - 2;
	return end < s.n && s.p[end] == '.' && day_figures(s, &at, &month) == 2 && month >= 1 && month <= 12;
}

static size_t figures_token(struct str s, size_t at, struct token *out)
{
	size_t clock = clock_read(s, at), end = at + clock;
	if (clock && !day_and_month(s, end)) {
		out->label = LABEL_TIME;
		return end;
	}
	end = number_end(s, at);
	out->label = LABEL_NUMBER;
	out->dot = end < s.n && s.p[end] == '.';
	return end;
}

static bool spaced(struct str s, size_t at, size_t n)
{
	return at == 0 || at + n >= s.n || s.p[at - 1] == ' ' || s.p[at + n] == ' ';
}

static const struct mark {
	const char *text;
	enum label label;
} marks[] = {
	{ ",", LABEL_COMMA },
	{ ";", LABEL_BREAK },
	{ "|", LABEL_BREAK },
	{ "/", LABEL_BREAK },
	{ "(", LABEL_BREAK },
	{ ")", LABEL_BREAK },
	{ "[", LABEL_BREAK },
	{ "]", LABEL_BREAK },
	{ ">", LABEL_BREAK },
	{ "<", LABEL_BREAK },
	{ "·", LABEL_BREAK },
	{ "•", LABEL_BREAK },
	{ "»", LABEL_BREAK },
	{ "«", LABEL_BREAK },
	{ "›", LABEL_BREAK },
	{ "‹", LABEL_BREAK },
	{ "→", LABEL_BREAK },
	{ "▪", LABEL_BREAK },
	{ "●", LABEL_BREAK },
	{ "│", LABEL_BREAK },
	{ "¦", LABEL_BREAK },
	{ "+++", LABEL_BREAK },
	{ ":", LABEL_COLON },
	{ "!", LABEL_STOP },
	{ "?", LABEL_STOP },
	{ "†", LABEL_NOT },
	{ "*", LABEL_NOT },
};

/* The bytes of a mark, which may be none; *label is only set where it is one. */
static size_t mark_token(struct str s, size_t at, enum label *label, bool *is)
{
	size_t dash = day_dash(s, at);
	*is = dash > 0 && spaced(s, at, dash);
	*label = LABEL_DASH;
	if (dash)
		return dash;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(str_sub(s, at, s.n), str_of(marks[i].text))) {
			*is = true;
			*label = marks[i].label;
			return str_of(marks[i].text).n;
		}
	uint32_t rune = 0;
	size_t n = utf8_read(str_sub(s, at, s.n), &rune);
	*is = s.p[at] == '.' && at + 1 == s.n;
	*label = LABEL_STOP;
	return n ? n : 1;
}

/* What begins at a place, where no date does; moves behind it. False: nothing that counts. */
static bool token_read(struct str s, size_t *at, struct token *out)
{
	bool is = true;
	*out = (struct token){ .label = LABEL_BIG };
	size_t letter = letter_at(s, *at);
	if (day_figure(s, *at)) {
		*at = figures_token(s, *at, out);
	} else if (letter) {
		struct str word = letter_word(s, *at);
		out->label = word.n ? word_label(word) : LABEL_BIG;
		for (*at += word.n; word.n == 0 && (letter = letter_at(s, *at)) != 0;)
			*at += letter;
	} else {
		*at += mark_token(s, *at, &out->label, &is);
	}
	return is;
}

/* The end of T09:30:00.000+02:00 behind a date. */
static size_t iso_time_end(struct str s, size_t at)
{
	if (at >= s.n || s.p[at] != 'T' || !day_figure(s, at + 1))
		return at;
	for (at++; at < s.n && str_index(STR("0123456789:.,+-Z"), s.p[at]) < 16;)
		at++;
	return at;
}

/* Two words that are a name together: "as of", "online seit". */
static void pair_read(struct str s, struct token *before, struct token *now, size_t from, size_t to)
{
	static const struct pair {
		const char *first, *second;
		enum label label;
	} pairs[] = {
		{ "as", "of", LABEL_PRINTED },
		{ "online", "seit", LABEL_PUBLISHED },
		{ "online", "since", LABEL_PUBLISHED },
	};
	if (before == NULL || from == 0 || s.p[from - 1] != ' ')
		return;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (str_ieq(str_sub(s, from, to), str_of(pairs[i].second)) &&
			str_ieq(letter_word_before(s, from - 1), str_of(pairs[i].first)))
			before->label = now->label = pairs[i].label;
}

size_t label_tokens(struct str line, const struct day *days, size_t count, struct token out[LABEL_TOKENS])
{
	size_t n = 0, day = 0;
	for (size_t at = 0; at < line.n && n < LABEL_TOKENS;) {
		if (day < count && at == days[day].from) {
			out[n++] = (struct token){ .label = LABEL_DATE, .day = day };
			at = days[day++].to;
			at = iso_time_end(str_sub(line, 0, day < count ? days[day].from : line.n), at);
			continue;
		}
		/* the words before a date end where it begins */
		struct str part = str_sub(line, 0, day < count ? days[day].from : line.n);
		size_t from = at;
		if (!token_read(part, &at, &out[n]))
			continue;
		pair_read(line, n ? &out[n - 1] : NULL, &out[n], from, at);
		n++;
	}
	return n;
}
