#!/bin/bash
# evidence-pack: what verify says, and list, cat, extract, diff, collect, keygen, sign, codes.
. "$(dirname "$0")/../tap.sh"
cat >p.txt <<'P'
某县清洁行动实施方案
一、主要任务
（一）清理垃圾。彻底清理积存垃圾。
牵头单位：县农业农村局
（二）清理河塘。疏通淤堵沟渠。
牵头单位：县水利局
P
plan-parse --year 2026 -o p.xml p.txt || exit 1
mkdir -p e/d
printf '%%PDF-1.4\n1 0 obj<</Type /Page>>endobj\n' >e/d/方案.pdf
printf '%%PDF-1.4\n2 0 obj<</Type /Page>>endobj\n' >e/d/总结.pdf
cat >e/evidence.csv <<'C'
evidence_id,campaign_id,task_id,req_code,unit,title,kind,path,pages,doc_date,original,sealed,secret,submitted
E-001,Q1,T-001,1.1,县农业农村局,清理方案,方案,d/方案.pdf,1,2026-03-01,原件,是,公开,2026-03-05
E-002,Q1,T-002,2.1,县水利局,清理总结,总结,d/总结.pdf,1,2026-03-09,原件,是,公开,2026-03-11
C
evidence-pack keygen -t sm2 k.sm2 >id.sm2 && evidence-pack keygen -t ed25519 k.ed >id.ed
ok $? "keygen"
is "$(stat -c %a k.sm2 k.ed | tr '\n' ' ')" "600 600 " "private keys are for their owner alone"
run evidence-pack keygen k.sm2
is "$rc" 2 "a key is never overwritten"
evidence-pack pack -o a.dir p.xml e && evidence-pack pack -s k.sm2 -o a.zip p.xml e && evidence-pack pack -s k.ed -o a.tar.gz p.xml e
ok $? "pack, signed with each"

# signatures
evidence-pack verify -k k.sm2.pub --require-signature a.zip >out
ok $? "SM2: good"
like "$(cat out)" "note signature-good signatures/$(cut -d' ' -f1 id.sm2).sm2: signature over tagmanifest-sm3.txt" "and said so"
evidence-pack verify -k k.ed.pub --require-signature a.tar.gz >out
ok $? "Ed25519: good"
run evidence-pack verify --require-signature -k k.ed.pub a.zip
is "$rc" 1 "another key does not do"
like "$out" 'signature-unknown' "the signature is not verified"
like "$out" 'error signature-none' "none is good"
run evidence-pack sign k.sm2 a.dir
is "$rc" 0 "sign a folder"
run evidence-pack sign k.sm2 a.dir
is "$rc" 2 "not twice"
evidence-pack sign k.ed a.dir && evidence-pack verify --strict -k k.sm2.pub -k k.ed.pub a.dir >out
ok $? "both signatures"
openssl dgst -sm3 -verify k.sm2.pub -sigopt distid:1234567812345678 -signature a.dir/signatures/*.sm2 a.dir/tagmanifest-sm3.txt >/dev/null 2>&1
ok $? "openssl dgst -verify: SM2"
openssl pkeyutl -verify -pubin -inkey k.ed.pub -rawin -in a.dir/tagmanifest-sha256.txt -sigfile a.dir/signatures/*.ed25519 >/dev/null 2>&1
ok $? "openssl pkeyutl -verify: Ed25519"
openssl genpkey -algorithm ed25519 -out o.ed 2>/dev/null && openssl pkey -in o.ed -pubout -out o.ed.pub 2>/dev/null
cp -r a.dir b.dir && evidence-pack sign o.ed b.dir && evidence-pack verify -k o.ed.pub --require-signature b.dir >out
ok $? "a key that openssl made"
run evidence-pack sign k.ed a.zip
is "$rc" 2 "an archive is not signed in place"
evidence-pack sign -o sig k.ed a.zip && [ -s sig ]
ok $? "but into a file"
cp -r a.dir bad.dir
printf 'x' >>bad.dir/signatures/"$(cut -d' ' -f1 id.sm2)".sm2
run evidence-pack verify -k k.sm2.pub bad.dir
is "$rc" 1 "a signature that was changed"
like "$out" 'error signature-bad' "is bad"
cp -r a.dir bad2.dir
sed -i 's/Payload-Oxum.*/&\nNote: x/' bad2.dir/bag-info.txt
(cd bad2.dir && for a in sha256 sm3; do sed -i '/bag-info/d' tagmanifest-$a.txt; openssl dgst -r -$a bag-info.txt | sed 's/ \*/  /' >>tagmanifest-$a.txt; done)
run evidence-pack verify bad2.dir
is "$rc" 0 "whoever can write can make digests right again"
run evidence-pack verify -k k.sm2.pub bad2.dir
is "$rc" 1 "but not the signature"
run evidence-pack sign k.ed bad.dir/signatures
is "$rc" 2 "what is no bag is not signed"
run evidence-pack verify -k p.xml a.zip
is "$rc" 2 "a public key that is none"
like "$err" 'p.xml: error: not a key' "is named"
run evidence-pack verify -k k.sm2 a.zip
is "$rc" 2 "a private key is no public one"

