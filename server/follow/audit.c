/* audit: whether a mirror is what its publisher has signed, without asking anybody. */
#include "follow/round.h"

#include "mirror/journal.h"
#include "mirror/member.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HEAD_FILE_MAX = HEAD_MAX + SIGN_FILE_MAX };

struct audit {
	struct tree tree;
	struct follow_audit *sums;
	void (*tell)(void *context, struct str what);
	void *context;
	struct head head;
	struct pin pin;
	struct arena arena;
};

static void wrong(struct audit *a, struct str path, const char *what)
{
	char room[2400];
	struct buf text = BUF(room);
	buf_escape(&text, path);
	buf_fmt(&text, ": %s", what);
	a->sums->wrong++;
	a->tell(a->context, buf_str(&text));
}

/* Whether the server's robots.txt asked us not to fetch it. */
static bool is_left_out(const struct audit *a, struct str path)
{
	struct round r = { .pin = a->pin };
	return !news_allowed(&r, path);
}

/* Whether a file has the hash that it should. */
static void check_file(struct audit *a, struct str path, const struct digest *d)
{
	struct digest now;
	uint64_t size = 0;
	if (!tree_digest(&a->tree, path, &now, &size) && errno == ENOENT && is_left_out(a, path))
		a->sums->left_out++;
	else if (!tree_digest(&a->tree, path, &now, &size))
		wrong(a, path, errno == ENOENT ? "it is missing" : "it cannot be read, or is no plain file");
	else if (!digest_eq(&now, d))
		wrong(a, path, "it is not what was published");
	a->sums->files++;
	a->sums->bytes += size;
}

/* What lies in a folder and is not published is the owner's. */
static void count_own(struct audit *a, struct str folder, const struct manifest *list)
{
	const struct dirent *d;
	DIR *dir = tree_folder(&a->tree, folder);
	while (dir && (d = readdir(dir)) != NULL) {
		struct str name = str_of(d->d_name);
		bool top = folder.n == 1 && str_eq(name, STR("mirror"));
		if (name.p[0] != '.' && !top && !str_eq(name, STR("MANIFEST")) && !manifest_find(list, name))
			a->sums->own++;
	}
	if (dir)
		closedir(dir);
}

static void check_folder(struct audit *a, struct str folder, const struct digest *d, unsigned depth)
{
	struct arena m = { 0 };
	struct str text, path = manifest_path_of(&m, folder);
	struct manifest list = { 0 };
	struct digest now = { 0 };
	bool there = depth <= MEMBER_DEPTH_MAX && tree_read(&a->tree, path, MANIFEST_MAX, &m, &text);
	if (there)
		now = digest_of(text);
	bool good = there && digest_eq(&now, d) && manifest_read(text, &m, &list) == NULL;
	if (!there)
		wrong(a, path, "it is missing, or cannot be read");
	else if (!good)
		wrong(a, path, "it is not what was published; what it lists cannot be judged");
	else
		count_own(a, folder, &list);
	for (size_t i = 0; good && i < list.count; i++) {
		const struct manifest_line *l = &list.line[i];
		struct str below = arena_fmt(&m, "%.*s%.*s%s", STR_ARG(folder), STR_ARG(l->name), l->folder ? "/" : "");
		if (l->folder)
			check_folder(a, below, &l->digest, depth + 1);
		else
			check_file(a, below, &l->digest);
	}
	arena_free(&m);
}

static void check_packs(struct audit *a)
{
	struct str text;
	struct packs list;
	struct follow_audit files = *a->sums;
	if (!tree_read(&a->tree, STR("/mirror/packs"), PACKS_MAX, &a->arena, &text)) {
		wrong(a, STR("/mirror/packs"), "it is missing, or cannot be read");
		return;
	}
	struct digest now = digest_of(text);
	if (!digest_eq(&now, &a->head.packs) || packs_read(text, &a->arena, &list) != NULL) {
		wrong(a, STR("/mirror/packs"), "it is not what was published");
		return;
	}
	for (size_t i = 0; i < list.count; i++)
		check_file(
			a, arena_fmt(&a->arena, "/mirror/pack/%.*s", STR_ARG(list.line[i].name)), &list.line[i].digest);
	a->sums->files = files.files;
	a->sums->bytes = files.bytes;
	a->sums->packs = list.count;
}

