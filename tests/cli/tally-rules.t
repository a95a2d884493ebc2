#!/bin/bash
# tally --rules: every kind of rule, periods, years, ranks, rewards, the audit.
. "$(dirname "$0")/../tap.sh"
S=$SAMPLES/scoring

# --- the worked example, as a clerk with a pencil does it (samples/scoring/README.md) ---
run tally --rules "$S/rules.csv" --roster "$S/units.csv" --rewards "$S/rewards.csv" --payments pay.csv \
  --audit audit.csv --today 2025-06-30 -f csv "$S/scores-q1.csv" "$S/scores-q2.csv"
is "$rc:$err" 0: "the worked example"
is "$out" "rank,unit,2025Q1,2025Q2,score
1,东岭村,102.8,100.3,101.55
2,石门村,100.4,101.8,101.1
3,柳溪村,100.3,100.7,100.5
4,沙河村,99.7,100,99.85" "quarters and the year"
is "$(cut -d, -f1-6 pay.csv)" "year,rank,unit,who,post,amount
2025,1,东岭村,unit,,1500
2025,1,东岭村,崔友田,leader,750
2025,1,东岭村,蒋春梅,deputy,750
2025,2,石门村,unit,,1000
2025,2,石门村,毕长河,leader,500
2025,2,石门村,苗向阳,deputy,500
2025,4,沙河村,unit,,-1000
2025,4,沙河村,邬大成,leader,-500
2025,4,沙河村,郝立新,deputy,-500" "rewards, penalties and the persons' shares"
is "$(grep S-10 audit.csv | grep 柳溪村 | cut -d, -f4,6,9-11)" "S-102,J-01,-0.1,-0.1,
S-103,J-01,-0.2,-0.2,(-0.1) × 2^1; late; found again
S-105,J-01,-0.4,-0.4,(-0.1) × 2^2; late; found again" "the audit: doubling step by step"
is "$(grep 崔守田 audit.csv | cut -d, -f4,6,9-11)" "S-113,H-32,1.5,1.5,
S-205,H-31,2,0.5,less what its family had" "a nominee chosen later gets the difference"
is "$(grep S-111 audit.csv | cut -d, -f9-11)" "0.5,0,cap of the rule" "a cap"
like "$(grep S-106 audit.csv)" "scores-q1.csv:7,.*每一个问题扣0.1分" "row, rule and sentence of each point"
is "$(awk -F, '$1=="东岭村" && $2=="2025Q1" {s+=$10*1000} END{print s}' audit.csv)" 102800 "the audit adds up to the score"
run tally --rules "$S/rules.csv" --today 2025-06-30 --in 2025Q1 -f csv "$S/scores-q1.csv" "$S/scores-q2.csv"
is "$out" "rank,unit,base,bonus,deduct,score
1,东岭村,100,3,-0.2,102.8
2,石门村,100,0.5,-0.1,100.4
3,柳溪村,100,1,-0.7,100.3
4,沙河村,100,0,-0.3,99.7" "one quarter, in its parts"
run tally --rules "$S/rules.csv" --today 2025-06-30 --in 2025Q2 -f csv "$S/scores-q1.csv" "$S/scores-q2.csv"
is "$(head -2 <<<"$out" | tail -1)" "1,石门村,100,2,-0.2,101.8" "another quarter"
like "$out" "东岭村,100,0.5,-0.2,100.3" "with what its families had before"
run tally --rules "$S/rules.csv" --today 2025-06-30 --lang zh "$S/scores-q1.csv"
like "$out" "^名次  被考核单位  基础分  加分   扣分    得分" "Chinese titles"

run tally --rules "$S/rules.csv" --today 2025-06-30 -c change -f csv "$S"/scores-q?.csv
is "$(cut -d, -f2,6 <<<"$out")" "unit,change
东岭村,-2.5
石门村,1.4
柳溪村,0.4
沙河村,0.3" "the last quarter against the one before"

