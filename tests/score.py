#!/usr/bin/env python3
"""score.py [-v] [--min F1] [--min-kind F1] LABELS FACTS [LABELS FACTS]...

Compares printed facts with hand labels, pooled over the pairs.  Both are tab-separated: plan, line, kind, value,
text.  In LABELS a kind that begins with `?` is arguable (a match is ignored, a miss costs nothing) and `a|b` in
value or text lists alternatives.  Texts of names must be equal, of headings share their beginning, of expressions
overlap by half; width of punctuation and blanks never matter.  Exit 1 when the pooled F1, or that of a kind with
five or more labels, is under its minimum.
"""
import argparse, collections, difflib, unicodedata

OVERLAP = {"period", "deadline", "cadence", "duration", "target", "score", "money"}
BEGINS = {"item", "phase", "plan"}


def plain(s):
    return "".join(unicodedata.normalize("NFKC", s).split()).strip("。.,;:、")


def same_text(kind, label, got):
    g = plain(got)
    for a in map(plain, label.split("|")):
        if a == g:
            return True
        if kind in BEGINS and min(len(a), len(g)) > 1 and (a.startswith(g) or g.startswith(a)):
            return True
        if kind in OVERLAP:
            m = difflib.SequenceMatcher(None, a, g, autojunk=False).find_longest_match()
            if a and g and (a in g or g in a or 2 * m.size >= max(len(a), len(g))):
                return True
    return False


def rows(path):
    with open(path, encoding="utf-8") as f:
        out = [line.rstrip("\n").split("\t") for line in f if line.strip()]
    for n, r in enumerate(out, 1):
        assert len(r) == 5, f"{path}:{n}: {len(r)} columns"
    return out


def compare(labels, facts, count, say):
    free = collections.defaultdict(list)
    for r in labels:
        free[r[0], r[1], r[2].lstrip("?")].append(r)
    for f in facts:
        if f[2] == "date":
            continue
        fits = [
            r
            for r in free[f[0], f[1], f[2]]
            if plain(f[3]) in map(plain, r[3].split("|")) and same_text(f[2], r[4], f[4])
        ]
        if not fits:
            count[f[2]]["made up"] += 1
            say("+", f)
            continue
        r = min(fits, key=lambda r: r[2].startswith("?"))
        free[f[0], f[1], f[2]].remove(r)
        if not r[2].startswith("?"):
            count[f[2]]["right"] += 1
    for left in free.values():
        for r in left:
            if not r[2].startswith("?"):
                count[r[2]]["missed"] += 1
                say("-", r)


def f1(c):
    return 2 * c["right"] / ((2 * c["right"] + c["made up"] + c["missed"]) or 1)


ap = argparse.ArgumentParser()
ap.add_argument("-v", action="store_true", help="show each miss (-) and each invention (+)")
ap.add_argument("--min", type=float, default=0)
ap.add_argument("--min-kind", type=float, default=0)
ap.add_argument("pairs", nargs="+")
o = ap.parse_args()
count, pooled = collections.defaultdict(collections.Counter), collections.Counter()
for labels, facts in zip(o.pairs[::2], o.pairs[1::2]):
    say = (lambda sign, r: print(sign, labels.split("/")[-1], *r, sep="\t")) if o.v else (lambda sign, r: None)
    compare(rows(labels), rows(facts), count, say)
bad = 0
for kind, c in sorted(count.items()):
    pooled.update(c)
    n = c["right"] + c["missed"]
    low = n >= 5 and f1(c) < o.min_kind
    bad |= low
    print(f"{kind:12} labels {n:4}  right {c['right']:4}  made up {c['made up']:3}  F1 {f1(c):.3f}{' LOW' if low else ''}")
print(f"pooled F1 {f1(pooled):.3f}")
raise SystemExit(1 if bad or f1(pooled) < o.min else 0)
