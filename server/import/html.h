/* html: a saved web page as a document (HTML by libxml2; schema.org as JSON-LD by jansson, and as microdata). */
#ifndef IMPORT_HTML_H
#define IMPORT_HTML_H

#include "import/bytes.h"
#include "import/document.h"

/* Whether bytes look like an HTML page: after white space, comments, a byte order mark and an XML declaration, a
 * doctype of html or one of the elements that a page begins with. Looks at the first KB only. */
bool html_looks(struct str raw);

/* Reads a page. The charset is what bytes_decode makes of it, with that of <meta> or the XML declaration as declared.
 *
 * The lines are the text of the article: of the element with itemprop=articleBody (several: the one with most of their
 * text, else the element around them all) or of type (News)Article or class hentry, else <article> (the one with the
 * most text, where there are several), else <main> or role=main (or the one element in it that has nearly all its
 * paragraphs), else the element whose paragraphs hold the most text that is no link; with less than a third of that
 * text none of the former is believed. What is never text of an article is left out: script, style, noscript, template,
 * svg, forms that hold little text, buttons, select, nav, iframe, object, hidden elements (hidden, aria-hidden,
 * display:none, classes such as sr-only), readers' comments, and what its class calls a share bar, related articles, a
 * newsletter's box, a cookie banner, an advertisement, a menu (marks.h), unless it holds an h1 or more than the rest of
 * the page. header within the article belongs to it; aside and footer within it, and blocks behind the second paragraph
 * that are nothing but a link, become HINT_ASIDE. A block element or <br><br> ends a line (a single <br> ends one too
 * where it stands in a list of short lines, as an address, behind a sentence's end, or between a heading and its
 * paragraph; else it is a space). A row of a table of short cells is a line of HINT_LIST with its cells separated by "
 * | ". A span that is a kicker or a credit by its class is a line of its own. What stands above the article in the same
 * container (kicker, h1, date, author, picture), and is missing in it, is put before it. The one line that is the
 * headline is HINT_TITLE: the h1, or the heading that the page's own headline or title repeats, or the first above the
 * text. A byline's core is the name, where markup tells it exactly. Behind the second paragraph dates and kickers have
 * no hint, as they are the parts of a live blog. Lines without a letter or a digit are none. Text is tidy; white space
 * collapses to one space. gap is 1 before each block, 0 within a list.
 *
 * meta comes from, best first: JSON-LD (NewsArticle, Article, ReportageNewsArticle, BlogPosting … also within @graph;
 * headline, datePublished, dateModified, author.name, articleSection, keywords, description, inLanguage,
 * publisher.name, license, copyrightHolder, contentLocation.name, dateline, image.creditText), microdata of the same
 * names, <meta> (og:title, article:published_time, article:modified_time, article:author, article:section, author,
 * date, DC.*, description, keywords), rel=canonical, html lang, and <title> as the last (with the site's name after
 * " | " or " - " or " – " cut off only where og:site_name or the publisher says that it is the site's name). If there
 * is an articleBody in the JSON-LD and the page's own text is less than half of it, its paragraphs are the lines.
 *
 * *trouble is that of bytes_decode; false with BYTES_GOOD there: no text was found, or it is nested too deep (256).
 * Never uses the network, never loads entities or DTDs. */
bool html_read(struct str raw, struct arena *a, struct document *out, enum bytes_trouble *trouble);

/* The same for a fragment of UTF-8 (a feed's content:encoded): adds its lines to out, whose lines may be NULL. */
bool html_fragment(struct str utf8, struct arena *a, struct document *out);

#endif
