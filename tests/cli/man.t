#!/bin/bash
# The manual: a page in each language for every tool, every option named, every section there, every example run.
. "$(dirname "$0")/../tap.sh"
tools='plan-parse task-split deadline-check evidence-pack tally'
options() { # TOOL: the long options of the tool and of its commands
  { "$1" --help; for c in $("$1" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do "$1" "$c" --help; done; } |
    grep -oE '^ +(-., )?--[a-z0-9-]+' | grep -oE -- '--[a-z0-9-]+' | sort -u
}
for t in $tools; do
  for page in "$TOP/man/$t.1" "$TOP/man/zh/$t.1"; do
    short=${page#"$TOP"/}
    missing=
    for o in $(options "$t"); do grep -qE -- "^\.It Fl (. , )?-${o#--}( |\$)" "$page" || missing="$missing $o"; done
    is "$missing" "" "$short names every option"
    case $page in
      */zh/*) sections='NAME 概要 描述 退出状态 示例 诊断' ;;
      *) sections='NAME SYNOPSIS DESCRIPTION EXIT.STATUS EXAMPLES DIAGNOSTICS' ;;
    esac
    missing=
    for s in $sections; do grep -qE "^\.Sh $s" "$page" || missing="$missing $s"; done
    is "$missing" "" "$short has every section"
    python3 "$TOP/tests/manexamples.py" "$page" "$SAMPLES" >examples.tap
    run grep -c '^ok' examples.tap
    [ "$out" -ge 1 ] && ! grep -q '^not ok' examples.tap
    ok $? "$short: its $out examples print what it says" || sed 's/^/# /' examples.tap
  done
done
for page in "$TOP"/README.md "$TOP"/man/*.[57] "$TOP"/man/zh/*.[57]; do
  python3 "$TOP/tests/manexamples.py" "$page" "$SAMPLES" >examples.tap
  ! grep -q '^not ok' examples.tap
  ok $? "${page#"$TOP"/}: its examples print what it says" || sed 's/^/# /' examples.tap
done
[ "$(wc -l <"$TOP/README.md")" -le 120 ]
ok $? "the README is short"
if command -v mandoc >/dev/null; then
  run mandoc -T lint -W warning "$TOP"/man/*.[157] "$TOP"/man/zh/*.[157]
  is "$out$err" "" "mandoc has no complaint"
else
  skip "no mandoc here"
fi
# Pages made from tables are up to date (else: make man).
mkdir -p copy/lib/base copy/lib/ledger copy/man/zh
cp -r "$TOP/lib/base/diag" "$TOP/lib/base/diag.def" copy/lib/base/
cp "$TOP/lib/ledger/columns.def" "$TOP/lib/ledger/value.c" copy/lib/ledger/
cp "$TOP"/man/make-*.py copy/man/
copy/man/make-diagnostics.py
copy/man/make-ledgers.py
for page in plankit-diagnostics.7 plankit-ledgers.5; do
  same_file "$TOP/man/$page" "copy/man/$page" "man/$page follows its table"
  same_file "$TOP/man/zh/$page" "copy/man/zh/$page" "man/zh/$page follows its table"
done
sed -nE 's/^X\([A-Z0-9_]+, "([a-z0-9-]+)".*/\1/p' "$TOP"/lib/base/diag/*.def | sort >ids
sort -u ids >ids.once
same_file ids.once ids "no diagnostic id is given twice"
sed -nE 's/^\.It Li ([a-z0-9-]+).*/\1/p' "$TOP/man/plankit-diagnostics.7" | sort >ids.page
same_file ids.page ids "plankit-diagnostics(7) lists every id"
finish