# --- one rule at a time ---
# score RULE ROWS [OPTION...]: the scores; RULE and ROWS without their headers
H=rule_id,category,item,max,kind,points,cap,floor,target,step,tiers,late_factor,late_step,repeat_factor,group,valid_from,valid_to
R=score_id,date,unit,rule_id,kind,qty,points,source,level,fix_due,fixed,fix_state,repeat_of,family,evidence_id
score() {
  printf '%s\n%s\n' "$H" "$1" >r.csv
  printf '%s\n%s\n' "$R" "$2" >s.csv
  run tally --rules r.csv --today 2025-12-31 -f csv "${@:3}" s.csv
}
of() { tail -n +2 <<<"$out" | awk -F, -v u="$1" '$2==u {print $NF}'; }

score 'a,,,,deduct,0.5,,,,,,,,,,,' '1,2025-01-02,甲,a,,,,,,,,,,,
2,2025-01-03,甲,a,,3,,,,,,,,,'
is "$(of 甲)" -2 "per unit: points times quantity, one when there is none"
score 'a,,,,deduct fixed,0.5,,,,,,,,,,,' '1,2025-01-02,甲,a,,3,,,,,,,,,'
is "$(of 甲)" -0.5 "fixed: whatever the quantity"
score 'a,,,,扣分 依次加倍,0.1,,,,,,,5d,,,,' '1,2025-01-02,甲,a,,,,,,2025-01-10,2025-01-10,,,,
2,2025-01-02,乙,a,,,,,,2025-01-10,2025-01-11,,,,
3,2025-01-02,丙,a,,,,,,2025-01-10,2025-01-15,,,,
4,2025-01-02,丁,a,,,,,,2025-01-10,2025-01-16,,,,'
is "$(of 甲) $(of 乙) $(of 丙) $(of 丁)" "-0.1 -0.2 -0.2 -0.4" "doubling: on the day is in time; another step each five days"
printf '2025-01-01,off\n2025-01-13,off\n2025-01-14,off\n2025-01-18,work\n' >cal.csv
score 'a,,,,deduct doubling,0.1,,,,,,,2w,,,,' '1,2025-01-02,甲,a,,,,,,2025-01-10,2025-01-16,,,,
2,2025-01-02,乙,a,,,,,,2025-01-10,2025-01-17,,,,
3,2025-01-02,丙,a,,,,,,2025-01-10,2025-01-18,,,,' --calendar cal.csv
is "$rc $(of 甲) $(of 乙) $(of 丙)" "0 -0.2 -0.4 -0.4" "doubling by working days, with days off and make-up days"
score 'a,,,,deduct doubling,0.1,1,,,,,,1d,,,,' '1,2025-01-02,甲,a,,,,,,2025-01-03,,,,,'
is "$rc $(of 甲)" "0 -1" "doubling for a year, up to its cap"
score 'a,,,,deduct,1,,,,,,3,,2,,,' '1,2025-01-02,甲,a,,,,,,2025-01-03,2025-01-04,,,,
2,2025-01-09,乙,a,,,,,,,,,,,
3,2025-01-10,乙,a,,,,,,,,,2,,'
is "$(of 甲) $(of 乙)" "-3 -3" "a late factor; a repeat factor"
score 'a,,,,deduct,1,,,,,,3,,2,,,' '1,2025-01-02,甲,a,,,,,,2025-01-03,2025-01-04,,,,
2,2025-01-09,甲,a,,,,,,2025-01-12,2025-01-11,,1,,
3,2025-01-02,乙,a,,,,,,2025-01-03,,,,,
4,2025-01-09,乙,a,,,,,,2025-01-12,,,3,,
5,2025-01-02,丙,a,,,,,,2025-01-10,,,,,
6,2025-01-09,丙,a,,,,,,2025-01-12,2025-01-12,,5,,'
is "$(of 甲) $(of 乙) $(of 丙)" "-5 -9 -3" "late, and looked at again: each row by its own lateness"
run tally --rules "$SAMPLES/rules.csv" --today 2027-01-01 "$SAMPLES/scores.csv"
is "$rc:$err" 0: "the rows of the sample have the points that their rules give"
TIERED='a,,,,deduct tiered,,,,,,市=0.3/1/2;区=0.2/0.5/1;局=0.1/0.3/0.6,,,,,,'
score "$TIERED" '1,2025-01-02,甲,a,,,,市级巡查,,,,,,,
2,2025-01-03,甲,a,,,,区,,2025-01-04,2025-01-05,,,,
3,2025-01-03,甲,a,,,,,局,,,,,,
4,2025-01-09,甲,a,,,,,局,,,,3,,'
is "$(of 甲)" -1.5 "tiers by source: found, late, found again"
score "$TIERED" '1,2025-01-02,甲,a,,,,省,,,,,,,'
is "$rc" 2 "a source that is in no tier"
like "$err" "s.csv:2:.*score-no-tier" "is told"
score 'a,,播出,4,ratio,,,,4,,,,,,,,' '1,2025-01-02,甲,a,,3,,,,,,,,,
2,2025-01-02,乙,a,,9,,,,,,,,,'
is "$(of 甲) $(of 乙)" "3 4" "ratio: 得分=播出数量/4×分, at most all"
score 'a,,知晓率,5,deduct shortfall,1,,,90,,,,,,,,' '1,2025-01-02,甲,a,,87.5%,,,,,,,,,
2,2025-01-02,乙,a,,91,,,,,,,,,
3,2025-01-02,丙,a,,12,,,,,,,,,'
is "$(of 甲) $(of 乙) $(of 丙)" "-2 0 -5" "shortfall: whole points below the target, until the item is used up"
score 'a,,,,grade,,,,,,9=10;7=6;0=3,,,,,,' '1,2025-01-02,甲,a,,8,,,,,,,,,
2,2025-01-02,乙,a,,9,,,,,,,,,
3,2025-01-02,丙,a,,0,,,,,,,,,'
is "$(of 甲) $(of 乙) $(of 丙)" "6 10 3" "grade by a number"
score 'a,,,,grade,,,,,,A=10;B=6;C=3,,,,,,' '1,2025-01-02,甲,a,,,,,B,,,,,,'
is "$(of 甲)" 6 "grade by a letter"
score 'b,,档案,20,base,20,,,,,,,,,,,
a,,档案,20,deduct,5,,,,,,,,,,,
n,,档案,,all_or_nothing,,,,,,,,,,,,' '1,2025-01-02,甲,a,,2,,,,,,,,,
2,2025-01-02,乙,a,,7,,,,,,,,,'
is "$rc" 2 "all or nothing without full points"
like "$err" "rule 'n' \(all_or_nothing\) cannot be applied: max" "is a contradiction"
score 'b,,档案,20,base,20,,,,,,,,,,,
a,,档案,20,deduct,5,,,,,,,,,,,
n,,档案,20,all_or_nothing,,,,,,,,,,,,' '1,2025-01-02,甲,a,,2,,,,,,,,,
2,2025-01-02,乙,a,,7,,,,,,,,,
3,2025-01-02,丙,a,,,,,,,,,,,
4,2025-01-03,丙,n,,,,,,,,,,,'
is "$(of 甲) $(of 乙) $(of 丙)" "10 0 0" "扣完为止; all or nothing takes what is left"
score 'a,,,,bonus,2,3,,,,,,,,,,
b,,,,bonus,1,,,,,,,,,,,
l,,,,limit bonus,,4,,,,,,,,,,' '1,2025-01-02,甲,a,,,,,,,,,,,
2,2025-01-03,甲,a,,,,,,,,,,,
3,2025-01-04,甲,b,,3,,,,,,,,,
4,2025-04-04,甲,b,,3,,,,,,,,,'
is "$(tail -1 <<<"$out")" "1,甲,4,3,3.5" "a cap of the rule, a limit of all bonuses, anew each quarter"
score 'z,,,,base,100,,,,,,,,,,,
a,卫生,,,deduct,1,,,,,,,,,,,
l,卫生,,,limit,,,-5,,,,,,,,,
m,,,,limit,,110,,,,,,,,,,
c,,,,bonus,1,,,,,,,,,,,' '1,2025-01-02,甲,a,,9,,,,,,,,,
2,2025-01-03,甲,c,,30,,,,,,,,,
3,2025-01-04,乙,a,,9,,,,,,,,,'
is "$(of 甲) $(of 乙)" "110 95" "limits of a category and of the whole"
score 'a,一,,,bonus,10,,,,,,,,,,,
b,二,,,bonus,10,,,,,,,,,,,
v,一,,,weight,70%,,,,,,,,,,,
w,二,,,weight,0.3,,,,,,,,,,,' '1,2025-01-02,甲,a,,8,,,,,,,,,
2,2025-01-02,甲,b,,9,,,,,,,,,'
is "$(of 甲)" 83 "a weighted sum of categories"
score 'z,,,,base,100,,,,,,,,,,,
v,,,,veto,,,,,,,,,,,,' '1,2025-01-02,甲,v,,,,,,,,,,,
2,2025-01-02,乙,,deduct,,-200,,,,,,,,'
is "$out" "rank,unit,base,bonus,deduct,score,veto
1,乙,100,0,-200,-100,
2,甲,100,0,0,0,yes" "a veto: nothing, and last"
score 'z,,,,base,100,,,,,,,,,,,' '1,2025-01-02,甲,z,,,90,,,,,,,,
2,2025-01-02,乙,,deduct,,1,,,,,,,,
3,2025-04-02,乙,,扣分,,1,,,,,,,,'
is "$out" "rank,unit,2025Q1,2025Q2,score
1,甲,90,100,95
2,乙,-1,99,49" "base points of the ledger are the only ones of their period; 扣 1 is -1"

