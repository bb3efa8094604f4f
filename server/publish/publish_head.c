#include "publish/publish_inside.h"

#include "base/log.h"

#include <string.h>

enum { DAY_S = 86400 };

/* What only a running server can answer. */
static const char *const dynamic[] = { "/search", "/random", "/today", "/more/", "/id/" };

static bool is_set_back(const struct publishing *p)
{
	return !p->first && p->wish->now < p->old.published;
}

static void warn_set_back(const struct publishing *p)
{
	char now_room[32], old_room[32];
	struct buf now = BUF(now_room), old = BUF(old_room);
	if (!is_set_back(p))
		return;
	head_time_add(&now, p->wish->now);
	head_time_add(&old, p->old.published);
	log_warn("capsule %s: the clock says %s, but the last publication is of %s: this one is dated a second after "
		 "it; see that the clock is right",
		p->wish->name, buf_z(&now), buf_z(&old));
}

void publish_head_fill(struct publishing *p)
{
	const struct publish_wish *w = p->wish;
	struct head *h = &p->head;
	h->title = w->title;
	h->addresses = w->addresses;
	memcpy(h->address, w->address, sizeof w->address);
	h->serial = p->old.serial + 1;
	/* never before the last one, whose readers would take it for older; the clock may be wrong, or have been */
	h->published = is_set_back(p) ? p->old.published + 1 : w->now;
	h->valid_until = h->published + (time_t)w->valid_days * DAY_S;
	h->files = p->scan.files;
	h->bytes = p->scan.bytes;
	h->manifest = p->scan.root_digest;
	for (size_t i = 0; i < sizeof dynamic / sizeof *dynamic; i++)
		h->dynamic[h->dynamics++] = str_of(dynamic[i]);
}

bool publish_head_write(struct publishing *p)
{
	char message_room[HEAD_MAX], file_room[HEAD_FILE_MAX], small_room[SIGN_MINISIG_MAX], note_room[128];
	struct buf message = BUF(message_room), file = BUF(file_room), small = BUF(small_room), note = BUF(note_room);
	warn_set_back(p);
	head_write(&message, &p->head);
	buf_fmt(&note, "serial %llu, ", (unsigned long long)p->head.serial);
	head_time_add(&note, p->head.published);
	if (message.full) {
		buf_fmt(p->why, "HEAD does not fit into 2 KB: make the title shorter");
		return false;
	}
	if (!sign_embed(&file, &p->keys.secret, STR("verify with key.pub"), buf_str(&message)) || file.full ||
		!sign_minisig(&small, &p->keys.secret, buf_str(&file), buf_str(&note)) || small.full) {
		buf_fmt(p->why, "HEAD cannot be signed");
		return false;
	}
	return stage_write(&p->stage, STR("/mirror/HEAD.minisig"), buf_str(&small), p->why) &&
	       stage_write(&p->stage, STR("/mirror/HEAD"), buf_str(&file), p->why);
}

static bool same_addresses(const struct head *a, const struct head *b)
{
	bool same = a->addresses == b->addresses;
	for (size_t i = 0; i < a->addresses && same; i++)
		same = str_eq(a->address[i], b->address[i]);
	return same;
}

bool publish_head_is_news(const struct publishing *p, bool keys_changed)
{
	const struct head *old = &p->old, *now = &p->head;
	return p->first || keys_changed || !digest_eq(&old->manifest, &now->manifest) ||
	       !digest_eq(&old->packs, &now->packs) || !digest_eq(&old->gone, &now->gone) ||
	       !str_eq(old->title, now->title) || !same_addresses(old, now) ||
	       now->published - old->published > (old->valid_until - old->published) / 2;
}
