/* words: what generated pages and error messages say, in one language. The texts come from conf/locale/XX.ini; the
 * program has German and English built in. */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "base/str.h"

/* One text each; section and key in the locale file are in words.c's table. A text may hold {name} places. */
enum word {
	/* [error]: META of an error, and the words of a Gopher error. {path} where sensible */
	WORD_NOT_FOUND,   /* 51 */
	WORD_GONE,        /* 52, {reason} */
	WORD_FOREIGN,     /* 53; {host}: the name we do answer to */
	WORD_BAD_REQUEST, /* 59 */
	WORD_TOO_LONG,    /* 59, over 1024 bytes */
	WORD_CLIMBS,      /* 59, a path above the root */
	WORD_BUSY,        /* 41 */
	WORD_UNREADY,     /* 41: there is no index yet */
	WORD_FAILED,      /* 40 */
	WORD_SLOW_DOWN,   /* 44: only the number of seconds is allowed on the wire; this is Gopher's text. {seconds} */
	WORD_HTTP,        /* 400 to a web browser on the Gopher port; {url} */
	WORD_PROMPT,      /* 10: what to type into the search box */
	/* [page] */
	WORD_FRONT_PAGE, /* "Startseite" */
	WORD_UP,         /* "Eine Ebene höher" */
	WORD_ENTRIES,    /* "{n} Einträge" */
	WORD_ENTRY,      /* "1 Eintrag" */
	WORD_NO_ENTRIES,
	WORD_DECIMAL,     /* "," */
	WORD_THOUSANDS,   /* "." */
	WORD_THIS_PAGE,   /* "Diese Seite" */
	WORD_WITH_LINKS,  /* "Mit Links zum Anwählen" */
	WORD_LINKS,       /* "Links": heading above the [n] list */
	WORD_SEARCH,      /* "Suchen" */
	WORD_SEARCH_BOX,  /* label of a type 7 item: the same, and what may be typed */
	WORD_REDIRECT,    /* the URL: page, "Weiter zu {url}" */
	WORD_MOVED,       /* Gopher's text for a moved page; {path} */
	WORD_ALL_OF_DAY,  /* an article's link to its day: "Alle Artikel vom {date}" */
	WORD_ALL_UNDATED, /* and to the articles without a date */
	WORD_MORE,        /* "Davor, danach, verwandt" */
	/* [date] */
	WORD_DATE_DAY,     /* "{d}. {month} {y}" */
	WORD_DATE_WEEKDAY, /* "{weekday}, {d}. {month} {y}" */
	WORD_DATE_MONTH,   /* "{month} {y}" */
	/* [archive]: the pages that nobody has to write */
	WORD_ARTICLE,         /* "Ein Artikel" */
	WORD_ARTICLES,        /* "{n} Artikel" */
	WORD_ARTICLE_SHORT,   /* "1 Artikel" */
	WORD_ARTICLES_MANY,   /* "Mehr als {n} Artikel" */
	WORD_MANY_SHORT,      /* "mehr als {n} Artikel" */
	WORD_SPAN,            /* "{articles}, {first} bis {last}" */
	WORD_ON_DAY,          /* "{articles} an einem Tag" */
	WORD_ON_DAYS,         /* "{articles} an {n} Tagen" */
	WORD_NEWEST_MONTH,    /* "{month}, der neueste Monat" */
	WORD_YEARS,           /* "Alle Jahre" */
	WORD_THE_YEAR,        /* "Das Jahr {y}" */
	WORD_UNDATED,         /* "Ohne Datum" */
	WORD_UNDATED_OF,      /* "{what}, ohne Datum" */
	WORD_MONTHS,          /* "Monate" */
	WORD_DAYS,            /* "Tage" */
	WORD_ONLY_YEAR,       /* "Nur das Jahr ist bekannt" */
	WORD_ONLY_MONTH,      /* "Nur der Monat ist bekannt" */
	WORD_WHOLE_DAY,       /* "Ganzer Tag: {date} ({articles})" */
	WORD_BEFORE,          /* "Davor: {what}" */
	WORD_AFTER,           /* "Danach: {what}" */
	WORD_NONE_HERE,       /* "Aus dieser Zeit ist kein Artikel im Archiv." */
	WORD_NONE_UNDATED,    /* "Jeder Artikel im Archiv hat ein Datum." */
	WORD_EMPTY,           /* "Das Archiv hat noch keinen Artikel." */
	WORD_LATEST,          /* "Die neuesten Artikel" */
	WORD_YEARS_AGO,       /* "Heute vor Jahren: {day}" */
	WORD_TODAY_MORE,      /* "Mehr vom {day} ({articles})" */
	WORD_TODAY,           /* "{day} in anderen Jahren" */
	WORD_TODAY_NONE,      /* "Vom {day} ist kein Artikel im Archiv." */
	WORD_DAY_AND_MONTH,   /* "{d}. {month}" */
	WORD_WEEKDAY_AND_DAY, /* "{weekday}, {day}" */
	WORD_ABOUT_ARCHIVE,   /* "Über das Archiv" */
	WORD_ABOUT,           /* "Was dies ist, Rechte, Impressum und Kontakt" */
	WORD_SUBSCRIBE,       /* "Abonnieren (Atom)" */
	WORD_MIRROR,          /* "Das Archiv spiegeln" */
	WORD_ON_GOPHER,       /* "Dasselbe über Gopher" */
	WORD_ON_GEMINI,       /* "Dasselbe über Gemini" */
	WORD_RANDOM,          /* "Ein Artikel auf gut Glück" */
	WORD_PLACES,          /* "Orte" */
	WORD_SECTIONS,        /* "Ressorts" */
	WORD_AUTHORS,         /* "Autorinnen und Autoren" */
	WORD_KEYWORDS,        /* "Stichwörter" */
	WORD_PLACE,           /* "Ort" */
	WORD_SECTION,         /* "Ressort" */
	WORD_AUTHOR,          /* "Von" */
	WORD_KEYWORD,         /* "Stichwort" */
	WORD_LARGEST,         /* "Mit den meisten Artikeln" */
	WORD_LETTERS,         /* "Alle, von A bis Z" */
	WORD_NEW,             /* "Neu im Archiv: zuletzt hinzugekommen" */
	WORD_NEW_TITLE,       /* "Neu im Archiv" */
	WORD_ADDED,           /* "Hinzugekommen am {date}" */
	WORD_ADDED_COUNT,     /* "{articles} hinzugekommen" */
	WORD_DIGESTS,         /* "Tag für Tag hinzugekommen" */
	WORD_OLDER,           /* "Ältere Artikel" */
	WORD_NEWER,           /* "Neuere Artikel" */
	WORD_NEXT,            /* "Weitere Artikel": of a list that is not in the order of dates */
	WORD_PREVIOUS,        /* "Vorige Artikel" */
	WORD_FURTHER,         /* "Weiter: {what}" */
	WORD_BACK,            /* "Zurück: {what}" */
	WORD_BY_YEAR,         /* "Nach Jahren" */
	WORD_IN_TIME,         /* "Davor und danach" */
	WORD_IN_PLACE,        /* "In {place}" */
	WORD_RELATED,         /* "Verwandte Artikel" */
	WORD_SHARED,          /* "Gemeinsam: {words}" */
	WORD_VERSIONS,        /* "Andere Fassungen" */
	WORD_FILED,           /* "Abgelegt unter" */
	WORD_REPORT,          /* "Fehler melden" */
	WORD_FOUND_ONE,       /* "Ein Artikel." */
	WORD_FOUND,           /* "{articles}, die passendsten zuerst." */
	WORD_FOUND_NEWEST,    /* "{articles}, die neuesten zuerst." */
	WORD_FOUND_NONE,      /* "Kein Artikel gefunden." */
	WORD_SEARCH_TITLE,    /* "Suche: {query}" */
	WORD_ALSO,            /* "Auch gesucht: {words}." */
	WORD_NEW_SEARCH,      /* "Neue Suche" */
	WORD_NEWEST_FIRST,    /* "Die neuesten zuerst" */
	WORD_BEST_FIRST,      /* "Die passendsten zuerst" */
	WORD_EXACTLY,         /* "Nur genau „{words}“" */
	WORD_FURTHER_HIT,     /* "Weiter: Artikel {n}" */
	WORD_FURTHER_HITS,    /* "Weiter: Artikel {from} bis {to}" */
	WORD_OLDER_HITS,      /* "Weiter: ältere Artikel" */
	WORD_MEANT,           /* "Meinten Sie „{words}“? ({articles})" */
	WORD_LIST,            /* "{place}: {title}" */
	WORD_TAKE,            /* "Mitnehmen" */
	WORD_TAKE_BOOK,       /* "{what} zum Lesen ohne Netz (Gempub, {size})" */
	/* [mirror] */
	WORD_MIRROR_OF,      /* "Spiegel von {host}, Stand {date}" */
	WORD_THERE,          /* "{mirror}: diese Seite im Original" */
	WORD_ORIGINAL,       /* "Das Original" */
	WORD_EXPIRED,        /* "Dieser Stand galt bis {date}; …" */
	WORD_MIRROR_SUM,     /* "{files}, veröffentlicht am {date} (Nummer {n})" */
	WORD_MIRROR_FILE,    /* "Eine Datei" */
	WORD_MIRROR_COUNT,   /* "{n} Dateien" */
	WORD_MIRROR_PROMISE, /* what a mirror is good for */
	WORD_MIRROR_NONE,    /* nothing is published yet */
	WORD_MIRROR_HOW,     /* "Ein eigener Spiegel, mit Herald" */
	WORD_MIRROR_AGAIN,   /* what to do after the first time */
	WORD_MIRROR_FILES,   /* "Was es gibt": the files, each with a label of its own: */
	WORD_MIRROR_HEAD,
	WORD_MIRROR_MINISIG,
	WORD_MIRROR_KEY,
	WORD_MIRROR_MANIFEST,
	WORD_MIRROR_PACKS,
	WORD_MIRROR_LOG,
	WORD_MIRROR_GONE,
	WORD_COUNT
};

