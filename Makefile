# plankit: five tools over one library.  GNU make and pkg-config; no configure.
#   make                    tools in build/bin, library in build/libplankit.a
#   make demo | make test   install what is missing, build, then show | check
#   make help               the other targets
#   make B=build/x CC=clang SAN=address,undefined    another build beside it; V=1 shows commands
SHELL   = /bin/bash
CC      = gcc
B      ?= build
PREFIX ?= /usr/local
VERSION := $(shell cat VERSION)
TOOLS   = plan-parse task-split deadline-check evidence-pack tally
SHELLS  = bash zsh fish
Q       = $(if $(V),,@)

# libcsv has no .pc file
PKGS   := libxml-2.0 libpcre2-8 zlib libdeflate libcrypto
CFLAGS ?= -O2 -g
WARN    = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
          -Wmissing-prototypes -Wformat=2 -Wvla $(if $(CI),-Werror)
CPPFLAGS += -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -Ilib -I$(B)/gen \
          -DPK_VERSION='"$(VERSION)"' $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
FLAGS   = -std=c17 -pthread $(WARN) $(CPPFLAGS) $(CFLAGS) \
          $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=all)
LDFLAGS += -Wl,--as-needed
LDLIBS  = $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lcsv

LIBSRC := $(sort $(wildcard lib/*/*.c))
LIBOBJ := $(LIBSRC:%.c=$(B)/%.o) $(B)/schema.o
UNIT   := $(patsubst tests/unit/%.c,$(B)/unit/%,$(sort $(wildcard tests/unit/*.c)))

all: $(TOOLS:%=$(B)/bin/%)
$(B)/bin/%: $(B)/cmd/%.o $(B)/libplankit.a
	@mkdir -p $(@D); $(if $(V),,echo "LD  $@")
	$(Q)$(CC) $(FLAGS) $(LDFLAGS) -o $@ $(filter %.o %.a,$^) $(LDLIBS)
$(B)/libplankit.a: $(LIBOBJ)
	@rm -f $@; $(if $(V),,echo "AR  $@")
	$(Q)$(AR) rcs $@ $^
$(B)/%.o: %.c VERSION Makefile
	@mkdir -p $(@D); $(if $(V),,echo "CC  $<")
	$(Q)$(CC) $(FLAGS) -MMD -MP -c -o $@ $<
# plan.rng as an array of lines, so that the tools need no path to it.
$(B)/schema.c: lib/plan/plan.rng
	@mkdir -p $(@D)
	@(echo '#include "plan/schema.h"'; echo 'const char *const pk_plan_schema[] = {'; \
	  sed -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n",/' $<; echo 'NULL};') >$@
$(B)/schema.o: $(B)/schema.c
	$(Q)$(CC) $(FLAGS) -c -o $@ $<
$(B)/unit/%: tests/unit/%.c $(B)/libplankit.a
	@mkdir -p $(@D); $(if $(V),,echo "CC  $<")
	$(Q)$(CC) $(FLAGS) -Itests -MMD -MP -MF $@.d -o $@ $< $(B)/libplankit.a $(LDFLAGS) $(LDLIBS) -lcmocka
# What must stay linear, built to count its steps (tests/unit/hostile.c); the rest comes from the library.
STEPS  := $(patsubst %.c,$(B)/steps/%.o,$(wildcard $(addprefix lib/,$(addsuffix /*.c,base text cal parse))))
$(B)/steps/%.o: %.c VERSION Makefile
	@mkdir -p $(@D); $(if $(V),,echo "CC  $< (steps)")
	$(Q)$(CC) $(FLAGS) -fsanitize-coverage=trace-pc -MMD -MP -c -o $@ $<
$(B)/unit/hostile: tests/unit/hostile.c $(STEPS) $(B)/libplankit.a
	@mkdir -p $(@D); $(if $(V),,echo "CC  $<")
	$(Q)$(CC) $(FLAGS) -Itests -MMD -MP -MF $@.d -o $@ $< $(STEPS) $(B)/libplankit.a $(LDFLAGS) $(LDLIBS) -lcmocka
-include $(LIBOBJ:.o=.d) $(STEPS:.o=.d) $(TOOLS:%=$(B)/cmd/%.d) $(UNIT:%=%.d)

help:           # this list
	@grep -E '^[a-z-]+:.*#' Makefile | sed -E 's/:[^#]*#/	/'
deps:           # install the Debian packages that are missing (build and test lists)
	@.ci/deps build test
demo:           # build, then the main job on the samples
	@.ci/deps build
	@$(MAKE) --no-print-directory -j2 all
	@B=$(abspath $(B)) samples/pipeline.sh
test: deps      # build and run every test
	@$(MAKE) --no-print-directory -j2 all $(UNIT)
	@$(MAKE) --no-print-directory check
check: all $(UNIT)  # the tests alone
	@B=$(abspath $(B)) CMOCKA_MESSAGE_OUTPUT=TAP prove -j2 -e '' $(UNIT) tests/cli/*.t
check-san:      # the tests under AddressSanitizer and UndefinedBehaviorSanitizer
	$(MAKE) B=build/san CC=clang SAN=address,undefined CFLAGS='-O1 -g' check
check-valgrind: all $(UNIT)  # the unit tests and samples under valgrind
	B=$(abspath $(B)) tests/valgrind.sh $(UNIT)
fuzz:           # build/fuzz/NAME from tests/fuzz/NAME.c (clang's libFuzzer); run one on a folder of inputs
	@$(MAKE) --no-print-directory B=build/fuzz CC=clang SAN=fuzzer-no-link,address,undefined CFLAGS='-O1 -g' build/fuzz/libplankit.a
	@for f in $(basename $(notdir $(wildcard tests/fuzz/*.c))); do clang -g -O1 -fsanitize=fuzzer,address,undefined -std=c17 \
	  $(CPPFLAGS) tests/fuzz/$$f.c build/fuzz/libplankit.a $(LDLIBS) -pthread -o build/fuzz/$$f || exit; done
lint:           # layers, sizes, banned functions, man pages, scripts, clang-tidy, cppcheck
	B=$(abspath $(B)) tests/lint.sh
bench: all      # speeds as ratios, in one run
	B=$(abspath $(B)) tests/bench/run.sh
completions: all  # completions/ from the option tables
	@mkdir -p completions; for t in $(TOOLS); do for s in $(SHELLS); do $(B)/bin/$$t --completion=$$s >completions/$$t.$$s || exit; done; done
man:            # man/ pages that are made from tables
	man/make-diagnostics.py && man/make-ledgers.py
install: all    # to $(DESTDIR)$(PREFIX)
	$(Q)B=$(abspath $(B)) .ci/install $(DESTDIR)$(PREFIX)
uninstall:      # what install put there
	$(Q).ci/install --remove $(DESTDIR)$(PREFIX)
dist:           # plankit-VERSION.tar.gz from the last commit, in DIST (default: here)
	$(Q)git archive --format=tar.gz --prefix=plankit-$(VERSION)/ -o $(or $(DIST),.)/plankit-$(VERSION).tar.gz HEAD
clean:          # remove build/
	rm -rf build $(B)
.PHONY: all help deps demo test check check-san check-valgrind fuzz lint bench completions man install uninstall dist clean
.SECONDARY:
