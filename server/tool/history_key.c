#include "tool/history_key.h"

#include "base/log.h"
#include "follow/pin.h"
#include "publish/keyring.h"

#include <errno.h>
#include <string.h>

static bool pinned(const struct choice *c, struct pin *pin, struct buf *why)
{
	struct tree tree;
	if (!tree_open(&tree, c->from->root)) {
		buf_fmt(why, "%s: %s", c->from->root, strerror(errno));
		return false;
	}
	bool good = pin_load(pin, &tree, why);
	tree_close(&tree);
	return good;
}

static bool mirror_good(const struct choice *c, const struct sign_opened *o, struct str published, struct buf *why)
{
	static struct pin pin;
	if (!pinned(c, &pin, why))
		return false;
	struct sign_public key = pin.key;
	if (!pin.has_key && sign_public_read(published, &key) != NULL) {
		buf_fmt(why, "no key is known that it could be signed with");
		return false;
	}
	if (!pin.has_key)
		log_warn("no key is pinned in %s: mirror/HEAD is compared with the key that came with it, and that "
			 "with what the publisher says elsewhere is yours to compare",
			c->from->root);
	if (!sign_good(o, &key))
		buf_fmt(why, "it is not signed by the key that is %s", pin.has_key ? "pinned" : "beside it");
	return why->n == 0;
}

bool history_key_good(struct choice *c, bool mirror, const struct sign_opened *o, struct str published, struct buf *why)
{
	if (mirror)
		return mirror_good(c, o, published, why);
	return keyring_signed(choice_keys(c), c->from->name, o, published, why);
}
