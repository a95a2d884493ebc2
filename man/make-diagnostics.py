#!/usr/bin/env python3
"""make-diagnostics.py: writes plankit-diagnostics(7), English and Chinese, from the catalogue lib/base/diag/*.def."""
import os, re

top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
layers = re.findall(r'#include "base/diag/(\w+)\.def"', open(f"{top}/lib/base/diag.def", encoding="utf-8").read())
string = r'"((?:[^"\\]|\\.)*)"'
entry = re.compile(r"X\(\s*\w+,\s*" + string + r",\s*PK_(\w+),\s*((?:" + string + r"\s*)+),\s*((?:" + string + r"\s*)+)\)", re.S)
WORDS = {
    "en": ("", "messages of the plankit tools", "NAME", "DESCRIPTION", "SEE ALSO",
           "Every message of the tools has the form\n.Pp\n.Dl tool: file:line: severity: text [id]\n.Pp\nFile, line and column "
           "are left out where there is none.\nThe id in brackets never changes; the texts may.\nThis page lists all ids by the "
           "part of the tools that they come from, with severity and text;\n.Li {0}\nand so on stand for what is filled in.\n"
           "Notes and warnings do not change the exit status unless a tool says so; an error makes it 2.",
           {"NOTE": "note", "WARNING": "warning", "ERROR": "error"}, "Messages of the part {}"),
    "zh": ("zh/", "plankit 各工具的提示信息", "NAME", "描述", "参见",
           "各工具的每条信息都采用如下形式：\n.Pp\n.Dl 工具: 文件:行: 级别: 内容 [编号]\n.Pp\n没有文件、行、列时从略。\n"
           "方括号中的编号永不改变，文字则可能修订。\n本页按所属部分列出全部编号及其级别和文字，\n.Li {0}\n等处填入具体内容。\n"
           "提示和警告一般不改变退出状态；出现错误时退出状态为 2。",
           {"NOTE": "提示", "WARNING": "警告", "ERROR": "错误"}, "{} 部分的信息"),
}


def mdoc(text):
    text = text.replace("\\\\", "\\").replace('\\"', '"').replace("\\", "\\e").replace("'", "\\(aq").replace("`", "\\(ga")
    return ("\\&" + text) if text[:1] in ".'" else text


def page(lang):
    sub, about, name, desc, see, intro, severities, heading = WORDS[lang]
    out = [".\\\" Made by man/make-diagnostics.py from lib/base/diag/*.def; do not edit.", ".Dd November 24, 2026",
           ".Dt PLANKIT-DIAGNOSTICS 7", ".Os plankit", f".Sh {name}", ".Nm plankit-diagnostics", f".Nd {about}",
           f".Sh {desc}", intro]
    for layer in layers:
        found = entry.findall(open(f"{top}/lib/base/diag/{layer}.def", encoding="utf-8").read())
        if not found:
            continue
        out += [f".Ss {heading.format(layer)}", ".Bl -tag -width Ds"]
        for ident, severity, en, _, zh, _ in found:
            text = "".join(re.findall(string, zh if lang == "zh" else en))
            out += [f".It Li {ident} Pq {severities[severity]}", mdoc(text)]
        out.append(".El")
    out += [f".Sh {see}", ".Xr plankit 7", ""]
    with open(f"{top}/man/{sub}plankit-diagnostics.7", "w", encoding="utf-8") as f:
        f.write("\n".join(out))


for lang in WORDS:
    page(lang)
