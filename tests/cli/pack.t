#!/bin/bash
# evidence-pack check and pack: on the samples, and on evidence with every fault that there is a code for.
. "$(dirname "$0")/../tap.sh"
show() { printf '%s\n' "$1" | sed 's/^/# /'; }
plan-parse -o plan.xml "$SAMPLES/plan-village.txt" || exit 1

# --- a small plan and its evidence ------------------------------------------------------------------------------
cat >p.txt <<'P'
某县清洁行动实施方案
一、主要任务
（一）清理垃圾。彻底清理积存垃圾。
牵头单位：县农业农村局
完成时限：2026年4月30日前
佐证材料：实施方案、会议纪要、实景图片。
（二）清理河塘。疏通淤堵沟渠。
牵头单位：县水利局
完成时限：2026年5月31日前
P
plan-parse --year 2026 -o p.xml p.txt || exit 1
head=evidence_id,task_id,req_code,unit,title,kind,path,pages,doc_date,event_date,photo_before_after,original,sealed,secret,submitted,文号
setup() {
  rm -rf e
  mkdir -p e/d
  printf '%%PDF-1.4\n1 0 obj<</Type /Page>>endobj\n' >e/d/垃圾清理实施方案.pdf
  printf '%%PDF-1.4\n2 0 obj<</Type /Page>>endobj\n' >e/d/领导小组会议纪要.pdf
  printf '\377\330\377\340 a picture' >e/d/清理现场照片.jpg
  printf '%%PDF-1.4\n3 0 obj<</Type /Page>>endobj\n' >e/d/河塘清理方案.pdf
  cat >e/evidence.csv <<C
$head
E-001,T-001,1.1,县农业农村局,垃圾清理实施方案,方案,d/垃圾清理实施方案.pdf,1,2026-03-01,,,原件,是,公开,2026-03-05,农发〔2026〕5号
E-002,T-001,1.1,县农业农村局,领导小组会议纪要,会议纪要,d/领导小组会议纪要.pdf,1,2026-03-02,2026-03-02,,原件,是,公开,2026-03-05,
E-003,T-001,1.1,县农业农村局,清理现场照片,照片,d/清理现场照片.jpg,1,2026-04-02,2026-04-01,整改前后,原件,是,公开,2026-04-05,
E-004,T-002,2.1,县水利局,河塘清理方案,方案,d/河塘清理方案.pdf,1,2026-03-09,,,原件,是,公开,2026-03-11,
C
}
setup
run evidence-pack check p.xml e/evidence.csv e
is "$rc:$(grep -cE '^e: (error|warning)' <<<"$out")" 0:0 "complete evidence: nothing is found" || show "$out"
like "$out" '^T-001 .* yes .* yes' "the coverage table shows what is there"
run evidence-pack check p.xml e
is "$rc" 0 "the ledger is DIR/evidence.csv when it is not named"
run evidence-pack check --lang=zh p.xml e
like "$out" '^e: 合格: 通过 4$' "Chinese, in the C locale"

