# reportgen - every command a person needs.  `make help` lists them.

BUILD ?= build
CC ?= cc
CSTD = -std=c11 -D_GNU_SOURCE
WARN = -Wall -Wextra -pedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
       -Wwrite-strings -Wvla -Wpointer-arith
OPT ?= -O2 -g
# FOLDERS narrows a build to some rooms of the house, for working in one.
ALL_FOLDERS = base diag env io locale data metrics template report text style \
              frame chart eval layout pdf app
FOLDERS ?= $(ALL_FOLDERS)

PKGS = harfbuzz harfbuzz-subset libfyaml icu-uc icu-i18n libpng libjpeg zlib libxml-2.0
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null)
LIBS = $(PKG_LIBS) -lhyphen -lhpdf -lcmark-gfm -lcmark-gfm-extensions -lm
CFLAGS += $(CSTD) $(WARN) $(OPT) -fno-math-errno -ffp-contract=off -Isrc -Iinclude $(PKG_CFLAGS)

SOURCES := $(foreach f,$(FOLDERS),$(wildcard src/$f/*.c))
LIB_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(filter-out src/app/main.c,$(SOURCES)))
LIB = $(BUILD)/libreportgen.a
UNIT_SOURCES := $(foreach f,$(FOLDERS),$(wildcard tests/unit/$f/test_*.c))
UNIT_TESTS := $(patsubst %.c,$(BUILD)/%,$(UNIT_SOURCES))

all: $(BUILD)/reportgen

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -MMD -MP -c $< -o $@

$(LIB): $(LIB_OBJECTS)
	@rm -f $@
	ar rcs $@ $(LIB_OBJECTS)

$(BUILD)/reportgen: $(BUILD)/src/app/main.o $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LIBS) -o $@

# tests/unit/FOLDER/test_*.c, each a program of its own, linked with the library.
$(BUILD)/tests/unit/%: tests/unit/%.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -Itests/unit -MMD -MP $(LDFLAGS) $< $(LIB) $(LIBS) -lcmocka -o $@

unit: $(UNIT_TESTS)
	@for t in $(UNIT_TESTS); do echo "== $$t"; $$t || exit 1; done

.PHONY: all unit
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
