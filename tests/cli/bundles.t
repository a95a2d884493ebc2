#!/bin/bash
# evidence-pack verify --bagit on some 700 bundles of tests/bundles/make-cases.py: the verdict of each, what the
# output may hold, and that nothing is written; then all in one run, and bundles made to take long.
. "$(dirname "$0")/../tap.sh"
mkdir b o
python3 "$TOP/tests/bundles/make-cases.py" b 2>left || exit 1
sed 's/^/# /' left
find b | sort >before
export T
cut -f1 b/expected.tsv | xargs -d '\n' -P "$(nproc)" -n 50 bash -c 'for p; do
  timeout 20 evidence-pack verify --bagit "b/$p" >"o/${p//\//_}" 2>&1 </dev/null; echo $? >"o/${p//\//_}.rc"; done' _
# verdict RC FILE: as an assessor with a shell would take it
verdict() {
  if [ "$1" -gt 2 ]; then echo "crash"; elif [ "$1" -gt 0 ]; then echo reject; elif grep -qi warn "$2"; then echo warn; else echo accept; fi
}
while IFS=$'\t' read -r path want reason source; do
  f=o/${path//\//_}
  rc=$(cat "$f.rc")
  got=$(verdict "$rc" "$f")
  [ "$want" = either ] && [ "$got" != crash ] && want=$got
  is "$got" "$want" "$path: $reason ($source)" || head -c 600 "$f" | tr -d '\033' | sed 's/^/# /'
done <b/expected.tsv
is "$(grep -lP '[\x01-\x08\x0b-\x1f\x7f]' o/* | wc -l)" 0 "no control character reaches the terminal"
is "$(grep -lF -e $'\xe2\x80\xae' -e $'\xe2\x81\xa6' o/* | wc -l)" 0 "nor one that turns text around"
is "$(grep -LE '^[^ ]+: (valid|invalid|not checked): passed' o/*[^c] | grep -vc '[.]rc$')" 0 "each ends with its line"
find b | sort >after
same_file after before "nothing was written beside the bundles"
is "$(find . -newer left -not -path './b*' -not -path './o*' -type f | grep -vcE '^./(before|after|left|alone|together|[.](out|err))$')" 0 "nor elsewhere"

# all at once
cut -f1 b/expected.tsv | sed 's,^,b/,' >paths
xargs -d '\n' evidence-pack verify --bagit <paths >all.txt 2>err
is $? 123 "many bundles in one run: the worst counts"
is "$(grep -cE '^b/[^ ]+: (valid|invalid|not checked): passed' all.txt)" "$(wc -l <paths)" "and each has its line"
while IFS=$'\t' read -r path _; do tail -n 1 "o/${path//\//_}"; done <b/expected.tsv >alone
grep -E '^b/[^ ]+: (valid|invalid|not checked): passed' all.txt >together
same_file together alone "which says what it says of the bundle alone"

# Made to take long: 99 000 lines that fold, that repeat, that name what is not there; one line of 30 MB.
long() { # NAME FILE STATUS: a bag whose tag file goes on with standard input
  cp -r b/dir/good-one-algorithm "$1"
  rm "$1"/tagmanifest*
  cat >>"$1/$2"
  run timeout 20 evidence-pack verify --bagit "$1"
  is "$rc" "$3" "in reasonable time: $1"
}
times() { yes "$1" | head -99000; }
long folded bag-info.txt 0 < <(echo 'Note: it' && times ' goes on')
long repeated manifest-sha256.txt 1 < <(times "$(tail -n 1 b/dir/good-one-algorithm/manifest-sha256.txt)")
is "$(grep -c tag-duplicate .out)" 99000 "every one of them is told"
long absent manifest-sha256.txt 1 < <(seq -f "$(printf '%064d' 0)  data/%.0f" 99000)
long wide manifest-sha256.txt 1 < <(printf '%064d  data/' 0 && head -c 30000000 /dev/zero | tr '\0' a && echo)
is "$([ "$(stat -c %s .out)" -lt 20000 ] && echo short)" short "and the message is no longer than a path"
long oxums bag-info.txt 1 < <(times 'Payload-Oxum: 1.1')
long fetched fetch.txt 1 < <(times 'https://a.example - data/x')
finish
