#include "import/marks.h"

#include "import/lexicon.h"

#include <pthread.h>

enum {
	/* words that take something back from the words beside them in a name */
	NOT_NOISE = 1 << 13, /* "has-sidebar", "comments-open": a page's state */
	NOT_TEXT = 1 << 14,  /* "lead-image", "author-photo" */
	NOT_DATE = 1 << 15,  /* "reading-time" */
	HINTS = MARK_KICKER | MARK_TITLE | MARK_LEAD | MARK_CAPTION | MARK_CREDIT | MARK_BYLINE | MARK_DATE |
		MARK_UPDATED,
	NAME_BYTES = 80, /* longer names are made by programs */
};

static const struct lexicon_word whole_words[] = {
	{ "sr-only", MARK_HIDDEN },
	{ "visually-hidden", MARK_HIDDEN },
	{ "visuallyhidden", MARK_HIDDEN },
	{ "screen-reader-text", MARK_HIDDEN },
	{ "screenreader", MARK_HIDDEN },
	{ "screen-reader", MARK_HIDDEN },
	{ "element-invisible", MARK_HIDDEN },
	{ "u-hidden", MARK_HIDDEN },
	{ "is-hidden", MARK_HIDDEN },
	{ "offscreen", MARK_HIDDEN },
	{ "barrierfree", MARK_HIDDEN },
	{ "site-title", MARK_BRAND },
	{ "sitetitle", MARK_BRAND },
	{ "site-name", MARK_BRAND },
	{ "sitename", MARK_BRAND },
	{ "site-logo", MARK_BRAND },
	{ "site-branding", MARK_BRAND },
	{ "entry-title", MARK_TITLE },
	{ "post-title", MARK_TITLE },
	{ "article-title", MARK_TITLE },
	{ "page-title", MARK_TITLE },
	{ "title", MARK_TITLE },
	{ "titel", MARK_TITLE },
	{ "story-title", MARK_TITLE },
	{ "news-title", MARK_TITLE },
	{ "contentheading", MARK_TITLE },
	{ "rubrik", MARK_KICKER },
	{ "ressort", MARK_KICKER },
	{ "category", MARK_KICKER },
	{ "section-name", MARK_KICKER },
	{ "bu", MARK_CAPTION },
	{ "wp-caption-text", MARK_CAPTION },
	{ "createdate", MARK_DATE },
	{ "createdby", MARK_BYLINE },
	{ "modifydate", MARK_UPDATED },
	{ "posted-on", MARK_DATE },
	{ "posted-by", MARK_BYLINE },
	{ "entry-date", MARK_DATE },
	{ "post-date", MARK_DATE },
	{ "pub-date", MARK_DATE },
	{ "publish-date", MARK_DATE },
	{ "last-modified", MARK_UPDATED },
	{ "read-more", MARK_NOISE },
	{ "read-also", MARK_NOISE },
	{ "also-read", MARK_NOISE },
	{ "more-on", MARK_NOISE },
	{ "most-read", MARK_NOISE },
	{ "most-popular", MARK_NOISE },
	{ "skip-link", MARK_NOISE },
	{ "back-to-top", MARK_NOISE },
	{ "to-top", MARK_NOISE },
	{ "totop", MARK_NOISE },
	{ "tag-list", MARK_NOISE },
	{ "tag-cloud", MARK_NOISE },
	{ "meist-gelesen", MARK_NOISE },
	{ "siehe-auch", MARK_NOISE },
	{ "see-also", MARK_NOISE },
	{ "mehr-zum-thema", MARK_NOISE },
	{ "lesen-sie-auch", MARK_NOISE },
	{ "zum-thema", MARK_NOISE },
	{ "print-link", MARK_NOISE },
	{ "sign-up", MARK_NOISE },
	{ "app-banner", MARK_NOISE },
};

