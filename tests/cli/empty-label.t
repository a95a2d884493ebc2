#!/bin/bash
# What a plan leaves open (labels with nothing behind them, placeholders) or gets wrong (days that no calendar
# has): warned of at its line, and nothing made up.
. "$(dirname "$0")/../tap.sh"
cat >plan.txt <<'E'
山坪乡消防演练方案

一、组织机构
组长：
副组长：***
组员：

二、演练任务
组织一次疏散演练。
牵头单位：
责任单位：
乡应急办、各村
完成时限：6月底前
配合单位：
E
run plan-parse --facts plan.txt
is "$rc" 0 "open labels do not stop the parse"
is "$(grep -o ':[0-9]*: warning: .*' <<<"$err")" ':5: warning: "***" is a placeholder: somebody has to fill it in [parse-masked]
:4: warning: nobody is named behind "组长" [parse-empty]
:6: warning: nobody is named behind "组员" [parse-empty]
:10: warning: nobody is named behind "牵头单位" [parse-empty]
:14: warning: nobody is named behind "配合单位" [parse-empty]' "each open label is named at its line"
is "$(grep -cE '	(person|lead|cooperate)	' <<<"$out")" 0 "they give no facts"
is "$(grep -E '	responsible	' <<<"$out")" '1	12	responsible	unit	乡应急办
1	12	responsible	group	各村' "a label answered in the next line gives its units"
printf '一、报送\n9月31日前报送材料。\n' >plan.txt
run plan-parse --facts plan.txt
is "$rc:$err" '0:plan-parse: plan.txt:2: warning: there is no such day: "9月31日前" [parse-no-day]' "a day that no calendar has is warned of"
is "$(grep deadline <<<"$out")" '1	2	deadline	../XXXX-09-31	9月31日前' "and stands as written"
finish
