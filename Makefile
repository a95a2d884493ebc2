# plankit: five tools over one library.  GNU make and pkg-config; no configure.
#   make            the tools in build/bin, the library in build/libplankit.a
#   make demo test  install what is missing, build, then show or check
#   make B=DIR CC=clang SAN=address,undefined   another build beside it
SHELL   = /bin/bash
B      ?= build
CC      = gcc
PREFIX ?= /usr/local
VERSION := $(shell cat VERSION)
TOOLS   = plan-parse task-split deadline-check evidence-pack tally

OPT    ?= -O2 -g
WARN    = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
          -Wmissing-prototypes -Wformat=2 -Wvla
# libcsv has no .pc file
PKGS   := libxml-2.0 libpcre2-8 zlib libdeflate libcrypto jansson xlsxwriter
CFLAGS  = $(OPT)
ALL_CFLAGS = -std=c17 -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -Ilib -DPK_VERSION='"$(VERSION)"' \
          -DPK_DATADIR='"$(PREFIX)/share/plankit"' $(WARN) $(if $(CI),-Werror) -pthread \
          $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=all) \
          $(shell pkg-config --cflags $(PKGS) 2>/dev/null) $(CFLAGS)
LDFLAGS = -Wl,--as-needed
LDLIBS  = $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lcsv -pthread

LIBSRC := $(sort $(wildcard lib/*/*.c))
LIBOBJ := $(LIBSRC:%.c=$(B)/%.o)
UNIT   := $(patsubst tests/unit/%.c,$(B)/unit/%,$(sort $(wildcard tests/unit/*.c)))

all: $(TOOLS:%=$(B)/bin/%)
$(B)/bin/%: $(B)/cmd/%.o $(B)/libplankit.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(filter %.o %.a,$^) $(LDLIBS)
$(B)/libplankit.a: $(LIBOBJ)
	@rm -f $@
	$(AR) rcs $@ $^
$(B)/%.o: %.c VERSION Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/unit/%: tests/unit/%.c $(B)/libplankit.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests/unit -MMD -MP -MF $@.d -o $@ $< $(B)/libplankit.a $(LDFLAGS) $(LDLIBS) -lcmocka
-include $(LIBOBJ:.o=.d) $(TOOLS:%=$(B)/cmd/%.d) $(UNIT:%=%.d)

deps:
	@.ci/deps build test
test: deps
	@$(MAKE) --no-print-directory check
check: all $(UNIT)
	B=$(abspath $(B)) CMOCKA_MESSAGE_OUTPUT=TAP prove -j2 -e '' $(UNIT) tests/cli/*.t
check-san:
	$(MAKE) B=build/san CC=clang SAN=address,undefined check

clean:
	rm -rf build $(B)
.PHONY: all deps test check check-san clean
.SECONDARY:
