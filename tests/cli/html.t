#!/bin/bash
# plan-parse --html: the page holds the text, is well-formed and harmless, and looks as it should.
# The pages of tests/data/page/lint.xml and of a plan with every element, without their style, must stay
# lint.html and all.html in tests/data/page; `tests/cli/html.t --write` writes them anew.
[ "${1-}" = --write ] && write=1
. "$(dirname "$0")/../tap.sh"
. "$TOP/tests/chromium.sh"
page() { python3 "$TOP/tests/page.py" "$@"; }

# every plan: the same words on the same lines, nothing that a page must not have
for f in "$SAMPLES"/*.txt "$TOP"/tests/corpus/*.txt; do
  name=${f##*/}
  run plan-parse --html "$f"
  is "$rc:$err" "0:" "$name: a page, in silence"
  cp .out x.html
  page text x.html >got.txt
  plan-parse --text "$f" >want.txt
  same_file got.txt want.txt "$name: its text is the plan's, character for character"
  run page check x.html
  is "$out" "" "$name: well-formed, without script, remote parts and dead links"
done

# hostile words
printf '%s\n' '</title><script>alert(1)</script>安全"工作"方案' '' \
  '一、<img src=x onerror=alert(2)>任务&amp;要求' \
  $'牵头单位：<b>\xe2\x80\xae县\xe2\x80\xac局' $'结束]]>--><!-- \x01 \xe2\x80\x8b"'"'" >evil.txt
run plan-parse --html evil.txt
is "$rc" 0 "hostile words make a page"
cp .out evil.html
run page check evil.html
is "$out" "" "they are words of it, not markup"
page text evil.html >got.txt
sed 's/\x01/\xef\xbf\xbd/' evil.txt >want.txt
same_file got.txt want.txt "and all of them are there"
like "$(cat evil.html)" '<bdi class="ctl" data-u="U\+202E">' "what turns text round is shut in and named"

# several inputs, several plans
cat "$TOP/tests/corpus/14-two-plans.txt" >a.txt
run plan-parse --html a.txt evil.txt
is "$rc" 0 "two inputs in one page"
cp .out x.html
run page check x.html
is "$out" "" "no anchor is there twice"
is "$(grep -c '<article>' x.html)" 3 "each plan has its part"

# from plan XML, and the roles of its parts
cat >p.xml <<'EOX'
<?xml version="1.0"?>
<plans xmlns="urn:plankit:plan:1"><p line="1" furniture="yes">首页 &gt; 方案</p>
<plan id="p1" kind="plan" line="2" year="2026"><p line="2" notice="yes">各单位：</p><title line="3">甲县2026年工作方案</title>
<item id="p1.1" line="4" level="1" role="phase" edtf="2026-03-01/2026-03-20"><marker>（一）</marker><head>动员（3月1日至20日）</head></item>
<item id="p1.2" line="5" level="1" role="phase" edtf="2026-03-21/.."><marker>（三）</marker><head>长效（3月21日起）</head></item>
<item id="p1.3" line="6" level="1" role="task"><marker auto="yes">1.</marker><head>清扫</head><p line="6">由<unit role="lead">甲局</unit>、<unit role="lead">乙局</unit>在<time type="deadline" edtf="../2026-05-01" from="title">5月1日前</time>完成，达到<target op="&gt;=" value="98" unit="%">98%以上</target>，<score points="-0.5" per="处">每处扣0.5分</score>。</p>
<table line="7"><row><cell line="7">项目</cell><cell line="7" cols="2">时限</cell></row><row><cell line="8">甲</cell><cell line="8">一</cell><cell line="8">二</cell></row></table></item>
</plan></plans>
EOX
run plan-parse --html --lang=zh p.xml
is "$rc:$err" "0:" "a page from plan XML"
cp .out page.html
page check page.html
html=$(cat page.html)
like "$html" '<title>甲县2026年工作方案</title>' "the page is called by the first plan"
like "$html" 'class="row furniture' "what is outside of every plan is there"
like "$html" '<span class="f unit" data-l="牵头" title="单位：牵头">甲局</span>、<span class="f unit" title="单位：牵头">乙局' \
  "facts are named in words, a list once"