# fault CODE STATUS NAME [SED-SCRIPT]: the ledger edited, or the folder by the function `spoil`
spoil() { :; }
fault() {
  setup
  [ -z "${4:-}" ] || sed -i "$4" e/evidence.csv
  spoil
  # shellcheck disable=SC2086 # options, to be split
  run evidence-pack check -f tsv ${RULES:-} p.xml e
  if [ "$rc" = "$2" ] && cut -f3 <<<"$out" | grep -qx "$1"; then ok 0 "$1: $3"; else
    ok 1 "$1: $3 (status $rc)"
    show "$out$err"
  fi
  spoil() { :; }
}
fault T01 1 "a task without evidence" '/E-004/d'
fault T02 1 "a kind that the task demands is missing" '/E-002/d;s/E-003/E-002/;s/E-004/E-003/'
setup
sed -i '/E-00[123]/d;s/E-004/E-001/' e/evidence.csv
rm e/d/垃圾清理实施方案.pdf e/d/领导小组会议纪要.pdf e/d/清理现场照片.jpg
echo 'E-002,T-001,1.1,县农业农村局,清理垃圾任务归属说明,非本单位任务说明,d/清理垃圾任务归属说明.pdf,1,2026-03-01,,,原件,是,公开,2026-03-05,' >>e/evidence.csv
cp e/d/河塘清理方案.pdf e/d/清理垃圾任务归属说明.pdf
echo ' ' >>e/d/清理垃圾任务归属说明.pdf
run evidence-pack check p.xml e
is "$rc:$(grep -c '^e: note T02 T-001' <<<"$out"):$(grep -cE '^e: (error|warning)' <<<"$out")" 0:3:0 "a unit's word that a task is not its own: what is missing is noted" || show "$out"
sed -i 's/非本单位任务说明/情况说明/' e/evidence.csv
run evidence-pack check p.xml e
is "$rc" 1 "any other word is not enough"
fault T03 1 "evidence of no task" 's/E-004,T-002/E-004,T-009/'
fault T03 1 "evidence without a task" 's/E-004,T-002/E-004,/'
spoil() { cp e/d/河塘清理方案.pdf e/d/垃圾清理实施方案.pdf; }
fault T04 0 "one file for two tasks"
spoil() { rm e/d/河塘清理方案.pdf; }
fault C01 1 "a row without a file"
setup
sed -i 's|,d/|,.\\d\\|' e/evidence.csv
run evidence-pack check p.xml e
is "$rc:$(grep -cF 'd\河塘' e/evidence.csv)" 0:1 "paths as Windows writes them" || show "$out"
spoil() { echo x >e/d/多余.txt; }
fault C02 1 "a file without a row"
fault C03 0 "numbers skip" 's/E-004/E-006/'
fault C03 0 "numbers repeat" 's/E-004/E-003/'
fault C04 1 "a cell that must be filled" 's/,河塘清理方案,/,,/'
fault C05 1 "no such day" 's/2026-03-09/2026-02-30/'
fault C06 0 "a document number" 's/农发〔2026〕5号/农发[2026]5号/'
setup
sed -i 's/农发〔2026〕5号/〔2026〕5号/' e/evidence.csv
run evidence-pack check -f tsv p.xml e
is "$rc:$(grep -c C06 <<<"$out")" 0:0 "one without the office in front"
fault C07 0 "pages of a PDF" 's/实施方案.pdf,1,/实施方案.pdf,3,/'
# objstm FILTER [PAGES-IN-ROOT]: a PDF with seven pages, all objects in a compressed stream
objstm() {
  python3 - "$@" >e/d/河塘清理方案.pdf <<'PY'
import sys, zlib
objs = [b'<</Type/Page/Parent 2 0 R/Resources<</Font<</F 8 0 R>>>>/Title (a \\) >> /Type /Page)>>'] * 7
if len(sys.argv) > 2:
    objs += [b'<</Type /Pages /Kids [3 0 R 4 0 R] /Count %s>>' % sys.argv[2].encode()]
z = zlib.compress(b' '.join(objs))
sys.stdout.buffer.write(b'%%PDF-1.5\n%%\xe2\xe3\n9 0 obj\n<</Type /ObjStm /N 7 /First 0 /Filter /%s /Length %d>>\nstream\r\n' %
                        (sys.argv[1].encode(), len(z)) + z + b'\nendstream\nendobj\n')
PY
}
spoil() { objstm FlateDecode; }
fault C07 0 "pages of a PDF whose objects are compressed"
spoil() { objstm FlateDecode 5; }
fault C07 0 "the root of the page tree says how many"
like "$out" $'C07\t.*\t.*has 5' "and is believed"
spoil() { objstm LZWDecode; }
fault C07-unknown 0 "pages that cannot be counted"
setup
objstm FlateDecode
sed -i 's/河塘清理方案.pdf,1,/河塘清理方案.pdf,7,/' e/evidence.csv
run evidence-pack check -f tsv p.xml e
is "$rc:$(grep -c C07 <<<"$out")" 0:0 "as many as the ledger says"
fault C08 0 "a title that the file's name does not bear out" 's/,河塘清理方案,/,路灯维修统计,/'
fault D02 0 "handed in late" 's/2026-03-11/2026-06-11/'
fault D03 0 "dated after it was handed in" 's/2026-03-09/2026-03-19/'
fault O01 1 "a copy without seal" '/E-004/s/原件,是/复印件,否/'
fault O02 0 "copies only" '/E-004/s/原件/复印件/'
fault P01 0 "a picture without its time" 's/2026-04-01//'
fault P02 0 "before without after" 's/整改前后/整改前/'
spoil() { mv e/d/河塘清理方案.pdf e/d/河塘清理方案.rar; sed -i s/河塘清理方案.pdf/河塘清理方案.rar/ e/evidence.csv; }
fault F01 1 "a format that is not taken"
spoil() { echo text >e/d/河塘清理方案.pdf; }
fault F02 1 "content is not what the name says"
spoil() { printf '%%PDF-1.4\ntrailer<</Encrypt 5 0 R>>' >e/d/河塘清理方案.pdf; }
fault F03 1 "an encrypted PDF"
spoil() { : >e/d/河塘清理方案.pdf; }
fault F04 1 "an empty file"
fault S01 1 "classified" '/E-004/s/公开/机密/'
fault S01 1 "a mark in the title" 's/,河塘清理方案,/,河塘清理方案（秘密★1年）,/'
spoil() { mv e/d e/'d:1'; sed -i 's# *d/#d:1/#' e/evidence.csv; }
fault N01 1 "a name that Windows cannot hold"
spoil() { cp e/d/清理现场照片.jpg e/D; mv e/D e/d/清理现场照片.JPG; echo 'E-005,T-001,1.1,县农业农村局,清理现场照片,照片,d/清理现场照片.JPG,1,2026-04-02,2026-04-01,,原件,是,公开,2026-04-05,' >>e/evidence.csv; }
fault name-case 1 "twins by case"
spoil() { ln -s /etc/passwd e/d/link.pdf; }
fault arc-link 1 "a link"
spoil() { mkfifo e/d/pipe; }
fault arc-link 1 "a FIFO"
spoil() { touch e/d/Thumbs.db; }
fault name-system 0 "litter is listed, and no more"
printf 'rule,scope,value\nwindow,*,2026-04-01/2026-12-31\n' >r.csv
RULES="-r r.csv" fault D01 0 "outside the window, by a rules file"
RULES="--window 2026-04-01..2026-12-31" fault D01 0 "outside the window, by an option"
printf 'rule,scope,value\ndemand,T-002,实景图片\n' >r.csv
RULES="-r r.csv" fault T02-rules 1 "a demand of the rules file"
printf 'rule,scope,value\ndemand,T-002,实景图片\nseverity,T02,note\n' >r.csv
RULES="-r r.csv" fault T02-rules 0 "whose weight is that of T02"
printf 'rule,scope,value\nphotos,T-001,3\nseverity,P02,error\n' >r.csv
RULES="-r r.csv" fault P02 1 "too few pictures, an error by the rules file"
printf 'rule,scope,value\nseverity,T01,off\n' >r.csv
setup
sed -i /E-004/d e/evidence.csv
rm e/d/河塘*
run evidence-pack check -r r.csv p.xml e
is "$rc" 0 "a code switched off"
printf 'rule,scope,value\nseverity,S01,off\n' >r.csv
run evidence-pack check -r r.csv p.xml e
is "$rc" 2 "that of classified material cannot be"
printf 'rule,scope,value\nseverity,name,off\n' >r.csv
run evidence-pack check -r r.csv p.xml e
is "$rc" 2 "the beginning of a code is none"
printf 'rule,scope\nseverity,T01\n' >r.csv
run evidence-pack check -r r.csv p.xml e
is "$rc" 2 "a rules file without the column value"

