#include "import/credit.h"

#include "import/agency.h"
#include "import/person.h"
#include "import/stopwords.h"

#include <string.h>

enum {
	CREDIT_MAX = 600,   /* bytes; a longer line is text */
	LABEL_MAX = 48,     /* of "Text und Fotos (Archiv)" */
	CAPTION_TAIL = 400, /* bytes in which a caption's credit begins */
	WORD_MIN = 4,       /* letters: Bild, Foto, Text */
	TRIES = 8,          /* labels in a caption that may be its credit */
};

/* Words that name a picture, or who made it, by their first letter. */
static const char *const picture_words[26] = {
	['a' - 'a'] = (" agenturfoto archivaufnahme archivbild archivbilder archivfoto archivfotos aufmacherbild "
		       "aufmacherfoto aufnahme aufnahmen "),
	['b' - 'a'] =
		(" beispielbild beispielfoto bild bildautor bildcredit bilder bildmontage bildnachweis bildquelle "
		 "bildquellen bildrechte "),
	['c' - 'a'] = " copyright credit credits ",
	['d' - 'a'] = " drohnenfoto ",
	['f' - 'a'] = (" foto fotocredit fotograf fotografen fotografie fotografin fotomontage fotonachweis fotoquelle "
		       "fotoquellen fotorechte fotos "),
	['g' - 'a'] = " grafik grafiken graphic graphics ",
	['h' - 'a'] = " handout headerbild ",
	['i' - 'a'] = " illustration illustrationen illustrations image images ",
	['k' - 'a'] = " karikatur karte karten ",
	['l' - 'a'] = " leserfoto luftaufnahme luftbild ",
	['m' - 'a'] = " montage ",
	['p' - 'a'] = (" photo photograph photographer photographers photographs photography photos picture pictures "
		       "plakat pressebild pressefoto privatfoto "),
	['q' - 'a'] = " quelle quellen ",
	['r' - 'a'] = " repro reproduktion ",
	['s' - 'a'] = " screenshot source symbolbild symbolbilder symbolfoto symbolfotos symbolgrafik ",
	['t' - 'a'] = " teaserbild teaserfoto themenbild themenfoto titelbild titelfoto ",
	['v' - 'a'] = " visualisierung ",
	['z' - 'a'] = " zeichnung zeichnungen ",
};

/* Words that name what is written; they stand beside the others. */
static const char text_words[] = " bericht redaktion reportage story text texte video videos words archiv ";

struct label {
	size_t n; /* bytes, with what stands between it and the names; 0: it is none */
	bool picture;
	bool sure; /* a colon, "by", "©"; else names must follow and nothing else */
	bool site; /* ©: possibly the site's own line */
};

static size_t word_length(struct str s)
{
	size_t n = 0;
	while (n < s.n && n < FOLD_MAX && ((s.p[n] >= 'a' && s.p[n] <= 'z') || (s.p[n] >= 'A' && s.p[n] <= 'Z')))
		n++;
	return n;
}

static bool is_picture(struct str word)
{
	size_t first = word.n ? (size_t)((unsigned char)word.p[0] | 0x20) - 'a' : 26;
	return first < 26 && picture_words[first] && word_listed(str_of(picture_words[first]), word);
}

static size_t starts_any(struct str s, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_ieq(str_sub(s, 0, str_of(list[i]).n), str_of(list[i])))
			return str_of(list[i]).n;
	return 0;
}

static size_t spaces(struct str s)
{
	size_t n = 0;
	while (n < s.n && s.p[n] == ' ')
		n++;
	return n;
}

static struct label copyright_at(struct str s)
{
	static const char *const signs[] = { "©", "(c)", "copyright:", "copyright by", "copyright ©" };
	struct label l = { .picture = true, .sure = true, .site = true };
	if (s.n == 0 || ((unsigned char)s.p[0] != 0xc2 && s.p[0] != '(' && (s.p[0] | 0x20) != 'c'))
		return l;
	l.n = starts_any(s, signs, sizeof signs / sizeof *signs);
	while (l.n && l.n < s.n && (s.p[l.n] == ' ' || s.p[l.n] == ':'))
		l.n++;
	/* "© Foto: A" is the label behind it */
	return l;
}

/* "/", " und ", … between the words of a label. */
static size_t label_joint(struct str s)
{
	static const char *const joints[] = { " und ", " and ", " & ", " + ", " / ", "/", "-", " u. ", ", ", " " };
	size_t n = starts_any(s, joints, sizeof joints / sizeof *joints);
	struct str word = str_sub(s, n, n + word_length(str_sub(s, n, s.n)));
	return n && (is_picture(word) || word_listed(STR(text_words), word)) ? n : 0;
}