# --- years, missing periods, ties ---
B='z,,,,base,100,,,,,,,,,,,
a,,,,deduct,1,,,,,,,,,,,'
W='1,2025-01-02,甲,a,,,,,,,,,,,
2,2025-04-02,乙,a,,3,,,,,,,,,'
score "$B" "$W"
is "$(tail -n +2 <<<"$out" | tr '\n' ' ')" "1,甲,99,100,99.5 2,乙,100,97,98.5 " "missing: base points"
score "$B" "$W" --missing skip
is "$(tail -n +2 <<<"$out" | tr '\n' ' ')" "1,甲,99,,99 2,乙,,97,97 " "missing: skipped"
score "$B" "$W" --missing zero
is "$(tail -n +2 <<<"$out" | tr '\n' ' ')" "1,甲,99,0,49.5 2,乙,0,97,48.5 " "missing: zero"
score "$B" "$W" --missing error
like "$rc:$err" "^2:.*no scores of '甲' in 2025Q2" "missing: an error"
score "$B" "$W" --year-by sum --period half
is "$(tail -n +2 <<<"$out" | tr '\n' ' ')" "1,甲,100,0,-1,99 2,乙,100,0,-3,97 " "half-years"
score "$B" "$W" --period half --year-weights 40%,60%
is "$rc:$(of 甲)" "0:99" "one half-year alone has all the weight"
score "$B" "$W" --year-weights 1,3,3,3
is "$(of 甲) $(of 乙)" "99.75 97.75" "weights of the quarters"
score "$B" "$W" --year-weights 1,3
is "$rc:$out" "2:" "too few weights"
score "$B" '1,2024-12-31,甲,a,,,,,,,,,,,
2,2025-01-01,甲,a,,2,,,,,,,,,'
is "$(tail -n +2 <<<"$out" | tr '\n' ' ')" "2024,1,甲,99,,99 2025,1,甲,,98,98 " "each year is ranked for itself"
score "$B" '1,2025-01-02,甲,a,,,,,,,,,,,
2,2025-01-02,乙,a,,,,,,,,,,,
3,2025-01-02,丙,a,,2,,,,,,,,,'
is "$(cut -d, -f1 <<<"$out" | tail -n +2 | tr -d '\n')" 113 "ties"
score "$B" '1,2025-01-02,甲,a,,,,,,,,,,,
2,2025-01-02,乙,a,,,,,,,,,,,
3,2025-01-02,丙,a,,2,,,,,,,,,' --ties 1223
is "$(cut -d, -f1 <<<"$out" | tail -n +2 | tr -d '\n')" 112 "ties without a gap"

