#include "import/html.h"

#include "import/assembly.h"
#include "import/jsonld.h"
#include "import/meta.h"
#include "import/opening.h"
#include "import/prune.h"
#include "import/space.h"
#include "import/tags.h"

#include <string.h>

enum {
	TITLE_BYTES = 1024,
	URL_BYTES = 2048,
};

bool html_looks(struct str raw)
{
	static const enum tag first[] = { TAG_HTML, TAG_HEAD, TAG_BODY, TAG_TITLE, TAG_META, TAG_LINK, TAG_SCRIPT,
		TAG_STYLE, TAG_ARTICLE, TAG_MAIN, TAG_SECTION, TAG_HEADER, TAG_DIV, TAG_TABLE, TAG_CENTER, TAG_P,
		TAG_H1, TAG_H2, TAG_H3, TAG_FONT, TAG_SPAN };
	struct opening o;
	opening_read(raw, &o);
	if (o.doctype.n || o.comment)
		return o.comment || str_ieq(o.doctype, STR("html"));
	enum tag t = tag_of(o.element);
	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		if (t == first[i])
			return true;
	return false;
}

/* ---- reading ---- */

static void imprint_take(
	struct imprint *f, const struct pruned *p, const struct tree *t, const struct region *r, struct str *body)
{
	jsonld_read(p->ld, p->ld_count, f, body);
	if (r->scope)
		meta_properties(r->scope, f);
	meta_head(t, f);
	imprint_set(f, ARTICLE_LANGUAGE, p->language);
}

static void document_fill(struct document *out, const struct lines *f, struct imprint *said, struct str title)
{
	imprint_set(said, ARTICLE_PUBLISHED, f->published);
	imprint_set(said, ARTICLE_MODIFIED, f->modified);
	if (title.n <= TITLE_BYTES)
		imprint_set(said, ARTICLE_HEADLINE, imprint_title(said, title));
	out->lines = f->lines;
	out->count = f->count;
	memcpy(out->meta, said->value, sizeof out->meta);
	out->url = said->url.n <= URL_BYTES ? space_tidy(said->url, said->a) : (struct str){ 0 };
	out->marked_up = true;
}

static bool page_read(struct str utf8, struct arena *a, struct document *out)
{
	struct pruned pruned;
	struct tree tree;
	struct region region;
	struct lines lines = { .a = a };
	struct imprint said = { .a = a };
	struct str body;
	prune_page(utf8, a, &pruned);
	if (!tree_make(pruned.html, a, &tree))
		return false;
	region_find(&tree, &region);
	imprint_take(&said, &pruned, &tree, &region, &body);
	if (region.text)
		assembly_lines(&region, &said, &lines);
	struct str title = tree.title ? space_tidy(node_text(tree.title, a), a) : STR("");
	assembly_body(&lines, body);
	assembly_title(&lines, &said, title);
	document_fill(out, &lines, &said, title);
	return lines.count > 0 && !lines.full;
}

bool html_read(struct str raw, struct arena *a, struct document *out, enum bytes_trouble *trouble)
{
	struct str utf8;
	const char *charset;
	*out = (struct document){ 0 };
	*trouble = bytes_decode(raw, opening_charset(raw), a, &utf8, &charset);
	return *trouble == BYTES_GOOD && page_read(utf8, a, out);
}

bool html_fragment(struct str utf8, struct arena *a, struct document *out)
{
	struct pruned pruned;
	struct tree tree;
	struct region region;
	struct lines lines = { .a = a, .lines = out->lines, .count = out->count, .room = out->count };
	prune_page(utf8, a, &pruned);
	if (!tree_make(pruned.html, a, &tree))
		return false;
	region_find(&tree, &region);
	if (tree.root && !tree.root->left_out)
		lines_take(&lines, tree.root, NULL);
	out->lines = lines.lines;
	out->count = lines.count;
	out->marked_up = true;
	return !lines.full;
}
