#!/bin/bash
# plan-parse and bad input: one clear line, exit 2, nothing written, bounded memory.
. "$(dirname "$0")/../tap.sh"

NS='xmlns="urn:plankit:plan:1"'
# refuses NAME REGEX ARGS...: exit 2, one line on standard error that matches, no output, no file left
refuses() {
  local name=$1 want=$2
  shift 2
  mkdir -p out
  run plan-parse "$@" </dev/null
  is "$rc:$out:$(grep -c . <<<"$err")" "2::1" "$name: exit 2, no output, one line"
  like "$err" "$want" "$name: says why"
  run plan-parse -o out/result "$@" </dev/null
  is "$rc:$(ls -A out)" "2:" "$name: no file"
}
xml() { printf '%s\n' "$2" >"$1"; }

: >empty
refuses "empty file" '^plan-parse: empty: error: is empty \[text-empty\]$' empty
printf '\n \n' >blank
refuses "blank file" '^plan-parse: blank: error: is empty \[text-empty\]$' blank
head -c 5000 "$B/bin/plan-parse" >binary
refuses "binary file" '^plan-parse: binary: error: binary data .*\[text-binary\]$' binary
refuses "missing file" '^plan-parse: none: error: cannot open: No such file or directory \[io-open\]$' none
mkdir folder
refuses "directory" '^plan-parse: folder: error: is a directory \[io-is-directory\]$' folder
printf '一、工作\n二、\xe5\xb7\xff\xe4\xbd\x9c完成任务并按时上报\n三、其他\n' >bad8
refuses "invalid UTF-8" '^plan-parse: bad8:2: error: byte offset 19: not valid UTF-8 \[text-invalid\]$' bad8
printf 'caf\xe9\n' >latin1
refuses "unknown 8-bit text" '^plan-parse: latin1: error: byte offset 3: .*\[text-unknown\]$' latin1
printf 'a\n' >plain
refuses "unknown encoding" "^plan-parse: error: unknown encoding 'latin1' .*\\[text-encoding\\]\$" --encoding latin1 plain
refuses "two forms" '\[plan-one-form\]$' --facts --xml plain
refuses "second of two inputs" '^plan-parse: none: error: ' plain none

# 50 MB in one line, in 100 MB of memory
head -c 50000000 /dev/zero | tr '\0' x >long
case $B in *san*) skip "address space is not limited under sanitizers" ;; *)
  (
    ulimit -v 100000
    run plan-parse long
    printf '%s\n' "$rc:$out:$err" >verdict
  )
  like "$(cat verdict)" '^2::plan-parse: long:1: error: line longer than the limit of 1048576 bytes \[text-line-long\]$' \
    "50 MB line: refused in bounded memory"
  ;;
esac
rm long

xml root '<plan/>'
xml root '<?xml version="1.0"?><html/>'
refuses "another root" "^plan-parse: root:1: error: not plan XML: the root element is 'html'" root
xml ns '<plans><plan id="p1" kind="plan" line="1"/></plans>'
refuses "no namespace" '\[plan-root\]$' ns
xml open "<plans $NS>
<plan id=\"p1\" kind=\"plan\" line=\"1\"><title line=\"1\">a</title>"
refuses "cut short" '^plan-parse: open:3: error: malformed XML: .*\[xml-cut\]$' open
xml cross "<plans $NS><plan id=\"p1\" kind=\"plan\" line=\"1\"><title line=\"1\">a</plan></title></plans>"
refuses "crossed tags" '^plan-parse: cross:1: error: malformed XML: .*title.*\[xml-malformed\]$' cross
printf '<?xml version="1.0"?>\n<!DOCTYPE plans [<!ENTITY x SYSTEM "secret">]>\n<plans %s/>' "$NS" >dtd
refuses "a DTD" '^plan-parse: dtd:2: error: has a document type declaration .*\[xml-dtd\]$' dtd
xml entity "<plans $NS><plan id=\"p1\" kind=\"plan\" line=\"1\"><title line=\"1\">&x;</title></plan></plans>"
refuses "an undefined entity" '\[xml-malformed\]$' entity
{
  printf '<plans %s><plan id="p1" kind="plan" line="1">' "$NS"
  yes '<item id="x" line="1" level="1" role="task">' | head -n 100000
} >deep
refuses "nested 100 000 deep" 'error: .*\[(xml-depth|plan-id-repeated)\]$' deep
{
  printf '<plans %s><plan id="p1" kind="plan" line="1">' "$NS"
  for ((i = 0; i < 100000; i++)); do echo "<item id=\"x$i\" line=\"1\" level=\"1\" role=\"task\">"; done
} >deep
refuses "nested 100 000 deep, ids apart" '^plan-parse: deep:255: error: .*limit of 256 \[xml-depth\]$' deep
{
  printf '<plans %s\n' "$NS"
  for ((i = 0; i < 60000; i++)); do echo "a$i=\"\""; done
  printf '/>'
} >attrs
refuses "60 000 attributes, at the 256th, before they cost time" '^plan-parse: attrs:25[0-9]: error: .*\[xml-attributes\]$' attrs
{
  printf '<plans %s a="' "$NS"
  head -c 3000000 /dev/zero | tr '\0' x
} >tag
refuses "a tag of 3 MB" '\[xml-tag-long\]$' tag
printf '<?xml version="1.0" encoding="KOI8-R"?>\n<plans %s/>' "$NS" >koi
refuses "an unknown encoding declared" "encoding 'KOI8-R'.*\\[xml-encoding\\]\$" koi
printf '<plans %s>\n\n<plan \xff' "$NS" >badxml
refuses "invalid UTF-8 in XML" '^plan-parse: badxml:3: error: byte offset [0-9]+: not valid UTF-8 \[text-invalid\]$' badxml