/* Reads an entry and hashes it; its first line names the one before. */
static const char *read_entry(struct audit *a, struct str path, const struct digest *d, struct digest *before)
{
	int fd = tree_file(&a->tree, path);
	FILE *f = fd >= 0 ? fdopen(fd, "r") : NULL;
	char *text = NULL;
	size_t room = 0;
	ssize_t n;
	struct journal j;
	struct journal_line line;
	struct digest now;
	if (f == NULL) {
		if (fd >= 0)
			close(fd);
		return "it is missing, or cannot be read";
	}
	struct digest_work *w = digest_begin();
	const char *bad = NULL;
	for (bool first = true; (n = getline(&text, &room, f)) > 0; first = false) {
		struct str row = { text, (size_t)n };
		digest_more(w, row);
		if (first && !bad)
			bad = journal_open(row, &j);
		if (first)
			continue;
		j.rest = row;
		if (!bad)
			journal_next(&j, &line, &bad);
	}
	free(text);
	fclose(f);
	digest_end(w, &now);
	if (!digest_eq(&now, d))
		return "it is not the entry that the next one names: one of the two was changed";
	if (!bad)
		*before = j.before;
	return bad;
}

/* The chain from HEAD back to the first entry. */
static void check_log(struct audit *a)
{
	struct digest d = a->head.log;
	for (uint64_t serial = a->head.serial; serial > 0; serial--) {
		char room[64];
		struct buf path = BUF(room);
		journal_path(&path, serial);
		const char *bad = read_entry(a, buf_str(&path), &d, &d);
		if (bad) {
			wrong(a, buf_str(&path), bad);
			return;
		}
		a->sums->entries++;
	}
	if (!digest_none(&d))
		wrong(a, STR("/mirror/log"), "the first entry names one before it");
}

static bool read_head(struct audit *a, const struct pin *pin, struct str *file, struct buf *why)
{
	struct sign_opened o;
	struct sign_public key = pin->key;
	struct str text;
	if (!tree_read(&a->tree, STR("/mirror/HEAD"), HEAD_FILE_MAX, &a->arena, file)) {
		buf_fmt(why, "mirror/HEAD: %s: this is no mirror of an archive", strerror(errno));
		return false;
	}
	bool known = pin->has_key;
	if (!known)
		known = tree_read(&a->tree, STR("/mirror/key.pub"), SIGN_FILE_MAX, &a->arena, &text) &&
			sign_public_read(text, &key) == NULL;
	const char *bad = sign_open(*file, &o);
	if (!bad)
		bad = head_read(o.message, &a->head);
	if (bad) {
		buf_fmt(why, "mirror/HEAD: %s", bad);
		return false;
	}
	if (!known || !sign_good(&o, &key))
		wrong(a, STR("/mirror/HEAD"), "it is not signed by the key that is known");
	if (!known)
		return true;
	if (!tree_read(&a->tree, STR("/mirror/HEAD.minisig"), SIGN_MINISIG_MAX, &a->arena, &text) ||
		!sign_minisig_good(text, *file, &key))
		wrong(a, STR("/mirror/HEAD.minisig"), "it is missing, or no signature of HEAD");
	return true;
}

/* Nobody has signed them as a whole; but they are what leads from an older key to this one. */
static void check_keys(struct audit *a)
{
	struct str text;
	struct sign_public key;
	static const struct str path = { "/mirror/key.pub", 15 };
	if (!a->pin.has_key)
		return;
	if (!tree_read(&a->tree, path, SIGN_FILE_MAX, &a->arena, &text) || sign_public_read(text, &key) != NULL ||
		!sign_public_eq(&key, &a->pin.key))
		wrong(a, path, "it is missing, or not the key that is known");
	if (!digest_none(&a->pin.keys)) {
		struct follow_audit files = *a->sums;
		check_file(a, STR("/mirror/keys"), &a->pin.keys);
		a->sums->files = files.files;
		a->sums->bytes = files.bytes;
	}
}

bool follow_check(const char *folder, void (*tell)(void *context, struct str what), void *context,
	struct follow_audit *out, struct buf *why)
{
	struct audit a = { .sums = out, .tell = tell, .context = context, .tree = { .fd = -1 } };
	struct str file;
	struct follow_audit files;
	*out = (struct follow_audit){ 0 };
	bool good = access(folder, F_OK) == 0 && tree_open(&a.tree, folder);
	if (!good)
		buf_fmt(why, "%s: %s", folder, strerror(errno));
	good = good && pin_load(&a.pin, &a.tree, why) && read_head(&a, &a.pin, &file, why);
	if (good) {
		check_folder(&a, STR("/"), &a.head.manifest, 0);
		if (out->files != a.head.files)
			wrong(&a, STR("/MANIFEST"), "it does not list as many files as HEAD counts");
		check_packs(&a);
		files = *out;
		check_file(&a, STR("/mirror/gone"), &a.head.gone);
		out->files = files.files;
		out->bytes = files.bytes;
		check_keys(&a);
		check_log(&a);
	}
	tree_close(&a.tree);
	arena_free(&a.arena);
	return good;
}
