#!/usr/bin/env python3
"""scoremodel.py SEED...: random rules and rows, scored by tally and by the clerk below, who has read the manual page
and works in fractions.  Prints each seed where the two differ; exit status 1 then."""
import csv
import datetime
import random
import subprocess
import sys
from collections import defaultdict
from fractions import Fraction as F

RULE = "rule_id,category,item,max,kind,points,cap,floor,target,step,tiers,late_factor,repeat_factor,late_step,group".split(",")
ROW = "score_id,date,unit,rule_id,qty,source,fix_due,fixed,repeat_of,family".split(",")
TODAY = datetime.date(2025, 12, 31)
TIERS = {"市": (F(3, 10), F(1), F(2)), "区": (F(2, 10), F(1, 2), F(1))}


def text(v):
    if not isinstance(v, F):
        return "" if v is None else str(v)
    n = abs(v) * 10**9
    assert n.denominator == 1
    s = ("%d.%09d" % divmod(int(n), 10**9)).rstrip("0").rstrip(".")
    return "-" + s if v < 0 else s


def rounded(v):
    n = F(int(abs(v) * 10**9 + F(1, 2)), 10**9)
    return n if v >= 0 else -n


def make_rules(r):
    rules = [dict(way="base", kind="base", points=F(100), category="基准", item="")]
    some = lambda: F(r.choice([5, 10, 20, 25, 50, 100, 150, 200, 300]), 100)
    for _ in range(r.randint(4, 9)):
        shared = dict(item="共项", category="甲类") if r.random() < .3 else {}
        rules.append(r.choice([
            lambda: dict(way="per_unit", kind="deduct per_unit", points=some(), cap=r.choice([None, F(1), F(3)]),
                         late_factor=r.choice([None, F(2), F(3)]), repeat_factor=r.choice([None, F(2)]),
                         late_step=r.choice(["", "", "5d"]), **shared),
            lambda: dict(way="per_unit", kind="bonus", points=some(), cap=r.choice([None, F(1)]), **shared),
            lambda: dict(way="fixed", kind="扣分 定额", points=some(), **shared),
            lambda: dict(way="fixed", kind="加分 fixed", points=some(), **shared),
            lambda: dict(way="doubling", kind="deduct doubling", points=F(1, 10), late_factor=r.choice([None, F(3)]),
                         cap=r.choice([None, F(2)]), late_step=r.choice(["", "4d"]), **shared),
            lambda: dict(way="tiered", kind="deduct tiered", tiers="市=0.3/1/2;区=0.2/0.5/1", **shared),
            lambda: dict(way="ratio", kind="ratio", max=F(4), target=F(r.choice([4, 8, 5]))),
            lambda: dict(way="shortfall", kind="deduct shortfall", points=F(1), target=F(90), step=r.choice([None, F(1, 2)]),
                         max=F(10)),
            lambda: dict(way="grade", kind="grade", tiers="9=10;7=6;0=3"),
            lambda: dict(way="all", kind="deduct all_or_nothing", max=F(r.choice([2, 5]))),
            lambda: dict(way="topup", kind="bonus topup", points=some(), group=r.choice(["G", ""])),
            lambda: dict(way="veto", kind="veto") if r.random() < .3 else dict(way="fixed", kind="deduct fixed", points=some()),
        ])())
    shared = [x for x in rules if x.get("item") == "共项"]
    if shared and r.random() < .5:
        shared[0]["max"] = F(2)
    whole = dict(way="limit", category="", item="")
    for chance, x in ((.5, dict(kind="limit bonus", cap=F(2))), (.5, dict(kind="limit", cap=F(105), floor=F(90))),
                      (.4, dict(kind="limit deduct", cap=F(3), category="甲类")),
                      (.4, dict(kind="limit", floor=F(-2), category="乙类"))):
        if r.random() < chance:
            rules.append(dict(whole, **x))
    if r.random() < .3:
        rules += [dict(way="weight", kind="weight", category=c, item="", points=p)
                  for c, p in (("甲类", F(1, 5)), ("基准", F(4, 5)))]
    for i, x in enumerate(rules):
        x["rule_id"] = "R%d" % i
        if not x.get("cap"):
            x["late_step"] = ""  # what doubles for a year is out of range then, which tally says
        x.setdefault("category", r.choice(["甲类", "乙类", "丙类"]))
        x.setdefault("item", "项%d" % i)
        for k in RULE:
            x.setdefault(k, None)
    return rules


