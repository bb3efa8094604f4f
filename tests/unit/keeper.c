/* keeper: whatever happens to the files of a capsule, the index comes to say the same as one that is built anew. */
#include "kept.h"

#include <signal.h>
#include <sys/wait.h>

static void changes(void)
{
	article("/2018/06/28/eins.gmi", "Gifhorn", 1);
	article("/2018/06/28/zwei.gmi", "Wolfsburg", 1);
	struct keeper_wish wish = shelf_wish();
	wish.serial = &serial;
	wish.doubt = &doubt;
	keeper = keeper_new(&wish);
	agree("at the start");
	uint64_t before = atomic_load(&serial);
	article("/2018/06/28/drei.gmi", "Meine", 1);
	agree("a new file");
	CHECK(atomic_load(&serial) > before, "nobody is told");
	article("/2019/01/01/neu.gmi", "Meine", 1);
	agree("a new folder, three deep");
	article("/2018/06/28/eins.gmi", "Isenbüttel", 2);
	agree("another text, another place, another day of addition");
	article("/2018/06/28/eins.gmi", "Gifhorn", 1);
	agree("the first text again");
	article("/2018/06/28/eins.gmi", "Gifhorn", 1);
	agree("touched");
	shelf_remove("/2018/06/28/zwei.gmi");
	agree("a file less");
	shelf_run("cd capsule && mv 2018 ../away");
	agree("a folder less");
	shelf_run("cd capsule && mv ../away 2018");
	agree("it is there again");
	shelf_run("cd capsule && mv 2018 2017");
	agree("under another name");
	article("/2017/06/28/vier.gmi", "Gifhorn", 4);
	agree("a file in a folder that was moved");
	shelf_run("ln -s eins.gmi capsule/2017/06/28/verweis.gmi");
	agree("a link");
	shelf_remove("/2017/06/28/verweis.gmi");
	shelf_run("rm -r capsule/2019");
	agree("a tree less");
	for (int i = 0; i < 300; i++) {
		char path[64];
		snprintf(path, sizeof path, "/2020/%02d/%02d/n%d.gmi", i % 12 + 1, i % 28 + 1, i);
		article(path, i % 3 ? "Gifhorn" : "Wolfsburg", i % 5);
	}
	agree("many at once");
}

static void gone(void)
{
	size_t line;
	const char *what;
	int fd = open(shelf_gone, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	const char *list = "52\t/2017/06/28/eins.gmi\tx\n31\t/2020/01/01/n0.gmi\t/2020/01/01/n9.gmi\n";
	CHECK(write(fd, list, strlen(list)) > 0, "no list");
	close(fd);
	struct gone *old = shelf_list;
	shelf_list = gone_load(shelf_gone, &line, &what);
	keeper_gone(keeper);
	gone_free(old);
	agree("withdrawn and moved");
	article("/2017/06/28/eins.gmi", "Gifhorn", 3);
	agree("what was withdrawn does not come back");
	char *dump = dump_of(shelf_index);
	CHECK(strstr(dump, "eins.gmi") == NULL, "it is listed");
	free(dump);
}

static void restarted(const char *what)
{
	struct keeper_wish wish = shelf_wish();
	keeper_free(keeper);
	article("/2020/02/02/waehrenddessen.gmi", what, 1);
	wish.serial = &serial;
	wish.doubt = &doubt;
	keeper = keeper_new(&wish);
	agree(what);
}

/* ---- damage ---- */

static void deleted(void)
{
	shelf_run("rm -f main.db*");
	agree("deleted");
	CHECK(keeper_can_go_on(keeper), "the folder is there");
	atomic_store(&doubt, true);
	agree("doubted");
}

static void damage(unsigned seed, bool cut)
{
	char file[256];
	ssize_t n = readlink(shelf_index, file, sizeof file - 1);
	CHECK(n > 0, "no link");
	file[n > 0 ? n : 0] = '\0';
	char path[400];
	snprintf(path, sizeof path, "%s/%s", shelf_folder, file);
	struct stat st;
	CHECK(stat(path, &st) == 0, "%s", path);
	if (cut && truncate(path, (off_t)(seed * 7919 % (unsigned)st.st_size)) != 0)
		CHECK(false, "cannot cut");
	int fd = open(path, O_RDWR);
	for (int i = 0; i < 40 && !cut; i++) {
		seed = seed * 1103515245 + 12345;
		char byte = (char)(seed >> 16);
		if (pwrite(fd, &byte, 1, (off_t)(seed % (unsigned)st.st_size)) != 1)
			CHECK(false, "cannot damage");
	}
	close(fd);
}

/* Readers of a damaged index neither crash nor hang, and never say GOOD where they could not read. */
static void read_all(void)
{
	struct arena m = { 0 };
	struct archive *a = archive_new(shelf_index);
	struct browse_sum sum;
	struct entry e;
	if (archive_begin(a, 5000) == ARCHIVE_GOOD) {
		browse_sum(a, &sum);
		struct entries all = browse_newest(a, (struct scope){ 0 }, 1, INT64_MAX, 500, &m);
		for (size_t i = 0; i < all.count && i < 20; i++) {
			browse_versions(a, &all.entry[i], &m);
			browse_facets_of(a, all.entry[i].id, &m);
		}
		browse_letters(a, FACET_KEYWORD, &m);
		browse_largest(a, FACET_PLACE, 50, &m);
		browse_added(a, (struct date){ 0 }, INT64_MAX, 50, &m);
		browse_random(a, 12345, &m, &e);
		archive_end(a);
	}
	archive_close(a);
	arena_free(&m);
}

static void damaged(void)
{
	fflush(stdout);
	for (unsigned i = 1; i <= 40; i++) {
		keeper_free(keeper);
		keeper = NULL;
		damage(i * 2654435761u, i % 2);
		read_all();
		struct keeper_wish wish = shelf_wish();
		wish.doubt = &doubt;
		keeper = keeper_new(&wish);
		uint64_t until = clock_ms() + 20000;
		do
			step();
		while (!keeper_settled(keeper) && clock_ms() < until);
		CHECK(keeper_settled(keeper), "damage %u", i);
		/* flipped bytes may go unnoticed; a reader who notices says so */
		read_all();
	}
	shelf_run("rm -f main.db*");
	agree("after all that");
}

/* Killed anywhere, it goes on where it was. */
static void killed(void)
{
	keeper_free(keeper);
	keeper = NULL;
	for (int i = 0; i < 25; i++) {
		fflush(stdout);
		pid_t child = fork();
		if (child == 0) {
			struct keeper_wish wish = shelf_wish();
			keeper = keeper_new(&wish);
			for (;;)
				step();
		}
		char path[64];
		snprintf(path, sizeof path, "/2021/01/%02d/k%d.gmi", i % 28 + 1, i);
		article(path, "Meine", i);
		struct timespec t = { 0, (i * 7 % 60) * 1000000 };
		nanosleep(&t, NULL);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
	}
	struct keeper_wish wish = shelf_wish();
	keeper = keeper_new(&wish);
	agree("after many ends");
}

int main(void)
{
	setenv("TZ", "Europe/Berlin", 1);
	tzset();
	shelf_open();
	changes();
	gone();
	restarted("Leiferde");
	deleted();
	killed();
	damaged();
	keeper_free(keeper);
	shelf_close();
	return unit_done("keeper");
}
