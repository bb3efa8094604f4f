#include "text/words.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const error_keys[] = {
	[WORD_NOT_FOUND] = "not_found",
	[WORD_GONE] = "gone",
	[WORD_FOREIGN] = "foreign",
	[WORD_BAD_REQUEST] = "bad_request",
	[WORD_TOO_LONG] = "too_long",
	[WORD_CLIMBS] = "climbs",
	[WORD_BUSY] = "busy",
	[WORD_UNREADY] = "unready",
	[WORD_FAILED] = "failed",
	[WORD_SLOW_DOWN] = "slow_down",
	[WORD_HTTP] = "http",
	[WORD_PROMPT] = "prompt",
};

static const char *const page_keys[] = {
	[WORD_FRONT_PAGE - WORD_FRONT_PAGE] = "front_page",
	[WORD_UP - WORD_FRONT_PAGE] = "up",
	[WORD_ENTRIES - WORD_FRONT_PAGE] = "entries",
	[WORD_ENTRY - WORD_FRONT_PAGE] = "entry",
	[WORD_NO_ENTRIES - WORD_FRONT_PAGE] = "no_entries",
	[WORD_DECIMAL - WORD_FRONT_PAGE] = "decimal",
	[WORD_THOUSANDS - WORD_FRONT_PAGE] = "thousands",
	[WORD_THIS_PAGE - WORD_FRONT_PAGE] = "this_page",
	[WORD_WITH_LINKS - WORD_FRONT_PAGE] = "with_links",
	[WORD_LINKS - WORD_FRONT_PAGE] = "links",
	[WORD_SEARCH - WORD_FRONT_PAGE] = "search",
	[WORD_SEARCH_BOX - WORD_FRONT_PAGE] = "search_box",
	[WORD_REDIRECT - WORD_FRONT_PAGE] = "redirect",
	[WORD_MOVED - WORD_FRONT_PAGE] = "moved",
	[WORD_ALL_OF_DAY - WORD_FRONT_PAGE] = "all_of_day",
	[WORD_ALL_UNDATED - WORD_FRONT_PAGE] = "all_undated",
	[WORD_MORE - WORD_FRONT_PAGE] = "more",
};

static const char *const date_keys[] = {
	[WORD_DATE_DAY - WORD_DATE_DAY] = "day",
	[WORD_DATE_WEEKDAY - WORD_DATE_DAY] = "weekday",
	[WORD_DATE_MONTH - WORD_DATE_DAY] = "month",
};