# what verify says
run evidence-pack verify -f tsv a.dir
like "$out" $'^a.dir\tnote\tsignature|^a.dir\twarning\tsignature-unknown\tsignatures/' "TSV: bundle, severity, code, path, text"
evidence-pack verify -f json a.dir a.zip | python3 -c 'import json,sys; v=json.load(sys.stdin); sys.exit(not all(set(x)=={"bundle","severity","code","path","message"} for x in v))'
ok $? "JSON"
cp -r a.dir c.dir
echo x >>c.dir/data/*/T-001/*/方案.pdf
rm c.dir/data/*/T-002/*/总结.pdf
touch c.dir/data/extra.exe
printf 'MZ' >c.dir/data/1.1_主要任务/x.exe 2>/dev/null || printf 'MZ' >c.dir/data/x.exe
run evidence-pack verify c.dir
is "$rc" 1 "changed, missing and added"
for code in bag-digest bag-missing bag-unlisted info-oxum C01 C02; do like "$out" "error $code " "all are found: $code"; done
like "$out" '^c.dir: completeness: errors [1-9]' "counted under the headings of DA/T 70"
run evidence-pack verify --lang=zh c.dir
like "$out" '^c.dir: 错误 bag-digest .*内容被改动或损坏$' "Chinese"
like "$out" '^c.dir: 真实性：错误 [1-9]' "四性"
run evidence-pack verify a.dir c.dir nowhere a.zip
is "$rc" 2 "several: the worst counts"
is "$(grep -cE '^[a-z.]+: (valid|invalid|not checked): ' <<<"$out")" 4 "one line for each"
cp -r a.dir plan.dir
sed -i 's/清理垃圾/清扫垃圾/' plan.dir/plan.xml
run evidence-pack verify plan.dir
like "$out" 'error bundle-plan plan.xml' "another plan inside"
cp -r a.dir cat.dir
printf '9,,,x\r\n"open' >>cat.dir/catalogue.csv
run evidence-pack verify cat.dir
like "$out" 'error bundle-csv catalogue.csv: line' "a broken catalogue"
# cell SED-SCRIPT: the catalogue changed by somebody who makes all digests right again
cell() {
  rm -rf cell.dir
  cp -r a.dir cell.dir
  rm -r cell.dir/signatures
  sed -i "$1" cell.dir/catalogue.csv
  (cd cell.dir && for a in sha256 sm3; do sed -i '/catalogue/d' tagmanifest-$a.txt; openssl dgst -r -$a catalogue.csv | sed 's/ \*/  /' >>tagmanifest-$a.txt; done)
  run evidence-pack verify -f tsv cell.dir
}
cell 's/,1,/,1,/'
is "$rc:$out" 0: "a catalogue as it was"
cell '2s/[0-9a-f]\{64\}/0/;3s/[0-9a-f]\{64\}/'"$(printf '0%.0s' {1..64})"'/'
is "$rc:$(cut -f3 <<<"$out" | tr '\n' ' ')" "1:C09 C09 " "digests of the catalogue that are not those of the files"
cell '2s/,20260301,,1,/,20260301,,3,/'
is "$rc:$(cut -f2,3 <<<"$out")" $'0:warning\tC07' "pages"
cell '2s/^1,,,/1,,农发[2026]5号,/'
is "$rc:$(cut -f2,3 <<<"$out")" $'0:warning\tC06' "a document number"
cell '2s/,T-001,/,T-008,/'
is "$rc:$(cut -f2,3 <<<"$out")" $'0:warning\tT03' "a task that the table of coverage does not know"
mkdir -p other/data
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >other/bagit.txt
: >other/manifest-sha256.txt
printf 'no,"catalogue of ours\n' >other/catalogue.csv
run evidence-pack verify other
is "$rc:$(grep -c bundle-missing <<<"$out")" 0:1 "a catalogue of somebody else's"
printf 'id,name\n' >other/catalogue.csv
run evidence-pack verify other
is "$rc" 0 "with columns of its own"
sed '1s/,字节数//' a.dir/catalogue.csv >m && cp -r a.dir col.dir && mv m col.dir/catalogue.csv
run evidence-pack verify col.dir
like "$out" 'error bundle-columns catalogue.csv: has no column 字节数' "in ours they must be there"
cp -r a.dir cover.dir
echo '"' >>cover.dir/coverage.csv
run evidence-pack verify cover.dir
like "$out" 'error bundle-csv coverage.csv: line' "a broken table of coverage"
sed -i 1d cover.dir/coverage.csv
run evidence-pack verify cover.dir
like "$out" 'error bundle-columns coverage.csv: has no column' "and one without its head"
run evidence-pack verify --plan p.xml a.dir
is "$rc" 0 "against the plan"
sed 's/（二）/（三）保洁。配齐人员。\n牵头单位：县民政局\n（二）/' p.txt >p2.txt
plan-parse --year 2026 -o p2.xml p2.txt
run evidence-pack verify --plan p2.xml a.dir
is "$rc" 1 "against another plan"
like "$out" 'error T01 T-003' "a task without evidence"
like "$out" 'warning bundle-other-plan' "and the plan is another"
run evidence-pack verify --sha256 "$(cut -d' ' -f1 a.zip.sha256)" --sm3 "$(cut -d' ' -f1 a.zip.sm3)" a.zip
is "$rc" 0 "the archive's own digests"
run evidence-pack verify --sha256 "$(printf '0%.0s' {1..64})" a.zip
is "$rc" 1 "a wrong one"
for c in "--sha256 $(cut -d' ' -f1 a.tar.gz.sha256) -" "- -" "--bagit --require-signature a.zip" "--bagit -k k.ed.pub a.zip" "--bagit --plan p.xml a.zip"; do
  # shellcheck disable=SC2086 # a command line
  run evidence-pack verify $c <a.tar.gz
  is "$rc:$out" 2: "what cannot go together: $c"
