# Herald. `make serve` lets you read the sample capsule, `make check` runs every test; both install what is missing.
SHELL = /bin/sh
CC = gcc
BUILD = build
JOBS := $(shell nproc 2>/dev/null || echo 1)
PREFIX = /usr/local
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wvla \
	-Wformat=2 -Wundef -Wimplicit-fallthrough -Wswitch-enum
OPT = -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
CPPFLAGS = -D_GNU_SOURCE -Iserver -I$(BUILD)/gen -isystem /usr/include/libxml2
# hidden: a library whose function is called like one of ours (archive_free) must not come to call ours
CFLAGS = -std=c17 -fvisibility=hidden $(OPT) $(WARN)
LDFLAGS = -pie -Wl,-z,relro,-z,now
LIBS = -lssl -lcrypto -lmagic -linih -lunistring -lidn2 -lpcre2-8 -luchardet -lexttextcat-2.0 -lxml2 -ljansson -lsqlite3 -lstemmer -larchive -lm -pthread

SOURCES := $(shell find server -name '*.c' | LC_ALL=C sort)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
# everything but main: what tests link against
PARTS := $(filter-out $(BUILD)/server/main.o,$(OBJECTS))
UNITS := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(sort $(wildcard tests/unit/*.c)))
TARGETS := $(patsubst %.c,%,$(filter-out replay.c,$(notdir $(sort $(wildcard tests/fuzz/*.c)))))
REPLAYS := $(TARGETS:%=$(BUILD)/replay/%)
# a client of server/fetch, for tests/fetch/run; and what ends a follower at a chosen moment
GET = $(BUILD)/tests/get
DIE = $(BUILD)/tests/die.so

all: $(BUILD)/herald

$(BUILD)/herald: $(OBJECTS)
	@echo '  link  $@'
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJECTS) $(LIBS)

$(BUILD)/server/%.o: server/%.c
	@mkdir -p $(@D)
	@echo '  cc    $<'
	@$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

GEN = $(BUILD)/gen/sample.h $(BUILD)/gen/locales.h $(BUILD)/gen/profiles.h
# The texts that the program carries with it, as the bytes of C arrays.
HEX = od -An -v -tx1 | sed 's|  *|,0x|g; s|^,||; s|$$|,|'
LOCALES := $(sort $(wildcard conf/locale/*.ini))

$(BUILD)/gen/sample.h: conf/herald.ini
	@mkdir -p $(@D)
	@cat conf/herald.ini | $(HEX) >$@.new
	@mv $@.new $@

$(BUILD)/gen/locales.h: conf/locale $(LOCALES)
	@mkdir -p $(@D)
	@for f in $(LOCALES); do printf '%s\0' "$$(basename "$$f" .ini)"; cat "$$f"; printf '\0'; done | $(HEX) >$@.new
	@mv $@.new $@

PROFILES := $(sort $(wildcard conf/import/*.ini))
$(BUILD)/gen/profiles.h: conf/import $(PROFILES)
	@mkdir -p $(@D)
	@for f in $(PROFILES); do printf '%s\0' "$$(basename "$$f" .ini)"; cat "$$f"; printf '\0'; done | $(HEX) >$@.new
	@mv $@.new $@

$(BUILD)/server/conf/conf.o: $(BUILD)/gen/sample.h
$(BUILD)/server/conf/locale.o: $(BUILD)/gen/locales.h
$(BUILD)/server/import/profile.o: $(BUILD)/gen/profiles.h

# ---- the two commands of the README ----

deps:
	@sh .ci/deps build

HOST = localhost
serve: deps
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@HOST='$(HOST)' BUILD='$(BUILD)' sh conf/demo

check:
	@sh .ci/deps check
	@$(MAKE) --no-print-directory -j$(JOBS) all tests
	@$(MAKE) --no-print-directory -j$(JOBS) BUILD='$(BUILD)/asan' OPT='$(ASAN)' LDFLAGS='$(ASAN)' all $(BUILD)/asan/tests/get
	@BUILD='$(BUILD)' tests/all

# ---- tests ----

tests: $(UNITS) $(REPLAYS) $(GET) $(DIE)

$(BUILD)/unit/%: tests/unit/%.c $(wildcard tests/unit/*.h) $(PARTS)
	@mkdir -p $(@D)
	@echo '  cc    $<'
	@$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) $(LDFLAGS) -o $@ $< $(PARTS) $(LIBS)

$(GET): tests/fetch/get.c $(PARTS)
	@mkdir -p $(@D)
	@echo '  cc    $<'
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(PARTS) $(LIBS)

$(DIE): tests/follow/die.c
	@mkdir -p $(@D)
	@echo '  cc    $<'
	@$(CC) $(CPPFLAGS) -std=c17 -fPIC -O2 $(WARN) -Wno-missing-prototypes -shared -o $@ $<

$(BUILD)/replay/%: tests/fuzz/%.c tests/fuzz/replay.c tests/fuzz/fuzz.h tests/fuzz/flush.h $(PARTS)
	@mkdir -p $(@D)
	@echo '  cc    $<'
	@$(CC) $(CPPFLAGS) -Itests/fuzz $(CFLAGS) $(LDFLAGS) -o $@ $< tests/fuzz/replay.c $(PARTS) $(LIBS)

ASAN = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all

# the whole run again, where a byte too far or an overflow ends the program
asan:
	@sh .ci/deps check
	@$(MAKE) --no-print-directory -j$(JOBS) BUILD='$(BUILD)/asan' OPT='$(ASAN)' LDFLAGS='$(ASAN)' all tests
	@BUILD='$(BUILD)/asan' HERALD_SLOW=3 tests/all

# each parser for FUZZ_S seconds; what is found stays in build/fuzz
FUZZ_S = 30
fuzz:
	@sh .ci/deps lint
	@$(MAKE) --no-print-directory -j$(JOBS) $(TARGETS:%=$(BUILD)/fuzz/%)
	@for t in $(TARGETS); do echo "fuzz: $$t"; mkdir -p $(BUILD)/fuzz/corpus/$$t; \
		$(BUILD)/fuzz/$$t -max_total_time=$(FUZZ_S) -timeout=10 -print_final_stats=1 -verbosity=0 \
		-artifact_prefix=$(BUILD)/fuzz/$$t- $(BUILD)/fuzz/corpus/$$t tests/fuzz/corpus/$$t \
		$$(test $$t = import && echo tests/golden/import tests/fuzz/corpus/html tests/fuzz/corpus/feed) \
		$$(test $$t = locale && echo conf/locale) || exit 1; done

$(BUILD)/fuzz/%: tests/fuzz/%.c $(SOURCES) $(GEN)
	@mkdir -p $(@D)
	@echo '  fuzz  $<'
	@clang $(CPPFLAGS) -Itests/fuzz -std=c17 -O1 -g -fsanitize=fuzzer,address,undefined \
		-fno-sanitize-recover=undefined -o $@ $< $(filter-out server/main.c,$(SOURCES)) $(LIBS)

lint:
	@sh .ci/deps lint
	@$(MAKE) --no-print-directory -j$(JOBS) $(GEN)
	@BUILD='$(BUILD)' CPPFLAGS='$(CPPFLAGS)' WARN='$(WARN)' .ci/lint

# the README's two commands in a minimal Debian of its own; minutes, a network, root
fresh:
	@BUILD='$(BUILD)' tests/fresh

# ---- measurements ----

BENCH = $(BUILD)/bench/ceiling $(BUILD)/bench/load
$(BUILD)/bench/ceiling: tests/bench/ceiling.c
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ tests/bench/ceiling.c -lssl -lcrypto
$(BUILD)/bench/load: $(addprefix tests/bench/,load.c asks.c asks.h client.c client.h crowd.c crowd.h proc.c proc.h)
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $(filter %.c,$^) -lssl -lcrypto

# an archive of N invented articles; the same SEED makes the same one
N = 10000
SEED = 1
INVENTED = $(addprefix tests/bench/archive/,story.c vocabulary.c lists.c chance.c)
READER = $(addprefix tests/bench/archive/,reading.c figures.c chance.c)
ARCHIVE := $(patsubst %,$(BUILD)/bench/%,generate queries searches recall pages)
$(BUILD)/bench/generate: tests/bench/archive/generate.c $(INVENTED) \
		$(addprefix $(BUILD)/server/,base/str.o text/slug.o text/ascii.o)
$(BUILD)/bench/queries: $(addprefix tests/bench/archive/,queries.c known.c mix.c sample.c typo.c capsule.c lexicon.c) \
		$(INVENTED) $(BUILD)/server/base/str.o
$(BUILD)/bench/searches $(BUILD)/bench/recall $(BUILD)/bench/pages: $(BUILD)/bench/%: \
		tests/bench/archive/%.c $(READER) $(PARTS)
$(ARCHIVE): $(wildcard tests/bench/archive/*.h)
	@mkdir -p $(@D)
	@echo '  link  $@'
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.c %.o,$^) $(LIBS) -lm

ROWS =
bench: $(BUILD)/herald $(BENCH)
	@BUILD='$(BUILD)' tests/bench/run $(ROWS)
bench-peers: $(BUILD)/herald $(BENCH)
	@sh .ci/deps peers
	@BUILD='$(BUILD)' tests/bench/peers $(ROWS)

bench-import: $(BUILD)/herald
	@sh .ci/deps check
	@BUILD='$(BUILD)' tests/import/bench $(ROWS)

# the archive at N articles: how fast; and how well its search finds
bench-archive: $(BUILD)/herald $(BENCH) $(ARCHIVE)
	@sh .ci/deps archive
	@BUILD='$(BUILD)' tests/bench/archive/run $(N) $(SEED) $(ROWS)
bench-search: $(BUILD)/herald $(ARCHIVE)
	@sh .ci/deps archive
	@BUILD='$(BUILD)' tests/bench/archive/search $(N) $(SEED)

# publishing and mirroring it
bench-mirror: $(BUILD)/herald $(BENCH) $(ARCHIVE)
	@sh .ci/deps archive
	@BUILD='$(BUILD)' tests/bench/mirror/run $(N) $(SEED) $(ROWS)

# ---- a real host ----

install: all
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/man/man1' '$(DESTDIR)$(PREFIX)/share/man/man5' \
		'$(DESTDIR)$(PREFIX)/share/doc/herald'
	install -m 755 '$(BUILD)/herald' '$(DESTDIR)$(PREFIX)/bin/herald'
	install -m 644 conf/man/*.1 '$(DESTDIR)$(PREFIX)/share/man/man1'
	install -m 644 conf/man/herald.ini.5 '$(DESTDIR)$(PREFIX)/share/man/man5'
	install -m 644 README.md conf/herald.ini conf/systemd/herald.service '$(DESTDIR)$(PREFIX)/share/doc/herald'

clean:
	rm -rf '$(BUILD)'

-include $(OBJECTS:.o=.d)

.PHONY: all deps serve check tests asan fuzz lint fresh bench bench-peers bench-import bench-archive bench-search bench-mirror install clean
