#include "tool/key.h"

#include "base/log.h"
#include "publish/keyring.h"
#include "tool/choice.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

static const char usage[] =
	"usage: herald key make [-c FILE] [--capsule NAME]\n"
	"       herald key show [-c FILE] [--capsule NAME]\n"
	"       herald key rotate [-c FILE] [--capsule NAME]\n"
	"\n"
	"The key that a capsule's publications are signed with (Ed25519, in the form of signify and\n"
	"minisign): KEEP/sign/NAME.sec and NAME.pub. Back both up: without the secret key nothing can be\n"
	"published that followers accept.\n"
	"\n"
	"  make    makes the pair; nothing that is there is overwritten\n"
	"  show    prints the public key, which followers are to be told\n"
	"  rotate  makes a new pair, which the old key vouches for: followers move on by themselves with\n"
	"          the next publication. The old secret key is deleted\n"
	"\n"
	"  -c FILE         the configuration (default: conf/herald.ini)\n"
	"  --capsule NAME  needed where there are several\n"
	"\n"
	"The secret key has no passphrase, since nobody is there to type it when the server publishes by\n"
	"itself: whoever can read the file can sign in the archive's name.\n";

enum { WHY = 4096 };

static void print(const struct choice *c, const struct sign_public *p)
{
	char room[SIGN_PUBLIC_TEXT + 1];
	struct buf text = BUF(room);
	sign_public_add(&text, p);
	printf("%s: %s\n", c->from->name, buf_z(&text));
}

static int blame(const struct choice *c, struct buf *why)
{
	log_error("capsule %s: %s", c->from->name, buf_z(why));
	return TOOL_FAILED;
}

static int make(struct choice *c, void *context)
{
	char room[WHY];
	struct buf why = BUF(room);
	struct sign_public p;
	(void)context;
	if (!keyring_make(choice_keys(c), c->from->name, c->from->hosts[0], &p, &why))
		return blame(c, &why);
	print(c, &p);
	printf("made %s/%s.sec (secret: back it up) and %s.pub\n", choice_keys(c), c->from->name, c->from->name);
	return TOOL_GOOD;
}

static int rotate(struct choice *c, void *context)
{
	char room[WHY];
	struct buf why = BUF(room);
	struct sign_public p;
	(void)context;
	if (!keyring_rotate(choice_keys(c), c->from->name, c->from->hosts[0], &p, &why))
		return blame(c, &why);
	print(c, &p);
	printf("followers learn of it with the next publication: herald publish\n");
	return TOOL_GOOD;
}

static int show(struct choice *c, void *context)
{
	char room[WHY];
	struct buf why = BUF(room);
	struct keyring k;
	(void)context;
	if (!keyring_load(&k, choice_keys(c), c->from->name, &c->arena, &why))
		return blame(c, &why);
	print(c, &k.secret.public);
	keyring_forget(&k);
	return TOOL_GOOD;
}

static const struct {
	const char *name;
	int (*act)(struct choice *, void *);
	bool single;
} verbs[] = { { "make", make, true }, { "rotate", rotate, true }, { "show", show, false } };

static int run(int argc, char **argv)
{
	struct choice c = { .tool = &tool_key };
	int status = choice_options(&c, argc, argv, NULL, NULL, NULL);
	if (status != CHOICE_GO)
		return status;
	if (optind + 1 != argc)
		return tool_misused(&tool_key, "make, show or rotate?");
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		if (strcmp(argv[optind], verbs[i].name) != 0)
			continue;
		c.single = verbs[i].single;
		return choice_each(&c, verbs[i].act, NULL);
	}
	return tool_misused(&tool_key, "there is no 'key %s', only make, show and rotate", argv[optind]);
}

const struct tool tool_key = {
	.name = "key", .summary = "make, show and rotate the keys of publications", .run = run, .usage = usage
};
