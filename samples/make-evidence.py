#!/usr/bin/env python3
"""make-evidence.py: draws the sample evidence anew (samples/evidence/): invented notices, tables and photos.

What it writes is checked in; run it only to change the samples.  Same input, same bytes.
"""
import csv, os, random, struct, zipfile, zlib

HERE = os.path.dirname(os.path.abspath(__file__))


def png(path, pixels, width, height):
    raw = b"".join(b"\0" + bytes(v for px in pixels[y] for v in px) for y in range(height))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    with open(path, "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b""))


def scene(seed, dirty):
    """A lane between two houses under a hill; dirty: heaps beside it."""
    r, w, h = random.Random(seed), 320, 200
    wall, roof = (224, 214 - r.randrange(30), 190), (120 + r.randrange(40), 70, 60)
    sky = [[(150 + y // 3, 190 + y // 4, 235) for _ in range(w)] for y in range(h)]
    for y in range(h):
        for x in range(w):
            if y > 90 + 14 * ((x * (seed % 7 + 3) // 40) % 3) - x // 12:
                sky[y][x] = (96, 140 + (x + y) % 9, 84)
            if y > 130:
                lane = abs(x - w // 2) < 18 + (y - 130) * 2
                sky[y][x] = (186, 182, 172) if lane else (104, 150 + (x * y) % 11, 88)
    for left in (30, 232):
        for y in range(70, 150):
            for x in range(left, left + 60):
                sky[y][x] = roof if y < 92 else (wall if (x - left) % 24 > 12 or not 108 < y < 128 else (90, 110, 130))
    for _ in range(60 if dirty else 0):
        cx, cy, rad = r.randrange(20, w - 20), r.randrange(150, h - 8), r.randrange(3, 9)
        tint = r.choice([(110, 92, 70), (70, 74, 80), (205, 205, 210), (60, 110, 160)])
        for y in range(cy - rad, min(h, cy + rad)):
            for x in range(cx - rad, cx + rad):
                if (x - cx) ** 2 + (y - cy) ** 2 < rad * rad:
                    sky[y][x] = tint
    return sky, w, h


def photo(path, seed, before_after):
    if not before_after:
        png(path, *scene(seed, False))
        return
    a, w, h = scene(seed, True)
    b, _, _ = scene(seed, False)
    png(path, [a[y] + [(255, 255, 255)] * 6 + b[y] for y in range(h)], 2 * w + 6, h)


def pdf(path, title, pages):
    """A PDF 1.4 of `pages` pages with the title in a CJK font that every reader brings along."""
    text = title.encode("utf-16-be").hex().upper()
    objs = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(pages))
    objs.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode())
    objs.append(b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>")
    objs.append(b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
                b" << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor"
                b" << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 0 1000 1000] /ItalicAngle 0"
                b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 90 >> >>")
    for i in range(pages):
        body = f"BT /F1 18 Tf 72 760 Td <{text}> Tj ET BT /F1 11 Tf 290 40 Td <{f'- {i + 1} -'.encode('utf-16-be').hex()}> Tj ET".encode()
        objs.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * i} 0 R >>".encode())
        objs.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body))
    out, at = bytearray(b"%PDF-1.4\n"), []
    for n, o in enumerate(objs, 1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, o)
    xref = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objs) + 1) + b"".join(b"%010d 00000 n \n" % a for a in at)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objs) + 1, xref)
    with open(path, "wb") as f:
        f.write(out)


def xlsx(path, title, rows):
    r, ns = random.Random(title), "http://schemas.openxmlformats.org"
    cells = [["序号", "乡镇", "数量"]] + [[str(i + 1), t, str(r.randrange(3, 60))] for i, t in enumerate(rows)]
    sheet = "".join(
        f'<row r="{y}">' + "".join(f'<c r="{"ABC"[x]}{y}" t="inlineStr"><is><t>{v}</t></is></c>' for x, v in enumerate(row)) + "</row>"
        for y, row in enumerate([[title, "", ""]] + cells, 1))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{ns}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{ns}/package/2006/relationships"><Relationship Id="r1" Type="{ns}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{ns}/spreadsheetml/2006/main" xmlns:r="{ns}/officeDocument/2006/relationships"><sheets><sheet name="{title[:28]}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{ns}/package/2006/relationships"><Relationship Id="r1" Type="{ns}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{ns}/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, body in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, '<?xml version="1.0" encoding="UTF-8"?>\n' + body)


towns = ["云岭镇", "白石镇", "枫桥乡", "泉湾乡", "竹溪乡", "松坪乡"]
for n, row in enumerate(csv.DictReader(open(os.path.join(HERE, "evidence.csv"), encoding="utf-8"))):
    path = os.path.join(HERE, "evidence", row["path"])
    os.makedirs(os.path.dirname(path), exist_ok=True)
    kind = path.rsplit(".", 1)[1]
    if kind == "png":
        photo(path, n + 11, row["photo_before_after"])
    elif kind == "pdf":
        pdf(path, row["title"], int(row["pages"]))
    else:
        xlsx(path, row["title"], towns)