def make_rows(r, rules):
    rows, looked_at = [], set()
    usable = [x for x in rules if x["way"] not in ("limit", "base", "weight")]
    for i in range(r.randint(1, 120)):
        x = r.choice(usable)
        e = dict(score_id="S%d" % i, date=datetime.date(2025, 1, 1) + datetime.timedelta(r.randrange(350)), x=x,
                 unit=r.choice("甲乙丙丁"), rule_id=x["rule_id"], seq=i)
        for k in ROW:
            e.setdefault(k, None)
        mended = x["way"] in ("per_unit", "doubling", "tiered") and "deduct" in x["kind"]
        if x["way"] in ("per_unit", "doubling", "tiered") and r.random() < .4:
            e["qty"] = F(r.choice([1, 2, 3, 15]), r.choice([1, 1, 10]))
        elif x["way"] in ("ratio", "grade"):
            e["qty"] = F(r.randint(0, 12))
        elif x["way"] == "shortfall":
            e["qty"] = F(r.randint(7500, 9500), 100)
        if x["way"] == "tiered":
            e["source"] = r.choice(["市", "区", "市级巡查"])
        if x["way"] == "topup":
            e["family"] = "人%d" % r.randrange(3)
        if mended and r.random() < .6:
            e["fix_due"] = e["date"] + datetime.timedelta(r.randint(1, 10))
            if r.random() < .7:
                e["fixed"] = e["date"] + datetime.timedelta(r.randint(0, 20))
        rows.append(e)
    for e in rows:
        before = [f for f in rows if f["unit"] == e["unit"] and f["x"] is e["x"] and f["score_id"] not in looked_at
                  and (f["date"], f["seq"]) < (e["date"], e["seq"])]
        if before and e["x"]["way"] in ("doubling", "per_unit", "tiered") and "deduct" in e["x"]["kind"] and r.random() < .5:
            e["repeat_of"] = r.choice(before)["score_id"]
            looked_at.add(e["repeat_of"])
    return rows


