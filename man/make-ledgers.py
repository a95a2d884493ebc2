#!/usr/bin/env python3
"""make-ledgers.py: writes plankit-ledgers(5), English and Chinese, from lib/ledger: columns.def, value.c."""
import os, re

top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
source = open(f"{top}/lib/ledger/columns.def", encoding="utf-8").read()
tables = re.findall(r'^TABLE\((\w+),\s*"([^"]*)",\s*"([^"]*)"\)', source, re.M)
columns = re.findall(r'^COL\((\w+),\s*\w+,\s*"([^"]*)",\s*"([^"]*)",\s*"([^"]*)",\s*([^)]*)\)', source, re.M)
values = open(f"{top}/lib/ledger/value.c", encoding="utf-8").read()
MEANING = {
    "planned": ("not begun; also an empty cell", "尚未开始；空格也算"),
    "active": ("under way", "正在办理"),
    "claimed": ("reported done by those who did it", "承办单位自报完成"),
    "verified": ("found done by somebody else", "经他人核验"),
    "closed": ("struck off the ledger", "从台账上销号"),
    "reopened": ("done once, and to be done again", "完成后又反弹"),
    "cancelled": ("given up by people", "人工取消"),
    "withdrawn": ("gone from the plan", "方案中已删去"),
    "fixed": ("a day that is named", "指明某日"),
    "by_end": ("the end of a month, a quarter, a year", "月末、季末、年末"),
    "range": ("from a day to a day", "从某日到某日"),
    "workdays": ("so many working days", "若干工作日"),
    "standing": ("for good, without an end", "长期坚持，没有终点"),
    "recurring": ("again and again, see cadence", "周而复始，见周期列"),
    "unknown": ("the plan does not say", "方案没有写明"),
    "lead": ("leads", "牵头单位"),
    "responsible": ("answers for it", "责任单位"),
    "cooperate": ("helps", "配合单位"),
}
TEXT = {
    "en": dict(sub="", nd="the tables that the tools read and write", desc="DESCRIPTION", read="Reading", write="Writing",
               cols="Columns", see="SEE ALSO", required="required", date="date", list="list, ; between", people="filled in by people",
               alias="also", ex="EXAMPLES", table="Columns of {} ({})", which=0, sep="; ", comma=", ",
               values=(("statuses", "Values of status"), ("due_kinds", "Values of due_kind"), ("unit_roles", "Values of unit_role")),
               cadence="Values of cadence",
               rhythm="A duration counted from\n.Li anchor\n.Pq Li P1D , P1W , P2W , P1M , P3M , P1Y ,\nor a rule:\n"
                      ".Li weekly:5\n(Friday),\n.Li monthly:25 , monthly:end , monthly:-1wd\n(the last working day),\n"
                      ".Li quarterly:end , yearly:06-30 .\nWords that a plan would use, such as\n.Li 每周一次 ,\nare understood.",
               intro="Ledgers are CSV tables (RFC 4180) with a header row.\nEach column has an ASCII name, a Chinese name and "
                     "aliases seen in practice; all are understood, in any order.\nColumns that are not known are kept, in order, at the end.",
               reading="Encodings: UTF-8 with or without byte order mark, UTF-16, GB18030.\nLine ends: LF, CRLF, CR.\n"
                       "Separators: comma, tab, semicolon; guessed from the header unless\n.Fl -delimiter\nsays.\n"
                       "Dates are YYYY-MM-DD; a list in a cell is separated by ;\n(、 ， , are understood).\n"
                       "A missing required column, a row with too many or too few fields, an impossible date, an unknown status or an "
                       "unterminated quote is reported with file, line and column; no row is dropped in silence.\n"
                       "An alias in parentheses counts only where no other column means the same.",
               writing="RFC 4180, LF, UTF-8 without byte order mark and ASCII names, so that pipes stay clean;\n.Fl -excel\n"
                       "gives a byte order mark, CRLF and Chinese names.\nA cell that begins with = + - or @ and is no number is written so "
                       "that a spreadsheet shows it as text."),
    "zh": dict(sub="zh/", nd="各工具读写的表格", desc="描述", read="读入", write="写出", cols="列", see="参见", required="必需",
               date="日期", list="列表，以 ; 分隔", people="由人填写", alias="又作", ex="示例", table="{1}（{0}）的列", which=1, sep="；", comma="、",
               values=(("statuses", "状态（status）的取值"), ("due_kinds", "时限类型（due_kind）的取值"),
                       ("unit_roles", "单位角色（unit_role）的取值")),
               cadence="周期（cadence）的取值",
               rhythm="从起算日算起的时长，如\n.Li P1D , P1W , P2W , P1M , P3M , P1Y Ns ；\n或规则：\n"
                      ".Li weekly:5 Ns （每周五）、\n.Li monthly:25 , monthly:end , monthly:-1wd Ns （每月最后一个工作日）、\n"
                      ".Li quarterly:end , yearly:06-30 Ns 。\n方案里的说法，如\n.Li 每周一次 Ns ，\n也能识别。",
               intro="台账是带标题行的 CSV 表（RFC 4180）。\n每列有 ASCII 名、中文名以及实践中见到的别名，都能识别，次序不限。\n"
                     "不认识的列原样保留在末尾。",
               reading="编码：UTF-8（有无 BOM 均可）、UTF-16、GB18030。\n换行：LF、CRLF、CR。\n分隔符：逗号、制表符、分号，由标题行推断，也可用\n"
                       ".Fl -delimiter\n指定。\n日期为 YYYY-MM-DD；单元格内的列表以 ; 分隔（也认 、 ， ,）。\n"
                       "缺必需列、字段数不对、不存在的日期、未知状态、未闭合的引号，都指明文件、行、列；绝不悄悄丢行。\n"
                       "括号中的别名只在没有其他列表示同一意思时才算数。",
               writing="RFC 4180、LF、无 BOM 的 UTF-8、ASCII 列名，便于管道；\n.Fl -excel\n给出 BOM、CRLF 与中文列名。\n"
                       "以 = + - @ 开头而不是数的单元格，写成电子表格按文本显示的形式。"),
}