static const struct lexicon_word part_words[] = {
	/* readers */
	{ "comment", MARK_COMMENTS },
	{ "comments", MARK_COMMENTS },
	{ "commentlist", MARK_COMMENTS },
	{ "commentarea", MARK_COMMENTS },
	{ "commentform", MARK_COMMENTS },
	{ "kommentar", MARK_COMMENTS },
	{ "kommentare", MARK_COMMENTS },
	{ "leserkommentare", MARK_COMMENTS },
	{ "lesermeinungen", MARK_COMMENTS },
	{ "disqus", MARK_COMMENTS },
	{ "respond", MARK_COMMENTS },
	{ "guestbook", MARK_COMMENTS },
	/* sharing */
	{ "share", MARK_NOISE },
	{ "sharing", MARK_NOISE },
	{ "shares", MARK_NOISE },
	{ "sharebar", MARK_NOISE },
	{ "sharebox", MARK_NOISE },
	{ "sharelist", MARK_NOISE },
	{ "shariff", MARK_NOISE },
	{ "sharedaddy", MARK_NOISE },
	{ "addthis", MARK_NOISE },
	{ "addtoany", MARK_NOISE },
	{ "social", MARK_NOISE },
	{ "socials", MARK_NOISE },
	{ "socialmedia", MARK_NOISE },
	{ "socialbar", MARK_NOISE },
	{ "socialbookmarks", MARK_NOISE },
	{ "bookmarks", MARK_NOISE },
	{ "teilen", MARK_NOISE },
	/* other articles */
	{ "related", MARK_NOISE },
	{ "relatedposts", MARK_NOISE },
	{ "relatedarticles", MARK_NOISE },
	{ "yarpp", MARK_NOISE },
	{ "recommended", MARK_NOISE },
	{ "recommendation", MARK_NOISE },
	{ "recommendations", MARK_NOISE },
	{ "recommend", MARK_NOISE },
	{ "empfehlung", MARK_NOISE },
	{ "empfehlungen", MARK_NOISE },
	{ "mostread", MARK_NOISE },
	{ "mostpopular", MARK_NOISE },
	{ "meistgelesen", MARK_NOISE },
	{ "popular", MARK_NOISE },
	{ "trending", MARK_NOISE },
	{ "readalso", MARK_NOISE },
	{ "readmore", MARK_NOISE },
	{ "weiterlesen", MARK_NOISE },
	{ "teasers", MARK_NOISE },
	{ "teaserlist", MARK_NOISE },
	{ "teaserbox", MARK_NOISE },
	{ "teaserliste", MARK_NOISE },
	{ "outbrain", MARK_NOISE },
	{ "taboola", MARK_NOISE },
	{ "plista", MARK_NOISE },
	{ "ligatus", MARK_NOISE },
	/* the site's wishes */
	{ "newsletter", MARK_NOISE },
	{ "cookie", MARK_NOISE },
	{ "cookies", MARK_NOISE },
	{ "cookiebanner", MARK_NOISE },
	{ "consent", MARK_NOISE },
	{ "gdpr", MARK_NOISE },
	{ "dsgvo", MARK_NOISE },
	{ "login", MARK_NOISE },
	{ "signin", MARK_NOISE },
	{ "signup", MARK_NOISE },
	{ "popup", MARK_NOISE },
	{ "modal", MARK_NOISE },
	{ "webpush", MARK_NOISE },
	{ "rating", MARK_NOISE },
	{ "ratings", MARK_NOISE },
	{ "voting", MARK_NOISE },
	{ "paywall", MARK_OFFER },
	{ "piano", MARK_OFFER },
	{ "abo", MARK_OFFER },
	{ "offer", MARK_OFFER },
	{ "premium", MARK_OFFER },
	{ "subscribe", MARK_OFFER },
	{ "subscription", MARK_OFFER },
	/* advertisements */
	{ "ad", MARK_NOISE },
	{ "ads", MARK_NOISE },
	{ "adv", MARK_NOISE },
	{ "adslot", MARK_NOISE },
	{ "adbox", MARK_NOISE },
	{ "advert", MARK_NOISE },
	{ "adverts", MARK_NOISE },
	{ "advertisement", MARK_NOISE },
	{ "advertising", MARK_NOISE },
	{ "adsense", MARK_NOISE },
	{ "adsbygoogle", MARK_NOISE },
	{ "anzeige", MARK_NOISE },
	{ "anzeigen", MARK_NOISE },
	{ "werbung", MARK_NOISE },
	{ "werbebox", MARK_NOISE },
	{ "skyscraper", MARK_NOISE },
	{ "banner", MARK_NOISE },
	{ "promo", MARK_NOISE },
	{ "promobox", MARK_NOISE },
	{ "sponsored", MARK_NOISE },
	/* ways about the site */
	{ "breadcrumb", MARK_NOISE },
	{ "breadcrumbs", MARK_NOISE },
	{ "brotkrumen", MARK_NOISE },
	{ "brotkrume", MARK_NOISE },
	{ "pagination", MARK_NOISE },
	{ "pager", MARK_NOISE },
	{ "paginator", MARK_NOISE },
	{ "nav", MARK_NOISE },
	{ "navi", MARK_NOISE },
	{ "navbar", MARK_NOISE },
	{ "navigation", MARK_NOISE },
	{ "subnav", MARK_NOISE },
	{ "mainnav", MARK_NOISE },
	{ "menu", MARK_NOISE },
	{ "menue", MARK_NOISE },
	{ "submenu", MARK_NOISE },
	{ "sidebar", MARK_NOISE },
	{ "toolbar", MARK_NOISE },
	{ "toolbox", MARK_NOISE },
	{ "tagcloud", MARK_NOISE },
	{ "taglist", MARK_NOISE },
	{ "tags", MARK_NOISE },
	{ "schlagworte", MARK_NOISE },
	{ "skiplink", MARK_NOISE },
	{ "sitemap", MARK_NOISE },
	{ "artikelnavigation", MARK_NOISE },
	{ "printlink", MARK_NOISE },
	{ "backtotop", MARK_NOISE },
	{ "player", MARK_NOISE },
	{ "videoplayer", MARK_NOISE },
	{ "jwplayer", MARK_NOISE },
	{ "logo", MARK_BRAND },
	{ "brand", MARK_BRAND },
	{ "masthead", MARK_BRAND },
	/* parts of an article */
	{ "kicker", MARK_KICKER },
	{ "dachzeile", MARK_KICKER },
	{ "topline", MARK_KICKER },
	{ "overline", MARK_KICKER },
	{ "spitzmarke", MARK_KICKER },
	{ "ortsmarke", MARK_KICKER },
	{ "roofline", MARK_KICKER },
	{ "dachtitel", MARK_KICKER },
	{ "pretitle", MARK_KICKER },
	{ "eyebrow", MARK_KICKER },
	{ "supertitle", MARK_KICKER },
	{ "preheadline", MARK_KICKER },
	{ "headline", MARK_TITLE },
	{ "ueberschrift", MARK_TITLE },
	{ "schlagzeile", MARK_TITLE },
	{ "teaser", MARK_LEAD },
	{ "lead", MARK_LEAD },
	{ "lede", MARK_LEAD },
	{ "intro", MARK_LEAD },
	{ "introtext", MARK_LEAD },
	{ "standfirst", MARK_LEAD },
	{ "vorspann", MARK_LEAD },
	{ "anreisser", MARK_LEAD },
	{ "anlauf", MARK_LEAD },
	{ "subline", MARK_LEAD },
	{ "unterzeile", MARK_LEAD },
	{ "untertitel", MARK_LEAD },
	{ "subtitle", MARK_LEAD },
	{ "subheadline", MARK_LEAD },
	{ "summary", MARK_LEAD },
	{ "dek", MARK_LEAD },
	{ "abstract", MARK_LEAD },
	{ "excerpt", MARK_LEAD },
	{ "einleitung", MARK_LEAD },
	{ "caption", MARK_CAPTION },
	{ "bildunterschrift", MARK_CAPTION },
	{ "bildunterzeile", MARK_CAPTION },
	{ "bildtext", MARK_CAPTION },
	{ "bildlegende", MARK_CAPTION },
	{ "imagecaption", MARK_CAPTION },
	{ "credit", MARK_CREDIT },
	{ "credits", MARK_CREDIT },
	{ "copyright", MARK_CREDIT },
	{ "photographer", MARK_CREDIT },
	{ "fotograf", MARK_CREDIT },
	{ "fotografin", MARK_CREDIT },
	{ "bildnachweis", MARK_CREDIT },
	{ "bildquelle", MARK_CREDIT },
	{ "bildrechte", MARK_CREDIT },
	{ "fotocredit", MARK_CREDIT },
	{ "photocredit", MARK_CREDIT },
	{ "imagecredit", MARK_CREDIT },
	{ "fotoquelle", MARK_CREDIT },
	{ "credittext", MARK_CREDIT },
	{ "author", MARK_BYLINE },
	{ "authors", MARK_BYLINE },
	{ "autor", MARK_BYLINE },
	{ "autoren", MARK_BYLINE },
	{ "autorin", MARK_BYLINE },
	{ "byline", MARK_BYLINE },
	{ "verfasser", MARK_BYLINE },
	{ "writer", MARK_BYLINE },
	{ "reporter", MARK_BYLINE },
	{ "date", MARK_DATE },
	{ "datum", MARK_DATE },
	{ "published", MARK_DATE },
	{ "pubdate", MARK_DATE },
	{ "publishdate", MARK_DATE },
	{ "timestamp", MARK_DATE },
	{ "datetime", MARK_DATE },
	{ "time", MARK_DATE },
	{ "zeit", MARK_DATE },
	{ "updated", MARK_UPDATED | MARK_DATE },
	{ "modified", MARK_UPDATED | MARK_DATE },
	{ "aktualisiert", MARK_UPDATED | MARK_DATE },
	/* words that change what stands beside them */
	{ "has", NOT_NOISE },
	{ "with", NOT_NOISE },
	{ "no", NOT_NOISE },
	{ "open", NOT_NOISE },
	{ "closed", NOT_NOISE },
	{ "without", NOT_NOISE },
	{ "mit", NOT_NOISE },
	{ "ohne", NOT_NOISE },
	{ "image", NOT_TEXT },
	{ "img", NOT_TEXT },
	{ "media", NOT_TEXT },
	{ "bild", NOT_TEXT },
	{ "foto", NOT_TEXT },
	{ "photo", NOT_TEXT },
	{ "picture", NOT_TEXT },
	{ "video", NOT_TEXT },
	{ "avatar", NOT_TEXT },
	{ "icon", NOT_TEXT },
	{ "bio", NOT_TEXT },
	{ "box", NOT_TEXT },
	{ "reading", NOT_DATE },
	{ "read", NOT_DATE },
	{ "lesezeit", NOT_DATE },
	{ "event", NOT_DATE },
};

