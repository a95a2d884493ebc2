#!/bin/bash
# tally gives the totals that others give: an exact Python script, Miller (to its rounding), DuckDB where it is.
. "$(dirname "$0")/../tap.sh"
cat >make.py <<'X'
import csv, random, sys
seed, path = int(sys.argv[1]), sys.argv[2]
r = random.Random(seed)
units = ["城关镇", "白石, 镇", "云\"岭\"镇", "line\nend", "x" * 33, "a", "ab", "é", " b", "单位%d" % seed]
with open(path, "w", encoding="utf-8", newline="") as f:
    w = csv.writer(f, lineterminator=r.choice(["\n", "\r\n"]), quoting=r.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    w.writerow(["note", "unit", "points", "day"])
    for i in range(r.randint(1, 3000)):
        p = r.choice(["%d" % r.randint(-999, 999), "%.1f" % r.uniform(-9, 9), "%.3f" % r.uniform(0, 99999),
                      "0.000000001", "-12345678.9", "", "%d.5" % r.randint(0, 10**15)])
        w.writerow([r.choice(["", "a,b", "q\"q", "l1\nl2", "备注"]), r.choice(units), p, "2025-01-%02d" % r.randint(1, 28)])
X
cat >exact.py <<'X'
import csv, sys
from decimal import Decimal, getcontext
getcontext().prec = 60
total, count = {}, {}
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")):
    u = row["unit"].strip()
    count[u] = count.get(u, 0) + 1
    total[u] = total.get(u, Decimal(0)) + Decimal(row["points"] or "0")
w = csv.writer(sys.stdout, lineterminator="\n")
w.writerow(["unit", "count", "sum"])
for u in sorted(total, key=lambda s: s.encode()):
    s = format(total[u], "f")
    s = s.rstrip("0").rstrip(".") if "." in s else s
    w.writerow([u, count[u], "0" if s in ("-0", "") else s])
X
for s in 1 2 3 4 5 6; do
  python3 make.py $s l$s.csv
  python3 exact.py l$s.csv >want
  tally -k unit -s points -f csv -b key --no-rank l$s.csv >got
  # Other quoting of the same cells is no difference.
  python3 -c 'import csv,sys; csv.writer(sys.stdout,lineterminator="\n").writerows(csv.reader(sys.stdin))' <got >got2
  same_file got2 want "the exact sums of ledger $s"
done
if command -v mlr >/dev/null; then
  mlr --icsv --ojson stats1 -a count,sum -f points -g unit then sort -f unit l1.csv >m.json
  python3 - <<'X' >want
import csv, json
rows = {}
for r in json.load(open("m.json")):
    u = r["unit"].strip()
    rows[u] = rows.get(u, 0.0) + float(r.get("points_sum", 0) or 0)
for u in sorted(rows, key=lambda s: s.encode()):
    print(json.dumps(u), "%.9e" % rows[u])
X
  tally -k unit -s points -f csv -b key --no-rank l1.csv >l1.out
  python3 -c '
import csv, json
for r in csv.DictReader(open("l1.out", encoding="utf-8", newline="")): print(json.dumps(r["unit"]), "%.9e" % float(r["sum"]))' >got
  same_file got want "Miller's sums, to its rounding"
else
  skip "no mlr"
fi
duck=${DUCKDB_NODE:-}
if [ -n "$duck" ] && command -v node >/dev/null; then
  node -e '
const { DuckDBInstance } = require(process.argv[1] + "/@duckdb/node-api");
(async () => {
  const c = await (await DuckDBInstance.create(":memory:")).connect();
  const r = await c.runAndReadAll("select trim(unit), count(*), sum(points::decimal(38,9)) from read_csv(\x27l2.csv\x27, header=true, all_varchar=true, quote=\x27\"\x27, escape=\x27\"\x27) group by 1");
  for (const [u, n, s] of r.getRows()) console.log(JSON.stringify(u), String(n), s === null ? "0" : String(s).replace(/\.?0+$/, ""));
})();' "$duck" | sort >want
  tally -k unit -s points -f csv -b key --no-rank l2.csv >l2.out
  python3 -c '
import csv, json
for r in csv.DictReader(open("l2.out", encoding="utf-8", newline="")): print(json.dumps(r["unit"], ensure_ascii=False), r["count"], r["sum"])' | sort >got
  same_file got want "DuckDB's sums"
else
  skip "no DuckDB (DUCKDB_NODE)"
fi
finish
