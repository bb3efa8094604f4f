#include "text/gemtext.h"

static struct gem_line line_of(enum gem_type type, struct str text)
{
	return (struct gem_line){ type, 0, text, STR("") };
}

static struct gem_line read_link(struct str raw)
{
	struct str rest = str_sub(raw, 2, raw.n);
	struct str url = str_word(&rest);
	if (url.n == 0)
		return line_of(GEM_TEXT, str_trim(raw));
	struct gem_line line = line_of(GEM_LINK, str_trim(rest));
	line.url = url;
	return line;
}

static struct gem_line read_heading(struct str raw)
{
	int level = str_starts(raw, STR("###")) ? 3 : str_starts(raw, STR("##")) ? 2 : 1;
	struct gem_line line = line_of(GEM_HEADING, str_trim(str_sub(raw, (size_t)level, raw.n)));
	line.level = level;
	return line;
}

static bool ends_blank(struct str s)
{
	return s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t');
}

struct gem_line gem_read(struct str raw, bool *pre)
{
	/* views of nothing may have no address, and an address is what str_sub counts from */
	if (raw.n == 0)
		raw = STR("");
	if (str_ends(raw, STR("\r")))
		raw.n--;
	/* editors leave a byte order mark in front of a first heading */
	if (!*pre && str_starts(raw, STR("\xef\xbb\xbf")))
		raw = str_sub(raw, 3, raw.n);
	if (str_starts(raw, STR("```"))) {
		*pre = !*pre;
		return line_of(GEM_PRE_TOGGLE, str_trim(str_sub(raw, 3, raw.n)));
	}
	if (*pre)
		return line_of(GEM_PRE, raw);
	if (str_starts(raw, STR("=>")))
		return read_link(raw);
	if (str_starts(raw, STR("#")))
		return read_heading(raw);
	if (str_starts(raw, STR("* ")))
		return line_of(GEM_LIST, str_trim(str_sub(raw, 2, raw.n)));
	if (str_starts(raw, STR(">")))
		return line_of(GEM_QUOTE, str_trim(str_sub(raw, 1, raw.n)));
	while (ends_blank(raw))
		raw.n--;
	return line_of(GEM_TEXT, raw);
}

bool gem_named(struct str name)
{
	size_t slash = str_rindex(name, '/');
	name = slash < name.n ? str_sub(name, slash + 1, name.n) : name;
	size_t dot = str_rindex(name, '.');
	struct str ending = str_sub(name, dot, name.n);
	return dot > 0 && dot < name.n && (str_ieq(ending, STR(".gmi")) || str_ieq(ending, STR(".gemini")));
}