# --- groups, rewards ---
printf 'name,aliases,rank_group,leader\n城关镇,城关,镇,张三\n东郊镇,,镇,李四\n北山乡,,乡,王五\n南坪乡,,乡,赵六\n' >u.csv
printf '名次,排名组,金额,个人占比,个人\n1,,100,33.33%%,leader;deputy\n-1,乡,-50,,\n' >w.csv
score "$B" '1,2025-01-02,城关,a,,,,,,,,,,,
2,2025-01-02,北山乡,a,,,,,,,,,,,' --roster u.csv --rewards w.csv --payments p.csv
is "$out" "rank,rank_group,unit,base,bonus,deduct,score
1,乡,南坪乡,100,0,0,100
2,乡,北山乡,100,0,-1,99
1,镇,东郊镇,100,0,0,100
2,镇,城关镇,100,0,-1,99" "ranking in groups; aliases; units without a row"
is "$(cut -d, -f3-6 p.csv)" "unit,who,post,amount
南坪乡,unit,,66.67
南坪乡,赵六,leader,16.67
南坪乡,deputy,deputy,16.66
北山乡,unit,,-50
东郊镇,unit,,66.67
东郊镇,李四,leader,16.67
东郊镇,deputy,deputy,16.66" "money to the cent, nothing lost"
score "$B" '1,2025-01-02,城东镇,a,,,,,,,,,,,' --roster u.csv
like "$rc:$err" "^2:tally: s.csv:2:.*does not know '城东镇' \(.*城关镇" "a unit that the roster does not know"

