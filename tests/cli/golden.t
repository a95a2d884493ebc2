#!/bin/bash
# tests/data/golden/NAME.txt: what plan-parse makes of it, in every form, must stay NAME.xml, NAME.facts,
# NAME.outline and, for its messages, NAME.err.  Options from NAME.args where there is one.  Adding a case is
# adding files; `tests/cli/golden.t --write` writes what is expected anew: look at the difference, then commit it.
[ "${1-}" = --write ] && write=1
. "$(dirname "$0")/../tap.sh"
G=$TOP/tests/data/golden
for f in "$G"/*.txt; do
  name=$(basename "$f" .txt)
  args=()
  [ -f "$G/$name.args" ] && read -ra args <"$G/$name.args"
  cp "$f" "$T/"
  for form in xml facts outline; do
    plan-parse "--$form" "${args[@]}" "$name.txt" >"$name.$form" 2>"$name.err-$form"
    ok $? "$name: --$form"
  done
  cp "$name.err-xml" "$name.err"
  plan-parse --outline --lang=zh "${args[@]}" "$name.txt" >"$name.outline" 2>/dev/null
  for form in xml facts outline err; do
    if [ -n "${write-}" ]; then cp "$name.$form" "$G/$name.$form"; fi
    same_file "$name.$form" "$G/$name.$form" "$name.$form as expected"
  done
  xmllint --noout --relaxng "$TOP/lib/plan/plan.rng" "$name.xml" 2>/dev/null
  ok $? "$name.xml is valid"
  plan-parse "$name.xml" 2>/dev/null | cmp -s - "$name.xml"
  ok $? "$name.xml read again is the same"
  plan-parse --facts "$name.xml" 2>/dev/null | cmp -s - "$name.facts"
  ok $? "and says the same"
  plan-parse --text "$name.xml" >"$name.text" 2>/dev/null
  plan-parse --text "${args[@]}" "$name.txt" 2>/dev/null | tr '\f' '?' >"$name.plain"
  sed -i 's/\xef\xbf\xbd/?/g' "$name.text"
  same_file "$name.text" "$name.plain" "its text is the input's"
done
finish
