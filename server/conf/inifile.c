#include "conf/inifile.h"

#include "base/log.h"

#include <errno.h>
#include <ini.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUOTE_MAX = 80 }; /* bytes of the file in a message */

/* A section (key.n == 0) or a key that was there already; views into the file. */
struct seen {
	struct str section, key;
	int line;
};

struct source {
	const struct ini_visitor *visitor;
	struct str rest, section;
	bool in_section;
	int line;
	struct seen *seen;
	size_t count, room;
};

/* Tells the visitor; quoted (which may be cut short to fit) takes the place of "%" in the text. */
static void wrong(const struct source *s, const char *text, struct str quoted, int other_line)
{
	char message[1024], name[400];
	struct buf b = BUF(message), q = BUF(name);
	struct str shown = utf8_fit(quoted, QUOTE_MAX);
	buf_escape(&q, shown);
	if (shown.n < quoted.n)
		buf_add(&q, STR("..."));
	for (; *text; text++) {
		if (*text == '%')
			buf_add(&b, buf_str(&q));
		else if (*text == '#')
			buf_fmt(&b, "%d", other_line);
		else
			buf_byte(&b, *text);
	}
	s->visitor->wrong(s->visitor->user, s->line, buf_z(&b));
}

/* The line on which this section or key stood before, or 0; now it has been seen. */
static int seen_before(struct source *s, struct str section, struct str key)
{
	for (size_t i = 0; i < s->count; i++)
		if (str_eq(s->seen[i].section, section) && str_eq(s->seen[i].key, key))
			return s->seen[i].line;
	if (s->count == s->room) {
		s->room = s->room ? 2 * s->room : 64;
		s->seen = reallocarray(s->seen, s->room, sizeof *s->seen);
		if (!s->seen)
			fatal("out of memory");
	}
	s->seen[s->count++] = (struct seen){ section, key, s->line };
	return 0;
}

/* Where the text ends and " ;..." begins, as inih sees it. */
static size_t comment_index(struct str line)
{
	for (size_t i = 1; i < line.n; i++)
		if (line.p[i] == ';' && (line.p[i - 1] == ' ' || line.p[i - 1] == '\t'))
			return i;
	return line.n;
}

static bool name_is_plain(struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		if (strchr(";#[=\t", name.p[i]))
			return false;
		if (name.p[i] == ' ' && i > 0 && name.p[i - 1] == ' ')
			return false;
	}
	return name.n > 0;
}

/* A line that begins with '['. Whatever is wrong with it, the keys below it are taken as its own, so that their
 * mistakes are found too. */
static void section_read(struct source *s, struct str line)
{
	size_t end = str_index(line, ']');
	struct str name = str_trim(str_sub(line, 1, end));
	struct str after = str_sub(line, end + 1, line.n);
	after = str_trim(str_sub(after, 0, comment_index(after)));
	if (end == line.n) {
		name = str_trim(str_sub(line, 1, comment_index(line)));
		wrong(s, "'[%' has no closing bracket: write '[%]'", name, 0);
	} else if (after.n && after.p[0] != ';') {
		wrong(s, "there is more behind [%] than a comment: begin a new line for it", name, 0);
	}
	if (name.n == 0)
		wrong(s, "'[]' names no section: write one such as '[server]'", name, 0);
	else if (!name_is_plain(name))
		wrong(s,
			"'[%]' is no section's name: write words with one space between them, such as "
			"'[capsule main]'",
			name, 0);
	else if (name.n > INI_SECTION_MAX)
		wrong(s, "the section's name '%' is too long: write one of # bytes at most", name, INI_SECTION_MAX);
	s->section = name;
	s->in_section = true;
	int first = seen_before(s, name, STR(""));
	if (first)
		wrong(s, "section [%] was on line # already: move its keys there, or give it another name", name,
			first);
	else
		s->visitor->section(s->visitor->user, name, s->line);
}

/* Whether inih may see a line with a key. */
static bool pair_is_good(struct source *s, struct str line)
{
	struct str text = str_sub(line, 0, comment_index(line));
	size_t sign = str_index(text, '=');
	struct str key = str_trim(str_sub(text, 0, sign));
	if (sign == text.n) {
		wrong(s, "'%' is no 'key = value': write the '=' too", str_trim(text), 0);
		return false;
	}
	if (key.n == 0) {
		wrong(s, "there is no key in front of '=': write 'key = value'", key, 0);
		return false;
	}
	/* inih would end the key there */
	if (str_index(key, ':') < key.n) {
		wrong(s, "there is a ':' in the key '%': write 'key = value'", key, 0);
		return false;
	}
	if (!s->in_section) {
		wrong(s, "the key '%' stands above the first section: move it below a line such as '[server]'", key, 0);
		return false;
	}
	int first = seen_before(s, s->section, key);
	if (first)
		wrong(s, "the key '%' was on line # already: take one of them out", key, first);
	return !first;
}