# --- packing ----------------------------------------------------------------------------------------------------
setup
run evidence-pack pack -o good.zip p.xml e
is "$rc:$err" "0:" "pack: complete evidence" || show "$err"
run evidence-pack verify good.zip
is "$rc" 0 "verify accepts it"
run evidence-pack verify --strict good.zip
is "$rc" 0 "strictly, too" || show "$out"
sed -i /E-004/d e/evidence.csv
run evidence-pack pack -o gap.zip p.xml e
is "$rc" 1 "a gap stops it"
like "$err" 'T01 T-002' "and is named"
[ ! -e gap.zip ]
ok $? "nothing was written"
run evidence-pack pack --allow-gaps -o gap.zip p.xml e
is "$rc" 0 "--allow-gaps packs what is there"
run evidence-pack verify -f tsv gap.zip
is "$rc" 0 "and that is valid"
is "$out" $'gap.zip\twarning\tbundle-gap\tT-002\tlacks, by the bundle\'s own table of coverage: 全部' "with a word on what is missing"
setup
sed -i '/E-004/s/公开/秘密/' e/evidence.csv
run evidence-pack pack --allow-gaps -o secret.zip p.xml e
is "$rc:$(ls secret.zip* 2>/dev/null)" 1: "classified material is refused, gaps allowed or not"
setup
touch e/d/a$'\e'.pdf
sed -i "s#d/河塘清理方案.pdf#d/a$(printf '\033').pdf#" e/evidence.csv
run evidence-pack pack --allow-gaps -o bad.zip p.xml e
is "$rc:$(ls bad.zip* 2>/dev/null)" 1: "a deceptive name is refused"

