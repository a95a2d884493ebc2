#!/usr/bin/env python3
"""manexamples.py PAGE SAMPLES: runs the examples of a manual page and compares what they print.

An example is a literal display (.Bd -literal ... .Ed; in Markdown, lines indented by four) that holds "$ COMMAND"
lines, each followed by what the command prints (standard output and error together).  A line "..." stands for any number of lines; "$ " lines that
end in "\\" go on.  The commands of one page run one after another in one scratch copy of SAMPLES, in sh.
Prints a TAP line for each command.
"""
import os, re, shutil, subprocess, sys, tempfile

page, samples = sys.argv[1:3]


def plain(line):
    return re.sub(r"\\(&|e|-|\(aq|\(ga|\(ha|\(ti|\(dq)", lambda m: {"&": "", "e": "\\", "-": "-", "(aq": "'", "(ga": "`",
                  "(ha": "^", "(ti": "~", "(dq": '"'}[m.group(1)], line)


def text_of(page):
    lines = open(page, encoding="utf-8").read().split("\n")
    if not page.endswith(".md"):
        return lines
    out, inside = [], False
    for line in lines + [""]:
        if inside and line and not line.startswith("    "):
            out.append(".Ed")
            inside = False
        elif not inside and line.startswith("    "):
            out.append(".Bd -literal")
            inside = True
        out.append(line[4:].replace("\\", "\\e") if inside else "")
    return out + [".Ed"] * inside


def examples():
    inside, cmd, want = False, None, []
    for line in text_of(page):
        if line.startswith(".Bd") and "-literal" in line:
            inside = True
        elif line.startswith(".Ed"):
            if cmd is not None:
                yield cmd, want
            inside, cmd, want = False, None, []
        elif inside:
            text = plain(line)
            if cmd is not None and cmd.endswith("\\") and not want:
                cmd = cmd[:-1] + text.lstrip("> ")
            elif text.startswith("$ "):
                if cmd is not None:
                    yield cmd, want
                cmd, want = text[2:], []
            elif cmd is not None:
                want.append(text)


def fits(got, want):
    if not want:
        return not got
    if want[0] == "...":
        return any(fits(got[i:], want[1:]) for i in range(len(got) + 1))
    return bool(got) and got[0] == want[0] and fits(got[1:], want[1:])


n = bad = 0
with tempfile.TemporaryDirectory() as tmp:
    work = os.path.join(tmp, "samples")
    shutil.copytree(samples, work)
    env = dict(os.environ, LC_ALL="C", TZ="UTC")
    for cmd, want in examples():
        n += 1
        p = subprocess.run(["sh", "-c", cmd], cwd=work, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, timeout=60)
        got = p.stdout.decode("utf-8", "replace").rstrip("\n").split("\n")
        got = [] if got == [""] else got
        while want and want[-1] == "":
            want.pop()
        good = fits(got, want)
        print(f"{'ok' if good else 'not ok'} {n} - {os.path.basename(page)}: {cmd}")
        if not good:
            bad = 1
            print("# wanted:\n#   " + "\n#   ".join(want) + "\n# got:\n#   " + "\n#   ".join(got))
print(f"1..{n}")
sys.exit(bad)
