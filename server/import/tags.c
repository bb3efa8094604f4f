#include "import/tags.h"

#include "import/lexicon.h"

#include <pthread.h>

#define X(name, html, facts) { (html), TAG_##name },
static const struct lexicon_word tag_words[] = { TAGS(X) };
#undef X

#define X(name, html, facts) [TAG_##name] = (facts),
static const unsigned char facts_of[TAG_COUNT] = { TAGS(X) };
#undef X

#define X(name, html, facts) [TAG_##name] = { (html), sizeof(html) - 1 },
static const struct str names[TAG_COUNT] = { TAGS(X) };
#undef X

static const struct lexicon_word attribute_words[] = {
	{ "class", ATTR_CLASS },
	{ "content", ATTR_CONTENT },
	{ "datetime", ATTR_DATETIME },
	{ "hidden", ATTR_HIDDEN },
	{ "href", ATTR_HREF },
	{ "id", ATTR_ID },
	{ "itemprop", ATTR_ITEMPROP },
	{ "itemscope", ATTR_ITEMSCOPE },
	{ "itemtype", ATTR_ITEMTYPE },
	{ "name", ATTR_NAME },
	{ "property", ATTR_PROPERTY },
	{ "rel", ATTR_REL },
	{ "role", ATTR_ROLE },
	{ "tag", ATTR_TAG },
	{ "title", ATTR_TITLE },
	{ "aria-hidden", ATTR_ARIA_HIDDEN },
	{ "http-equiv", ATTR_HTTP_EQUIV },
	{ "lang", ATTR_LANG },
	{ "style", ATTR_STYLE },
	{ "type", ATTR_TYPE },
};

static struct lexicon tags, attributes;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make(void)
{
	lexicon_make(&tags, tag_words, sizeof tag_words / sizeof *tag_words);
	lexicon_make(&attributes, attribute_words, sizeof attribute_words / sizeof *attribute_words);
}

enum tag tag_of(struct str name)
{
	pthread_once(&once, make);
	return (enum tag)lexicon_find(&tags, name);
}

unsigned tag_facts(enum tag t)
{
	return facts_of[t];
}

struct str tag_name(enum tag t)
{
	return names[t];
}

enum attribute attribute_of(struct str name)
{
	pthread_once(&once, make);
	return (enum attribute)lexicon_find(&attributes, name);
}

struct str attribute_name(enum attribute a)
{
	return str_of(a > ATTR_NONE && a < ATTR_COUNT ? attribute_words[a - 1].word : "");
}