/* "Foto:", "Text und Fotos:", "Foto (Archiv):", "Photo by", "Foto". */
static struct label label_at(struct str s)
{
	static const char *const by[] = { " by:", " by ", " von:", " von ", " courtesy of ", " provided by ", " via " };
	struct str head = str_sub(s, 0, LABEL_MAX);
	struct label l = copyright_at(head);
	size_t n = 0, joint = 0;
	if (l.n)
		return l;
	l.picture = false;
	do {
		size_t length = word_length(str_sub(head, n + joint, head.n));
		struct str word = str_sub(head, n + joint, n + joint + length);
		if (word.n < WORD_MIN)
			return (struct label){ 0 };
		bool picture = is_picture(word);
		if (!picture && !word_listed(STR(text_words), word))
			return (struct label){ 0 };
		l.picture = l.picture || picture;
		n += joint + length;
		joint = label_joint(str_sub(head, n, head.n));
	} while (joint);
	struct str rest = str_sub(head, n, head.n);
	if (str_starts(rest, STR(" (")) && str_index(rest, ')') < rest.n) {
		n += str_index(rest, ')') + 1;
		rest = str_sub(head, n, head.n);
	}
	size_t blank = spaces(rest), more = starts_any(rest, by, sizeof by / sizeof *by);
	l.sure = str_starts(str_sub(rest, blank, rest.n), STR(":")) || more;
	l.n = more ? n + more : n + blank + (l.sure ? 1 : 0);
	if (!l.sure && blank == 0)
		return (struct label){ 0 };
	l.n += spaces(str_sub(s, l.n, s.n));
	l.site = false;
	return l;
}

/* A letter of ASCII, or part of another character. */
static bool letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool small(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Whether a label may begin at i: at a word's start, or glued to the word before ("SydowFoto:"). */
static bool may_begin(struct str s, size_t i)
{
	if ((unsigned char)s.p[i] == 0xc2 || s.p[i] == '(')
		return true;
	if (!letter(s.p[i]) || (unsigned char)s.p[i] >= 0x80)
		return false;
	bool glued = i && small(s.p[i - 1]) && !small(s.p[i]);
	return i == 0 || glued || !letter(s.p[i - 1]) || (i >= 3 && str_ends(str_sub(s, 0, i), STR("“")));
}

/* Where the next sure label begins; s.n: nowhere. */
static size_t label_next(struct str s, size_t from)
{
	for (size_t i = from; i < s.n; i++)
		if (may_begin(s, i) && label_at(str_sub(s, i, s.n)).sure)
			return i;
	return s.n;
}

/* ---- credits ---- */

/* Nobody's name, but a site's notice. */
static bool is_notice(struct str s)
{
	static const char *const words[] = { "Verlag", "verlag", "Medien", "Media ", "Mediengruppe", "Rechte", "ights",
		"eserved", "vorbehalten", "Publish", "Newspaper", "Zeitungs", "GmbH", "Ltd", "Inc.", "LLC" };
	if (s.n && s.p[0] >= '0' && s.p[0] <= '9')
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_find(s, str_of(words[i])) < s.n)
			return true;
	return false;
}

/* Without a colon the names must be beyond doubt. */
static bool name_sure(struct str s)
{
	struct str head = str_sub(s, 0, str_index(s, '/'));
	return person_credits(s) && (person_like(head) || agency_known(head) || str_ieq(s, STR("privat")));
}

static bool names_take(struct str s, const struct label *l, struct persons *out)
{
	struct str name;
	size_t before = out->count;
	bool any = false;
	if (l->site && is_notice(s))
		return false;
	for (struct str rest = person_trim(s); person_next(&rest, &name);) {
		name = person_trim(name);
		if (name.n == 0)
			continue;
		if (l->sure ? !person_credits(name) : !name_sure(name))
			return false;
		any = true;
		if (l->picture)
			persons_add(out, name);
	}
	if (!any)
		out->count = before;
	return any;
}

/* "AP Photo/Mary Altaffer", "REUTERS/Kai Pfaffenbach", "Anna Müller/dpa": what needs no label. */
static bool unlabelled(struct str s, struct persons *out)
{
	static const char *const first[] = { "AP Photo/", "REUTERS/", "Reuters/", "AFP/", "Getty Images/" };
	size_t n = starts_any(s, first, sizeof first / sizeof *first), slash = str_index(s, '/');
	struct str head = str_trim(str_sub(s, 0, slash)), tail = str_trim(str_sub(s, slash + 1, s.n));
	bool good;
	if (n)
		good = person_like(str_sub(s, n, n + str_index(str_sub(s, n, s.n), '/')));
	else
		good = slash < s.n && person_like(head) && agency_run(tail) > 0;
	good = good && person_credits(s);
	if (good)
		persons_add(out, s);
	return good;
}

