#!/usr/bin/env python3
"""ledger.py MEGABYTES OUT.csv [OUT.tsv] [--quote-all]: a made-up inspection ledger for measuring.

Nine columns, 500 units, notes of which some hold commas, line ends or quotes, as ledgers of inspections do; about
130 bytes a row.  The TSV has the same rows without line ends in fields.  The same for the same size.
"""
import random
import sys

args = [a for a in sys.argv[1:] if not a.startswith("--")]
quote_all = "--quote-all" in sys.argv
rnd = random.Random(20260701)
size = int(float(args[0]) * 1e6)
kinds = ["街道办", "镇政府", "乡政府", "社区", "村委会", "执法中队", "市场所", "学校", "卫生院", "物业公司"]
units = ["%s%s" % (p, k) for k in kinds for p in
         ["河东", "河西", "岭南", "岭北", "大桥", "新桥", "古塔", "前门", "后湾", "中心", "青林", "白沙", "红石", "黑水", "金坪", "银坑", "上坝", "下坝",
          "东坡", "西坡", "南塘", "北塘", "龙口", "凤山", "虎溪", "马渡", "羊角", "牛栏", "鹿门", "鹤湖", "梅庄", "兰圃", "竹园", "菊坞", "松岗", "柏树",
          "桃源", "李圩", "杏林", "梨园", "石湾", "沙溪", "泉水", "井塘", "关口", "寨上", "营盘", "铺前", "集南", "墟北"]]
items = ["路面保洁", "垃圾清运", "占道摊点", "车辆停放", "河面漂浮物", "小广告", "扬尘", "公厕", "绿化带", "楼道杂物", "飞线", "消防通道"]
where = ["学校门口", "菜市场南侧", "汽车站广场", "河堤步道", "小区三号楼", "医院对面", "主街与二路交叉口", "公园东门"]
what = ["有散落垃圾未及时清扫", "三轮车占用人行道", "墙面张贴多处", "排水沟堵塞有异味", "护栏倾斜", "堆放建筑材料"]
states = ["已整改", "整改中", "未整改", "待复查"]
points = ["0.1", "0.2", "0.5", "1", "1.0", "1.5", "2", "-0.5", "0.25", "3"]


def note(r):
    if r < 0.3:
        return ""
    a, b = rnd.choice(where), rnd.choice(what)
    if r < 0.32:
        return a + "\n" + b
    if r < 0.38:
        return a + "," + b
    if r < 0.39:
        return a + '"' + b + '"'
    return a + b + ("，责令限期整改并复查" if r > 0.7 else "")


def cell(s):
    return '"' + s.replace('"', '""') + '"' if quote_all or any(c in s for c in ',"\n') else s


csv = open(args[1], "w", encoding="utf-8", newline="")
tsv = open(args[2], "w", encoding="utf-8", newline="") if len(args) > 2 else None
names = ["date", "unit", "item", "kind", "points", "note", "status", "due", "done"]
csv.write(",".join(cell(n) for n in names) + "\n")
if tsv:
    tsv.write("\t".join(names) + "\n")
done = 0
while done < size:
    rows = []
    for u, i, p, s in zip(rnd.choices(units, k=5000), rnd.choices(items, k=5000), rnd.choices(points, k=5000),
                          rnd.choices(states, k=5000)):
        d = "2025-%02d-%02d" % (rnd.randint(1, 12), rnd.randint(1, 28))
        rows.append((d, u, i, "deduct" if rnd.random() < 0.9 else "bonus", p, note(rnd.random()), s, d, "" if s == "未整改" else d))
    text = "".join(",".join(map(cell, r)) + "\n" for r in rows)
    done += len(text.encode())
    csv.write(text)
    if tsv:
        tsv.write("".join("\t".join(r).replace("\n", "　") + "\n" for r in rows))
