/* dateline: the place that a report's first paragraph begins with. */
#ifndef IMPORT_DATELINE_H
#define IMPORT_DATELINE_H

#include "base/str.h"

struct dateline {
	struct str place;  /* as written, in the case that it has: "Wolfsburg", "BERLIN", "Bad Harzburg"; several as
			    * "Hannover/Braunschweig"; with its state, "SPRINGFIELD, Ohio"; without "(dpa)" */
	struct str agency; /* "dpa", "taz", "Reuters", "lni"; empty if none */
	size_t end;        /* the text itself begins here */
};

/* Reads the dateline of a paragraph: "Wolfsburg. Die …", "Berlin (dpa). …", "Berlin (dpa/lni) - …", "Wien – …", "BERLIN
 * taz | …", "Hannover/lni -", "LONDON (Reuters) - …", "WASHINGTON, June 28 (AP) — …", "Frankfurt/Main (dpa)",
 * "St. Pölten. Der …", "Bad Harzburg. …", "Lutherstadt Wittenberg - …". One to four words, the first of which begins
 * with a capital; and what follows begins a sentence. Not one: abbreviations ("St. Pölten …" in a sentence, "e. V.",
 * "Dr. Müller", "z. B.", "Nr. 5"), "Ja. Das …", short sentences ("Das war knapp. Die …": a word of it is none that a
 * place has, such as an article, a pronoun or a verb of the stop-word lists), weekdays and months, and a name that goes
 * on as a sentence does ("Müller – der Trainer – sagte"). A bare "Word." or "Word –" without an agency is believed only
 * where the word is no stop word and at least three letters long. False: there is none. */
bool dateline_read(struct str paragraph, struct dateline *out);

#endif
