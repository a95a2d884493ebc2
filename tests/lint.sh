#!/bin/bash
# What can be checked without running the tools.  A line for each complaint; exit 1 when there are any.
# A checker that is not installed is named and counts as a complaint under CI, where the list has it.
set -u
cd "$(dirname "$0")/.." || exit 2
B=${B:-build}
bad=0
complain() {
  echo "$*"
  bad=1
}
have() {
  command -v "$1" >/dev/null && return 0
  if [ -n "${CI:-}" ]; then complain "lint: $1 is not installed"; else echo "lint: skipped, no $1"; fi
  return 1
}
mapfile -t c < <(find cmd lib -name '*.c' | sort)
mapfile -t ch < <(find cmd lib tests/unit -name '*.[ch]' | sort)

# sizes
while read -r lines file; do
  [ "$lines" -le 800 ] || complain "$file: $lines lines, more than 800"
done < <(wc -l "${c[@]}" | grep -v ' total$')
python3 tests/functions.py 100 "${c[@]}" || bad=1

# formatting that no tool has to guess at
grep -nE '[[:space:]]+$' "${ch[@]}" | sed 's/:.*//' | sort | uniq -c | while read -r n f; do
  echo "$f: $n lines end in white space"
done | grep . && bad=1

# a test that looks at the clock says something of the machine: steps are counted (tests/unit/hostile.c)
grep -nE '\b(clock|clock_gettime|gettimeofday)\(|CLOCKS_PER_SEC|\$\{?(SECONDS|EPOCH)|ulimit -t|-lt .*date \+%s' tests/unit/*.[ch] tests/cli/*.t |
  sed 's/$/  (a test that is timed)/' | grep . && bad=1

if have shellcheck; then
  shellcheck -x -S warning -e SC1091,SC1010,SC1110,SC1111,SC2034,SC2154 tests/*.sh tests/cli/*.t .ci/deps .ci/install .ci/run samples/*.sh samples/*/*.sh || bad=1
fi
if have mandoc; then
  mandoc -T lint -W warning man/*.[157] man/zh/*.[157] || bad=1
fi
if have cppcheck; then
  cppcheck -j2 --quiet --error-exitcode=1 --std=c11 --enable=warning,portability -Ilib \
    --inline-suppr --suppress=missingIncludeSystem --suppress=varFuncNullUB --suppress=preprocessorErrorDirective:lib/base/sandbox.c "${c[@]}" || bad=1
fi
for t in completions/*.bash; do bash -n "$t" || bad=1; done
if have zsh; then for t in completions/*.zsh; do zsh -n "$t" || bad=1; done; fi
if have fish; then for t in completions/*.fish; do fish -n "$t" || bad=1; done; fi
exit $bad