# Well-formed and not valid: element, order, attributes, values, text, emptiness.
n0=0
invalid() { # NAME ID BODY
  n0=$((n0 + 1))
  printf '<plans %s>\n<plan id="p1" kind="plan" line="1">%s</plan>\n</plans>\n' "$NS" "$3" >"invalid$n0"
  refuses "$1" "^plan-parse: invalid$n0:2: error: .*\\[$2\\]\$" "invalid$n0"
}
invalid "unknown element" plan-element '<b/>'
invalid "element in the wrong place" plan-element '<head>a</head>'
invalid "nested inline" plan-element '<p line="1"><unit role="lead">a<unit role="lead">b</unit></unit></p>'
invalid "foreign namespace" plan-element '<p xmlns="urn:x" line="1"/>'
invalid "title behind a paragraph" plan-order '<p line="1">a</p><title line="2">b</title>'
invalid "notice behind the title" plan-order '<title line="1">a</title><p line="2" notice="yes">b</p>'
invalid "head twice" plan-order '<item id="i" line="1" level="1" role="task"><head>a</head><head>b</head></item>'
invalid "unknown attribute" plan-attribute-unknown '<p line="1" class="x">a</p>'
invalid "furniture in a plan" plan-attribute-unknown '<p line="1" furniture="yes">a</p>'
invalid "foreign attribute" plan-attribute-unknown '<p line="1" xml:lang="zh">a</p>'
invalid "missing attribute" plan-attribute-missing '<p>a</p>'
invalid "missing attribute inline" plan-attribute-missing '<p line="1"><unit>a</unit></p>'
invalid "a deadline without a date" plan-attribute-missing '<p line="1"><time type="deadline">a</time></p>'
invalid "line 0" plan-attribute-value '<p line="0">a</p>'
invalid "unknown role" plan-attribute-value '<item id="i" line="1" level="1" role="job"/>'
invalid "bad EDTF" plan-attribute-value '<p line="1"><time type="date" edtf="2026-1-1">a</time></p>'
invalid "text between elements" plan-stray-text 'words'
invalid "empty inline element" plan-empty '<p line="1"><unit role="lead"></unit></p>'
invalid "empty table" plan-empty '<table line="1"></table>'
invalid "an id twice" plan-id-repeated '<item id="p1" line="1" level="1" role="task"/>'
xml noplan "<plans $NS><p furniture=\"yes\" line=\"1\">a</p></plans>"
refuses "no plan in it" '^plan-parse: noplan: error: no plan found in it \[plan-none\]$' noplan

# A large document that is bad at its very end writes nothing either.
{
  printf '<plans %s>\n' "$NS"
  for ((i = 1; i <= 20000; i++)); do
    echo "<plan id=\"p$i\" kind=\"plan\" line=\"$i\"><title line=\"$i\">标题标题标题标题标题标题标题</title></plan>"
  done
  echo '<plan/></plans>'
} >late
refuses "bad at the end of 2 MB" '^plan-parse: late:20002: error: .*\[plan-attribute-missing\]$' late

# Output that cannot be written, standard descriptors that are closed.
printf '关于开展整治工作的方案\n一、工作目标\n完成任务。\n' >good
for form in --xml --facts --text --outline --schema; do
  run plan-parse $form good
  is "$rc:$err" "0:" "$form of a good plan"
  plan-parse $form good >/dev/full 2>err
  is "$?:$(cat err)" "2:plan-parse: <stdout>: error: write error: No space left on device [io-write]" "$form to a full disk"
  plan-parse $form good >&- 2>err
  is "$?:$(grep -c 'io-write' err)" "2:1" "$form to a closed standard output"
done
run plan-parse -o none/result good
is "$rc" 2 "an output folder that is missing"
like "$err" '^plan-parse: none/result: error: cannot open: ' "says so"
run plan-parse -o folder good
like "$rc:$err" '^2:plan-parse: folder: error: is a directory' "a folder as output file"
if [ "$(id -u)" != 0 ]; then
  mkdir -m 555 readonly
  run plan-parse -o readonly/result good
  like "$rc:$err" '^2:plan-parse: readonly/result: error: cannot open: Permission denied' "an output folder that is not writable"
  chmod 755 readonly
else
  skip "root may write anywhere"
fi
plan-parse <&- >out1 2>err
is "$?:$(wc -c <out1):$(grep -c 'io-read\|io-open' err)" "2:0:1" "closed standard input"
run plan-parse --encoding utf-16le good
is "$rc" 2 "a wrong encoding forced"
finish
