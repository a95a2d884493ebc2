#!/bin/bash
# make install, uninstall and dist: every file where a packager expects it, nothing left behind, nothing forgotten.
. "$(dirname "$0")/../tap.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
mk() { make -s -C "$TOP" B="$B" "$@"; }
run mk install DESTDIR="$T/root" PREFIX=/usr
is "$rc:$out$err" 0: "make install, in silence"
for t in plan-parse task-split deadline-check evidence-pack tally; do
  for f in "bin/$t" "share/man/man1/$t.1" "share/man/zh_CN/man1/$t.1" "share/bash-completion/completions/$t" \
    "share/zsh/site-functions/_$t" "share/fish/vendor_completions.d/$t.fish"; do
    [ -s "root/usr/$f" ]
    ok $? "$f is there"
  done
  [ -x "root/usr/bin/$t" ]
  ok $? "$t can be run"
done
for page in plankit.7 plankit-diagnostics.7 plankit-facts.5 plankit-plan.5 plankit-ledgers.5; do
  for lang in '' zh_CN/; do
    f=share/man/${lang}man${page##*.}/$page
    [ -s "root/usr/$f" ]
    ok $? "$f is there"
  done
done
same_file root/usr/share/plankit/plan.rng "$TOP/lib/plan/plan.rng" "the schema of plan XML is there"
is "$(find "$TOP"/man -name '*.[1-8]' | wc -l)" "$(find root/usr/share/man -type f | wc -l)" "no page is forgotten"
is "$(find root -type f ! -perm 644 ! -path '*/bin/*')$(find root -type f ! -perm 755 -path '*/bin/*')" "" "modes are 644 and 755"
run root/usr/bin/plan-parse --facts "$SAMPLES/plan-village.txt"
is "$rc" 0 "what is installed runs, from anywhere"
is "$(cd root && find . -type f | grep -v '^./usr/')" "" "nothing is put outside the prefix"
run mk uninstall DESTDIR="$T/root" PREFIX=/usr
is "$rc:$out$err" 0: "make uninstall, in silence"
is "$(find root -type f)" "" "no file is left"
[ ! -e root/usr/share/plankit ]
ok $? "nor the folder of its own"
mkdir -p mine/bin
echo mine >mine/bin/other
mk install PREFIX="$T/mine" && mk install PREFIX="$T/mine" && mk uninstall PREFIX="$T/mine" && mk uninstall PREFIX="$T/mine"
ok $? "twice is as good as once, without DESTDIR too"
is "$(find mine -type f)" mine/bin/other "what others put there stays"
# The archive of a release builds where there is no git.
if git -C "$TOP" rev-parse HEAD >/dev/null 2>&1; then
  v=$(cat "$TOP/VERSION")
  run mk dist DIST="$T"
  is "$rc" 0 "make dist"
  tar -tzf "plankit-$v.tar.gz" >names
  is "$(sed "s#/.*##" names | sort -u)" "plankit-$v" "one folder, named after the version"
  for f in Makefile README.md NEWS LICENSE VERSION lib/plan/plan.rng man/plan-parse.1 samples/pipeline.sh; do
    grep -qx "plankit-$v/$f" names
    ok $? "the archive holds $f"
  done
  cp "plankit-$v.tar.gz" first.tar.gz
  mk dist DIST="$T"
  same_file "plankit-$v.tar.gz" first.tar.gz "the same archive every time"
else
  skip "no git checkout"
fi
finish