static struct lexicon wholes, parts;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make(void)
{
	lexicon_make(&wholes, whole_words, sizeof whole_words / sizeof *whole_words);
	lexicon_make(&parts, part_words, sizeof part_words / sizeof *part_words);
}

static bool is_small(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* The next word of a name. */
static struct str part_next(struct str *rest)
{
	size_t from = 0, to;
	while (from < rest->n && !is_small(rest->p[from]) && !is_capital(rest->p[from]))
		from++;
	for (to = from; to < rest->n && (is_small(rest->p[to]) || is_capital(rest->p[to])); to++)
		if (to > from && is_capital(rest->p[to]) && is_small(rest->p[to - 1]))
			break;
	/* "ad72bc" was made by a machine and means nothing; "ad2" is the second one */
	size_t run = to, letters = 0;
	for (; run < rest->n && (is_small(rest->p[run]) || (rest->p[run] >= '0' && rest->p[run] <= '9')); run++)
		letters += is_small(rest->p[run]);
	if (to < rest->n && rest->p[to] >= '0' && rest->p[to] <= '9' && letters)
		to = run;
	struct str part = str_sub(*rest, from, to);
	*rest = str_sub(*rest, to, rest->n);
	return part;
}

static unsigned name_marks(struct str name)
{
	unsigned marks = lexicon_find(&wholes, name);
	if (marks || name.n > NAME_BYTES)
		return marks;
	while (name.n)
		marks |= lexicon_find(&parts, part_next(&name));
	/* pictures have captions and credits, but no leads */
	if (marks & NOT_TEXT)
		marks &= ~(unsigned)(MARK_KICKER | MARK_TITLE | MARK_LEAD | MARK_BYLINE | MARK_DATE);
	if (marks & NOT_DATE)
		marks &= ~(unsigned)(MARK_DATE | MARK_UPDATED);
	if (marks & NOT_NOISE)
		marks = 0;
	/* "comment-author", "share-headline" are about something else than the article */
	if (marks & (MARK_COMMENTS | MARK_NOISE))
		marks &= ~(unsigned)HINTS;
	return marks & (NOT_NOISE - 1);
}

unsigned marks_of(struct str names)
{
	unsigned marks = 0;
	pthread_once(&once, make);
	while (names.n) {
		size_t to = 0;
		while (to < names.n && (unsigned char)names.p[to] > ' ')
			to++;
		marks |= name_marks(str_sub(names, 0, to));
		names = str_sub(names, to + 1, names.n);
	}
	return marks;
}