# What comes together in one folder of the bag has names that stay apart everywhere; folders do not part by case.
setup
mkdir e/d1 e/d2
nfc=$(printf 'caf\303\251') nfd=$(printf 'cafe\314\201')
add() { # PATH REQ
  cp e/d/河塘清理方案.pdf "e/$1"
  echo "$1" >>"e/$1"
  echo "E-00$((++k)),T-001,$2,县农业农村局,方案,方案,$1,1,2026-03-09,,,原件,是,公开,2026-03-11," >>e/evidence.csv
}
k=4
for x in d1/Report方案.pdf d2/report方案.pdf "d1/$nfc方案.pdf" "d2/$nfd方案.pdf"; do add "$x" A1; done
add d1/别的方案.pdf a1
evidence-pack pack -o apart.dir p.xml e && evidence-pack verify --strict apart.dir >out
ok $? "case and normalization twins are numbered" || show "$(cat out)"
is "$(cd apart.dir/data && find . -name '*_2.pdf' | wc -l):$(find apart.dir/data -maxdepth 1 -iname 'a1*' | wc -l)" 2:1 "two of them, in one folder"
name=$(printf 'n%.0s' {1..222})方案.pdf
add "d1/$name" B1
run evidence-pack check p.xml e
is "$rc" 0 "a name of 228 characters fits"
run evidence-pack pack --allow-gaps -o long.dir p.xml e
is "$rc:$(ls -d long.dir* 2>/dev/null)" 1: "but not below the folders of the bag"
like "$err" "error name-long data/B1_.*/T-001/" "and is named"
run evidence-pack pack --alg sha256,md5 -o md5.dir p.xml e
is "$rc:$(ls -d md5.dir* 2>/dev/null)" 2: "no new bag with MD5"

# other people's tools
setup
for f in zip tar.gz tar; do evidence-pack pack -o "o.$f" p.xml e >/dev/null 2>&1; done
evidence-pack pack -o o.dir p.xml e
ok $? "a folder"
for f in zip tar.gz tar dir; do
  run evidence-pack verify --strict "o.$f"
  is "$rc" 0 "verify o.$f"
done
unzip -tq o.zip >/dev/null 2>&1
ok $? "unzip -t"
python3 -c 'import sys,zipfile; sys.exit(zipfile.ZipFile("o.zip").testzip() is not None)'
ok $? "Python's zipfile"
if command -v 7z >/dev/null; then 7z t o.zip >/dev/null && 7z t o.tar.gz >/dev/null; ok $? "7z t"; else skip "no 7z"; fi
if command -v bsdtar >/dev/null; then LC_ALL=C.UTF-8 bsdtar -tf o.zip >/dev/null && LC_ALL=C.UTF-8 bsdtar -tf o.tar.gz >/dev/null; ok $? "bsdtar -t"; else skip "no bsdtar"; fi
tar -tzf o.tar.gz >/dev/null && tar -tf o.tar >/dev/null
ok $? "tar -t"
(cd o.dir && sha256sum --quiet -c manifest-sha256.txt && sha256sum --quiet -c tagmanifest-sha256.txt)
ok $? "sha256sum -c on its manifests"
sha256sum --quiet -c o.zip.sha256
ok $? "sha256sum -c on the side file"
is "$(cut -d' ' -f1 o.zip.sm3)" "$(openssl dgst -sm3 -r o.zip | cut -d' ' -f1)" "openssl dgst -sm3 agrees"
mkdir x && (cd x && unzip -q ../o.zip) && diff -r x/*/ o.dir
ok $? "zip and folder hold the same"
mkdir y && tar -xzf o.tar.gz -C y && diff -r y/*/ o.dir
ok $? "tar.gz and folder hold the same"