static const char *const archive_keys[] = {
	[WORD_ARTICLE - WORD_ARTICLE] = "article",
	[WORD_ARTICLES - WORD_ARTICLE] = "articles",
	[WORD_ARTICLE_SHORT - WORD_ARTICLE] = "article_short",
	[WORD_ARTICLES_MANY - WORD_ARTICLE] = "articles_many",
	[WORD_MANY_SHORT - WORD_ARTICLE] = "articles_many_short",
	[WORD_SPAN - WORD_ARTICLE] = "span",
	[WORD_ON_DAY - WORD_ARTICLE] = "on_day",
	[WORD_ON_DAYS - WORD_ARTICLE] = "on_days",
	[WORD_NEWEST_MONTH - WORD_ARTICLE] = "newest_month",
	[WORD_YEARS - WORD_ARTICLE] = "years",
	[WORD_THE_YEAR - WORD_ARTICLE] = "the_year",
	[WORD_UNDATED - WORD_ARTICLE] = "undated",
	[WORD_UNDATED_OF - WORD_ARTICLE] = "undated_of",
	[WORD_MONTHS - WORD_ARTICLE] = "months",
	[WORD_DAYS - WORD_ARTICLE] = "days",
	[WORD_ONLY_YEAR - WORD_ARTICLE] = "only_year",
	[WORD_ONLY_MONTH - WORD_ARTICLE] = "only_month",
	[WORD_WHOLE_DAY - WORD_ARTICLE] = "whole_day",
	[WORD_BEFORE - WORD_ARTICLE] = "before",
	[WORD_AFTER - WORD_ARTICLE] = "after",
	[WORD_NONE_HERE - WORD_ARTICLE] = "none_here",
	[WORD_NONE_UNDATED - WORD_ARTICLE] = "none_undated",
	[WORD_EMPTY - WORD_ARTICLE] = "empty",
	[WORD_LATEST - WORD_ARTICLE] = "latest",
	[WORD_YEARS_AGO - WORD_ARTICLE] = "years_ago",
	[WORD_TODAY_MORE - WORD_ARTICLE] = "today_more",
	[WORD_TODAY - WORD_ARTICLE] = "today",
	[WORD_TODAY_NONE - WORD_ARTICLE] = "today_none",
	[WORD_DAY_AND_MONTH - WORD_ARTICLE] = "day_and_month",
	[WORD_WEEKDAY_AND_DAY - WORD_ARTICLE] = "weekday_and_day",
	[WORD_ABOUT_ARCHIVE - WORD_ARTICLE] = "about_archive",
	[WORD_ABOUT - WORD_ARTICLE] = "about",
	[WORD_SUBSCRIBE - WORD_ARTICLE] = "subscribe",
	[WORD_MIRROR - WORD_ARTICLE] = "mirror",
	[WORD_ON_GOPHER - WORD_ARTICLE] = "on_gopher",
	[WORD_ON_GEMINI - WORD_ARTICLE] = "on_gemini",
	[WORD_RANDOM - WORD_ARTICLE] = "random",
	[WORD_PLACES - WORD_ARTICLE] = "places",
	[WORD_SECTIONS - WORD_ARTICLE] = "sections",
	[WORD_AUTHORS - WORD_ARTICLE] = "authors",
	[WORD_KEYWORDS - WORD_ARTICLE] = "keywords",
	[WORD_PLACE - WORD_ARTICLE] = "place",
	[WORD_SECTION - WORD_ARTICLE] = "section",
	[WORD_AUTHOR - WORD_ARTICLE] = "author",
	[WORD_KEYWORD - WORD_ARTICLE] = "keyword",
	[WORD_LARGEST - WORD_ARTICLE] = "largest",
	[WORD_LETTERS - WORD_ARTICLE] = "letters",
	[WORD_NEW - WORD_ARTICLE] = "new",
	[WORD_NEW_TITLE - WORD_ARTICLE] = "new_title",
	[WORD_ADDED - WORD_ARTICLE] = "added",
	[WORD_ADDED_COUNT - WORD_ARTICLE] = "added_count",
	[WORD_DIGESTS - WORD_ARTICLE] = "digests",
	[WORD_OLDER - WORD_ARTICLE] = "older",
	[WORD_NEWER - WORD_ARTICLE] = "newer",
	[WORD_NEXT - WORD_ARTICLE] = "next",
	[WORD_PREVIOUS - WORD_ARTICLE] = "previous",
	[WORD_FURTHER - WORD_ARTICLE] = "further",
	[WORD_BACK - WORD_ARTICLE] = "back",
	[WORD_BY_YEAR - WORD_ARTICLE] = "by_year",
	[WORD_IN_TIME - WORD_ARTICLE] = "in_time",
	[WORD_IN_PLACE - WORD_ARTICLE] = "in_place",
	[WORD_RELATED - WORD_ARTICLE] = "related",
	[WORD_SHARED - WORD_ARTICLE] = "shared",
	[WORD_VERSIONS - WORD_ARTICLE] = "versions",
	[WORD_FILED - WORD_ARTICLE] = "filed",
	[WORD_REPORT - WORD_ARTICLE] = "report",
	[WORD_FOUND_ONE - WORD_ARTICLE] = "found_one",
	[WORD_FOUND - WORD_ARTICLE] = "found",
	[WORD_FOUND_NEWEST - WORD_ARTICLE] = "found_newest",
	[WORD_FOUND_NONE - WORD_ARTICLE] = "found_none",
	[WORD_SEARCH_TITLE - WORD_ARTICLE] = "search_title",
	[WORD_ALSO - WORD_ARTICLE] = "also",
	[WORD_NEW_SEARCH - WORD_ARTICLE] = "new_search",
	[WORD_NEWEST_FIRST - WORD_ARTICLE] = "newest_first",
	[WORD_BEST_FIRST - WORD_ARTICLE] = "best_first",
	[WORD_EXACTLY - WORD_ARTICLE] = "exactly",
	[WORD_FURTHER_HIT - WORD_ARTICLE] = "further_hit",
	[WORD_FURTHER_HITS - WORD_ARTICLE] = "further_hits",
	[WORD_OLDER_HITS - WORD_ARTICLE] = "older_hits",
	[WORD_MEANT - WORD_ARTICLE] = "meant",
	[WORD_LIST - WORD_ARTICLE] = "list",
	[WORD_TAKE - WORD_ARTICLE] = "take",
	[WORD_TAKE_BOOK - WORD_ARTICLE] = "take_book",
};

static const char *const mirror_keys[] = {
	[WORD_MIRROR_OF - WORD_MIRROR_OF] = "of",
	[WORD_THERE - WORD_MIRROR_OF] = "there",
	[WORD_ORIGINAL - WORD_MIRROR_OF] = "original",
	[WORD_EXPIRED - WORD_MIRROR_OF] = "expired",
	[WORD_MIRROR_SUM - WORD_MIRROR_OF] = "sum",
	[WORD_MIRROR_FILE - WORD_MIRROR_OF] = "file",
	[WORD_MIRROR_COUNT - WORD_MIRROR_OF] = "files",
	[WORD_MIRROR_PROMISE - WORD_MIRROR_OF] = "promise",
	[WORD_MIRROR_NONE - WORD_MIRROR_OF] = "none",
	[WORD_MIRROR_HOW - WORD_MIRROR_OF] = "how",
	[WORD_MIRROR_AGAIN - WORD_MIRROR_OF] = "again",
	[WORD_MIRROR_FILES - WORD_MIRROR_OF] = "what",
	[WORD_MIRROR_HEAD - WORD_MIRROR_OF] = "head",
	[WORD_MIRROR_MINISIG - WORD_MIRROR_OF] = "minisig",
	[WORD_MIRROR_KEY - WORD_MIRROR_OF] = "key",
	[WORD_MIRROR_MANIFEST - WORD_MIRROR_OF] = "manifest",
	[WORD_MIRROR_PACKS - WORD_MIRROR_OF] = "packs",
	[WORD_MIRROR_LOG - WORD_MIRROR_OF] = "log",
	[WORD_MIRROR_GONE - WORD_MIRROR_OF] = "gone",
};

