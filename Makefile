# Herald. `make serve` reads the sample capsule to you, `make check` runs every test.
.POSIX:
SHELL = /bin/sh
CC = gcc
BUILD = build
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wvla \
	-Wformat=2 -Wundef -Wimplicit-fallthrough -Wswitch-enum
OPT = -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong
CPPFLAGS = -D_GNU_SOURCE -Iserver -I$(BUILD)/gen
CFLAGS = -std=c17 $(OPT) $(WARN)
LIBS = -lssl -lcrypto -lmagic -linih -lunistring -lidn2

SOURCES = $(shell find server -name '*.c' | LC_ALL=C sort)
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o)
# everything but main: what tests link against
PARTS = $(filter-out $(BUILD)/server/main.o,$(OBJECTS))
UNITS = $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*.c))

all: $(BUILD)/herald

$(BUILD)/herald: $(OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJECTS) $(LIBS)

# The texts that the program carries with it, as the bytes of C arrays.
HEX = od -An -v -tx1 | sed 's|  *|,0x|g; s|^,||; s|$$|,|'
LOCALES = $(sort $(wildcard conf/locale/*.ini))

$(BUILD)/gen/sample.h: conf/herald.ini
	@mkdir -p $(@D)
	cat conf/herald.ini | $(HEX) >$@.new
	@mv $@.new $@

$(BUILD)/gen/locales.h: conf/locale $(LOCALES)
	@mkdir -p $(@D)
	for f in $(LOCALES); do printf '%s\0' "$$(basename "$$f" .ini)"; cat "$$f"; printf '\0'; done | $(HEX) >$@.new
	@mv $@.new $@

$(BUILD)/server/conf/conf.o: $(BUILD)/gen/sample.h
$(BUILD)/server/conf/locale.o: $(BUILD)/gen/locales.h

$(BUILD)/server/%.o: server/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(PARTS)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) -MMD -MP -o $@ $< $(PARTS) $(LIBS)

FUZZ = uri gemini gopher gemtext article view
REPLAYS = $(FUZZ:%=$(BUILD)/replay/%)

# ---- what a machine needs, and the two commands of the README ----

deps:
	@sh .ci/deps build

HOST = localhost
serve: deps
	@$(MAKE) --no-print-directory all
	@HOST='$(HOST)' BUILD='$(BUILD)' sh conf/demo

check:
	@sh .ci/deps check
	@$(MAKE) --no-print-directory all tests
	@HERALD=$(BUILD)/herald tests/run $(UNITS) $(REPLAYS_RUN) tests/wire/run tests/clients/run

tests: $(UNITS)

BENCH = $(BUILD)/bench/ceiling $(BUILD)/bench/load
$(BUILD)/bench/ceiling: tests/bench/ceiling.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ tests/bench/ceiling.c -lssl -lcrypto
$(BUILD)/bench/load: $(addprefix tests/bench/,load.c client.c client.h crowd.c crowd.h proc.c proc.h)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $(filter %.c,$^) -lssl -lcrypto

bench: $(BUILD)/herald $(BENCH)
	BUILD=$(BUILD) tests/bench/run
bench-peers: $(BUILD)/herald $(BENCH)
	BUILD=$(BUILD) tests/bench/peers

clean:
	rm -rf $(BUILD)

-include $(OBJECTS:.o=.d) $(UNITS:=.d)

.PHONY: all deps serve check tests bench bench-peers clean
