#include "text/item.h"

#include "text/flow.h"
#include "text/view.h"

void item_add_tail(struct buf *out, const struct item *item)
{
	buf_byte(out, '\t');
	buf_add(out, item->selector);
	buf_byte(out, '\t');
	buf_add(out, item->host);
	buf_byte(out, '\t');
	buf_u64(out, item->port);
	buf_add(out, STR("\r\n"));
}

/* The first that fits decides; a name that ends in '/' or '-' stands for all that begin so. */
static const struct {
	const char *mime;
	char type;
} mime_types[] = {
	{ "inode/directory", '1' },
	{ "text/html", 'h' },
	{ "application/xhtml+xml", 'h' },
	{ "text/", '0' },
	{ "image/gif", 'g' },
	{ "image/", 'I' },
	{ "audio/", 's' },
	{ "video/", ';' },
	{ "application/pdf", 'd' },
	{ "application/postscript", 'd' },
	{ "application/epub+zip", 'd' },
	{ "application/msword", 'd' },
	{ "application/rtf", 'd' },
	{ "application/vnd.openxmlformats-", 'd' },
	{ "application/vnd.oasis.opendocument.", 'd' },
	{ "application/atom+xml", '0' },
	{ "application/rss+xml", '0' },
	{ "application/xml", '0' },
	{ "application/json", '0' },
};

char view_item_type(struct str mime)
{
	mime = str_trim(str_sub(mime, 0, str_index(mime, ';')));
	for (size_t i = 0; i < sizeof mime_types / sizeof *mime_types; i++) {
		struct str known = str_of(mime_types[i].mime);
		char end = known.p[known.n - 1];
		bool many = end == '/' || end == '-' || end == '.';
		if (str_ieq(many ? str_sub(mime, 0, known.n) : mime, known))
			return mime_types[i].type;
	}
	return '9';
}

/* Extensions of a type, separated by spaces; '9' is what stands nowhere. */
static const struct {
	char type;
	const char *extensions;
} extension_types[] = {
	{ '0', "asc atom c conf css csv diff gemini gmi h ics ini js json log md minisig patch pem pub py rss sh sum "
	       "text tsv txt vcf xml yaml yml" },
	{ 'g', "gif" },
	{ 'I', "avif bmp ico jpeg jpg jxl png svg tif tiff webp" },
	{ 's', "flac m3u m4a mid mp3 oga ogg opus wav" },
	{ ';', "avi m4v mkv mov mp4 mpeg mpg ogv webm" },
	{ 'h', "htm html xhtml" },
	{ 'd', "doc docx epub odp ods odt pdf pptx ps rtf xlsx" },
};

static bool listed(const char *list, struct str word)
{
	struct str rest = str_of(list), known;
	while ((known = str_word(&rest)).n)
		if (str_ieq(known, word))
			return true;
	return false;
}

static bool all_capitals(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] >= 'a' && name.p[i] <= 'z')
			return false;
	return name.n && name.p[0] >= 'A' && name.p[0] <= 'Z';
}

char item_type_of_path(struct str path)
{
	size_t slash = str_rindex(path, '/');
	struct str name = slash < path.n ? str_sub(path, slash + 1, path.n) : path;
	size_t dot = str_rindex(name, '.');
	/* what is published for mirrors: /mirror/packs, /mirror/log/000/412 */
	bool published = str_starts(path, STR("/mirror/")) && name.n;
	if (dot == name.n)
		return published || all_capitals(name) || str_eq(path, STR("/random")) ? '0' : '1';
	struct str extension = str_sub(name, dot + 1, name.n);
	for (size_t i = 0; i < sizeof extension_types / sizeof *extension_types; i++)
		if (listed(extension_types[i].extensions, extension))
			return extension_types[i].type;
	return '9';
}

void view_item(
	struct buf *out, char type, struct str text, struct str selector, struct str host, unsigned port, bool ascii)
{
	struct flow f = { .menu = true, .ascii = ascii };
	struct item item = { type, selector, host, port };
	flow_line(&f, out, text, &item);
}

void view_info(struct buf *out, struct str text, bool ascii)
{
	struct flow f = { .menu = true, .ascii = ascii };
	flow_line(&f, out, text, NULL);
}
