#!/usr/bin/env python3
"""functions.py MAX FILE...: names each function of more than MAX lines; exit 1 when there are any.

Relies on the project's form: a function's body begins with '{' and ends with '}' in column 0,
its name stands at the start of the line above.
"""
import re, sys

limit, bad = int(sys.argv[1]), 0
for path in sys.argv[2:]:
    name, start = None, 0
    for n, line in enumerate(open(path, encoding="utf-8"), 1):
        m = re.match(r"([a-z_][a-z0-9_]*)\(", line)
        if m:
            name = m.group(1)
        if line.startswith("{"):
            start = n
        elif line.startswith("}") and start:
            if name and n - start > limit:
                print(f"{path}:{start}: {name}() has {n - start} lines, more than {limit}")
                bad = 1
            start, name = 0, None
sys.exit(bad)