static bool has_control(struct str line)
{
	while (line.n) {
		uint32_t rune = 0;
		size_t n = utf8_read(line, &rune);
		if ((rune < 0x20 && rune != '\t') || (rune >= 0x7f && rune <= 0x9f))
			return true;
		line = str_sub(line, n, line.n);
	}
	return false;
}

/* Whether inih may see the line: a key's. All others are dealt with here. */
static bool line_is_pair(struct source *s, struct str line, size_t line_max)
{
	struct str text = str_trim(line);
	if (memchr(line.p, '\0', line.n)) {
		wrong(s, "there is a NUL byte in this line: save the file as UTF-8 text", text, 0);
		return false;
	}
	if (text.n == 0 || text.p[0] == ';' || text.p[0] == '#')
		return false;
	if (!utf8_valid(line)) {
		wrong(s, "this line is not UTF-8: save the file as UTF-8 text", text, 0);
		return false;
	}
	if (has_control(str_sub(line, 0, line.n - str_ends(line, STR("\r"))))) {
		wrong(s, "there is a control character in '%': take it out", text, 0);
		return false;
	}
	if (line.p[0] == ' ' || line.p[0] == '\t') {
		wrong(s,
			"'%' begins with a space: a value cannot go on on a second line, and keys and sections begin "
			"at the margin",
			text, 0);
		return false;
	}
	if (text.n > line_max) {
		wrong(s, "this line is too long ('%'): # bytes are possible, with its comment", text, (int)line_max);
		return false;
	}
	if (text.p[0] == '[') {
		section_read(s, text);
		return false;
	}
	return pair_is_good(s, text);
}

/* inih's fgets. It sees nothing but good pairs, without their newline, one a call. */
static char *line_next(char *out, int size, void *stream)
{
	struct source *s = stream;
	while (s->rest.n) {
		struct str line = str_cut(&s->rest, '\n');
		s->line++;
		if (s->line > INI_LINES_MAX) {
			wrong(s, "more than # lines: this is no configuration", line, INI_LINES_MAX);
			s->rest = STR("");
			return NULL;
		}
		if (line.n && line_is_pair(s, line, (size_t)size - 1)) {
			line = str_trim(line);
			memcpy(out, line.p, line.n);
			out[line.n] = '\0';
			return out;
		}
	}
	return NULL;
}

/* inih's own idea of the section is not used: it was shown no header. */
static int pair_take(void *user, const char *section, const char *key, const char *value)
{
	const struct source *s = user;
	(void)section;
	s->visitor->pair(s->visitor->user, s->section, str_of(key), str_of(value), s->line);
	return 1;
}

int inifile_read(struct str bytes, const struct ini_visitor *visitor)
{
	struct source s = { .visitor = visitor, .rest = bytes };
	if (str_starts(bytes, STR("\xff\xfe")) || str_starts(bytes, STR("\xfe\xff"))) {
		s.line = 1;
		wrong(&s, "the file is UTF-16: save it as UTF-8 text", STR(""), 0);
		return 1;
	}
	if (str_starts(bytes, STR("\xef\xbb\xbf")))
		s.rest = str_sub(bytes, 3, bytes.n);
	int bad = ini_parse_stream(line_next, &s, pair_take, &s);
	if (bad == -2)
		fatal("out of memory");
	/* every line was looked at before; if inih still finds fault, we misread it, and must not go on */
	if (bad)
		wrong(&s, "the INI library cannot read the #th key of this file", STR(""), bad);
	free(s.seen);
	return s.line;
}

bool inifile_bytes(const char *path, char **bytes, size_t *size)
{
	char *all = malloc(INI_BYTES_MAX + 1);
	if (!all)
		fatal("out of memory");
	int error = 0;
	FILE *file = fopen(path, "re");
	if (!file) {
		error = errno;
		goto out;
	}
	errno = 0;
	*size = fread(all, 1, INI_BYTES_MAX + 1, file);
	if (ferror(file))
		error = errno ? errno : EIO;
	else if (*size > INI_BYTES_MAX)
		error = EFBIG;
out:
	if (file)
		fclose(file);
	if (error)
		free(all);
	else
		*bytes = all;
	errno = error;
	return !error;
}
