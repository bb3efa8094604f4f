/* schema: the tables of an index. Another version of them is another index: it is built anew. */
#ifndef ARCHIVE_SCHEMA_H
#define ARCHIVE_SCHEMA_H

/* What PRAGMA user_version says of a finished index; 0 is one that is being built. */
enum { SCHEMA_VERSION = 6 };

/* PRAGMA application_id: "Hrld" */
enum { SCHEMA_APPLICATION = 0x48726c64 };

/* Makes the tables that articles are put into. */
extern const char schema_tables[];
/* After the first filling: derives counts and look-up orders from the articles, and makes what keeps order. */
extern const char schema_finish[];

#endif
