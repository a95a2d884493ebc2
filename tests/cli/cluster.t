#!/bin/bash
# tally past one machine: GNU parallel over a real sshd on the loopback, and what Hadoop Streaming does
# (mapper on splits at line ends, sort, reducers by key), without Hadoop.  samples/cluster has both.
. "$(dirname "$0")/../tap.sh"
python3 - <<'X'
import random
random.seed(3)
for f in range(6):
    with open("l%d.csv" % f, "w", encoding="utf-8") as o:
        o.write("date,unit,item,points\n")
        for i in range(3000):
            o.write("2024-%02d-01,单位%d,项%d,%d.%d\n" % (random.randint(1, 12), random.randint(0, 80), random.randint(0, 3),
                random.randint(-3, 9), random.randint(0, 9)))
X
export QUESTION='-k unit,item -s points -p quarter'
# shellcheck disable=SC2086
tally $QUESTION l?.csv >want
is "$?" 0 "the whole, on one machine"

# --- GNU parallel over ssh ---
start_sshd() {
  local sshd i port
  sshd=$(command -v sshd || echo /usr/sbin/sshd)
  for i in "$sshd" ssh ssh-keygen parallel; do command -v "$i" >/dev/null || { echo "no ${i##*/}"; return 1; }; done
  if [ "$(id -u)" = 0 ]; then mkdir -p /run/sshd; fi
  ssh-keygen -q -t ed25519 -N '' -f hostkey && ssh-keygen -q -t ed25519 -N '' -f key && cp key.pub authorized || return 1
  for i in 1 2 3 4 5 6; do
    port=$((20000 + (RANDOM * 7 + i) % 40000))
    printf '%s\n' "Port $port" "ListenAddress 127.0.0.1" "HostKey $T/hostkey" "PidFile $T/sshd.pid" \
      "AuthorizedKeysFile $T/authorized" "StrictModes no" "UsePAM no" "PasswordAuthentication no" >sshd.conf
    "$sshd" -f "$T/sshd.conf" -E "$T/sshd.log" 2>/dev/null && break
  done
  printf '%s\n' "Host *" "Port $port" "IdentityFile $T/key" "IdentitiesOnly yes" "StrictHostKeyChecking no" \
    "UserKnownHostsFile $T/known" "LogLevel ERROR" "ConnectTimeout 5" >ssh.conf
  ssh -F ssh.conf 127.0.0.1 true 2>/dev/null || { echo "no sshd could be started here"; return 1; }
}
stop_sshd() {
  # The process that this test started, by the number that it wrote.
  [ -s sshd.pid ] && kill "$(cat sshd.pid)"
}
if why=$(start_sshd); then
  printf '2/127.0.0.1\n2/localhost\n' >hosts
  export PARALLEL_SSH="ssh -F $T/ssh.conf" TALLY="$B/bin/tally" HOME=$T
  run "$SAMPLES/cluster/parallel.sh" hosts "$T"/l?.csv
  is "$rc:$err" 0: "parallel over ssh"
  printf '%s\n' "$out" >got
  same_file got want "the same bytes"
  run "$SAMPLES/cluster/parallel.sh" hosts "$T"/l?.csv "$T/none.csv"
  ok "$([ "$rc" != 0 ] && [ -z "$out" ]; echo $?)" "a ledger that is not there: trouble, nothing printed"
  stop_sshd
else
  skip "$why"
fi

# --- Hadoop Streaming: splits, mapper, combiner, sort, partition, reducer ---
tail -q -n +2 l?.csv | cat <(head -1 l0.csv) - >all.csv
tally --check-lines all.csv
is "$?" 0 "lines are records"
columns=$(head -1 all.csv)
split -n l/5 all.csv split-
i=0
for s in split-*; do
  # shellcheck disable=SC2086
  tally $QUESTION --header "$columns" --partial <"$s" | sort -t '	' -k 1,1 | tally $QUESTION --merge --partial >"map-$i" || echo "not ok: mapper $i"
  i=$((i + 1))
done
# A partition by a hash of the key, three reducers, each fed in the order of the keys.
cat map-* | awk -F '\t' '{h = 0; for (i = 1; i <= length($1); i++) h = (h * 31 + index("单位项0123456789", substr($1, i, 1))) % 997; print >("red-" h % 3)}'
for r in red-?; do
  # shellcheck disable=SC2086
  sort -t '	' -k 1,1 "$r" | tally $QUESTION --merge --partial >"part-${r#red-}" || echo "not ok: reducer $r"
done
is "$(cut -f1 part-? | sort | uniq -d | wc -l)" 0 "no key on two reducers"
# shellcheck disable=SC2086
tally $QUESTION --merge part-? >got
same_file got want "mapper, combiner, sort, reducers: the same bytes"
finish