done
run evidence-pack verify --sha256 12 a.zip
is "$rc" 2 "no digest at all"
for l in entries=3 member=10 total=100 path=10 depth=2; do
  run evidence-pack verify --limit $l a.zip
  is "$rc" 2 "--limit $l: could not be checked"
  like "$out" "limit-${l%%=*} " "and says which"
done
run evidence-pack verify --limit tag=10 a.zip
is "$rc" 2 "--limit tag=10"
run evidence-pack verify --limit speed=3 a.zip
is "$rc" 2 "an unknown limit"
run evidence-pack verify --report r.html a.dir c.dir
is "$rc" 1 "--report"
xmllint --html --noout r.html 2>/dev/null
ok $? "is a page"
is "$(grep -c '<script' r.html)" 0 "without script"
like "$(cat r.html)" 'bag-digest' "with the findings"
run evidence-pack verify --report nowhere/r.html a.dir
is "$rc" 2 "a report that cannot be written"
run evidence-pack verify -v a.dir
like "$err" 'sandbox' "-v says what protects the reading"
run evidence-pack verify --bagit a.dir
is "$(grep -c DA/T <<<"$out")$(grep -c authenticity <<<"$out")" 00 "--bagit: the RFC alone"

# list, cat, extract
run evidence-pack list -f tsv a.zip
is "$rc" 0 "list"
like "$out" $'^54\t[0-9-]+\tyes\tbagit.txt$' "sizes, dates, paths"
is "$(evidence-pack list -z a.zip | tr '\0' '\n' | head -1)" "bagit.txt" "list -z: names alone"
is "$(evidence-pack cat a.zip bagit.txt)" "$(cat a.dir/bagit.txt)" "cat, from a zip"
is "$(evidence-pack cat a.tar.gz bagit.txt)" "$(cat a.dir/bagit.txt)" "cat, from a tar.gz"
run evidence-pack cat a.zip data/none
is "$rc" 2 "cat: no such file"
run evidence-pack cat c.dir "$(cd c.dir && echo data/*/T-001/*/方案.pdf)"
is "$rc" 1 "cat: a changed file is a finding"
sed 's/^[0-9a-f]\{9\}//' c.dir/manifest-sha256.txt >m && cp -r a.dir hex.dir && mv m hex.dir/manifest-sha256.txt
run evidence-pack cat hex.dir "$(cd hex.dir && echo data/*/T-001/*/方案.pdf)"
is "$rc" 1 "cat: a digest that is malformed is no right one"
like "$err" 'wrong digest .manifest-sha256.txt, line' "and is named"
for c in "cat - bagit.txt" "extract -"; do
  # shellcheck disable=SC2086 # a command line
  run evidence-pack $c <a.tar.gz
  is "$rc:$(grep -c 'not out of a pipe' <<<"$err"):$out" 2:1: "$c"
