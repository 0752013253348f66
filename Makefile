# reportgen: every command a person needs.  `make help` lists them.

BUILD ?= build
OUT ?= out
CC ?= cc
PREFIX ?= /usr/local
VERSION = 0.1.0
# `make V=1` prints each command whole
Q = $(if $(V),,@)
OPT ?= -O2 -g
WARN = -Wall -Wextra -pedantic -Wshadow -Wstrict-prototypes \
       -Wmissing-prototypes -Wwrite-strings -Wvla -Wpointer-arith

# FOLDERS narrows a build to some rooms of the house, for working in one.
FOLDERS ?= base diag env io locale data metrics template report text style \
           frame chart eval layout pdf office docx pptx app

PACKAGES = harfbuzz harfbuzz-subset yaml-0.1 icu-uc icu-i18n libpng libjpeg \
           libxml-2.0 libdeflate libzip
# asked for when a rule runs, not when the file is read: `make demo` may have
# to install them first
PACKAGE_FLAGS = $(shell pkg-config --cflags $(PACKAGES))
LIBS = $(shell pkg-config --libs $(PACKAGES)) -lhyphen -lhpdf -lcmark-gfm \
       -lcmark-gfm-extensions -lm
CFLAGS += -std=c11 -D_GNU_SOURCE $(WARN) $(OPT) -ffp-contract=off -Isrc \
          -Iinclude $(PACKAGE_FLAGS)
APP_FLAGS = -DREPORTGEN_VERSION='"$(VERSION)"' \
            -DREPORTGEN_DATADIR='"$(PREFIX)/share/reportgen"'

SOURCES := $(foreach f,$(FOLDERS),$(wildcard src/$f/*.c))
OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(filter-out src/app/main.c,$(SOURCES)))
LIB = $(BUILD)/libreportgen.a
UNIT_SOURCES := $(foreach f,$(FOLDERS),$(wildcard tests/unit/$f/test_*.c))
UNIT_TESTS := $(patsubst %.c,$(BUILD)/%,$(UNIT_SOURCES))
TEST_TOOLS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/jinja/render.c))

all: $(BUILD)/reportgen ## build build/reportgen

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  cc $<"
	$(Q)$(CC) $(CFLAGS) $(if $(findstring src/app/,$<),$(APP_FLAGS)) -MMD -MP -c $< -o $@

$(LIB): $(OBJECTS)
	@rm -f $@
	$(Q)ar rcs $@ $(OBJECTS)

# from the objects, not the library: a name defined twice is an error then
$(BUILD)/reportgen: $(BUILD)/src/app/main.o $(OBJECTS) | $(LIB)
	@echo "  ld $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LIBS) -o $@

# Each test is a program of its own, linked with the library.
$(BUILD)/tests/%: tests/%.c $(LIB)
	@mkdir -p $(@D)
	@echo "  cc $<"
	$(Q)$(CC) $(CFLAGS) -Itests/unit -MMD -MP $(LDFLAGS) $< $(LIB) $(LIBS) -lcmocka -o $@

unit: $(UNIT_TESTS) ## run the unit tests of FOLDERS alone
	@for t in $(UNIT_TESTS); do echo "== $$t"; $$t || exit 1; done

demo: ## install what is missing, build, and render the sample client into out/
	@sh tests/install.sh build
	@$(MAKE) --no-print-directory -j2 all
	@sh tests/demo.sh $(BUILD)/reportgen $(OUT)

test: ## install what is missing and run the whole test suite
	@sh tests/install.sh build test
	@$(MAKE) --no-print-directory -j2 all $(UNIT_TESTS) $(TEST_TOOLS)
	@python3 tests/run.py --build $(BUILD)

tests-built: all $(UNIT_TESTS) $(TEST_TOOLS)

golden-update: all ## write the golden files anew; look at `git diff` afterwards
	@python3 tests/run.py --build $(BUILD) --update golden errors

lint: ## layers, formatting, static checks, banned functions
	@sh tests/install.sh build lint
	@sh tests/lint.sh

SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all
asan: ## the whole suite under ASan and UBSan
	@sh tests/install.sh build test
	@$(MAKE) --no-print-directory -j2 BUILD=$(BUILD)/asan OPT="-O1 -g $(SANITIZE)" \
	    LDFLAGS="$(SANITIZE)" tests-built
	@ASAN_OPTIONS=detect_leaks=0 python3 tests/run.py --build $(BUILD)/asan --sanitized

conformance: ## official validators on every golden document (needs Maven)
	@sh tests/install.sh build test conformance
	@$(MAKE) --no-print-directory -j2 all
	@python3 tests/conformance/run.py --build $(BUILD)
	@python3 tests/conformance/office.py --build $(BUILD)

bench: ## time the program on small and very large reports
	@sh tests/install.sh build test
	@$(MAKE) --no-print-directory -j2 all
	@python3 tests/bench/run.py --build $(BUILD)

FUZZ_SECONDS ?= 60
fuzz: ## fuzz the parsers and the whole pipeline for FUZZ_SECONDS each
	@sh tests/install.sh build fuzz
	@sh tests/fuzz/run.sh $(BUILD)/fuzz $(FUZZ_SECONDS)

install: all ## install below PREFIX (/usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib \
	    $(DESTDIR)$(PREFIX)/include $(DESTDIR)$(PREFIX)/share/reportgen \
	    $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(BUILD)/reportgen $(DESTDIR)$(PREFIX)/bin/
	install -m 644 $(LIB) $(DESTDIR)$(PREFIX)/lib/
	install -m 644 include/reportgen.h $(DESTDIR)$(PREFIX)/include/
	install -m 644 docs/reportgen.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	cp -R templates fonts $(DESTDIR)$(PREFIX)/share/reportgen/


format: ## lay out the C as .clang-format says
	clang-format -i src/*/*.[ch] include/*.h $(shell find tests -name '*.[ch]')

clean: ## remove what was built
	rm -rf $(BUILD) $(OUT)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

.PHONY: all unit demo test tests-built golden-update lint asan conformance \
        bench fuzz install format clean help
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
