#include "import/look.h"

#include "import/credit.h"
#include "import/tongue.h"

#include <unictype.h>

enum {
	CREDIT_BYTES = 400, /* a longer line is text */
	BYLINE_BYTES = 200,
};

/* The last character before what may close a quotation or a bracket. */
static struct str unclosed(struct str s)
{
	static const char *const closing[] = { "\"", "'", ")", "]", "“", "”", "’", "‘", "«", "»", "›", "‹" };
	for (size_t i = 0; i < sizeof closing / sizeof *closing && s.n;) {
		struct str c = str_of(closing[i]);
		if (str_ends(s, c)) {
			s = str_trim(str_sub(s, 0, s.n - c.n));
			i = 0;
		} else {
			i++;
		}
	}
	return s;
}

/* Without a remark in brackets at its end: "… bis Oktober. (red)" */
static struct str unremarked(struct str s)
{
	size_t open = str_rindex(s, '(');
	struct str before = str_trim(str_sub(s, 0, open));
	bool remark =
		str_ends(s, STR(")")) && open < s.n && before.n && str_index(STR(".!?"), before.p[before.n - 1]) < 3;
	return remark ? before : s;
}

bool look_sentence(struct str text)
{
	struct str s = unclosed(unremarked(text));
	if (str_ends(s, STR("!")) || str_ends(s, STR("?")) || str_ends(s, STR("…")))
		return true;
	if (!str_ends(s, STR(".")))
		return false;
	/* "e. V.", "St." are no ends; "12." may be one */
	size_t from = s.n - 1;
	while (from > 0 && s.p[from - 1] != ' ' && s.p[from - 1] != '.')
		from--;
	struct str word = str_sub(s, from, s.n - 1);
	bool letter = word.n == 1 && ((word.p[0] >= 'A' && word.p[0] <= 'Z') || (word.p[0] >= 'a' && word.p[0] <= 'z'));
	return !letter;
}

size_t look_bullet(struct str s)
{
	static const char *const marks[] = { "• ", "· ", "* ", "- ", "– ", "— ", "▪ ", "■ ", "● ", "◦ ", "► ", "▶ ",
		"+ ", "•" };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(s, str_of(marks[i])) && s.n > str_of(marks[i]).n)
			return str_of(marks[i]).n;
	return 0;
}

static bool begins_big(struct str s)
{
	uint32_t rune = 0;
	size_t n = utf8_read(s, &rune);
	if (n == 0)
		return false;
	if ((rune >= '0' && rune <= '9') || rune == '"' || rune == 0x201e || rune == 0x201c || rune == 0xbb ||
		rune == 0xab)
		return true;
	return rune < 0x80 ? rune >= 'A' && rune <= 'Z' : uc_is_upper(rune) || !uc_is_lower(rune);
}

static bool has_trail(struct str s)
{
	static const char *const marks[] = { " > ", " » ", " › ", " | ", " / ", " · ", " • ", " :: ", " → " };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_find(s, str_of(marks[i])) < s.n)
			return true;
	return str_starts(s, STR("←")) || str_starts(s, STR("→")) || str_ends(s, STR("→")) || str_ends(s, STR("←")) ||
	       str_ends(s, STR(" »"));
}

static void count(struct str s, struct look *out)
{
	bool word = false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xc3;
		bool digit = c >= '0' && c <= '9';
		out->letters += letter;
		out->digits += digit;
		/* punctuation of three bytes begins with e2; it stands beside words, not for one */
		if ((letter && c != 0xe2) || digit) {
			out->words += !word;
			word = true;
		} else if (c == ' ') {
			word = false;
		}
	}
}

/* Without the address that stands behind a name: "By Jane Doe jane@courier.example" */
static struct str unaddressed(struct str s)
{
	size_t space = str_rindex(s, ' ');
	struct str last = str_sub(s, space + 1, s.n);
	return space < s.n && str_index(last, '@') < last.n ? str_trim(str_sub(s, 0, space)) : s;
}

void look_at(struct str text, enum when_order order, struct date today, struct arena *a, struct look *out)
{
	*out = (struct look){ 0 };
	count(text, out);
	struct density d = tongue_density(text);
	unsigned most = d.german > d.english ? d.german : d.english;
	out->stop = most;
	out->sentence = look_sentence(text);
	out->capital = begins_big(text);
	out->bullet = look_bullet(text) > 0;
	out->trail = text.n < CREDIT_BYTES && has_trail(text);
	if (out->digits)
		out->when_count = when_read(text, order, today, out->when, LOOK_DATES);
	if (text.n <= CREDIT_BYTES)
		out->credit = credit_read(text, a, &out->names);
	if (!out->credit && text.n <= CREDIT_BYTES)
		credit_of_caption(text, a, &out->names, &out->caption);
	if (!out->credit && out->caption.n == 0 && text.n <= BYLINE_BYTES)
		out->byline = byline_read(unaddressed(text), a, &out->names);
}
