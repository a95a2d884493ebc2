#!/bin/bash
# lib/LAYERS holds: who includes whom, one door for each third-party library; nothing in the library prints,
# exits, or takes memory past base/mem.
. "$(dirname "$0")/../tap.sh"
cd "$TOP" || exit 1
run python3 tests/layers.py lib
is "$rc:$out" "0:" "no layer reaches past what lib/LAYERS allows"
# The check itself must be able to fail.
mkdir -p "$T/lib/base" "$T/lib/text"
cp lib/LAYERS "$T/lib/"
echo '#include "text/a.h"' >"$T/lib/base/b.c"
echo '#include <zlib.h>' >"$T/lib/text/a.h"
printf '\tprintf("x");\n\texit(1);\n' >"$T/lib/text/c.c"
run python3 tests/layers.py "$T/lib"
is "$rc" 1 "a breach is found"
like "$out" "base/b.c:1: base may not include text" "an upward include is named"
like "$out" "text/a.h:1: zlib.h belongs behind the door of archive" "a second door is named"
like "$out" "text/c.c:1: printf" "printing is named"
like "$out" "text/c.c:2: exit" "exiting is named"
finish