# the same bytes whoever packs, when and where
cp -r e e2 && cp -p e/d/* e2/d/ && find e -exec touch -r {} {} \; 2>/dev/null
(cd e && find . -type f | sort -r | while read -r x; do touch -r "$x" "../e2/$x"; done)
a() { env "$@" evidence-pack pack -j "$j" -o "r$k.$f" p.xml "$d" >/dev/null 2>&1; }
for f in zip tar.gz; do
  k=1 j=1 d=e a TZ=UTC
  k=2 j=2 d=e2 a TZ=Asia/Shanghai LC_ALL=C.UTF-8
  k=3 j=7 d=e2
  (umask 077 && a TZ=America/New_York)
  cmp -s "r1.$f" "r2.$f" && cmp -s "r1.$f" "r3.$f"
  ok $? "$f: equal whatever the threads, zone, umask, locale, folder"
done
SOURCE_DATE_EPOCH=1700000000 evidence-pack pack -o s1.zip p.xml e 2>/dev/null
touch e/d/*
SOURCE_DATE_EPOCH=1700000000 evidence-pack pack -o s2.zip p.xml e 2>/dev/null
cmp -s s1.zip s2.zip
ok $? "SOURCE_DATE_EPOCH: equal whatever the files' times"
unzip -p s1.zip '*/bag-info.txt' | grep -q '^Bagging-Date: 2023-11-14'
ok $? "Bagging-Date comes from it"
for t in 0 315532800 4354819199 99999999999; do
  SOURCE_DATE_EPOCH=$t evidence-pack pack -o t$t.zip p.xml e 2>/dev/null && unzip -tq t$t.zip >/dev/null 2>&1
  ok $? "time $t: clamped to what zip can hold"
done

# where it may not write
run evidence-pack pack -o o.zip p.xml e
is "$rc" 2 "an output that exists"
like "$err" 'o.zip: error: exists already' "is named"
run evidence-pack pack -o e/in.zip p.xml e
is "$rc" 2 "inside the source"
run evidence-pack pack -o e/d/in p.xml e
is "$rc" 2 "a folder inside the source"
run evidence-pack pack -o nowhere/x.zip p.xml e
is "$rc" 2 "a folder that is not there"
# Root reads everything: then as nobody.
as=()
[ "$(id -u)" != 0 ] || as=(setpriv --reuid 65534 --regid 65534 --clear-groups)
chmod 755 .
cp -r o.dir u.dir
if "${as[@]}" evidence-pack --version >/dev/null 2>&1; then
  chmod 0 e/d/河塘清理方案.pdf
  run "${as[@]}" evidence-pack pack -o u.zip p.xml e
  is "$rc:$(ls u.zip* 2>/dev/null)" 2: "an unreadable file"
  chmod 644 e/d/河塘清理方案.pdf
  # Folders that cannot be entered, or seen but not entered: one line each, all else is looked at.
  mkdir e/d1 e/d2
  touch e/d2/x.txt e/surplus.txt
  chmod 0 e/d1
  chmod 644 e/d2
  run "${as[@]}" evidence-pack check -f tsv p.xml e
  is "$rc:$(grep -c 'd[12]: cannot read: Permission denied .io-member.' <<<"$err"):$(wc -l <<<"$err")" 2:2:2 "unreadable folders: one line each"
  is "$(cut -f3,4 <<<"$out")" $'C02\tsurplus.txt' "and the rest is examined"
  run "${as[@]}" evidence-pack pack --allow-gaps -o u.zip p.xml e
  is "$rc:$(ls u.zip* 2>/dev/null)" 2: "and nothing is packed"
  chmod 755 e/d2
  rm -r e/d1 e/d2 e/surplus.txt
  chmod 0 e/d
  run "${as[@]}" evidence-pack check -f tsv p.xml e
  is "$rc:$(wc -l <<<"$err"):$(grep -c C01 <<<"$out")" 2:1:0 "what lies in one is not called missing"
  sed 's|,d/|,./d/|' e/evidence.csv >dots.csv
  run "${as[@]}" evidence-pack check -f tsv p.xml dots.csv e
  is "$rc:$(grep -c C01 <<<"$out")" 2:0 "however the ledger writes its path"
  chmod 755 e/d
  chmod 0 u.dir/data/*/T-001
  echo x >>"$(echo u.dir/data/*/T-002/*/*.pdf)"
  for o in --bagit --strict; do
    run "${as[@]}" evidence-pack verify $o u.dir
    is "$rc:$(wc -l <<<"$err"):$(grep -cE 'bag-missing|C01|info-oxum' <<<"$out")" 2:1:0 "verify $o: an unreadable folder"
    like "$out" 'error bag-digest .*河塘|error bag-digest .*T-002' "and the damage elsewhere is found"
    like "$out" 'u.dir: not checked' "which is no verdict on the whole"
  done
  chmod 755 u.dir/data/*/T-001
else
  skip "cannot be anybody but root here"
fi
cp -r e src-before
evidence-pack pack -o n1.zip p.xml e 2>/dev/null
diff -r e src-before
ok $? "the source is as it was"

