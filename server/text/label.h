/* label: what stands in titles and behind links: numbers as people write them, and texts from files made harmless. */
#ifndef TEXT_LABEL_H
#define TEXT_LABEL_H

#include "text/words.h"

/* 184302 -> "184.302" */
void label_number(struct buf *out, uint64_t n, const struct words *w);
/* 217000 -> "212 KB", 1500000 -> "1,5 MB" */
void label_size(struct buf *out, uint64_t bytes, const struct words *w);
/* A text that came out of a file or of a name: nothing that could end the line or harm a terminal. Makes at most three
 * times as many bytes. */
void label_clean(struct buf *out, struct str s);

#endif