/* The end block of an article ([article]): its heading and its keys. Canonical names follow schema.org. */
enum article_key {
	ARTICLE_HEADLINE,
	ARTICLE_DESCRIPTION,
	ARTICLE_DATELINE,
	ARTICLE_LOCATION,
	ARTICLE_PUBLISHED,
	ARTICLE_MODIFIED,
	ARTICLE_SECTION,
	ARTICLE_KEYWORDS,
	ARTICLE_AUTHOR,
	ARTICLE_PUBLISHER,
	ARTICLE_CREDIT,
	ARTICLE_CAPTION,
	ARTICLE_LANGUAGE,
	ARTICLE_LICENSE,
	ARTICLE_COPYRIGHT,
	ARTICLE_SOURCE,
	ARTICLE_VERSION, /* the identifier of the earlier article of which this is another version */
	ARTICLE_IDENTIFIER,
	ARTICLE_KEY_COUNT
};

/* A language. All views point into memory that lives as long as the struct (the loader's). */
struct words {
	struct str language; /* "de" */
	struct str word[WORD_COUNT];
	struct str month[12], weekday[7];          /* weekday[0] is Monday */
	struct str number[12];                     /* "ein" to "zwölf": small numbers, as people write them */
	struct str article_heading;                /* "Zu diesem Artikel" */
	struct str article_key[ARTICLE_KEY_COUNT]; /* "Datum", "Ort", … */
};

/* The section and the key under which a locale file gives a text; NULL past the end. i runs from 0 over all texts of
 * struct words but language. */
bool words_name(size_t i, const char **section, const char **key);
/* Where the text lives, so that a loader can set and check it. */
struct str *words_slot(struct words *w, size_t i);

/* A {name} and what stands for it. */
struct word_value {
	struct str name, value;
};

/* Writes text with its {name} places filled in; an unknown place stays as it is. */
void words_fill(struct buf *out, struct str text, const struct word_value *values, size_t count);

#endif
