#!/bin/bash
# evidence-pack pack against full disks, signals and files that move: nothing or a whole bundle, and nothing else.
. "$(dirname "$0")/../tap.sh"
cat >p.txt <<'P'
某县清洁行动实施方案
一、主要任务
（一）清理垃圾。彻底清理积存垃圾。
牵头单位：县农业农村局
P
plan-parse --year 2026 -o p.xml p.txt || exit 1
mkdir -p e/d
python3 - <<'PY'
import random
r = random.Random(5)
rows = ['evidence_id,task_id,req_code,unit,title,kind,path,pages,doc_date,original,sealed,secret,submitted']
for i in range(60):
    n = 'd/总结%02d.txt' % i
    with open('e/' + n, 'w') as f:
        f.write('\n'.join('%d 工作 %d' % (r.random() * 1e9, k) for k in range(8000)))
    rows.append('E-%03d,T-001,1.1,县局,总结,总结,%s,1,2026-03-01,原件,是,公开,2026-03-05' % (i + 1, n))
open('e/evidence.csv', 'w').write('\n'.join(rows) + '\n')
PY
evidence-pack pack -j2 -o whole.zip p.xml e && evidence-pack pack -j2 -o whole.dir p.xml e
ok $? "a bundle to be interrupted"

# Killed at random moments of the run: under the final name stands nothing or all of it.  KILLS: how many for each
# form, the 200 of .ci/run or fewer here.
cat >kill.py <<'PY'
import filecmp, glob, os, random, shutil, signal, subprocess, sys, time

kills, forms = int(sys.argv[1]), ['zip', 'tar.gz', 'dir']


def pack(out):
    return subprocess.Popen(['evidence-pack', 'pack', '-j2', '-o', out, 'p.xml', 's'], stderr=subprocess.DEVNULL)


def remove():
    for x in glob.glob('k.*'):
        (shutil.rmtree if os.path.isdir(x) else os.remove)(x)


def tree(top):
    return {os.path.relpath(os.path.join(d, f), top): open(os.path.join(d, f), 'rb').read()
            for d, _, files in os.walk(top) for f in files}


def same(a, b):
    return tree(a) == tree(b) if os.path.isdir(a) else filecmp.cmp(a, b, shallow=False)


half = left = early = 0
for form in forms:
    whole, out = 'small.' + form, 'k.' + form
    start = time.monotonic()
    pack(whole).wait()
    span = time.monotonic() - start
    for _ in range(kills):
        remove()
        sig = random.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
        p = pack(out)
        time.sleep(random.random() * span)
        p.send_signal(sig)
        early += p.wait() != 0
        if os.path.exists(out) and not same(out, whole):
            half += 1
        # Only KILL leaves the temporary name behind; side files stand beside a whole archive alone.
        temporary = [x for x in glob.glob('k.*') if x != out and x not in (out + '.sha256', out + '.sm3')]
        if (temporary and sig != signal.SIGKILL) or (not os.path.exists(out) and glob.glob('k.*.s[hm]*')):
            left += 1
remove()
print(half, left, 'some' if early > kills / 2 else 'hardly any')
PY
mkdir s
head -n 13 e/evidence.csv >s/evidence.csv
cp -r e/d s/
run python3 kill.py "${KILLS:-40}"
is "$out" "0 0 some" "killed at ${KILLS:-40} random moments each, zip, tar.gz and folder: nothing or a whole bundle" || printf "# %s\n" "$err"

# A disk that is full: a small file system where one can be mounted, else a limit on file size.
(
  ulimit -f 200
  trap '' XFSZ
  evidence-pack pack -o full.zip p.xml e 2>err
  [ $? = 2 ]
)
ok $? "no room for the archive: exit 2"
is "$(ls full.zip* 2>/dev/null)" "" "and nothing is left"
like "$(cat err)" 'full.zip: error: write error' "said so"
(
  ulimit -f 60
  trap '' XFSZ
  evidence-pack pack -o full.dir p.xml e 2>err
)
is $? 2 "no room for the folder"
is "$(ls -d full.dir.* 2>/dev/null)" "" "and nothing is left"

# A file that changes, grows, shrinks or goes away while it is packed.
cat >slow.sh <<'S'
while :; do for f in e/d/总结5*.txt; do echo x >>"$f"; done; done
S
bash slow.sh &
pid=$!
for i in 1 2 3; do
  rm -rf c.*
  evidence-pack pack -o c.zip p.xml e 2>err
  rc=$?
  if [ $rc = 0 ]; then evidence-pack verify c.zip >/dev/null || rc=9; fi
  [ $rc = 0 ] || [ $rc = 2 ] || break
  [ $rc = 0 ] || [ ! -e c.zip ] || { rc=9; break; }
done
kill $pid
wait $pid 2>/dev/null
[ "$rc" = 0 ] || [ "$rc" = 2 ]
ok $? "files that change meanwhile: exit 2 and no output, or a bundle that is valid"

# Results to a full disk, a closed output, a directory as input.
echo x >e/extra.txt
if [ -w /dev/full ]; then
  for c in "check p.xml e" "check -f tsv p.xml e" "check -f json p.xml e" "verify whole.zip" "verify -f json whole.zip" \
    "list whole.zip" "list -f json whole.zip" "cat whole.zip bagit.txt" "codes" "collect whole.zip"; do
    # shellcheck disable=SC2086 # a command line
    evidence-pack $c >/dev/full 2>/dev/null
    is $? 2 "$c >/dev/full"
  done
  run evidence-pack verify --report /dev/full whole.zip
  is "$rc" 2 "--report /dev/full"
fi
for c in "check p.xml e" "verify whole.zip" "list whole.zip" codes; do
  # shellcheck disable=SC2086 # a command line
  evidence-pack $c >&- 2>/dev/null
  is $? 2 "$c >&-"
done
mkdir empty
run evidence-pack verify empty
is "$rc" 1 "an empty folder is no bag"
run evidence-pack verify p.txt
is "$rc" 1 "a text file is no bag"
mkfifo fifo
run timeout 10 evidence-pack verify fifo
is "$rc" 1 "a FIFO is no bag, and is not waited for"
run evidence-pack verify /dev/null
is "$rc" 1 "a device is no bag"
: >zero
run evidence-pack verify zero
is "$rc" 1 "an empty file is no bag"
run evidence-pack verify
is "$rc" 2 "no operand"
finish