# names of another encoding, links, deadlines ahead
setup
mv e/d "e/$(printf '\xb2\xc4\xc1\xcf')" # 材料 in GBK
sed -i 's#,d/#,材料/#' e/evidence.csv
run evidence-pack check p.xml e
is "$rc" 1 "a name in GBK is not found under its name in UTF-8"
run evidence-pack pack --names-from gbk -o gbk.dir p.xml e
is "$rc" 0 "--names-from gbk" || show "$err"
run evidence-pack verify --strict gbk.dir
is "$rc" 0 "the bundle has UTF-8"
run evidence-pack check --names-from klingon p.xml e
is "$rc" 2 "an unknown encoding"
setup
mv e/d/河塘清理方案.pdf e/real.pdf
ln -s ../real.pdf e/d/河塘清理方案.pdf
run evidence-pack pack --allow-gaps -o link.dir p.xml e
is "$rc" 1 "a link is refused"
run evidence-pack pack --allow-gaps -L -o link.dir p.xml e
is "$rc:$(find link.dir -name 河塘清理方案.pdf -type f | wc -l)" 0:1 "-L: one that stays inside is the file it points to" || show "$err"
evidence-pack verify link.dir >/dev/null
ok $? "and is valid"
ln -sf /etc/passwd e/d/河塘清理方案.pdf
run evidence-pack pack --allow-gaps -L -o link2.dir p.xml e
is "$rc" 1 "-L: one that leads out is refused"
setup
sed -i /E-004/d e/evidence.csv
rm e/d/河塘清理方案.pdf
run evidence-pack check --as-of 2026-05-01 p.xml e
is "$rc" 0 "--as-of: what is due later is not missing"
like "$out" '^e: note T01 T-002' "only noted"
run evidence-pack check --as-of 2026-06-01 p.xml e
is "$rc" 1 "--as-of: what was due is"

# hostile titles
setup
sed -i 's/,河塘清理方案,/,"河塘清理方案<script>alert(1)<\/script>""=1+1'"'"'&",/;s/,农发〔2026〕5号/,=HYPERLINK(1)/' e/evidence.csv
evidence-pack pack -o h.dir p.xml e 2>/dev/null
ok $? "a title with markup"
grep -q '<script' h.dir/index.html
is $? 1 "index.html: no script"
grep -q '&lt;script&gt;' h.dir/index.html
ok $? "index.html: shown as text"
grep -q "'=HYPERLINK" h.dir/catalogue.csv
ok $? "catalogue.csv: no formula"
xmllint --html --noout h.dir/index.html 2>/dev/null
ok $? "index.html parses"
setup
mv e/d "e/100% #1?x"
sed -i 's@,d/@,100% #1?x/@' e/evidence.csv
run evidence-pack check p.xml e
like "$out" 'N01' "a question mark is no name for Windows"
mv "e/100% #1?x" "e/100% #1"
sed -i 's@,100% #1?x/@,100% #1/@' e/evidence.csv
run evidence-pack pack -o pct.dir p.xml e
is "$rc" 0 "per cent and hash in names"
evidence-pack verify --strict pct.dir >/dev/null
ok $? "verify reads them back"
evidence-pack pack --by unit -o by.dir p.xml e && [ -d by.dir/data/县水利局/T-002/02_实施方案 ]
ok $? "--by unit"
evidence-pack pack -u 县水利局 -o unit.dir p.xml e && [ "$(find unit.dir/data -type f | wc -l)" = 1 ]
ok $? "--unit packs that unit's rows"
like "$(cat unit.dir/bag-info.txt)" '^Source-Organization: 县水利局' "and names it"

# the samples
run evidence-pack check plan.xml "$SAMPLES/evidence.csv" "$SAMPLES/evidence"
[ "$rc" -le 1 ]
ok $? "the samples"
evidence-pack pack --allow-gaps -o sample.zip plan.xml "$SAMPLES/evidence.csv" "$SAMPLES/evidence" 2>/dev/null &&
  evidence-pack verify sample.zip >/dev/null
ok $? "packed and verified"

# what the plan, the ledger and the folder may not be
run evidence-pack check p.xml e/evidence.csv nowhere
is "$rc" 2 "no such folder"
run evidence-pack check nowhere.xml e/evidence.csv e
is "$rc" 2 "no such plan"
run evidence-pack check p.xml p.xml e
is "$rc" 2 "a ledger that is none"
run evidence-pack check p.txt e/evidence.csv e
is "$rc" 2 "a plan that is not XML"
run evidence-pack check p.xml e/evidence.csv good.zip
is "$rc" 2 "an archive where a folder should be"
finish