like "$html" 'class="f time due" data-l="期限 2026-05-01" title="时间：期限 2026-05-01；年份来自方案标题"' "a deadline with its day and where its year is from"
like "$html" 'data-l="≥98%"' "a target"
like "$html" 'data-l="-0.5分" title="计分：-0.5分；计量：处"' "points"
like "$html" '<span class="m" data-m="1."></span>' "automatic numbers are shown, but no text"
like "$html" '<th class="t" data-n="7" colspan="2">时限</th>' "a table"
like "$html" '<rect class="bar open".*<title>长效：2026-03-21～（长期）</title>' "a phase without end is drawn so"
like "$html" '<p class="note warn"><b>警告</b> p1.2：“（三）”紧接“（一）”，缺 2 <code>lint-number-gap</code>' "a finding beside its line"
like "$html" 'Content-Security-Policy" content="default-src' "a policy forbids everything else"
run plan-parse --html --lang=en p.xml
like "$out" 'data-l="due 2026-05-01".*' "in English"
plan-parse --html --lang=zh p.xml >again.html
same_file again.html page.html "the same input gives the same page"
cp "$TOP/tests/data/page/lint.xml" "$TOP/tests/data/plan/all.xml" .
for name in lint all; do
  plan-parse --html --lang=zh $name.xml | sed '/<style>/,/<\/style>/d; s/plankit [0-9][0-9.a-z]*/plankit VERSION/g' >$name.html
  if [ -n "${write-}" ]; then cp $name.html "$TOP/tests/data/page/"; fi
  same_file $name.html "$TOP/tests/data/page/$name.html" "$name.html as expected"
done
run plan-parse --html -o dir/x.html p.xml
is "$rc" 2 "nowhere to write"
if [ -w /dev/full ]; then
  plan-parse --html p.xml >/dev/full 2>err
  is "$?:$(grep -c io-write err)" "2:1" "a full disk is trouble"
else
  skip "no /dev/full"
fi
printf '\n \n' >none.txt
run plan-parse --html none.txt
is "$rc:$out" "2:" "no plan, no page"

# in a browser
if have_chromium; then
  cp "$TOP/tests/frames.html" frames.html
  chromium_run --allow-file-access-from-files --virtual-time-budget=4000 --enable-logging=stderr \
    --dump-dom "file://$T/frames.html" >dom.html 2>log
  look=$(sed -n '/<pre id="r">/,/<\/pre>/p' dom.html | sed 's/<[^>]*>//g')
  is "$(grep -c 'CONSOLE' log)" 0 "the browser has nothing to complain of"
  like "$look" '^wide sideways false$' "wide: nothing sticks out"
  like "$look" '^wide side true$' "wide: the outline stands at the side"
  like "$look" '^wide top false$' "wide: and only there"
  like "$look" '^wide margin true$' "wide: findings stand in the margin"
  like "$look" '^wide bars 2$' "wide: the phases are drawn"
  like "$look" '^narrow sideways false$' "on a phone: nothing sticks out"
  like "$look" '^narrow top true$' "on a phone: the outline stands on top"
  like "$look" '^narrow side false$' "on a phone: not at the side"
  like "$look" '^narrow margin false$' "on a phone: findings stand below"
  like "$look" '^narrow bars 2$' "on a phone: the phases are drawn"
  like "$look" '^wide tag "牵头"$' "facts carry their name"
  like "$look" '^wide line underline$' "and a line, not a colour alone"
  chromium_run --virtual-time-budget=4000 --dump-dom "file://$T/evil.html" >dom.html 2>/dev/null
  page text dom.html >got.txt
  sed 's/\x01/\xef\xbf\xbd/' evil.txt >want.txt
  same_file got.txt want.txt "hostile words: what the browser made of the page has the plan's text"
  run grep -c '<script\|<img' dom.html
  is "$out" 0 "and no more elements than we wrote"
  chromium_run --no-pdf-header-footer --print-to-pdf="$T/x.pdf" "file://$T/page.html" >/dev/null 2>&1
  like "$(grep -a -o '/MediaBox *\[[^]]*\]' x.pdf | head -1)" '\[0 0 59[45][.0-9]* 84[12]' "it prints on A4"
else
  skip "no chromium here: the page is not looked at"
fi
finish