_Static_assert(COUNT(error_keys) == WORD_FRONT_PAGE, "every text of [error] has a key");
_Static_assert(COUNT(page_keys) == WORD_DATE_DAY - WORD_FRONT_PAGE, "every text of [page] has a key");
_Static_assert(COUNT(date_keys) == WORD_ARTICLE - WORD_DATE_DAY, "every text of [date] has a key");
_Static_assert(COUNT(archive_keys) == WORD_MIRROR_OF - WORD_ARTICLE, "every text of [archive] has a key");
_Static_assert(COUNT(mirror_keys) == WORD_COUNT - WORD_MIRROR_OF, "every text of [mirror] has a key");

static const char *const numbers[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12" };

static const char *const heading_keys[] = { "heading" };

/* schema.org NewsArticle; isVersionOf is Dublin Core's */
static const char *const article_keys[ARTICLE_KEY_COUNT] = {
	[ARTICLE_HEADLINE] = "headline",
	[ARTICLE_DESCRIPTION] = "description",
	[ARTICLE_DATELINE] = "dateline",
	[ARTICLE_LOCATION] = "contentLocation",
	[ARTICLE_PUBLISHED] = "datePublished",
	[ARTICLE_MODIFIED] = "dateModified",
	[ARTICLE_SECTION] = "articleSection",
	[ARTICLE_KEYWORDS] = "keywords",
	[ARTICLE_AUTHOR] = "author",
	[ARTICLE_PUBLISHER] = "publisher",
	[ARTICLE_CREDIT] = "creditText",
	[ARTICLE_CAPTION] = "caption",
	[ARTICLE_LANGUAGE] = "inLanguage",
	[ARTICLE_LICENSE] = "license",
	[ARTICLE_COPYRIGHT] = "copyrightHolder",
	[ARTICLE_SOURCE] = "isBasedOn",
	[ARTICLE_VERSION] = "isVersionOf",
	[ARTICLE_IDENTIFIER] = "identifier",
};

/* A run of texts that stand together in struct words and share a section of the file. */
static const struct group {
	const char *section;
	const char *const *keys;
	size_t count;
	size_t offset; /* of the first text, in struct words */
} groups[] = {
	{ "error", error_keys, COUNT(error_keys), offsetof(struct words, word[WORD_NOT_FOUND]) },
	{ "page", page_keys, COUNT(page_keys), offsetof(struct words, word[WORD_FRONT_PAGE]) },
	{ "date", date_keys, COUNT(date_keys), offsetof(struct words, word[WORD_DATE_DAY]) },
	{ "archive", archive_keys, COUNT(archive_keys), offsetof(struct words, word[WORD_ARTICLE]) },
	{ "mirror", mirror_keys, COUNT(mirror_keys), offsetof(struct words, word[WORD_MIRROR_OF]) },
	{ "number", numbers, 12, offsetof(struct words, number) },
	{ "month", numbers, 12, offsetof(struct words, month) },
	{ "weekday", numbers, 7, offsetof(struct words, weekday) },
	{ "article", heading_keys, COUNT(heading_keys), offsetof(struct words, article_heading) },
	{ "article", article_keys, COUNT(article_keys), offsetof(struct words, article_key) },
};

/* The group that text i is in; *i becomes its place there. NULL past the end. */
static const struct group *group_of(size_t *i)
{
	for (size_t g = 0; g < COUNT(groups); g++) {
		if (*i < groups[g].count)
			return &groups[g];
		*i -= groups[g].count;
	}
	return NULL;
}

bool words_name(size_t i, const char **section, const char **key)
{
	const struct group *group = group_of(&i);
	*section = group ? group->section : NULL;
	*key = group ? group->keys[i] : NULL;
	return group != NULL;
}

struct str *words_slot(struct words *w, size_t i)
{
	const struct group *group = group_of(&i);
	if (!group)
		return NULL;
	return (struct str *)(void *)((char *)w + group->offset) + i;
}

/* What stands for a name; NULL when nobody gave it a value. */
static const struct str *value_of(struct str name, const struct word_value *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(name, values[i].name))
			return &values[i].value;
	return NULL;
}

void words_fill(struct buf *out, struct str text, const struct word_value *values, size_t count)
{
	while (text.n) {
		size_t open = str_index(text, '{');
		buf_add(out, str_sub(text, 0, open));
		text = str_sub(text, open, text.n);
		size_t close = str_index(text, '}');
		const struct str *value = NULL;
		if (close < text.n)
			value = value_of(str_sub(text, 1, close), values, count);
		/* a brace that opens no place of ours is a character like any other */
		size_t used = value ? close + 1 : 1;
		buf_add(out, value ? *value : str_sub(text, 0, used));
		text = str_sub(text, used, text.n);
	}
}
