#include "archive/schema.h"

/* article: one row a file. id: entry.h; listed: it is an article, not just a page; added: YYYYMMDD; mtime: ns.
 *   facets: the numbers of its facets, 4 bytes each as this machine has them, in the order of the
 *   article.
 * text: the words (terms.h), under the number that entry_row gives. Rows are never deleted from it: what is no longer
 * there is in dead, with the first bytes of its hash, and comes back to life if it comes back. word: in how many rows
 * of text a token stands, and in how many titles. Only grows between two builds. part: trigrams of words, to find those
 * that have a part in common. facet: its name is that of the oldest article (named) which has it. facet_year: facet 0
 * is all articles; year 0 is what has no date. day: articles by date, 0 for those without. staged: membership while the
 * first filling goes on; member has them in order. */
const char schema_tables[] =
	"CREATE TABLE setting(key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
	"CREATE TABLE folder(id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, changed INTEGER NOT NULL DEFAULT 0);"
	"CREATE TABLE article(id INTEGER PRIMARY KEY, folder INTEGER NOT NULL, name TEXT NOT NULL, listed INTEGER,"
	" title TEXT, place TEXT, section TEXT, language TEXT, summary TEXT, credit TEXT, updated TEXT,"
	" added INTEGER, mtime INTEGER, ino INTEGER, size INTEGER, identifier INTEGER, words INTEGER, sha256 BLOB,"
	" facets BLOB);"
	"CREATE UNIQUE INDEX article_name ON article(folder, name);"
	"CREATE TABLE facet(id INTEGER PRIMARY KEY, kind INTEGER, slug TEXT, name TEXT, named INTEGER,"
	" count INTEGER DEFAULT 0, UNIQUE(kind, slug));"
	"CREATE TABLE version(of INTEGER, article INTEGER, PRIMARY KEY(of, article)) WITHOUT ROWID;"
	"CREATE INDEX version_article ON version(article);"
	"CREATE TABLE dead(id INTEGER PRIMARY KEY, hash INTEGER);"
	"CREATE TABLE staged(facet INTEGER, article INTEGER);"
	"CREATE TABLE member(facet INTEGER, article INTEGER, PRIMARY KEY(facet, article)) WITHOUT ROWID;"
	"CREATE TABLE facet_year(facet INTEGER, year INTEGER, count INTEGER, PRIMARY KEY(facet, year)) WITHOUT ROWID;"
	"CREATE TABLE day(date INTEGER PRIMARY KEY, count INTEGER);"
	"CREATE TABLE addition(date INTEGER PRIMARY KEY, count INTEGER);"
	"CREATE TABLE word(term TEXT PRIMARY KEY, df INTEGER, titles INTEGER) WITHOUT ROWID;"
	"CREATE TABLE tail(term TEXT PRIMARY KEY) WITHOUT ROWID;"
	"CREATE VIRTUAL TABLE text USING fts5(body, title, place, section, author, keyword, content='', columnsize=0,"
	" tokenize='herald');";

const char schema_finish[] =
	"INSERT INTO member SELECT DISTINCT facet, article FROM staged ORDER BY facet, article;"
	"DROP TABLE staged;"
	"UPDATE facet SET count = (SELECT count(*) FROM member WHERE facet = facet.id);"
	"INSERT INTO facet_year SELECT facet, (article >> 20) / 10000 AS year, count(*) FROM member"
	" GROUP BY facet, year;"
	"INSERT INTO facet_year SELECT 0, (id >> 20) / 10000 AS year, count(*) FROM article WHERE listed GROUP BY year;"
	"INSERT INTO day SELECT iif(id < 10000 << 20, 0, id >> 20) AS date, count(*) FROM article WHERE listed"
	" GROUP BY date;"
	"CREATE INDEX article_added ON article(added, id) WHERE listed;"
	"INSERT INTO addition SELECT added, count(*) FROM article INDEXED BY article_added WHERE listed GROUP BY added;"
	"CREATE INDEX article_identifier ON article(identifier) WHERE identifier <> 0;"
	"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, text, col);"
	"INSERT INTO word(term, df, titles) SELECT term, max(doc), sum(iif(col IN ('title', 'place'), doc, 0))"
	" FROM vocabulary GROUP BY term;"
	"DROP TABLE temp.vocabulary;"
	"INSERT INTO tail SELECT tail(term) AS t FROM word WHERE t IS NOT NULL ORDER BY t;"
	"CREATE INDEX facet_count ON facet(kind, count);";
