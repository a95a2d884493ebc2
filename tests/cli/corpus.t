#!/bin/bash
# Our own labelled plans (tests/corpus, samples): what plan-parse understands of them.
. "$(dirname "$0")/../tap.sh"
pairs=()
for labels in "$TOP"/tests/corpus/*.facts.tsv; do
  name=$(basename "$labels" .facts.tsv)
  for text in "$TOP/tests/corpus/$name.txt" "$TOP/tests/corpus/$name.gb18030.txt" "$SAMPLES/$name.txt"; do
    [ -f "$text" ] || continue
    run plan-parse --facts "$text"
    is "$rc" 0 "$name is parsed"
    cp .out "$name.facts"
    pairs+=("$labels" "$name.facts")
    run python3 "$TOP/tests/score.py" --min 0.9 "$labels" "$name.facts"
    is "$rc" 0 "$name: F1 of at least 0.90" || sed 's/^/# /' .out
    plan-parse "$text" >"$name.xml" 2>/dev/null
    run xmllint --noout --relaxng "$TOP/lib/plan/plan.rng" "$name.xml"
    is "$rc" 0 "$name: its plan XML is valid"
    plan-parse --text "$name.xml" >"$name.text"
    iconv -f "$(case $text in *gb18030*) echo gb18030 ;; *) echo utf-8 ;; esac)" -t utf-8 "$text" | sed 's/\r$//' >"$name.want"
    same_file "$name.text" "$name.want" "$name: nothing of its text is lost"
  done
done
is "$((${#pairs[@]} / 2))" "$(find "$TOP/tests/corpus" -name '*.facts.tsv' | wc -l)" "every label file has its text"
run python3 "$TOP/tests/score.py" --min 0.97 --min-kind 0.93 "${pairs[@]}"
is "$rc" 0 "all plans together: F1 of at least 0.97, each kind 0.93" || sed 's/^/# /' .out
finish