printf 'name,rank_group,active_from,active_to\n甲,x,,\n乙,x,,2025-01-31\n丙,x,2025-04-01,\n' >u2.csv
score 'a,,,,deduct,1,,,,,,,,,,,' '1,2025-01-02,甲,a,,,,,,,,,,,
2,2025-05-02,甲,a,,,,,,,,,,,' --roster u2.csv
is "$out" "rank,rank_group,unit,2025Q1,2025Q2,score
1,x,丙,,0,0
1,x,乙,0,,0
3,x,甲,-1,-1,-1" "units of the roster, while they are in it"
printf '%s,appeal\n1,2025-01-02,甲,a,,,,,,,,,,,,申诉成立\n2,2025-01-02,甲,a,,,,,,,,,,,,申诉不成立\n' "$R" >ap.csv
run tally --rules r.csv --today 2025-12-31 -f csv --audit ap.out ap.csv
is "$(of 甲)" -1 "an appeal that was upheld"
like "$(cat ap.out)" "1,ap.csv:2,a,,,-1,0,appeal upheld" "is in the audit"

# --- bad input ---
score "$B" '1,2025-01-02,甲,nix,,,,,,,,,,,'
like "$rc:$out:$err" "^2::tally: s.csv:2:16: error: column 'rule_id': no rule 'nix'" "an unknown rule"
score 'a,,,,bonus,1,,,,,,,,,,,' '1,2025-01-02,甲,a,,,,,,,,,,,E-1
2,2025-02-02,甲,a,,,,,,,,,,,E-1'
like "$rc:$err" "^2:.*s.csv:3:.*'E-1' was claimed before" "a bonus claimed twice"
score "$B" '1,2025-01-02,甲,a,,,,,,2025-01-09,2025-01-01,,,,'
like "$rc:$err" "^2:.*'2025-01-01' is before the finding" "put right before it was found"
score "$B" '1,2025-01-02,甲,a,,,,,,,,,,,
1,2025-01-03,甲,a,,,,,,,,,,,'
like "$rc:$err" "^2:.*s.csv:3:1:.*'1' was used before, on line 2" "one number twice"
score "$B" '1,2025-01-02,甲,a,,,,,,,,,9,,'
like "$rc:$err" "^2:.*no earlier row '9'" "a repeat of nothing"
score "$B" '1,2025-01-02,甲,a,,-3,,,,,,,,,'
like "$rc:$err" "^2:.*s.csv:2:.*'-3' is below zero" "a quantity below zero"
score "$B" '1,2025-01-02,甲,a,,,,,,2025-01-09,,差不多了,,,'
like "$rc:$err" "^2:.*s.csv:2:.*'差不多了' is not one of 已整改" "whether it was put right is not guessed"
score "$B" '1,2025-01-02,甲,a,bonus,,,,,,,,,,'
like "$rc:$err" "^2:.*'bonus' does not fit the rule" "a kind that is not the rule's"
score 'a,,,,deduct,1,,,,,,,,,,2025-02-01,' '1,2025-01-02,甲,a,,,,,,,,,,,'
like "$rc:$err" "^2:.*not in force" "a rule not in force"
score "$B" '1,,甲,a,,,,,,,,,,,'
like "$rc:$err" "^2:.*neither a date nor a period" "a row without a day"
score "$B" '1,2025-01-02,甲,a,,１,,,,,,,,,
2,2025-01-02,乙,a,,,,,,,,,,,' --skip-bad --rejects rej.csv
is "$rc:$(of 乙):$(wc -l <rej.csv)" "0:99:2" "bad rows put aside when asked to"
score 'a,,,,deduct,1,,,,,,,,,,,' '1,2025-01-02,甲,a,,2,-1,,,,,,,,'
like "$rc:$(of 甲):$err" "^0:-1:.*row has -1 points, its rule gives -2" "points that are not the rule's: counted, and told"
k=0
for r in 'a,,,,deduct,1,,,,,,,,,,,
a,,,,deduct,2,,,,,,,,,,,' 'a,,,,bonus,-1,,,,,,,,,,,' 'a,,,,deduct,,,,,,,,,,,,' 'a,,,,deduct,1,1,5,,,,,,,,,' \
  'a,,,,nonsense,1,,,,,,,,,,,' 'a,,,,ratio,1,,,,,,,,,,,' 'a,,,,tiered,,,,,,,,,,,,' 'a,,,,grade,,,,,,A;B,,,,,,' \
  'a,,,,deduct,1,,,,,,,,,,2025-02-01,2025-01-01' 'a,x,,,weight,0.4,,,,,,,,,,,' 'a,,i,5,deduct,1,,,,,,,,,,,
