#include "archive/tour.h"

#include "base/log.h"

static void begin(struct tour *t, const struct root *root, struct str top)
{
	t->walk = walk_new(root, top, WALK_STATES);
	if (t->walk == NULL)
		fatal("out of memory");
}

bool tour_step(struct tour *t, struct sweep *s, struct str top, void (*watch)(void *context, struct str folder),
	void *context, unsigned *failed)
{
	struct walk_folder f;
	if (t->walk == NULL) {
		watch(context, top);
		begin(t, s->recorder.root, top);
	}
	if (!t->vanishing && walk_next(t->walk, &f, &t->failed)) {
		char space[4096] = { 0 };
		for (size_t i = 0; i < f.folders; i++) {
			struct buf path = BUF(space);
			buf_fmt(&path, "%.*s%.*s/", STR_ARG(f.path), STR_ARG(f.folder[i]));
			if (!path.full)
				watch(context, buf_str(&path));
		}
		sweep_folder(s, &f);
		return false;
	}
	if (!t->vanishing)
		t->from = top;
	t->vanishing = sweep_vanished(s, top, &t->from, &t->arena);
	if (t->vanishing)
		return false;
	*failed = t->failed;
	tour_break(t);
	return true;
}

void tour_break(struct tour *t)
{
	walk_free(t->walk);
	arena_free(&t->arena);
	*t = (struct tour){ 0 };
}