done
for f in a.zip a.tar.gz a.dir; do
  rm -rf x && mkdir x
  evidence-pack extract -C x $f 2>err && diff -r --exclude signatures x/*/ a.dir
  ok $? "extract $f"
done
run evidence-pack extract -C x a.dir
is "$rc" 2 "extract: nothing is overwritten"
rm -rf x && mkdir x
evidence-pack extract -C x a.zip bagit.txt data
is "$(find x -mindepth 2 -maxdepth 2 -printf '%f\n' | sort | tr '\n' ' ')" "bagit.txt data " "extract: some paths"
run evidence-pack extract -C x a.zip nothing
is "$rc" 2 "extract: no such path"
rm -rf x && mkdir x
run evidence-pack extract -C x c.dir
is "$rc:$(ls x)" 1: "extract: never from a bundle that is not valid"
ln -s /tmp x/a.dir
run evidence-pack extract -C x a.dir
is "$rc" 2 "extract: through no link"
mkdir -p hollow/no-payload/data x3
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >hollow/no-payload/bagit.txt
: >hollow/no-payload/manifest-sha256.txt
tar -C hollow -cf hollow.tar no-payload
evidence-pack extract -C x3 hollow.tar && evidence-pack verify --bagit x3/no-payload >/dev/null
ok $? "extract: a bag without payload keeps the folder for it"

# diff
run evidence-pack diff a.dir a.zip
is "$rc:$out" 0: "diff: the same in another container"
cp -r e e2
echo '%%EOF' >>e2/d/方案.pdf
mv e2/d/总结.pdf e2/d/工作总结.pdf
sed -i 's/总结.pdf/工作总结.pdf/' e2/evidence.csv
evidence-pack pack -o n.zip p.xml e2
run evidence-pack diff -f tsv a.zip n.zip
is "$rc" 1 "diff: what the unit changed"
like "$out" $'^changed\tdata/.*方案.pdf\t' "changed"
like "$out" $'^renamed\tdata/.*工作总结.pdf\tdata/.*总结.pdf' "renamed"
run evidence-pack diff a.zip c.dir
is "$rc" 2 "diff: not with a broken bundle"

# collect
for u in 县农业农村局 县水利局; do SOURCE_DATE_EPOCH=1775001600 evidence-pack pack -u $u -o "$u.zip" p.xml e; done
run evidence-pack collect -f tsv --plan p.xml 县农业农村局.zip 县水利局.zip
is "$rc" 0 "collect: all have come"
run evidence-pack collect -f tsv --plan p.xml 县农业农村局.zip
is "$rc" 1 "collect: one is missing"
like "$out" $'^县水利局\tmissing\t' "named"
run evidence-pack collect -f tsv --due 2026-03-31 -o all.csv --plan p.xml 县农业农村局.zip 县水利局.zip 县水利局.zip c.dir
is "$rc" 1 "collect: late, twice, broken"
like "$out" $'^县农业农村局\tlate\t' "late"
like "$out" $'\tagain\t' "twice"
like "$out" $'\tinvalid\tc.dir' "broken"
is "$(grep -c '^县.*\.zip,' all.csv)" 2 "one merged catalogue"
printf 'name,short,aliases\n县农业农村局,农业农村局,\n县水利局,水利局,\n县民政局,,\n' >units.csv
run evidence-pack collect -f tsv --roster units.csv 县农业农村局.zip 县水利局.zip
like "$out" $'^县民政局\tmissing' "against a roster"
for i in 1 3; do evidence-pack pack --count "$i of 4" -o "n$i.zip" p.xml e; done
run evidence-pack collect -f csv n3.zip n1.zip a.zip
is "$rc:$(cut -d, -f1-3 <<<"$out" | tail -n 2 | tr '\n' ' ')" "1:,missing,Q1: 2 of 4 ,missing,Q1: 4 of 4 " "collect: numbers that have not come, where nobody else says who should"
run evidence-pack collect -f csv --roster units.csv n3.zip n1.zip 县农业农村局.zip 县水利局.zip
is "$(grep -c ' of 4' <<<"$out")" 0 "a roster knows better"
evidence-pack pack --count "1 of 99999999" -o n9.zip p.xml e
run evidence-pack collect n9.zip
is "$rc" 0 "a number beyond all reason says nothing"

# codes
run evidence-pack codes -f tsv
is "$rc" 0 "codes"
like "$out" $'^T01\terror\tcompleteness\t' "every code with its meaning"
is "$(cut -f1 <<<"$out" | sort | uniq -d | wc -l)" 0 "no code twice"
is "$(awk -F'\t' 'NF != 5 || $5 == ""' <<<"$out" | wc -l)" 0 "and its source"
run evidence-pack codes --lang=zh
like "$out" '真实性' "in Chinese"
finish