def page(lang):
    t = TEXT[lang]
    out = [".\\\" Made by man/make-ledgers.py from lib/ledger; do not edit.", ".Dd November 24, 2026",
           ".Dt PLANKIT-LEDGERS 5", ".Os plankit", ".Sh NAME", ".Nm plankit-ledgers", f".Nd {t['nd']}", f".Sh {t['desc']}",
           t["intro"], f".Ss {t['read']}", t["reading"], f".Ss {t['write']}", t["writing"]]
    for ident, name, zh in tables:
        out += [f".Ss {t['table'].format(name, zh)}", ".Bl -tag -width Ds"]
        for tab, ascii_, chinese, aliases, flags in columns:
            if tab != ident:
                continue
            words = [t[k] for f, k in (("R", "required"), ("D", "date"), ("L", "list"), ("P", "people")) if re.search(rf"\b{f}\b", flags)]
            names = [f"({a[:-1]})" if a.endswith("?") else a for a in aliases.split("|") if a]
            line = t["sep"].join(words + ([f"{t['alias']} {t['comma'].join(names)}"] if names else []))
            out += [f".It Li {ascii_} Pq {chinese}"] + ([line] if line else [])
        out.append(".El")
    for table, heading in t["values"]:
        out += [f".Ss {heading}", ".Bl -tag -width Ds"]
        body = re.search(rf"\b{table}\[\w+\] = \{{(.*?)\n\}};", values, re.S).group(1)
        for ascii_, chinese, others in re.findall(r'\{"([^"]*)", "([^"]*)", "([^"]*)"\}', body):
            also = f"{t['sep']}{t['alias']} {t['comma'].join(others.split('|'))}" if others else ""
            out += [f".It Li {ascii_} Pq {chinese}", MEANING[ascii_][t["which"]] + also]
        out.append(".El")
    out += [f".Ss {t['cadence']}", t["rhythm"]]
    out += [f".Sh {t['see']}", ".Xr deadline-check 1 ,\n.Xr evidence-pack 1 ,\n.Xr tally 1 ,\n.Xr task-split 1 ,\n.Xr plankit 7", ""]
    with open(f"{top}/man/{t['sub']}plankit-ledgers.5", "w", encoding="utf-8") as f:
        f.write("\n".join(out))


for lang in TEXT:
    page(lang)