b,,i,6,deduct,1,,,,,,,,,,,' 'a,,,,limit,,1,,,,,,,,,,
b,,,,limit,,2,,,,,,,,,,' 'a,,,,deduct doubling,1,,,,,,0.5,,,,,' 'a,,,,deduct,1,,,,,,,5x,,,,'; do
  k=$((k + 1))
  score "$r" '1,2025-01-02,甲,,deduct,,-1,,,,,,,,'
  is "$rc:$out" "2:" "rules that cannot hold, $k"
  like "$err" "r.csv(:[0-9]+)*: error:" "told, with their line"
done

# --- measures that are no matter of money ---
printf 'rank,amount,persons,text\n1,100,,奖\nlast,-50,,罚\n-2--1,,,排名后两位约谈\n-2--1,,leader,通报\n' >w.csv
score 'a,,,,deduct,1,,,,,,,,,,,' '1,2025-01-02,甲,a,,1,,,,,,,,,
2,2025-01-02,乙,a,,2,,,,,,,,,
3,2025-01-02,丙,a,,3,,,,,,,,,' --rewards w.csv --payments p.csv
is "$(cut -d, -f2- p.csv)" "rank,unit,who,post,amount,text
1,甲,unit,,100,奖
2,乙,unit,,,排名后两位约谈
2,乙,leader,leader,,通报
3,丙,unit,,-50,罚
3,丙,unit,,,排名后两位约谈
3,丙,leader,leader,,通报" "the last two are talked to, whatever the last is fined"

