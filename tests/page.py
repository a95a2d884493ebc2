#!/usr/bin/env python3
"""page.py text|check FILE: a page made by one of the tools.

text   prints the words of the plan in it: those of the elements of class t, each on the line that its
       data-n (or that of its row) names, as plan-parse --text prints them.
check  names each thing that a page must not have: elements left open or closed twice, scripts, handlers,
       forms, remote or missing targets, ids used twice.  Exit 1 when there are any.
"""
import re, sys
from html.parser import HTMLParser

VOID = set("area base br col embed hr img input link meta source track wbr".split())


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.bad, self.ids, self.targets, self.blocks = [], [], {}, [], []
        self.row = self.taking = None

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if len(a) != len(attrs):
            self.bad.append(f"<{tag}>: an attribute twice")
        if tag in ("script", "iframe", "object", "embed", "form", "base", "img", "link"):
            self.bad.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name == "style" or name == "src":
                self.bad.append(f"<{tag} {name}>")
            if name in ("href", "xlink:href"):
                if not (value or "").startswith("#"):
                    self.bad.append(f"<{tag} {name}={value}>")
                self.targets.append(value[1:])
        if "id" in a:
            if a["id"] in self.ids:
                self.bad.append(f"id {a['id']} twice")
            self.ids[a["id"]] = True
        cls = (a.get("class") or "").split()
        if "row" in cls:
            self.row = int(a["data-n"])
        if "t" in cls:
            self.taking = len(self.open)
            self.blocks.append([int(a.get("data-n", self.row)), ""])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.bad.append(f"</{tag}> closes {self.open[-1:]}")
            return
        self.open.pop()
        if self.taking is not None and len(self.open) == self.taking:
            self.taking = None

    def handle_data(self, data):
        if self.taking is not None:
            self.blocks[-1][1] += data
        elif "style" in self.open and re.search(r"url\(|@import|https?:", data):
            self.bad.append("a remote style")


def main():
    what, path = sys.argv[1:]
    page = Page()
    page.feed(open(path, encoding="utf-8", newline="").read())
    page.close()
    if what == "text":
        line, out = 1, ""
        for n, text in page.blocks:
            if n < line:  # the next input
                out, line = out + "\n", 1
            out, line = out + "\n" * (n - line) + text, n + text.count("\n")
        sys.stdout.buffer.write((out + "\n").encode())
        return 0
    bad = page.bad + [f"#{t} is nowhere" for t in page.targets if t not in page.ids] + [f"<{t}> left open" for t in page.open]
    print("\n".join(bad), end="\n" if bad else "")
    return 1 if bad else 0


sys.exit(main())