/* Takes brackets around all of it, and marks before it, away. */
static struct str bare(struct str s)
{
	static const char *const marks[] = { "•", "|", "–", "-", "*", "+", ">", "▲", "►" };
	size_t n;
	s = str_trim(s);
	while ((n = starts_any(s, marks, sizeof marks / sizeof *marks)) > 0)
		s = str_trim(str_sub(s, n, s.n));
	bool copyright = str_ieq(str_sub(s, 0, 3), STR("(c)"));
	if (!copyright && (str_starts(s, STR("(")) || str_starts(s, STR("[")))) {
		char close = s.p[0] == '(' ? ')' : ']';
		struct str inner = str_ends(s, STR(".")) ? str_sub(s, 0, s.n - 1) : s;
		if (inner.n > 2 && inner.p[inner.n - 1] == close)
			s = str_trim(str_sub(inner, 1, inner.n - 1));
	}
	return s;
}

static bool credits_take(struct str line, struct persons *out)
{
	struct str s = line;
	if (line.n > CREDIT_MAX)
		return false;
	s = bare(s);
	struct label l = label_at(s);
	if (l.n == 0)
		return s.n && unlabelled(person_trim(s), out);
	bool picture = false;
	while (l.n) {
		size_t to = l.sure ? label_next(s, l.n) : s.n;
		/* "Foto: Foto: A", "© Foto: A" */
		if (to > l.n && !names_take(str_sub(s, l.n, to), &l, out))
			return false;
		picture = picture || l.picture;
		if (to == s.n)
			return picture && out->count > 0 && to > l.n;
		s = str_sub(s, to, s.n);
		l = label_at(s);
	}
	return false;
}

bool credit_read(struct str line, struct arena *a, struct str *names)
{
	struct persons list = { .count = 0 };
	*names = (struct str){ 0 };
	if (!credits_take(line, &list))
		return false;
	*names = persons_join(&list, a);
	return true;
}

/* ---- captions ---- */

/* What stands before the credit, without the marks between. */
static struct str caption_trim(struct str s)
{
	static const char *const marks[] = { "|", "(", "[", "/", "–", "—", "-", "•", "+++", "*" };
	s = str_trim(s);
	for (size_t i = 0; i < sizeof marks / sizeof *marks;) {
		if (str_ends(s, str_of(marks[i]))) {
			s = str_trim(str_sub(s, 0, s.n - str_of(marks[i]).n));
			i = 0;
		} else {
			i++;
		}
	}
	return s;
}

/* Whether a caption can end before i: "Auf dem Foto: A" speaks of the picture, and doesn't say who made it. */
static bool caption_ends(struct str before, bool sure)
{
	struct str s = str_trim(before);
	if (s.n == 0)
		return false;
	if (str_index(STR(".!?)]\"|/-(["), s.p[s.n - 1]) < 11 || str_ends(s, STR("“")) || str_ends(s, STR("”")) ||
		str_ends(s, STR("–")) || str_ends(s, STR("…")) || str_ends(s, STR("«")))
		return true;
	size_t space = str_rindex(s, ' ');
	struct str word = str_sub(s, space < s.n ? space + 1 : 0, s.n);
	return sure && stopword_of(word) == 0 && s.p[s.n - 1] != ':' && s.p[s.n - 1] != ',';
}

/* Whether the line holds anything that a credit needs. */
static bool worth_it(struct str s)
{
	static const char *const signs[] = { ":", "©", "(c)", "hoto", "oto", "/" };
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_find(s, str_of(signs[i])) < s.n)
			return true;
	return false;
}

static bool label_begins(struct str s, size_t i)
{
	if (s.p[i] == '(' || s.p[i] == '[')
		return true;
	return may_begin(s, i) && label_at(str_sub(s, i, s.n)).n > 0;
}

bool credit_of_caption(struct str line, struct arena *a, struct str *names, struct str *caption)
{
	size_t from = line.n > CAPTION_TAIL ? line.n - CAPTION_TAIL : 1;
	*names = *caption = (struct str){ 0 };
	if (!worth_it(str_sub(line, from, line.n)))
		return false;
	for (size_t i = from, tries = 0; i < line.n && tries < TRIES; i++) {
		struct persons list = { .count = 0 };
		if (!label_begins(line, i))
			continue;
		tries++;
		struct str before = str_sub(line, 0, i), credit = str_sub(line, i, line.n);
		bool bracket = line.p[i] == '(' || line.p[i] == '[';
		bool sure = bracket || label_at(credit).sure;
		if (!caption_ends(before, sure) || caption_trim(before).n == 0)
			continue;
		if (!credits_take(credit, &list))
			continue;
		*names = persons_join(&list, a);
		*caption = caption_trim(before);
		return true;
	}
	return false;
}

/* ---- lists ---- */

struct str credit_join(struct str a_names, struct str b_names, struct arena *a)
{
	struct persons list = { .count = 0 };
	struct str rest = a_names;
	while (rest.n && list.count < PERSONS_MAX)
		persons_add(&list, str_trim(str_cut(&rest, ',')));
	size_t known = list.count;
	for (rest = b_names; rest.n && list.count < PERSONS_MAX;)
		persons_add(&list, str_trim(str_cut(&rest, ',')));
	/* nothing new: nothing to make */
	return a_names.n && list.count == known ? a_names : persons_join(&list, a);
}
