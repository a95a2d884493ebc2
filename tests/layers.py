#!/usr/bin/env python3
"""layers.py LIB: enforces LIB/LAYERS and the calls that library code must not make.

A line for each breach; exit 1 when there are any.
"""
import os, re, sys

lib = sys.argv[1]
direct, doors = {}, []
for raw in open(os.path.join(lib, "LAYERS"), encoding="utf-8"):
    line = raw.split("#")[0].strip()
    m = re.match(r"door (\S+) = (.+)", line)
    if m:
        doors.append((m.group(1), m.group(2).split()))
    elif line:
        name, _, uses = line.partition(":")
        direct[name.strip()] = uses.split()


def reach(layer, seen=None):
    seen = set() if seen is None else seen
    for d in direct[layer]:
        if d not in seen:
            seen.add(d)
            reach(d, seen)
    return seen


BANNED = {  # call: files that may make it
    **{f: () for f in "printf puts putchar perror exit system popen gets strcpy strcat sprintf vsprintf strtok atoi atol "
       "atof strtod strtof setlocale rand srand asprintf alloca".split()},
    "abort": ("base/mem.c",),
    **{f: ("base/mem.c",) for f in "malloc calloc realloc strdup strndup".split()},
    **{f: ("cli/cli.c",) for f in "time localtime localtime_r gettimeofday clock_gettime getenv _exit signal".split()},
    **{f: ("base/io.c",) for f in "mkstemp".split()},
    "fopen": (), "fprintf": (), "fwrite": (), "fputs": (),
}
call = re.compile(r"(?<![\w.>])(" + "|".join(BANNED) + r")\s*\(")
allow = re.compile(r"/\* lint: (\w+)")
bad = 0


def complain(path, n, text):
    global bad
    print(f"{os.path.relpath(path, lib)}:{n}: {text}")
    bad = 1


def strip(text):
    """Comments and strings blanked, lines kept."""
    pat = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
    return pat.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


for top, dirs, files in sorted(os.walk(lib)):
    dirs.sort()
    for f in sorted(files):
        if not f.endswith((".c", ".h")):
            continue
        path = os.path.join(top, f)
        rel = os.path.relpath(path, lib)
        layer = rel.split(os.sep)[0]
        if layer not in direct:
            complain(path, 1, f"{layer} is no layer of LAYERS")
            continue
        may = reach(layer) | {layer}
        text = open(path, encoding="utf-8").read()
        for n, line in enumerate(text.split("\n"), 1):
            m = re.match(r'\s*#\s*include\s+"([^"/]+)/', line)
            if m and m.group(1) in direct and m.group(1) not in may:
                complain(path, n, f"{layer} may not include {m.group(1)}")
            m = re.match(r"\s*#\s*include\s+<([^>]+)>", line)
            if m:
                for pat, who in doors:
                    if m.group(1).startswith(pat):
                        if layer not in who:
                            complain(path, n, f"{m.group(1)} belongs behind the door of {' '.join(who)}")
                        break
        for n, line in enumerate(strip(text).split("\n"), 1):
            for m in call.finditer(line):
                ok = BANNED[m.group(1)]
                if rel not in ok and f"/* lint: {m.group(1)}" not in text.split("\n")[n - 1]:
                    complain(path, n, f"{m.group(1)}() has no place in the library")
sys.exit(bad)