# --- what decides between equals ---
K='b,,,,base,100,,,,,,,,,,,
a,,,,deduct,1,,,,,,,,,,,
c,,,,bonus,1,,,,,,,,,,,'
V='1,2025-01-02,甲,a,,2,,,,,,,,,
2,2025-01-02,甲,c,,2,,,,,,,,,
3,2025-01-02,乙,a,,1,,,,,,,,,
4,2025-04-02,乙,c,,1,,,,,,,,,
5,2025-01-02,丙,a,,1,,,,,,,,,
6,2025-01-02,丙,c,,1,,,,,,,,,'
order() { sed 1d <<<"$out" | cut -d, -f1,2 | tr '\n' ' '; }
score "$K" "$V"
is "$(order)" "1,丙 1,乙 1,甲 " "equals tie"
score "$K" "$V" --break-ties deduct
is "$(order)" "1,丙 1,乙 3,甲 " "but who has had less taken off is before"
score "$K" "$V" --break-ties bonus
is "$(order)" "1,甲 2,丙 2,乙 " "or who was given more"
score "$K" "$V" --break-ties deduct,last
is "$(order)" "1,乙 2,丙 3,甲 " "one after the other"
score "$K" "$V" --break-ties 末期 --in 2025Q1
is "$(order)" "1,丙 1,甲 3,乙 " "of one period there is only its score"
for v in deduct,deduct points ''; do
  score "$K" "$V" "--break-ties=$v"
  like "$rc:$err" "^2:tally: error: .*--break-ties" "no such thing: '$v'"
done

# --- many rows: the audit tells each row its own text, whatever is kept where ---
python3 - <<'X'
import csv, random
r = random.Random(3)
rows = [["S%d" % i, "2025-%02d-%02d" % (r.randint(1, 12), r.randint(1, 28)), "单位%d" % r.randrange(9), "a", "项%d" % r.randrange(5),
         "第%d处，%s" % (i, "问题" * r.randrange(60))] for i in range(12000)]
w = csv.writer(open("many.csv", "w", encoding="utf-8", newline=""), lineterminator="\n")
w.writerows([["score_id", "date", "unit", "rule_id", "item", "finding"]] + rows)
want = sorted(enumerate(rows), key=lambda x: (x[1][2], x[1][1], x[0]))
w = csv.writer(open("want", "w", encoding="utf-8", newline=""), lineterminator="\n")
w.writerows([[x[2], x[1], x[0], "many.csv:%d" % (i + 2), x[4], x[5]] for i, x in want])
X
printf '%s\na,,,,deduct,0.001,,,,,,,,,,,\n' "$H" >r.csv
run tally --rules r.csv --today 2026-01-31 --audit audit.csv -f csv many.csv
python3 -c '
import csv, sys
w = csv.writer(sys.stdout, lineterminator="\n")
rows = list(csv.reader(open("audit.csv", encoding="utf-8", newline="")))
w.writerows(sorted(([r[0], r[2], r[3], r[4], r[6], r[7]] for r in rows[1:]), key=lambda r: r[0]))' >got
same_file got want "the texts of 12 000 rows"
finish
