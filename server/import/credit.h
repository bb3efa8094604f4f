/* credit: who made a picture, and who wrote an article, as papers print it. A line of more than 600 bytes (200 for a
 * byline) is neither, and in a caption the credit begins within the last 400. "Text: A Foto: B" is a credit of B and a
 * byline of A; "Text und Fotos: A" is a credit. */
#ifndef IMPORT_CREDIT_H
#define IMPORT_CREDIT_H

#include "base/arena.h"

/* A line that is nothing but credits: "Foto: Magdalena Sydow", "Foto: A Foto: A Foto: B", "Fotos: A, B", "© A", "Bild:
 * A/dpa", "Foto: dpa", "Symbolfoto: A", "Archivfoto: …", "Foto (Archiv): A", "Photo: A", "Photograph: A", "Image: A",
 * "Picture: A/B", "Credit: A", "(Foto: A)", "FOTO: A", "Quelle: A", "Grafik: A", "Foto A" only where names follow and
 * nothing else. *names are the names, each once (compared without case), joined by ", ", in the arena; "A/dpa" stays
 * one. False: it is none, or it goes on as a sentence. A copyright line of a site ("© 2018 Allerbote Verlag", "Alle
 * Rechte vorbehalten", "All rights reserved") is none. */
bool credit_read(struct str line, struct arena *a, struct str *names);

/* A caption that ends in a credit: "Der Turm am Abend. Foto: A", "Der Turm (Foto: A)", "Der Turm am Abend. © A/dpa",
 * "The tower at dusk. Photo: A". *caption is what stands before it, as a view. False: it ends in none. */
bool credit_of_caption(struct str line, struct arena *a, struct str *names, struct str *caption);

/* Two lists of names as one, each name once, 64 at most. Either may be empty. */
struct str credit_join(struct str a_names, struct str b_names, struct arena *a);

/* A line that is nothing but a byline: "Von Kai Tönnies", "von Kai Tönnies und Ida Brandes", "VON KAI TÖNNIES", "By
 * Jane Doe", "Text: Kai Tönnies", "Autor: …", "Author: …", "Kai Tönnies, Redaktion", with a date or place behind a | or
 * , that is not part of the names. *names as above, joined by ", ". At most eight words after "von", each name with
 * capitals; not "Von Wolfsburg nach Gifhorn" or "Von heute an gilt". False: it is none. */
bool byline_read(struct str line, struct arena *a, struct str *names);

#endif