class Clerk:
    """Scores of units by quarters."""

    def __init__(self, rules, rows):
        self.rules, self.rows = rules, sorted(rows, key=lambda e: (e["date"], e["seq"]))
        self.by_id = {e["score_id"]: e for e in rows}
        self.later = {e["repeat_of"]: e for e in rows if e["repeat_of"]}
        self.total, self.category, self.vetoed = defaultdict(F), defaultdict(F), set()
        self.sums, self.best = defaultdict(F), {}

    def missed(self, e, now):
        if not e["fix_due"] or (e["fixed"] or now) <= e["fix_due"]:
            return 0
        step = e["x"]["late_step"]
        return 1 + (((e["fixed"] or now) - e["fix_due"]).days - 1) // int(step[:-1]) if step else 1

    def in_a_row(self, e):
        if not e["repeat_of"]:
            return 0
        b = self.by_id[e["repeat_of"]]
        return self.in_a_row(b) + 1 if self.missed(b, e["date"]) else 0

    def points(self, e):
        x, way, q = e["x"], e["x"]["way"], F(1) if e["qty"] is None else e["qty"]
        later = self.later.get(e["score_id"])
        own = self.missed(e, later["date"] if later else TODAY)
        if way in ("per_unit", "fixed"):
            v = x["points"] * (q if way == "per_unit" else 1)
            late = v * x["late_factor"] ** own if x["late_factor"] else v
            v = late if late < 10**18 else x["cap"]
            v *= x["repeat_factor"] if x["repeat_factor"] and e["repeat_of"] else 1
        elif way == "doubling":
            n, v = self.in_a_row(e) + (0 if later else own), x["points"] * q
            factor = x["late_factor"] or 2
            v = v * factor**n if v * factor**n < 10**18 else x["cap"]
        elif way == "tiered":
            v = q * TIERS[e["source"][0]][2 if e["repeat_of"] else 1 if own and not later else 0]
        elif way == "ratio":
            v = rounded(min(F(4), F(4) * q / x["target"]))
        elif way == "shortfall":
            v = x["points"] * max(0, (x["target"] - q) // (x["step"] or 1))
        elif way == "grade":
            v = F(10) if q >= 9 else F(6) if q >= 7 else F(3)
        elif way == "veto":
            v = F(0)
        else:
            v = x["max"] if way == "all" else x["points"]
        return -v if "deduct" in x["kind"] or "扣分" in x["kind"] else v

    def within(self, key, v, size):
        """What of v counts so that the sum of that key stays within size, either way."""
        if size is None:
            return v
        had = self.sums[key]
        new = max(had, min(size, had + v)) if v > 0 else min(had, max(-size, had + v))
        self.sums[key] = new
        return new - had

    def full_points(self, x):
        same = [y["max"] for y in self.rules if y["max"] and (y["category"], y["item"]) == (x["category"], x["item"])]
        return x["max"] or (same[0] if same and x["item"] else None)

    def count(self, e):
        x, k, v = e["x"], (e["unit"], (e["date"].month - 1) // 3), self.points(e)
        if x["way"] == "veto":
            self.vetoed.add(k)
        if x["way"] == "topup":
            f = (e["unit"], x["group"] or x["rule_id"], e["family"])
            v, self.best[f] = max(F(0), v - self.best.get(f, F(0))), max(v, self.best.get(f, F(0)))
        v = self.within((k, x["rule_id"]), v, x["cap"])
        v = self.within((k, v < 0, x["category"], x["item"]), v, self.full_points(x))
        for y in self.rules:
            if y["kind"] == ("limit bonus" if v > 0 else "limit deduct") and y["category"] in ("", x["category"]):
                v = self.within((k, y["rule_id"]), v, y["cap"])
        self.total[k] += v
        self.category[k, x["category"]] += v

    def close(self, k):
        self.total[k] += 100
        self.category[k, "基准"] += 100
        for step in ("category", "weight", "whole"):
            for y in self.rules:
                if step == "weight" and y["way"] == "weight":
                    self.total[k] += self.category[k, y["category"]] * (y["points"] - 1)
                if y["kind"] != "limit" or step != ("category" if y["category"] else "whole"):
                    continue
                had = self.category[k, y["category"]] if y["category"] else self.total[k]
                new = had if y["floor"] is None else max(had, y["floor"])
                new = new if y["cap"] is None else min(new, y["cap"])
                self.total[k] += new - had
                self.category[k, y["category"]] += new - had
        if k in self.vetoed:
            self.total[k] = F(0)

    def ranking(self):
        for e in self.rows:
            self.count(e)
        quarters = [(e["date"].month - 1) // 3 for e in self.rows]
        quarters = range(min(quarters), max(quarters) + 1)
        out = []
        for u in sorted({e["unit"] for e in self.rows}):
            for q in quarters:
                self.close((u, q))
            out.append((any((u, q) in self.vetoed for q in quarters), -rounded(sum(self.total[u, q] for q in quarters) /
                                                                             len(quarters)), u))
        out.sort(key=lambda o: (o[0], o[1], o[2].encode()))
        return [[str(1 + [o[:2] for o in out].index(o[:2])), o[2]] +
                ([text(self.total[o[2], q]) for q in quarters] if len(quarters) > 1 else []) + [text(-o[1])] for o in out]


def write(name, head, rows):
    with open(name, "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(head)
        w.writerows([text(x[k]) for k in head] for x in rows)


def by_tally():
    p = subprocess.run(["tally", "--rules", "r.csv", "--today", str(TODAY), "-f", "csv", "s.csv"], capture_output=True,
                       encoding="utf-8")
    rows = list(csv.reader(p.stdout.splitlines()))
    if p.returncode or p.stderr:
        return p.stderr
    keep = [i for i, n in enumerate(rows[0]) if n in ("rank", "unit", "score") or n[:5] == "2025Q"]
    return [[row[i] for i in keep] for row in rows[1:]]


def main():
    bad = 0
    for seed in map(int, sys.argv[1:]):
        r = random.Random(seed)
        rules = make_rules(r)
        rows = make_rows(r, rules)
        write("r.csv", RULE, rules)
        write("s.csv", ROW, rows)
        want, got = Clerk(rules, rows).ranking(), by_tally()
        if got != want:
            bad = 1
            print("seed %d\nclerk %s\ntally %s" % (seed, want, got))
    return bad


sys.exit(main())
