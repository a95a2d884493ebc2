#!/usr/bin/env python3
"""Bundles that somebody might hand in, sound, careless and hostile:  make-cases.py DIR

Writes DIR/dir/*, DIR/zip/*, DIR/tar/* and DIR/expected.tsv: path, verdict, reason, source.  Verdicts: accept (not even
a warning), warn, reject; either (may be anything but a crash).  tests/bags.py asks for the code of each finding; these
cases ask for the verdict only, and look where two programs, or a program and a person, would see different things.
Every byte is ours and the same at each run; things that need a file system or rights are left out where they fail."""
import binascii, gzip, hashlib, os, socket, stat, struct, sys, unicodedata, zlib

OUT = sys.argv[1]
ROWS = []
NAMES = set()
RFC, APP, PAX, GZ, POLICY = 'RFC 8493 ', 'APPNOTE ', 'POSIX pax', 'RFC 1952', 'policy'


def row(path, verdict, reason, source):
    assert path not in NAMES, path
    NAMES.add(path)
    ROWS.append('\t'.join((path, verdict, reason, source)))


# --- bags as dictionaries: path -> bytes -----------------------------------------------------------------------

FILES = {'data/通知/关于开展巡查的通知.txt': '请各村于月底前完成巡查。\n'.encode(),
         'data/照片/村口.jpg': b'\xff\xd8\xff\xe0' + bytes(range(60)), 'data/小结.csv': '村,次数\n东村,3\n'.encode()}


def b(text):
    return text if isinstance(text, bytes) else text.encode()


def escape(path):
    return b(path).replace(b'%', b'%25').replace(b'\n', b'%0A').replace(b'\r', b'%0D')


def hexdigest(alg, data):
    return hashlib.new(alg, data).hexdigest().encode()


def listing(alg, files, sep=b'  '):
    return b''.join(hexdigest(alg, d) + sep + escape(p) + b'\n' for p, d in sorted(files.items(), key=lambda f: b(f[0])))


def payload(bag):
    return {p: d for p, d in bag.items() if b(p).startswith(b'data/')}


def sealed(bag, algs=('sha256', 'sha512'), skip=()):
    """Fresh tag manifests over all that is no payload."""
    bag = {p: d for p, d in bag.items() if not b(p).startswith(b'tagmanifest-')}
    tags = {p: d for p, d in bag.items() if not b(p).startswith(b'data/') and p not in skip}
    bag.update({'tagmanifest-%s.txt' % a: listing(a, tags) for a in algs})
    return bag


def bag(more=None, algs=('sha256', 'sha512'), version='1.0', encoding='UTF-8', info='', tags=None, listed=None):
    """A sound bag; `tags` are written over what was made, then everything is sealed."""
    files = dict(FILES, **(more or {})) if not any(isinstance(p, bytes) for p in more or {}) else {**FILES, **more}
    out = dict(files)
    out['bagit.txt'] = b('BagIt-Version: %s\nTag-File-Character-Encoding: %s\n' % (version, encoding))
    out['bag-info.txt'] = b('Source-Organization: 东乡\nPayload-Oxum: %d.%d\n%s' % (
        sum(len(d) for d in files.values()), len(files), info))
    for a in algs:
        out['manifest-%s.txt' % a] = listing(a, listed or files)
    out.update(tags or {})
    return sealed(out, algs)


def replaced(name, old, new, base=None):
    out = dict(base or bag())
    assert b(old) in out[name], (name, old)
    out[name] = out[name].replace(b(old), b(new), 1)
    return sealed(out)


def with_line(name, line, base=None):
    out = dict(base or bag())
    out[name] = out[name] + b(line)
    return sealed(out)


def folder(name, content, verdict, reason, source, after=None):
    top = os.fsencode(os.path.join(OUT, 'dir', name))
    os.makedirs(top)
    try:
        for p, d in content.items():
            full = os.path.join(top, b(p))
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, 'wb') as f:
                f.write(d)
        if after:
            after(os.fsdecode(top))
    except (OSError, ValueError) as e:
        print('# left out: dir/%s: %s' % (name, e), file=sys.stderr)
        return
    row('dir/' + name, verdict, reason, source)


def in_every(base, path, data):
    for a in ('sha256', 'sha512'):
        base['manifest-%s.txt' % a] += hexdigest(a, data) + b'  ' + b(path) + b'\n'
    return sealed(base)


def bagit_texts():
    one, two = b'BagIt-Version: 1.0\n', b'Tag-File-Character-Encoding: UTF-8\n'
    for name, text, verdict in (
            ('crlf', (one + two).replace(b'\n', b'\r\n'), 'accept'), ('cr', (one + two).replace(b'\n', b'\r'), 'accept'),
            ('mixed-ends', one + two[:-1] + b'\r\n', 'accept'), ('no-last-newline', (one + two)[:-1], 'accept'),
            ('swapped', two + one, 'reject'), ('one-line', one, 'reject'), ('three-lines', one + two + b'Note: x\n', 'reject'),
            ('blank-third-line', one + two + b'\n', 'reject'), ('blank-between', one + b'\n' + two, 'reject'),
            ('same-line-twice', one + one, 'reject'), ('trailing-blank', one[:-1] + b' \n' + two, 'reject'),
            ('trailing-blank-2', one + two[:-1] + b' \n', 'reject'), ('tab', one.replace(b' ', b'\t') + two, 'reject'),
            ('no-blank', one.replace(b' ', b'') + two, 'reject'), ('lower-label', one.lower() + two, 'reject'),
            ('bom', b'\xef\xbb\xbf' + one + two, 'reject'), ('utf-16', (one + two).decode().encode('utf-16'), 'reject'),
            ('empty', b'', 'reject'), ('nul', one + two[:-1] + b'\0\n', 'reject'),
            ('latin-1', one + two + b'\xe9', 'reject'), ('wide-colon', '：'.join((one + two).decode().split(':')).encode(), 'reject'),
            ('version-1', one.replace(b'1.0', b'1') + two, 'reject'), ('version-1-1', one.replace(b'1.0', b'1.1') + two, 'reject'),
            ('version-01-0', one.replace(b'1.0', b'01.0') + two, 'either'), ('version-1-00', one.replace(b'1.0', b'1.00') + two, 'either'),
            ('version-word', one.replace(b'1.0', b'one') + two, 'reject'), ('version-comma', one.replace(b'1.0', b'1,0') + two, 'reject'),
            ('version-0-92', one.replace(b'1.0', b'0.92') + two, 'reject'), ('version-0-98', one.replace(b'1.0', b'0.98') + two, 'reject'),
            ('encoding-unknown', one + two.replace(b'UTF-8', b'UTF-9'), 'reject'), ('encoding-empty', one + two.replace(b'UTF-8', b''), 'reject'),
            ('encoding-lower', one + two.lower().replace(b'tag-file-character-encoding', b'Tag-File-Character-Encoding'), 'accept'),
            ('encoding-trick', one + two.replace(b'UTF-8', b'UTF-8//TRANSLIT'), 'reject'),
            ('encoding-sprinkled', one + two.replace(b'UTF-8', b'U+TF)-8'), 'reject'),
            ('old-vertical-tab', b'\v' + one.replace(b'1.0', b'0.97') + two, 'reject')):
        folder('bagit-' + name, bag(tags={'bagit.txt': text}), verdict, 'bagit.txt: ' + name, RFC + '2.1.1')
    for v in ('0.93', '0.94', '0.95', '0.96', '0.97'):
        folder('version-' + v, bag(version=v, algs=('md5',)), 'accept' if v > '0.95' else 'either', 'version ' + v, RFC + 'appendix')
    folder('version-0.95-package-info', bag(version='0.95', tags={'package-info.txt': b'Payload-Oxum: 1.1\n'}), 'reject',
           'wrong Oxum under the old name', RFC + '2.2.2')
    old = bag(version='0.97')
    old['manifest-sha512.txt'] = b''.join(old['manifest-sha512.txt'].splitlines(True)[1:])
    folder('old-some-manifest', sealed(old), 'accept', 'before 1.0 one manifest is enough', RFC + '3')
    folder('bagit-is-folder', {p: d for p, d in bag().items() if p != 'bagit.txt'}, 'reject', 'bagit.txt is a folder', RFC + '2',
           lambda t: os.mkdir(t + '/bagit.txt'))
    folder('bagit-upper', dict({p: d for p, d in bag().items() if p != 'bagit.txt'}, **{'BAGIT.TXT': bag()['bagit.txt']}), 'reject',
           'BAGIT.TXT', RFC + '2.1.1')
    folder('nothing', {}, 'reject', 'an empty folder', RFC + '2')
    folder('inside-a-folder', {'包/' + p: d for p, d in bag().items()}, 'reject', 'the bag is one folder down', RFC + '2')


def manifests():
    good, small = bag(), 'data/小结.csv'
    h = hexdigest('sha256', FILES[small])
    line = h + b'  ' + b(small)
    M = 'manifest-sha256.txt'
    folder('good', good, 'accept', 'nothing wrong', POLICY)
    folder('good-one-algorithm', bag(algs=('sha256',)), 'accept', 'one manifest', RFC + '2.1')
    for a in ('md5', 'sha1', 'sha224', 'sha384', 'sha512', 'sm3'):
        folder('only-' + a, bag(algs=(a,)), 'accept', 'only ' + a, RFC + '2.4')
    folder('no-tagmanifest', {p: d for p, d in good.items() if not p.startswith('tag')}, 'accept', 'tag manifests are optional', RFC + '2.2.1')
    folder('only-tagmanifest', sealed({p: d for p, d in good.items() if not p.startswith('manifest')}), 'reject', 'no payload manifest', RFC + '2')
    folder('line-missing', replaced(M, line + b'\n', ''), 'reject', 'a file in one manifest only', RFC + '3')
    folder('file-added', dict(good, **{'data/补充.txt': b'x'}), 'reject', 'a file in no manifest', RFC + '3')
    folder('file-added-hidden', dict(good, **{'data/.DS_Store': b'x'}), 'reject', 'a hidden file in no manifest', RFC + '3')
    folder('file-added-empty', dict(good, **{'data/空.txt': b''}), 'reject', 'an empty file in no manifest', RFC + '3')
    folder('file-added-deep', dict(good, **{'data/a/b/c/d.txt': b'x'}), 'reject', 'a file in no manifest, far down', RFC + '3')
    folder('hidden-listed', bag({'data/.DS_Store': b'x'}), 'warn', 'litter of an operating system', POLICY)
    folder('thumbs-listed', bag({'data/照片/Thumbs.db': b'x'}), 'warn', 'litter of an operating system', POLICY)
    folder('file-changed', dict(good, **{small: FILES[small][:-1] + b' '}), 'reject', 'same length, other content', RFC + '3')
    folder('file-emptied', dict(good, **{small: b''}), 'reject', 'emptied', RFC + '3')
    folder('file-gone', {p: d for p, d in good.items() if p != small}, 'reject', 'gone', RFC + '3')
    folder('file-became-folder', {p: d for p, d in good.items() if p != small}, 'reject', 'a folder of that name', RFC + '3',
           lambda t: os.mkdir(t + '/' + small))
    folder('one-manifest-wrong', replaced(M, h, hexdigest('sha256', b'other')), 'reject', 'two manifests disagree', RFC + '3')
    folder('twice-other-digest', with_line(M, b'0' * 64 + b'  ' + b(small) + b'\n'), 'reject', 'listed twice', RFC + '2.1.3')
    folder('twice-right-last', replaced(M, line, b'0' * 64 + b'  ' + b(small) + b'\n' + line), 'reject', 'the right one last', RFC + '2.1.3')
    folder('twice-same-digest', with_line(M, line + b'\n'), 'reject', 'listed twice alike', RFC + '2.1.3')
    folder('twice-by-escape', with_line(M, hexdigest('sha256', b'1') + b'  data/%250A\n' + hexdigest('sha256', b'1') + b'  data/%250a\n',
                                        bag({'data/%0A': b'1'})), 'reject', 'escape written in two cases', RFC + '2.1.3')
    folder('twice-old', with_line(M, line + b'\n', bag(version='0.97')), 'warn', 'listed twice alike, 0.97', 'conformance suite 0.97')
    folder('crossed', replaced(M, h, hexdigest('sha256', FILES['data/照片/村口.jpg'])), 'reject', 'digest of another file', RFC + '3')
    for name, path in (('absolute', '/etc/hostname'), ('parent', '../x'), ('inner-parent', 'data/../../x'), ('back-again', 'data/通知/../小结.csv'),
                       ('dot', 'data/./小结.csv'), ('double-slash', 'data//小结.csv'), ('home', '~/x'), ('user', '~root/x'),
                       ('drive', 'C:/x'), ('drive-relative', 'c:x'), ('backslash', 'data\\小结.csv'), ('unc', '\\\\host\\share\\x'),
                       ('device', '\\\\?\\C:\\x'), ('unc-slashes', '//host/share/x'), ('trailing-slash', 'data/通知/'), ('folder', 'data/通知'),
                       ('data-itself', 'data'), ('data-slash', 'data/'), ('tag-file', 'bag-info.txt'), ('manifest-itself', M),
                       ('prefix', 'database/x'), ('case-of-data', 'Data/小结.csv'), ('escaped-slash', 'data%2F小结.csv'),
                       ('escaped-dots', 'data/%2E%2E/x'), ('file-uri', 'file:///etc/hostname'), ('trailing-parent', 'data/x/..')):
        folder('lists-' + name, in_every(bag(), path, b'x'), 'reject', 'lists ' + path.replace('\\', '/'), RFC + '5.1')
    folder('lists-dot-slash', replaced(M, b'  data/', b'  ./data/'), 'warn', "'./' before a path", 'conformance suite 0.97')
    folder('lists-dot-slash-twice', replaced(M, b'  data/', b'  ././data/'), 'reject', "'././' before a path", RFC + '5.1')
    for name, old, new, verdict in (
            ('tab', b'  ', b'\t', 'accept'), ('many-blanks', b'  ', b' \t   ', 'accept'), ('one-blank', b'  ', b' ', 'accept'),
            ('no-blank', b'  ', b'', 'reject'), ('comma', b'  ', b',', 'reject'), ('no-break-space', b'  ', b'\xc2\xa0', 'reject'),
            ('wide-blank', b'  ', '　'.encode(), 'reject'), ('form-feed', b'  ', b'\f', 'reject'),
            ('leading-blank', h[:4], b' ' + h[:4], 'reject'), ('upper', h, h.upper(), 'accept'), ('mixed', h, h[:30].upper() + h[30:], 'accept'),
            ('short', h, h[:-2], 'reject'), ('long', h, h + b'00', 'reject'), ('odd', h, h[:-1], 'reject'), ('not-hex', h, b'x' + h[1:], 'reject'),
            ('0x', h, b'0x' + h[2:], 'reject'), ('md5-in-sha256', h, hexdigest('md5', FILES[small]), 'reject'),
            ('base64', h, binascii.b2a_base64(hashlib.sha256(FILES[small]).digest()).strip(), 'reject'), ('colons', h, b':'.join([h[:32], h[32:]]), 'reject'),
            ('fullwidth', h[:1], chr(0xfee0 + h[0]).encode() if 48 <= h[0] < 58 else 'ａ'.encode(), 'reject'),
            ('path-trailing-blank', line, line + b' ', 'reject'), ('comment-line', line, b'# checksums\n' + line, 'reject'),
            ('bsd-style', line, b'SHA256 (' + b(small) + b') = ' + h, 'reject'), ('path-first', line, b(small) + b'  ' + h, 'reject'),
            ('quoted', b(small), b'"' + b(small) + b'"', 'reject'), ('cr-in-the-middle', b(small), b'data/\r' + b(small)[5:], 'reject'),
            ('blank-line', line, b'\n' + line, 'warn'), ('star', b'  ', b' *', 'warn'), ('star-alone', b'  ', b'*', 'reject')):
        base = with_line(M, '', good)
        text = base[M].replace(line, line.replace(old, new, 1)) if old in line else base[M]
        folder('line-' + name, sealed(dict(base, **{M: text})), verdict, 'manifest line: ' + name, RFC + '2.1.3')
    for name, end in (('crlf', b'\r\n'), ('cr', b'\r')):
        folder('manifest-' + name, sealed({p: d.replace(b'\n', end) if p.startswith('manifest') else d for p, d in good.items()}),
               'accept', 'lines end with ' + name, RFC + '2.3')
    folder('manifest-no-last-newline', sealed(dict(good, **{M: good[M][:-1]})), 'accept', 'last line without newline', RFC + '2.3')
    folder('manifest-line-separator', replaced(M, b'\n', '\u2028'), 'reject', 'U+2028 ends no line', RFC + '2.3')
    folder('manifest-empty', sealed(dict(good, **{M: b''})), 'reject', 'an empty manifest', RFC + '3')
    folder('manifest-vertical-tab', sealed(dict(good, **{M: good[M] + b'\v\n'})), 'reject', 'a vertical tab is no blank', RFC + '2.1.3')
    folder('manifest-blank', sealed(dict(good, **{M: b'\n\n'})), 'reject', 'only blank lines', RFC + '3')
    folder('manifest-bom', sealed(dict(good, **{M: b'\xef\xbb\xbf' + good[M]})), 'reject', 'byte order mark', RFC + '2.3')
    folder('manifest-nul-end', sealed(dict(good, **{M: good[M] + b'\0'})), 'reject', 'NUL at the end', POLICY)
    folder('manifest-is-folder', sealed({p: d for p, d in good.items() if p != M}), 'accept', 'a folder named like a manifest is none', RFC + '2',
           lambda t: os.mkdir(t + '/manifest-md5.txt'))
    folder('empty-payload', sealed({'bagit.txt': good['bagit.txt'], M: b''}, ('sha256',)), 'accept', 'no payload files', RFC + '2.1.2',
           lambda t: os.mkdir(t + '/data'))
    folder('no-data', {p: d for p, d in good.items() if not p.startswith('data/')}, 'reject', 'no data folder', RFC + '2')
    folder('data-upper', {p.replace('data/', 'DATA/'): d for p, d in good.items()}, 'reject', 'DATA', RFC + '2')
    folder('data-is-file', dict({p: d for p, d in good.items() if not p.startswith('data/')}, data=b''), 'reject', 'data is a file', RFC + '2')
    folder('zero-byte-file', bag({'data/空.txt': b''}), 'accept', 'a file of no bytes', RFC + '2.1.2')
    folder('empty-folders', good, 'accept', 'empty folders count for nothing', RFC + '2.1.3', lambda t: os.makedirs(t + '/data/空/空'))
    folder('deep', bag({'data/' + 'd/' * 50 + 'f': b'x'}), 'accept', '50 folders', POLICY)
    folder('too-deep', bag({'data/' + 'd/' * 90 + 'f': b'x'}), 'reject', '90 folders: the limit', POLICY)
    folder('long-name', bag({'data/' + '长' * 84: b'x'}), 'either', '252 bytes in a name', RFC + '6.1.2')
    folder('long-path', bag({'data/' + ('长' * 60 + '/') * 5 + 'f': b'x'}), 'warn', 'too long for Windows', RFC + '6.1.2')
    many = {'data/%02x/%04d.txt' % (i % 7, i): b'%d' % (i % 5) for i in range(600)}
    folder('many-files', bag(many), 'accept', '600 small files', POLICY)
    one_gone = bag(many)
    del one_gone['data/00/0007.txt']
    folder('many-files-one-gone', one_gone, 'reject', '600 files, one gone', RFC + '3')


def algorithms():
    good = bag()
    unknown = b''.join(b'00  ' + escape(p) + b'\n' for p in FILES)
    folder('unknown-algorithm-beside', sealed(dict(good, **{'manifest-xyz3.txt': unknown})), 'warn', 'one unknown algorithm', RFC + '2.4')
    folder('unknown-algorithm-short', sealed(dict(good, **{'manifest-xyz3.txt': unknown.split(b'\n')[0] + b'\n'})), 'reject',
           'an unknown algorithm must list all as well', RFC + '3')
    folder('unknown-algorithm-alone', sealed({p: d for p, d in dict(good, **{'manifest-xyz3.txt': unknown}).items()
                                              if not p.startswith('manifest-sha')}), 'reject', 'nothing can be verified', RFC + '2.4')
    folder('unknown-tag-algorithm', dict(good, **{'tagmanifest-xyz3.txt': b''.join(
        b'00  ' + b(p) + b'\n' for p in good if not p.startswith(('data/', 'tagmanifest')))}), 'warn', 'unknown tag algorithm', RFC + '2.4')
    for name in ('SHA256', 'sha-256', 'Sha256'):
        c = {p: d for p, d in good.items() if p != 'manifest-sha256.txt'}
        c['manifest-%s.txt' % name] = good['manifest-sha256.txt']
        folder('algorithm-' + name, sealed(c), 'warn', 'written ' + name, RFC + '2.4')
    c = dict(good, **{'manifest-SHA256.txt': good['manifest-sha256.txt'].replace(b'0', b'1')})
    folder('algorithm-twice', sealed(c), 'reject', 'sha256 and SHA256', RFC + '2.4')
    folder('manifest-without-algorithm', sealed(dict(good, **{'manifest-.txt': b'x', 'manifest.txt': b'x'})), 'accept',
           'no manifest: another tag file', RFC + '2.2.4')
    folder('manifest-backup', sealed(dict(good, **{'manifest-sha256.txt.bak': b'x', 'manifest-sha256.csv': b'y'})), 'accept',
           'other tag files', RFC + '2.2.4')
    folder('manifest-in-payload', bag({'data/manifest-md5.txt': b'0  data/none\n', 'data/bagit.txt': b'x'}), 'accept', 'payload is opaque', RFC + '2.1.2')
    folder('manifest-in-tag-folder', sealed(dict(good, **{'meta/manifest-md5.txt': b'0  data/none\n'})), 'accept', 'in a folder: no manifest', RFC + '2.2.4')


def names():
    good = bag()
    folder('name-lf', bag({'data/一\n二': b'1'}), 'warn', 'LF in a name: escaped, but a trap', RFC + '2.1.3')
    folder('name-cr', bag({'data/一\r二': b'1'}), 'warn', 'CR in a name', RFC + '2.1.3')
    folder('name-percent', bag({'data/80%.txt': b'1', 'data/%%%25%0a%0D': b'2'}), 'accept', '% in names, escaped', RFC + '2.1.3')
    low = bag({'data/a%b': b'1', 'data/c\nd': b'2'})
    for m in ('manifest-sha256.txt', 'manifest-sha512.txt'):
        low[m] = low[m].replace(b'%0A', b'%0a')
    folder('name-lower-escape', sealed(low), 'warn', '%0a', RFC + '2.1.3')
    folder('name-other-escapes', replaced('manifest-sha256.txt', '小结', '%E5%B0%8F%E7%BB%93'), 'reject', 'other escapes are not undone', RFC + '2.1.3')
    folder('name-space-escape', in_every(bag(tags={'data/a b': b'x'}), 'data/a%20b', b'x'), 'reject', '%20 is no blank', RFC + '2.1.3')
    c = in_every(bag(tags={'data/a%20b': b'x', 'bag-info.txt': b'A: b\n'}), 'data/a%20b', b'x')
    folder('name-bare-percent', c, 'warn', 'bare % that can mean one thing only', POLICY)
    c = in_every(bag(tags={'data/a%0Ab': b'x', 'bag-info.txt': b'A: b\n'}), 'data/a%0Ab', b'x')
    folder('name-percent-not-escaped', c, 'reject', '%0A in a name, not escaped: means another file', RFC + '2.1.3')
    c = in_every(bag(version='0.97', tags={'data/a%0Ab': b'x', 'bag-info.txt': b'A: b\n'}), 'data/a%0Ab', b'x')
    folder('name-percent-0.97', c, 'accept', 'nothing was escaped before 1.0', RFC + '2.1.3')
    folder('name-newline-raw', with_line('manifest-sha256.txt', b''), 'reject', 'a raw newline in a path is two lines', RFC + '2.1.3',
           lambda t: open(t + '/data/一\n二', 'w').close())
    nfc, nfd = 'data/é.txt', 'data/' + unicodedata.normalize('NFD', 'é') + '.txt'
    folder('nfd-manifest', bag({nfc: b'1'}, listed={**FILES, nfd: b'1'}), 'warn', 'NFC on disk, NFD listed', RFC + '6.1.1.3')
    folder('nfc-manifest', bag({nfd: b'1'}, listed={**FILES, nfc: b'1'}), 'warn', 'NFD on disk, NFC listed', RFC + '6.1.1.3')
    folder('nfd-manifest-corrupt', bag({nfc: b'1'}, listed={**FILES, nfd: b'2'}), 'reject', 'and the content is another', RFC + '3')
    folder('nf-pair', bag({nfc: b'1', nfd: b'2'}), 'warn', 'two forms of one name', RFC + '6.1.1.3')
    folder('nf-pair-one-file', bag({nfc: b'1'}, listed={**FILES, nfc: b'1', nfd: b'1'}), 'reject', 'both listed, one there', RFC + '3')
    c = bag({nfc: b'1', nfd: b'2'})
    for m in ('manifest-sha256.txt', 'manifest-sha512.txt'):
        one, two = [l for l in c[m].splitlines(True) if b'.txt' in l and b'data/\xc3' in l or b'data/e\xcc' in l]
        x, y = one.split(b'  ')[0], two.split(b'  ')[0]
        c[m] = c[m].replace(x, b'@').replace(y, x).replace(b'@', y)
    folder('nf-pair-crossed', sealed(c), 'reject', 'two forms with each other\'s digests', RFC + '3')
    folder('nf-mixed-manifests', sealed(dict(bag({nfc: b'1'}), **{'manifest-sha512.txt': listing('sha512', {**FILES, nfd: b'1'})})), 'warn',
           'each manifest in a form of its own', RFC + '6.1.1.3')
    han = 'data/한글.txt'
    folder('nfd-hangul', bag({han: b'1'}, listed={**FILES, unicodedata.normalize('NFD', han): b'1'}), 'warn', 'Hangul', RFC + '6.1.1.3')
    folder('nf-marks-order', bag({'data/a\u0323\u0302': b'1'}, listed={**FILES, 'data/\u1ead': b'1'}), 'warn', 'marks in order', RFC + '6.1.1.3')
    folder('nfkc-only', bag({'data/ﬁ.txt': b'1'}, listed={**FILES, 'data/fi.txt': b'1'}), 'reject', 'compatibility forms are other names', RFC + '6.1.1.3')
    folder('wide-ascii', bag({'data/Ａ.txt': b'1', 'data/A.txt': b'2'}), 'either', 'fullwidth A beside A', RFC + '6.1.1.3')
    folder('case-twins', bag({'data/Map.txt': b'1', 'data/map.TXT': b'2'}), 'warn', 'differ in case', RFC + '6.1.1.1')
    folder('case-twin-folders', bag({'data/A/x': b'1', 'data/a/y': b'2'}), 'either', 'folders differ in case', RFC + '6.1.1.1')
    folder('case-listed', bag({'data/map.txt': b'1'}, listed={**FILES, 'data/Map.txt': b'1'}), 'reject', 'listed in another case', RFC + '3')
    for n, name in enumerate(('CON', 'aux.txt', 'nul', 'COM1.log', 'LPT9', '点.', '末尾 ', 'a:b', 'a?b', 'a*b', 'a<b', 'a|b', 'a"b')):
        folder('windows-%02d' % n, bag({'data/' + name: b'1'}), 'warn', 'no name for Windows: ' + name, RFC + '6.1.2')
    for n, name in enumerate(('console', 'COM0', 'COM10', '.profile', 'a b', "it's", '#1', '%', '&', '-rf', '~x', 'a~', 'x;y', '$HOME', '`id`')):
        folder('harmless-%02d' % n, bag({'data/' + name: b'1'}), 'either' if name == 'a~' else 'accept', 'a name like any other: ' + name, POLICY)
    for n, name in enumerate(('\x1b]0;x\x07', 'a\tb', '\x7f', '\u202etxt.exe', '\u200b', 'a\u2066b', '\ufeffa')):
        folder('deceptive-%02d' % n, bag({'data/' + name: b'1'}), 'warn', 'what is shown is not what it is', POLICY)
    folder('backslash-on-disk', bag({'data/a\\b': b'1'}), 'warn', 'a file with a backslash', RFC + '6.1.2')
    folder('emoji', bag({'data/🌾.txt': b'1'}), 'accept', 'beyond the BMP', RFC + '6.1.1')
    raw = 'data/证据.txt'.encode('gbk')
    folder('raw-gbk-on-disk', dict(good, **{}), 'reject', 'a name that is not UTF-8, in no manifest', RFC + '3',
           lambda t: open(os.path.join(os.fsencode(t), raw), 'w').close())
    folder('raw-gbk-listed', bag({raw: b'1'}), 'reject', 'GBK bytes in a UTF-8 manifest', RFC + '2.3')


def encodings():
    good = bag()
    for name, enc in (('GB18030', 'gb18030'), ('GBK', 'gbk'), ('GB2312', 'gbk'), ('Big5', 'big5'), ('UTF-16LE', 'utf-16-le'), ('UTF-16', 'utf-16')):
        files = {'data/通知.txt': b'1'}
        c = {**files, 'bagit.txt': b('BagIt-Version: 1.0\nTag-File-Character-Encoding: %s\n' % name),
             'bag-info.txt': 'Source-Organization: 某局\n'.encode(enc), 'manifest-sha256.txt': listing('sha256', files).decode().encode(enc)}
        c['tagmanifest-sha256.txt'] = listing('sha256', {p: d for p, d in c.items() if p[:5] != 'data/'}).decode().encode(enc)
        folder('encoding-' + name, c, 'accept', 'tag files in ' + name, RFC + '2.1.1')
        if name == 'GB18030':
            folder('encoding-lies', dict(c, **{'bagit.txt': good['bagit.txt']}), 'reject', 'GB18030 said to be UTF-8', RFC + '2.3')
            folder('encoding-bagit-changed', dict(c, **{'bagit.txt': c['bagit.txt'].replace(b'GB18030', b'UTF-16')}), 'reject',
                   'GB18030 said to be UTF-16', RFC + '2.3')
    latin = bag({'data/été.txt': b'1'}, encoding='ISO-8859-1')
    for p in list(latin):
        if p.startswith(('manifest', 'bag-info')):
            latin[p] = latin[p].decode().encode('latin-1', 'replace') if p == 'bag-info.txt' else b''.join(
                hexdigest(p[9:-4], d) + b'  ' + n.encode('latin-1') + b'\n' for n, d in {'data/été.txt': b'1'}.items())
    latin = {p: d for p, d in latin.items() if p not in FILES}
    latin['bag-info.txt'] = 'Source-Organization: Café\n'.encode('latin-1')
    folder('encoding-latin', sealed(latin), 'accept', 'ISO-8859-1', RFC + '2.1.1')
    folder('encoding-cut', with_line('bag-info.txt', b'Note: \xe9\x80'), 'reject', 'half a character at the end', RFC + '2.3')
    folder('encoding-overlong', with_line('bag-info.txt', b'Note: \xc0\xaf\n'), 'reject', 'overlong UTF-8', RFC + '2.3')
    folder('encoding-surrogate', with_line('bag-info.txt', b'Note: \xed\xa0\x80\n'), 'reject', 'a surrogate', RFC + '2.3')


def tag_files():
    good, T = bag(), 'tagmanifest-sha256.txt'
    folder('tag-changed', dict(good, **{'bag-info.txt': good['bag-info.txt'] + b'Note: x\n'}), 'reject', 'bag-info.txt changed', RFC + '3')
    folder('tag-gone', {p: d for p, d in good.items() if p != 'bag-info.txt'}, 'reject', 'bag-info.txt gone', RFC + '3')
    folder('tag-bagit-changed', dict(good, **{'bagit.txt': good['bagit.txt'].replace(b'\n', b'\r\n')}), 'reject', 'bagit.txt changed', RFC + '3')
    folder('tag-manifest-changed', dict(good, **{'manifest-sha256.txt': good['manifest-sha256.txt'].upper().replace(b'DATA/', b'data/').replace(
        b'CSV', b'csv').replace(b'JPG', b'jpg').replace(b'TXT', b'txt')}), 'reject', 'a manifest rewritten in capitals', RFC + '3')
    folder('tag-lists-payload', dict(good, **{T: good[T] + hexdigest('sha256', FILES['data/小结.csv']) + '  data/小结.csv\n'.encode()}), 'reject',
           'lists payload', RFC + '2.2.1')
    folder('tag-lists-itself', dict(good, **{T: good[T] + b'0' * 64 + b'  ' + b(T) + b'\n'}), 'reject', 'lists itself', RFC + '2.2.1')
    folder('tag-lists-other', dict(good, **{T: good[T] + hexdigest('sha256', good['tagmanifest-sha512.txt']) + b'  tagmanifest-sha512.txt\n'}),
           'reject', 'lists the other tag manifest', RFC + '2.2.1')
    folder('tag-lists-outside', dict(good, **{T: good[T] + b'0' * 64 + b'  ../x\n'}), 'reject', 'leaves the bag', RFC + '5.1')
    folder('tag-lists-folder', dict(sealed(dict(good, **{'meta/a': b'1'})), **{}), 'accept', 'tag files in a folder', RFC + '2.2.4')
    folder('tag-lists-twice', dict(good, **{T: good[T] + good[T].splitlines(True)[0]}), 'reject', 'listed twice', RFC + '2.2.1')
    folder('tag-empty', dict(good, **{T: b''}), 'reject', 'an empty tag manifest omits the manifests', RFC + '2.2.1')
    omits = dict(good)
    omits[T] = b''.join(l for l in good[T].splitlines(True) if b'manifest-sha512' not in l)
    folder('tag-omits-one', omits, 'reject', 'omits a payload manifest', RFC + '2.2.1')
    differ = dict(good)
    differ[T] = b''.join(l for l in good[T].splitlines(True) if b'bag-info' not in l)
    folder('tag-sets-differ', differ, 'warn', 'tag manifests list different files', RFC + '2.2.1')
    folder('tag-unlisted-folder', dict(good, **{'meta/说明.txt': b'x'}), 'warn', 'a tag file in no tag manifest', RFC + '2.2.4')
    folder('tag-other-algorithm', sealed(good, ('md5', 'sm3')), 'accept', 'tag manifests of other algorithms', RFC + '2.2.1')
    folder('tag-bom', dict(good, **{T: b'\xef\xbb\xbf' + good[T]}), 'reject', 'byte order mark', RFC + '2.3')
    folder('tag-crlf', {p: d.replace(b'\n', b'\r\n') if p.startswith('tagm') else d for p, d in good.items()}, 'accept', 'CRLF', RFC + '2.3')
    oxum = good['bag-info.txt'].decode().split('Payload-Oxum: ')[1].split('\n')[0]
    n, c = oxum.split('.')
    for name, text, verdict in (
            ('none', '', 'accept'), ('folded', 'Note: one\n two\n\tthree\n', 'accept'), ('repeated-label', 'Note: a\nNote: b\n', 'accept'),
            ('tab', 'Note:\tone\n', 'accept'), ('chinese-label', '备注: 一\n', 'accept'), ('colons', 'Url: https://a.example/b:c\n', 'accept'),
            ('long', 'Note: ' + '长' * 5000 + '\n', 'accept'), ('crlf', 'Note: a\r\nOther: b\r\n', 'accept'), ('empty-value', 'Note: \n', 'accept'),
            ('oxum-right', 'Payload-Oxum: %s\n' % oxum, 'accept'), ('oxum-lower', 'payload-oxum: %s\n' % oxum, 'accept'),
            ('oxum-lower-wrong', 'payload-oxum: 1.1\n', 'reject'), ('oxum-twice', 'Payload-Oxum: %s\n' % oxum * 2, 'reject'),
            ('oxum-twice-other', 'Payload-Oxum: %s\nPAYLOAD-OXUM: 9.9\n' % oxum, 'reject'), ('oxum-octets', 'Payload-Oxum: %d.%s\n' % (int(n) + 1, c), 'reject'),
            ('oxum-count', 'Payload-Oxum: %s.%d\n' % (n, int(c) - 1), 'reject'), ('oxum-no-count', 'Payload-Oxum: %s\n' % n, 'reject'),
            ('oxum-comma', 'Payload-Oxum: %s,%s\n' % (n, c), 'reject'), ('oxum-empty', 'Payload-Oxum: \n', 'reject'),
            ('oxum-negative', 'Payload-Oxum: -%s.%s\n' % (n, c), 'reject'), ('oxum-huge', 'Payload-Oxum: %s.%s\n' % ('9' * 40, c), 'reject'),
            ('oxum-folded', 'Payload-Oxum:\n %s\n' % oxum, 'either'), ('oxum-words', 'Payload-Oxum: %s bytes\n' % oxum, 'reject'),
            ('oxum-zeros', 'Payload-Oxum: 00%s.0%s\n' % (n, c), 'either'), ('oxum-fullwidth', 'Payload-Oxum: ９.３\n', 'reject'), ('oxum-vertical-tab', 'Payload-Oxum: \v%s\n' % oxum, 'reject'),
            ('no-colon', 'just words\n', 'reject'), ('no-label', ': value\n', 'reject'), ('first-folded', ' folded\n', 'reject'),
            ('wide-colon', '备注：一\n', 'reject'), ('date-wrong', 'Bagging-Date: 2024-13-01\n', 'warn'), ('date-words', 'Bagging-Date: yesterday\n', 'warn'),
            ('date-right', 'Bagging-Date: 2024-02-29\n', 'accept'), ('two-dates', 'Bagging-Date: 2024-02-28\nBagging-Date: 2024-02-29\n', 'warn'),
            ('two-sizes', 'Bag-Size: 1 KB\nBag-Size: 2 KB\n', 'warn'), ('two-groups', 'Bag-Group-Identifier: a\nbag-group-identifier: b\n', 'warn'),
            ('two-counts', 'Bag-Count: 1 of 2\nBag-Count: 2 of 2\n', 'warn'), ('bom', '\ufeffNote: x\n', 'reject'),
            ('escape', 'Note: \x1b[2J\x1b]0;x\x07\n', 'accept'), ('blank-line', 'Note: a\n\nOther: b\n', 'either')):
        folder('info-' + name, bag(tags={'bag-info.txt': text.encode()}), verdict, 'bag-info.txt: ' + name, RFC + '2.2.2')
    folder('info-absent', sealed({p: d for p, d in good.items() if p != 'bag-info.txt'}), 'accept', 'bag-info.txt is optional', RFC + '2.2.2')


def fetches():
    small, size = 'data/小结.csv', len(FILES['data/小结.csv'])
    url = 'https://archive.example/x '
    for name, text, verdict in (
            ('there', '%s%d %s\n' % (url, size, small), 'accept'), ('length-unknown', '%s- %s\n' % (url, small), 'accept'),
            ('length-wrong', '%s%d %s\n' % (url, size + 1, small), 'warn'), ('length-words', '%sabc %s\n' % (url, small), 'reject'),
            ('length-negative', '%s-5 %s\n' % (url, small), 'reject'), ('length-missing', '%s%s\n' % (url, small), 'reject'),
            ('tabs', 'https://a.example\t-\t%s\n' % small, 'accept'), ('blanks', url + '   -   %s\n' % small, 'accept'),
            ('blank-in-path', url + '- data/a b\n', 'reject'), ('crlf', url + '- %s\r\n' % small, 'accept'), ('empty', '', 'accept'),
            ('unlisted', url + '- data/none\n', 'reject'), ('tag-file', url + '- bag-info.txt\n', 'reject'), ('outside', url + '- ../x\n', 'reject'),
            ('inner-parent', url + '- data/../../x\n', 'reject'), ('absolute', url + '- /etc/x\n', 'reject'), ('home', url + '- ~/x\n', 'reject'),
            ('twice', (url + '- %s\n' % small) * 2, 'reject'), ('no-url', '- - %s\n' % small, 'reject'), ('bom', '\ufeff' + url + '- %s\n' % small, 'reject'),
            ('folder', url + '- data/通知\n', 'reject'), ('only-url', 'https://a.example\n', 'reject'),
            ('no-scheme', '://archive.example/x - %s\n' % small, 'reject'), ('digit-scheme', '7z:x - %s\n' % small, 'reject'),
            ('path-with-colon', '/x:y - %s\n' % small, 'reject'), ('urn', 'urn:x-y:z - %s\n' % small, 'accept'),
            ('file-url', 'file:///etc/hostname - %s\n' % small, 'either'), ('huge', url + '9' * 30 + ' %s\n' % small, 'reject')):
        folder('fetch-' + name, sealed(dict(bag(), **{'fetch.txt': text.encode()})), verdict, 'fetch.txt: ' + name, RFC + '2.2.3')
    hole = in_every(bag(tags={'fetch.txt': b(url + '5 data/hole\n'), 'bag-info.txt': b'A: b\n'}), 'data/hole', b'12345')
    folder('fetch-hole', hole, 'reject', 'a hole: not complete', RFC + '3')
    one = dict(bag(tags={'fetch.txt': b(url + '5 data/hole\n'), 'bag-info.txt': b'A: b\n'}))
    one['manifest-sha256.txt'] += hexdigest('sha256', b'12345') + b'  data/hole\n'
    folder('fetch-in-one-manifest', sealed(one), 'reject', 'in one manifest only', RFC + '2.2.3')
    folder('fetch-old-hole', in_every(bag(version='0.97', tags={'fetch.txt': b(url + '5 data/hole\n')}), 'data/hole', b'12345'), 'reject',
           'a hole in 0.97', RFC + '3')


def specials():
    good = bag()
    less = {p: d for p, d in good.items() if p != 'data/小结.csv'}
    move = 'data/小结.csv'

    def link(target, name):
        return lambda t: os.symlink(target, t + '/' + name)
    folder('link-file', less, 'reject', 'a listed file is a link inside', RFC + '5.1', lambda t: (
        open(t + '/x', 'wb').write(FILES[move]), os.symlink('../x', t + '/' + move)))
    folder('link-outside', good, 'reject', 'a link out of the bag', RFC + '5.1', link('/etc/hostname', 'data/l'))
    folder('link-dangling', good, 'reject', 'a link to nothing', RFC + '5.1', link('none', 'data/l'))
    folder('link-loop', good, 'reject', 'a link to itself', RFC + '5.1', link('l', 'data/l'))
    folder('link-folder', good, 'reject', 'a link to its own parent', RFC + '5.1', link('..', 'data/up'))
    folder('link-bagit', {p: d for p, d in good.items() if p != 'bagit.txt'}, 'reject', 'bagit.txt is a link', RFC + '5.1', lambda t: (
        open(t + '/data/b', 'wb').write(good['bagit.txt']), os.symlink('data/b', t + '/bagit.txt')))
    folder('link-manifest', {p: d for p, d in good.items() if p != 'manifest-sha256.txt'}, 'reject', 'a manifest is a link', RFC + '5.1',
           link('manifest-sha512.txt', 'manifest-sha256.txt'))
    folder('link-tag', good, 'reject', 'a tag file is a link', RFC + '5.1', link('/etc/hostname', 'meta.txt'))
    folder('fifo', good, 'reject', 'a FIFO nobody lists', RFC + '5.1', lambda t: os.mkfifo(t + '/data/f'))
    folder('fifo-listed', less, 'reject', 'a listed file is a FIFO', RFC + '5.1', lambda t: os.mkfifo(t + '/' + move))
    folder('fifo-bagit', {p: d for p, d in good.items() if p != 'bagit.txt'}, 'reject', 'bagit.txt is a FIFO', RFC + '5.1',
           lambda t: os.mkfifo(t + '/bagit.txt'))

    def sock(t):
        here = os.getcwd()
        os.chdir(t + '/data')
        try:
            with socket.socket(socket.AF_UNIX) as s:
                s.bind('s')
        finally:
            os.chdir(here)
    folder('socket', good, 'reject', 'a socket', RFC + '5.1', sock)
    folder('device', good, 'reject', 'a device', RFC + '5.1', lambda t: os.mknod(t + '/data/null', stat.S_IFCHR | 0o600, os.makedev(1, 3)))
    folder('hard-link', less, 'accept', 'a hard link is a file', POLICY, lambda t: (
        open(t + '/data/照片/x', 'wb').write(FILES[move]), os.link(t + '/data/照片/x', t + '/' + move), os.unlink(t + '/data/照片/x')))
    folder('executable-bits', good, 'accept', 'modes do not matter', POLICY, lambda t: os.chmod(t + '/' + move, 0o4755))
    if os.getuid() != 0:
        folder('unreadable', good, 'reject', 'a file that cannot be read', RFC + '3', lambda t: os.chmod(t + '/' + move, 0))
    folder('sparse', dict(good), 'reject', 'a huge sparse file in no manifest', RFC + '3', lambda t: os.truncate(
        (open(t + '/data/big', 'w').close(), t + '/data/big')[1], 3 << 30))


# --- zip: written field by field --------------------------------------------------------------------------------

def deflated(data):
    z = zlib.compressobj(9, zlib.DEFLATED, -15)
    return z.compress(data) + z.flush()


def extra(ident, body):
    return struct.pack('<HH', ident, len(body)) + body


def unicode_path(raw, name, version=1, crc=None):
    return extra(0x7075, struct.pack('<BI', version, zlib.crc32(b(raw)) if crc is None else crc) + b(name))


class Zip:
    def __init__(self):
        self.body, self.index = bytearray(), []

    def put(self, name, data=b'', **o):
        """One member.  Options name fields to be other than right: l... local, c... central, else both."""
        raw, method = b(name), o.get('method', 8)
        packed = o.get('packed', deflated(data) if method == 8 else data)
        flags, crc = o.get('flags', 0x800), o.get('crc', zlib.crc32(data))
        size, csize = o.get('size', len(data)), o.get('csize', len(packed))
        later = flags & 8
        lx, cx = o.get('lextra', o.get('extra', b'')), o.get('cextra', o.get('extra', b''))
        at = len(self.body)
        self.body += struct.pack('<4s5HIIIHH', b'PK\3\4', 20, o.get('lflags', flags), o.get('lmethod', method), o.get('time', 0),
                                 o.get('date', 0x58c5), o.get('lcrc', 0 if later else crc), o.get('lcsize', 0 if later else csize),
                                 o.get('lsize', 0 if later else size), len(o.get('lname', raw)), len(lx)) + o.get('lname', raw) + lx + packed
        if later:
            self.body += o.get('descriptor', struct.pack('<4sIII', b'PK\7\10', crc, csize, size))
        self.body += o.get('gap', b'')
        comment = o.get('comment', b'')
        self.index.append(struct.pack('<4s6HIII5HII', b'PK\1\2', o.get('made', 3 << 8 | 20), o.get('need', 20), flags, method, o.get('time', 0),
                                      o.get('date', 0x58c5), crc, o.get('ccsize', csize), o.get('csize_', size), len(raw), o.get('xlen', len(cx)),
                                      len(comment), o.get('disk', 0), 0, o.get('attr', 0o100644 << 16), o.get('at', at)) + raw + cx + comment)
        return self

    def done(self, **o):
        index = b''.join(self.index)
        n, size, off, comment = o.get('n', len(self.index)), o.get('size', len(index)), o.get('off', len(self.body)), o.get('comment', b'')
        out = bytes(self.body) + index + o.get('before_end', b'')
        if o.get('zip64'):
            out += struct.pack('<4sQHHIIQQQQ', b'PK\6\6', 44, 45, 45, 0, 0, n, n, size, off)
            out += struct.pack('<4sIQI', b'PK\6\7', 0, o.get('at64', len(self.body) + len(index)), o.get('disks', 1))
            n, size, off = o.get('old', (0xffff, 0xffffffff, 0xffffffff))
        return o.get('front', b'') + out + struct.pack('<4s4HIIH', b'PK\5\6', o.get('disk', 0), o.get('disk2', 0), o.get('here', n), n, size, off,
                                                       o.get('clen', len(comment))) + comment + o.get('after', b'')


def zipped(content=None, top='东乡/', **o):
    z = Zip()
    for p, d in sorted((content or bag()).items(), key=lambda f: b(f[0])):
        z.put(b(top) + b(p), d, **o)
    return z


def archive(path, data, verdict, reason, source):
    os.makedirs(os.path.join(OUT, path.split('/')[0]), exist_ok=True)
    with open(os.path.join(OUT, path), 'wb') as f:
        f.write(data)
    row(path, verdict, reason, source)


def zips():
    big = b'records of the rounds, one line for each day\n' * 200
    base = bag({'data/记录.txt': big})

    def one(top='东乡/', **o):
        """A sound bag but for the options of one member."""
        z = Zip()
        for p, d in sorted(base.items()):
            z.put(b(top) + b(p), d, **(o if p == 'data/记录.txt' else {}))
        return z

    def case(name, z, verdict, reason, source, **end):
        archive('zip/%s.zip' % name, z if isinstance(z, bytes) else z.done(**end), verdict, reason, source)

    def more(name, *a, verdict='reject', reason='', source='', **o):
        case(name, zipped().put(*a, **o), verdict, reason, source)
    case('good', zipped(), 'accept', 'deflated', APP)
    case('stored', zipped(method=0), 'accept', 'stored', APP + '4.4.5')
    case('no-flag-utf8', zipped(flags=0), 'accept', 'valid UTF-8 without the flag', APP + 'D')
    case('streamed', zipped(flags=0x808), 'accept', 'data descriptors', APP + '4.3.9')
    case('streamed-bare', streamed(base, bare=True), 'accept', 'descriptors without signature', APP + '4.3.9.3')
    case('streamed-size-known', streamed(base, known=True), 'accept', 'as zip -r - and bsdtar write: the size stands in the local header', APP + '4.4.4')
    case('streamed-stored', zipped(flags=0x808, method=0), 'accept', 'stored with descriptors', APP + '4.3.9')
    case('streamed-64', streamed(base, wide=True), 'accept', 'descriptors of 8-byte sizes', APP + '4.3.9.2')
    case('zip64-end', zipped(), 'accept', 'zip64 end records that are not needed', APP + '4.3.14', zip64=True)
    case('zip64-end-agrees', zipped(), 'accept', 'both ends say the same', APP + '4.3.14', zip64=True,
         old=(len(bag()), sum(len(x) for x in zipped().index), len(zipped().body)))
    case('zip64-end-lies', zipped(), 'reject', 'the two ends disagree', APP + '4.3.14', zip64=True, old=(3, 0xffffffff, 0xffffffff))
    for name, o, verdict in (('no-disks', dict(disks=0), 'reject'), ('two-disks', dict(disks=2), 'reject'), ('disk-elsewhere', dict(disk=0xffff, disk2=0xffff), 'accept'),
                             ('disk-other', dict(disk=0xffff, disk2=1), 'reject'), ('count-here', dict(here=1), 'reject')):
        case('zip64-' + name, zipped(), verdict, 'disks of the two end records: ' + name, APP + '4.4.19', zip64=True, **o)
    case('zip64-end-elsewhere', zipped(), 'reject', 'locator points elsewhere', APP + '4.3.15', zip64=True, at64=0)
    case('zip64-sizes', one(lcsize=0xffffffff, lsize=0xffffffff, ccsize=0xffffffff, csize_=0xffffffff,
                            extra=extra(1, struct.pack('<QQ', len(big), len(deflated(big))))), 'accept', 'zip64 sizes', APP + '4.5.3')
    case('zip64-missing', one(ccsize=0xffffffff, csize_=0xffffffff), 'reject', 'zip64 field missing', APP + '4.5.3')
    case('zip64-short', one(lcsize=0xffffffff, lsize=0xffffffff, ccsize=0xffffffff, csize_=0xffffffff, extra=extra(1, b'\0' * 7)), 'reject',
         'zip64 field too short', APP + '4.5.3')
    case('comment', zipped(), 'accept', 'a comment', APP + '4.4.12', comment='东乡报送'.encode())
    case('comment-cut', zipped(), 'reject', 'comment shorter than said', APP + '4.4.12', comment=b'abc', clen=9)
    case('comment-longest', zipped(), 'accept', '65535 bytes of comment', APP + '4.4.12', comment=b'c' * 65535)
    case('comment-holds-end', zipped(), 'reject', 'an end record in the comment', APP + '4.3.16',
         comment=b'PK\5\6' + b'\0' * 18)
    case('comment-holds-signature', zipped(), 'reject', 'its signature in the comment', APP + '4.3.16', comment=b'see PK\5\6!')
    case('member-comments', zipped(comment='说明'.encode()), 'accept', 'comments of members', APP + '4.4.18')
    case('junk-front', zipped(), 'reject', 'a program in front', POLICY, front=b'MZ' + b'\x90' * 300)
    case('junk-front-adjusted', prefixed(b'#!/bin/sh\n'), 'reject', 'a program in front, offsets adjusted', POLICY)
    case('junk-back', zipped(), 'reject', 'bytes behind', POLICY, after=b'\n')
    case('junk-gap', one(gap=b'hidden'), 'reject', 'bytes between members', POLICY)
    case('junk-before-index', zipped().put('东乡/x', b'', gap=b'?'), 'reject', 'bytes before the index', POLICY)
    case('junk-after-index', zipped(), 'reject', 'bytes after the index', POLICY, before_end=b'digital signature')
    case('two-archives', zipped().done() + zipped().done(), 'reject', 'two archives', POLICY)
    case('unlisted-member', hidden_member(), 'reject', 'a member that the index does not name', POLICY)
    case('end-disk', zipped(), 'reject', 'a part of several', APP + '4.4.19', disk=1)
    case('member-disk', one(disk=1), 'reject', 'a member on another disk', APP + '4.4.11')
    case('split-marker', b'PK\7\10' + prefixed(b'PK\7\10')[4:], 'reject', 'marker of split archives', APP + '8.5')
    case('count-less', zipped(), 'reject', 'fewer than there are', APP + '4.4.22', n=len(bag()) - 1)
    case('count-more', zipped(), 'reject', 'more than there are', APP + '4.4.22', n=len(bag()) + 1)
    case('count-zero', zipped(), 'reject', 'none, with an index', APP + '4.4.22', n=0)
    case('index-size', zipped(), 'reject', 'size of the index wrong', APP + '4.4.23', size=sum(len(x) for x in zipped().index) - 1)
    case('index-offset', zipped(), 'reject', 'offset of the index wrong', APP + '4.4.24', off=len(zipped().body) + 1)
    case('index-far', zipped(), 'reject', 'offset behind the end', APP + '4.4.24', off=0xfffffff0)
    case('empty', Zip(), 'reject', 'an empty archive', RFC + '2')
    case('cut-end', zipped().done()[:-5], 'reject', 'cut off in the end', POLICY)
    case('cut-index', zipped().done()[:-60], 'reject', 'cut off in the index', POLICY)
    case('cut-content', zipped().done()[:600], 'reject', 'cut off in the content', POLICY)
    case('cut-start', zipped().done()[10:], 'reject', 'the beginning is gone', POLICY)
    case('nothing', b'', 'reject', 'no bytes', POLICY)
    case('text', b'PK is what it says\n' * 30, 'reject', 'text', POLICY)
    # sizes and checksums
    for name, o, reason in (
            ('size-more', dict(size=len(big) + 1), 'overstated'), ('size-less', dict(size=len(big) - 1), 'understated'),
            ('size-zero', dict(size=0), 'said to be empty'), ('csize-less', dict(packed=deflated(big), ccsize=len(deflated(big)) - 1), 'cut in the index'),
            ('csize-more', dict(ccsize=len(deflated(big)) + 10), 'reaches into the next'), ('crc', dict(crc=1), 'checksum'),
            ('tail', dict(packed=deflated(big) + b'tail'), 'bytes behind the deflate stream'), ('deflate-cut', dict(packed=deflated(big)[:-3]), 'stream cut'),
            ('deflate-twice', dict(packed=deflated(big) * 2), 'two streams'), ('zlib-wrapped', dict(packed=zlib.compress(big)), 'zlib header'),
            ('local-zero', dict(lsize=0, lcsize=0, lcrc=0), 'local header empty without bit 3'), ('local-size', dict(lsize=1), 'local size'),
            ('local-crc', dict(lcrc=5), 'local checksum'), ('local-method', dict(lmethod=0), 'local method'),
            ('local-flags', dict(lflags=0), 'local flags'), ('local-name', dict(lname=b'x'), 'local name'),
            ('local-streamed', dict(lflags=0x808, lsize=0, lcsize=0, lcrc=0), 'bit 3 in the local header only'),
            ('streamed-lies', dict(flags=0x808, descriptor=struct.pack('<4sIII', b'PK\7\10', 7, 7, 7)), 'descriptor lies'),
            ('streamed-crc-lies', dict(flags=0x808, descriptor=struct.pack('<4sIII', b'PK\7\10', 7, len(deflated(big)), len(big))), 'its checksum lies'),
            ('streamed-absent', dict(flags=0x808, descriptor=b''), 'descriptor absent'),
            ('streamed-local-lies', dict(flags=0x808, lsize=5), 'bit 3 and a wrong local size'),
            ('stored-more', dict(method=0, size=len(big) + 4), 'stored, sizes differ'), ('offset', dict(at=1), 'offset wrong'),
            ('offset-index', dict(at=1 << 20), 'offset behind the end'), ('extra-overrun', dict(cextra=b'\1\0\x50\0abc'), 'extra field overruns'),
            ('extra-cut', dict(cextra=b'\1\0\x50'), 'half an extra field'), ('extra-local-overrun', dict(lextra=b'\1\0\x50\0abc'), 'local one overruns'),
            ('extra-length', dict(xlen=40), 'length of the extra field wrong'), ('zip64-twice', dict(extra=extra(1, b'') * 2), 'zip64 field twice')):
        case(name, one(**o), 'reject', reason, APP)
    for need, verdict in ((10, 'accept'), (45, 'accept'), (63, 'accept'), (64, 'reject'), (255, 'reject')):
        case('version-needed-%d' % need, one(need=need), verdict, 'needs version %.1f: unzip leaves out what it does not know' % (need / 10), APP + '4.4.3')
    for m in (1, 2, 6, 9, 10, 12, 14, 18, 20, 93, 95, 96, 97, 98, 99, 65535):
        case('method-%d' % m, one(method=m, packed=big), 'reject', 'method %d' % m, APP + '4.4.5')
    for bit, reason in ((0x1, 'encrypted'), (0x41, 'strong encryption'), (0x40, 'strong encryption alone'), (0x2000, 'masked headers'), (0x20, 'patch data')):
        case('flag-%04x' % bit, one(flags=0x800 | bit), 'reject', reason, APP + '4.4.4')
    case('flag-level', one(flags=0x802), 'accept', 'compression level bits', APP + '4.4.4')
    case('bomb', one_bomb(), 'reject', 'expands 1000 times', POLICY)
    case('bomb-shared', overlapping(), 'reject', 'members share content', POLICY)
    case('nested', zipped(bag({'data/内.zip': zipped().done() + b'junk', 'data/坏.tar.gz': b'\x1f\x8b\x08bad'})), 'accept', 'payload is opaque', RFC + '2.1.2')
    case('nested-stored', zipped(bag({'data/~z.zip': zipped().done()}), method=0), 'accept', 'an end record inside stored content', RFC + '2.1.2')
    case('bag-in-bag', zipped(bag({'data/包/' + p: d for p, d in bag().items()})), 'accept', 'a bag as payload', RFC + '2.1.2')
    # kinds
    for mode, reason in ((0o120777, 'symlink'), (0o010644, 'FIFO'), (0o020644, 'character device'), (0o060644, 'block device'), (0o140644, 'socket')):
        case('kind-' + reason.split()[0], one(attr=mode << 16), 'reject', reason, POLICY)
        more('kind-%s-unlisted' % reason.split()[0], '东乡/x', b'/etc', attr=mode << 16, reason=reason + ' outside the payload', source=POLICY)
    case('kind-none', zipped(attr=0, made=20), 'accept', 'made on FAT', APP + '4.4.2')
    case('kind-setuid', one(attr=0o104755 << 16), 'accept', 'set-user-id bits mean nothing here', POLICY)
    more('folder', '东乡/data/空/', method=0, attr=0o40755 << 16 | 16, verdict='accept', reason='folders', source=APP + '4.3.8')
    more('folder-deflated', '东乡/data/空/', method=8, attr=0o40755 << 16 | 16, verdict='accept', reason='a folder of two deflated bytes', source=APP)
    more('folder-content', '东乡/data/空/', b'content', reason='a folder with content', source=APP + '4.3.8')
    more('folder-no-slash', '东乡/data/空', method=0, attr=0o40755 << 16 | 16, reason='a folder without slash', source=POLICY)
    more('folder-is-file', '东乡/data/空/', method=0, attr=0o100644 << 16, reason='a file with slash', source=POLICY)
    more('folder-link', '东乡/data/空/', method=0, attr=0o120777 << 16, reason='a link with slash', source=POLICY)
    more('folder-two-slashes', '东乡/data/空//', method=0, reason='two slashes', source=APP + '4.4.17')
    # names
    for n, (name, reason) in enumerate((
            ('/x', 'absolute'), ('//host/x', 'network path'), ('../x', 'parent'), ('东乡/../../x', 'inner parent'), ('东乡/data/..', 'ends in parent'),
            ('东乡/data/../x', 'parent that stays inside'), ('./东乡/x', 'dot'), ('东乡/./x', 'inner dot'), ('东乡//x', 'double slash'), ('c:/x', 'drive'),
            ('C:x', 'drive, relative'), ('东乡\\x', 'backslash'), ('..\\x', 'parent by backslash'), ('\\\\?\\x', 'device path'), ('', 'empty'), ('/', 'root'),
            ('.', 'dot alone'), ('..', 'parent alone'), ('东乡/x\0.txt', 'NUL'), ('\0', 'NUL alone'), ('东乡/' + 'x/' * 70 + 'y', 'too deep'),
            ('东乡/' + 'x' * 4200, 'too long'), (b'\xe4\xb8/x', 'bad UTF-8 with the flag'), (b'\xc0\xae\xc0\xae/x', 'overlong dots'), (b'\xed\xa0\x80', 'surrogate'))):
        more('name-%02d' % n, name, reason=reason, source=RFC + '5.1')
    more('name-unflagged-raw', b'\xff\xfe', flags=0, reason='neither UTF-8 nor GB18030', source=APP + 'D')
    for n, name in enumerate(('结尾 ', '点.', 'con', 'a:b', 'a\x1bb', '\u202ea')):
        case('odd-name-%d' % n, zipped(bag({'data/' + name: b'1'})), 'warn', 'accepted with a warning: ' + ascii(name), RFC + '6.1.2')
    case('top-is-odd', zipped(top='CON /'), 'either', 'the folder itself has an odd name', RFC + '6.1.2')
    p = 'data/小结.csv'
    more('twice', '东乡/' + p, FILES[p], reason='the same twice', source=POLICY)
    more('twice-other', '东乡/' + p, b'evil', reason='twice, right one first', source=POLICY)
    more('twice-folder', '东乡/' + p + '/', method=0, reason='a file and a folder', source=POLICY)
    more('twice-below', '东乡/' + p + '/x', b'', reason='a file below a file', source=POLICY)
    more('twice-tag', '东乡/bagit.txt', b'x', reason='bagit.txt twice', source=POLICY)
    case('twice-case', zipped(bag({'data/a.txt': b'1', 'data/A.txt': b'2'})), 'warn', 'differ in case', RFC + '6.1.1.1')
    case('twice-form', zipped(bag({'data/é': b'1', 'data/e\u0301': b'2'})), 'warn', 'differ in form', RFC + '6.1.1.3')
    case('nfd-names', zipped({unicodedata.normalize('NFD', q): d for q, d in bag({'data/é': b'1'}).items()}), 'warn', 'as a Mac writes them', RFC + '6.1.1.3')
    case('gbk', gbk_zip(), 'warn', 'GBK names without a flag', POLICY)
    case('gbk-backslash', gbk_zip({'data/乗.txt': b'1', 'data/誠\\'[:-1]: b'2'}), 'warn', 'trail bytes that look like a backslash', POLICY)
    case('gbk-flagged', gbk_zip(flags=0x800), 'reject', 'GBK names said to be UTF-8', APP + 'D')
    case('gbk-unicode-path', gbk_zip(up=True), 'accept', '0x7075 says them in UTF-8', APP + '4.6.9')
    for name, o, verdict, reason in (
            ('stale', dict(crc=1), 'accept', 'stale: another name was meant'), ('version', dict(version=2), 'accept', 'of another version: not ours')):
        z = Zip()
        for q, d in sorted(base.items()):
            raw = b('东乡/' + q)
            z.put(raw, d, flags=0, extra=unicode_path(raw, '../evil', **o))
        case('unicode-path-' + name, z, verdict, reason, APP + '4.6.9')
    more('unicode-path-evil', b'x.txt', flags=0, extra=unicode_path(b'x.txt', '../../evil'), reason='hides a way out', source=APP + '4.6.9')
    more('unicode-path-backslash', b'x.txt', flags=0, extra=unicode_path(b'x.txt', '东乡\\data\\x'), reason='hides backslashes', source=APP + '4.6.9')
    more('unicode-path-empty', b'x.txt', flags=0, extra=unicode_path(b'x.txt', ''), reason='empty', source=APP + '4.6.9')
    more('unicode-path-bad', b'x.txt', flags=0, extra=unicode_path(b'x.txt', b'\xff\xff'), reason='not UTF-8', source=APP + '4.6.9')
    more('unicode-path-dup', b'x.txt', flags=0, extra=unicode_path(b'x.txt', '东乡/bagit.txt'), reason='doubles another member', source=APP + '4.6.9')
    for name, o in (('local', dict(lextra=unicode_path(b'x.txt', '东乡/y'))), ('central', dict(cextra=unicode_path(b'x.txt', '东乡/y')))):
        archive('zip/unicode-path-%s-only.zip' % name, zipped().put(b'x.txt', b'x', flags=0, **o).done(), 'reject', 'one header has another name', APP + '4.6.9')
    more('unicode-path-differs', b'x.txt', flags=0, lextra=unicode_path(b'x.txt', 'y'), cextra=unicode_path(b'x.txt', 'z'),
         reason='local and central differ', source=APP + '4.6.9')
    # layout
    more('two-tops', '别处/x', b'', reason='two folders', source='bdbag')
    more('file-beside', '说明.txt', b'', reason='a file beside the bag', source='bdbag')
    more('empty-folder-beside', '别处/', method=0, reason='an empty folder beside the bag', source='bdbag')
    case('no-top', zipped(top=''), 'warn', 'the bag lies at the top', 'bdbag')
    case('one-deeper', zipped(top='外/内/'), 'reject', 'the bag is two folders down', 'bdbag')
    case('two-bags', zipped_two(), 'reject', 'two bags', 'bdbag')
    case('macos', with_macosx(), 'warn', 'what a Mac adds', POLICY)
    case('macos-hides', with_macosx('__MACOSX/东乡/x.txt'), 'reject', 'something else under that name', POLICY)
    case('date-zero', zipped(date=0, time=0), 'accept', 'no date', APP + '4.4.6')
    case('date-odd', zipped(date=0xffff, time=0xffff), 'accept', 'no possible date', APP + '4.4.6')
    case('order-reversed', reversed_zip(), 'accept', 'index in another order', APP)
    case('index-other-order', shuffled_index(), 'accept', 'index and content in different orders', APP)
    case('extra-fields', zipped(extra=extra(0x5455, b'\3' + b'\0' * 8) + extra(0x7875, b'\1\4' + b'\0' * 4 + b'\4' + b'\0' * 4)), 'accept',
         'times and owners', APP + '4.6')
    case('corrupt', zipped(dict(bag(), **{p: b'x'})), 'reject', 'content changed, checksum right', RFC + '3')
    case('extra-file', zipped(dict(bag(), **{'data/x': b'x'})), 'reject', 'a file in no manifest', RFC + '3')
    case('missing-file', zipped({q: d for q, d in bag().items() if q != p}), 'reject', 'a file missing', RFC + '3')


def streamed(content, bare=False, known=False, wide=False):
    z = Zip()
    for p, d in sorted(content.items()):
        crc, n = zlib.crc32(d), len(deflated(d))
        desc = struct.pack('<III', crc, n, len(d)) if bare else struct.pack('<4sIQQ', b'PK\7\10', crc, n, len(d)) if wide else \
            struct.pack('<4sIII', b'PK\7\10', crc, n, len(d))
        z.put('东乡/' + p, d, flags=0x808, descriptor=desc, **(dict(lsize=len(d)) if known else {}))
    return z


def prefixed(front):
    z = Zip()
    z.body += front
    for p, d in sorted(bag().items()):
        z.put('东乡/' + p, d)
    return z.done()


def hidden_member():
    z = Zip()
    for p, d in sorted(bag().items()):
        z.put('东乡/' + p, d)
        if p == 'bag-info.txt':
            z.put('东乡/data/hidden', b'not in the index')
            z.index.pop()
    return z


def one_bomb():
    return zipped(bag({'data/零.bin': b'\0' * (6 << 20)}))


def overlapping():
    z = zipped()
    at = len(z.body)
    z.put('东乡/data/核', b'k' * 9000)
    for i in range(3):
        z.put('东乡/data/核%d' % i, b'k' * 9000, at=at)
        del z.body[at + (len(z.body) - at) // 2:]
    return z


def gbk_zip(more=None, flags=0, up=False):
    z = Zip()
    for p, d in sorted(bag(more).items()):
        raw = ('东乡/' + p).encode('gbk')
        z.put(raw, d, flags=flags, extra=unicode_path(raw, '东乡/' + p) if up else b'')
    return z


def zipped_two():
    z = Zip()
    for top in ('一/', '二/'):
        for p, d in sorted(bag().items()):
            z.put(top + p, d)
    return z


def with_macosx(name='__MACOSX/东乡/._bagit.txt'):
    return zipped().put('__MACOSX/', b'', method=0, attr=0o40755 << 16).put(name, b'\0\5\x16\7' + b'\0' * 60)


def reversed_zip():
    z = Zip()
    for p, d in sorted(bag().items(), reverse=True):
        z.put('东乡/' + p, d)
    return z


def shuffled_index():
    z = zipped()
    z.index = z.index[::2] + z.index[1::2]
    return z


# --- tar ----------------------------------------------------------------------------------------------------------

USTAR, GNU, V7 = b'ustar\00000', b'ustar  \0', b'\0' * 8
END = b'\0' * 1024


def head(name, size, **o):
    field = o.get('field', b'%011o\0' % size)
    h = b(name)[:100].ljust(100, b'\0') + o.get('mode', b'0000644\0') + b'0000000\0' * 2 + field + o.get('mtime', b'%011o\0' % 1700000000) + \
        b' ' * 8 + o.get('type', b'0') + b(o.get('link', b'')).ljust(100, b'\0') + o.get('magic', USTAR) + b'\0' * 64 + o.get('dev', b'0000000\0' * 2) + \
        b(o.get('prefix', b'')).ljust(155, b'\0')
    h = h.ljust(512, b'\0')
    return h[:148] + (o['sum'] if 'sum' in o else b'%06o\0 ' % sum(h)) + h[156:]


def blocks(data):
    return data + b'\0' * (-len(data) % 512)


def records(**kv):
    out = b''
    for k, v in kv.items():
        body = b' ' + b(k.replace('_', '.')) + b'=' + b(v) + b'\n'
        n = len(body)
        while n != len(body) + len(str(n)):
            n = len(body) + len(str(n))
        out += b'%d' % n + body
    return out


def pax(raw=None, kind=b'x', **kv):
    raw = records(**kv) if raw is None else raw
    return head('PaxHeaders/x', len(raw), type=kind) + blocks(raw)


def entry(name, data=b'', **o):
    long = pax(path=name) if len(b(name)) > 100 and not o.pop('plain', False) else b''
    return long + head(name, len(data), **o) + blocks(data)


def tarred(content=None, top='东乡/', **o):
    return b''.join(entry(b(top) + b(p), d, **o) for p, d in sorted((content or bag()).items(), key=lambda f: b(f[0])))


def gz(data, flags=0, middle=b'', crc=None, size=None, method=8):
    return b'\x1f\x8b' + bytes([method, flags]) + b'\0' * 4 + b'\0\3' + middle + deflated(data) + struct.pack(
        '<II', zlib.crc32(data) if crc is None else crc, len(data) if size is None else size)


def tars():
    t = tarred()

    def case(name, data, verdict, reason, source):
        archive('tar/' + name, data, verdict, reason, source)

    def more(name, data, reason, source=POLICY, verdict='reject'):
        case(name + '.tar', t + data + END, verdict, reason, source)
    case('good.tar', t + END, 'accept', 'ustar', PAX)
    case('good.tar.gz', gz(t + END), 'accept', 'ustar in gzip', PAX)
    case('v7.tar', tarred(magic=V7) + END, 'accept', 'V7 headers', PAX)
    case('v7-nul-type.tar', tarred(magic=V7, type=b'\0') + END, 'accept', 'type NUL', PAX)
    case('gnu.tar', tarred(magic=GNU) + END, 'accept', 'GNU headers', 'GNU tar')
    case('gnu-prefix-is-time.tar', tarred(magic=GNU, prefix=b'14000000000\0') + END, 'accept', 'GNU keeps times where ustar has the prefix', 'GNU tar')
    case('type-7.tar', tarred(type=b'7') + END, 'accept', 'contiguous files are files', PAX)
    case('record-10240.tar', (t + END).ljust(20480, b'\0') if len(t + END) <= 20480 else t + END + b'\0' * 10240, 'accept', 'filled up', PAX)
    case('dot-slash.tar', entry('./', type=b'5') + tarred(top='./东乡/') + END, 'accept', 'packed as ./', 'GNU tar')
    case('dot-slash-old.tar', entry('./', type=b'\0', magic=V7) + tarred(top='./东乡/', magic=V7) + END, 'accept', 'packed as ./, V7', 'V7')
    case('no-top.tar', tarred(top='') + END, 'warn', 'no folder of its own', 'bdbag')
    case('no-top-dot.tar.gz', gz(entry('./', type=b'5') + tarred(top='./') + END), 'warn', 'packed as .', 'bdbag')
    case('top-named-data.tar', entry('data/', type=b'5') + tarred(top='data/') + END, 'accept', 'the folder of the bag is called data', POLICY)
    case('top-named-data.tar.gz', gz(tarred(top='data/') + END), 'accept', 'the same in gzip', POLICY)
    case('top-named-manifest.tar', tarred(top='manifest-md5.txt/') + END, 'accept', 'called like a manifest', POLICY)
    case('payload-first.tar', b''.join(entry('东乡/' + p, d) for p, d in sorted(bag().items(), key=lambda x: x[0][0] != 'd')) + END, 'accept',
         'manifests last', RFC)
    case('bagit-last.tar.gz', gz(b''.join(entry('东乡/' + p, d) for p, d in sorted(bag().items(), key=lambda x: x[0] == 'bagit.txt')) + END), 'accept',
         'bagit.txt last', RFC)
    case('pax-times.tar', b''.join(pax(mtime='1700000000.123456789', atime='1', uname='张三', comment='x') + head(b('东乡/' + p), len(d)) + blocks(d)
                                   for p, d in sorted(bag().items())) + END, 'accept', 'pax records that change nothing', PAX)
    case('pax-names.tar', b''.join(pax(path='东乡/' + p) + head('x', len(d)) + blocks(d) for p, d in sorted(bag().items())) + END, 'accept', 'pax path', PAX)
    case('pax-sizes.tar', b''.join(pax(size=str(len(d))) + head('东乡/' + p, len(d)) + blocks(d) for p, d in sorted(bag().items())) + END,
         'accept', 'pax size', PAX)
    case('pax-global.tar', pax(kind=b'g', comment='0123abcd') + t + END, 'accept', 'a comment for all, as git archive writes', PAX)
    case('pax-charset.tar', b''.join(pax(hdrcharset='ISO-IR 10646 2000 UTF-8', path='东乡/' + p) + head('x', len(d)) + blocks(d)
                                     for p, d in sorted(bag().items())) + END, 'accept', 'hdrcharset', PAX)
    case('pax-xattr-nul.tar', b''.join(pax(SCHILY_xattr_user_x=b'a\0b\nc') + head('东乡/' + p, len(d)) + blocks(d)
                                       for p, d in sorted(bag().items())) + END, 'accept', 'NUL and newline in an attribute', PAX)
    deep = bag({'data/' + '长名/' * 20 + '文.txt': b'1'})
    case('gnu-long.tar', b''.join((head('././@LongLink', len(b('东乡/' + p)) + 1, type=b'L', magic=GNU) + blocks(b('东乡/' + p) + b'\0')
                                   if len(b('东乡/' + p)) > 99 else b'') + head('东乡/' + p, len(d), magic=GNU) + blocks(d)
                                  for p, d in sorted(deep.items())) + END, 'accept', 'GNU long names', 'GNU tar')
    for name, long, verdict, reason in (('no-nul', b'%s', 'accept', 'ended by what fills the block'), ('two-nuls', b'%s\0\0', 'reject', 'NUL in the name')):
        case('gnu-long-%s.tar' % name, b''.join(head('L', len(long % b('东乡/' + p)), type=b'L', magic=GNU) + blocks(long % b('东乡/' + p)) + head(
            'x', len(d), magic=GNU) + blocks(d) for p, d in sorted(bag().items())) + END, verdict, 'a long name: ' + reason, 'GNU tar')
    more('gnu-long-cut', head('L', 8, type=b'L', magic=GNU) + '东乡/metadata'.encode().ljust(512, b'\0') + entry('x', magic=GNU),
         'a long name that goes on behind its size', 'GNU tar')
    more('gnu-long-full', head('L', 512, type=b'L', magic=GNU) + '东乡/'.encode().ljust(512, b'n') + entry('x', magic=GNU),
         'a long name that nothing ends', 'GNU tar')
    case('pax-long.tar', tarred(deep) + END, 'accept', 'pax long names', PAX)
    case('prefix.tar', b''.join(head(p.rpartition('/')[2], len(d), prefix=('东乡/' + p).rpartition('/')[0]) + blocks(d)
                                for p, d in sorted(bag().items())) + END, 'accept', 'ustar prefix', PAX)
    for name, magic in (('v7', V7), ('ustar-x', b'ustarx00'), ('gnu', GNU)):
        case('prefix-in-%s.tar' % name, tarred(magic=magic, prefix='前') + END, 'reject', 'some take it for the front of the name, some do not', PAX)
    case('prefix-other-version.tar', b''.join(head(p.rpartition('/')[2], len(d), magic=b'ustar\0  ', prefix=('东乡/' + p).rpartition('/')[0]) + blocks(d)
                                              for p, d in sorted(bag().items())) + END, 'accept', 'the word ustar is enough for all', PAX)
    case('prefix-under-pax.tar', b''.join(pax(path='东乡/' + p) + head('x', len(d), magic=V7, prefix='前') + blocks(d)
                                          for p, d in sorted(bag().items())) + END, 'accept', 'pax gives the whole name', PAX)
    case('base-256.tar', b''.join(head('东乡/' + p, 0, field=b'\x80' + len(d).to_bytes(11, 'big')) + blocks(d) for p, d in sorted(bag().items())) + END,
         'accept', 'sizes in base 256', 'GNU tar')
    case('size-blanks.tar', b''.join(head('东乡/' + p, 0, field=(b'%o ' % len(d)).rjust(12)) + blocks(d) for p, d in sorted(bag().items())) + END,
         'accept', 'sizes padded with blanks', 'V7')
    case('time-before-1970.tar', tarred(magic=GNU, mtime=b'\xff' * 10 + b'\0\0') + END, 'accept', 'a negative time in base 256', 'GNU tar')
    case('time-before-1970-pax.tar', b''.join(pax(mtime='-86400.5') + head('东乡/' + p, len(d)) + blocks(d) for p, d in sorted(bag().items())) + END,
         'accept', 'a negative time in a pax record', PAX)
    case('gbk-names.tar', b''.join(entry(('东乡/' + p).encode('gbk'), d) for p, d in sorted(bag().items())) + END, 'warn', 'GBK names', POLICY)
    case('gbk-names.tar.gz', gz(b''.join(entry(('东乡/' + p).encode('gbk'), d, magic=GNU) for p, d in sorted(bag().items())) + END), 'warn', 'GBK names', POLICY)
    more('raw-name', entry(b'\xe4\xb8\xff/x'), 'neither UTF-8 nor GB18030')
    for n, (name, reason) in enumerate((
            ('/x', 'absolute'), ('//x', 'network path'), ('../x', 'parent'), ('东乡/../../x', 'inner parent'), ('东乡/data/..', 'ends in parent'),
            ('东乡/./x', 'inner dot'), ('东乡//x', 'double slash'), ('././x', 'two dots'), ('c:/x', 'drive'), ('东乡\\x', 'backslash'), ('', 'empty'),
            ('.', 'a file called dot'), ('东乡/x//', 'two slashes'))):
        more('name-%02d' % n, entry(name), reason, RFC + '5.1')
    more('name-folder-parent', entry('东乡/../x/', type=b'5'), 'parent in a folder', RFC + '5.1')
    more('pax-parent', pax(path='../x') + entry('东乡/x'), 'pax path leads out', RFC + '5.1')
    more('pax-absolute', pax(path='/tmp/x') + entry('东乡/x'), 'pax path is absolute', RFC + '5.1')
    more('gnu-parent', head('././@LongLink', 5, type=b'L') + blocks(b'../x\0') + entry('东乡/x'), 'long name leads out', RFC + '5.1')
    for kind, link, reason in ((b'1', '东乡/bagit.txt', 'hard link inside'), (b'1', '/etc/hostname', 'hard link outside'), (b'1', '../x', 'hard link up'),
                               (b'2', 'bagit.txt', 'symlink inside'), (b'2', '/etc', 'symlink outside'), (b'3', '', 'character device'),
                               (b'4', '', 'block device'), (b'6', '', 'FIFO'), (b'S', '', 'GNU sparse'), (b'D', '', 'GNU folder dump'),
                               (b'M', '', 'continued from another volume'), (b'V', '', 'volume label'), (b'N', '', 'old long names'), (b'A', '', 'Solaris ACL'),
                               (b'!', '', 'unknown type')):
        more('type-%s-%s' % (kind.decode() if kind != b'!' else 'x', reason.replace(' ', '-').lower()), entry('东乡/x', type=kind, link=link), reason, PAX)
    more('link-long', head('././@LongLink', 200, type=b'K') + blocks(b'/' * 199 + b'\0') + entry('东乡/x', type=b'2', link='/'), 'GNU long link target', 'GNU tar')
    more('link-pax', pax(linkpath='/etc/hostname') + entry('东乡/x', type=b'2'), 'pax linkpath', PAX)
    more('link-then-below', entry('东乡/l', type=b'2', link='/tmp') + entry('东乡/l/x', b'1'), 'a file through a link', POLICY)
    more('linkpath-on-file', pax(linkpath='/etc/hostname') + entry('东乡/meta', b''), 'linkpath for a file: changes nothing', PAX, 'either')
    more('twice', entry('东乡/data/小结.csv', FILES['data/小结.csv']), 'twice')
    more('twice-other', entry('东乡/data/小结.csv', b'evil'), 'twice, last one wrong')
    case('twice-first.tar', entry('东乡/data/小结.csv', b'evil') + t + END, 'reject', 'twice, first one wrong', POLICY)
    more('twice-dot', entry('./东乡/data/小结.csv', FILES['data/小结.csv']), 'twice, once with ./')
    more('twice-folder', entry('东乡/e/', type=b'5') * 2, 'a folder twice', POLICY, 'either')
    more('file-and-folder', entry('东乡/bagit.txt/', type=b'5'), 'a file and a folder')
    more('file-below-file', entry('东乡/bagit.txt/x'), 'a file below a file')
    more('folder', entry('东乡/e/', type=b'5'), 'a folder', PAX, 'accept')
    more('folder-old', entry('东乡/e/', type=b'\0', magic=V7), 'a folder by its slash', 'V7', 'accept')
    more('folder-contiguous', entry('东乡/e/', type=b'7'), 'a contiguous file by its type, a folder by its slash', PAX, 'accept')
    more('folder-contiguous-content', entry('东乡/e/', b'x', type=b'7'), 'and with content', PAX)
    more('folder-content', entry('东乡/e/', b'x' * 600, type=b'5'), 'a folder with content', PAX)
    # sizes and sums
    for name, o, reason in (('sum', dict(sum=b'000001\0 '), 'checksum'), ('sum-empty', dict(sum=b' ' * 8), 'no checksum'),
                            ('octal-8', dict(field=b'00000000008\0'), 'not octal'), ('octal-minus', dict(field=b'-0000000001\0'), 'negative'),
                            ('octal-words', dict(field=b'hello world\0'), 'words'), ('base-256-negative', dict(field=b'\xff' * 12), 'negative'),
                            ('base-256-huge', dict(field=b'\x80' + b'\xff' * 11), 'huge'), ('huge', dict(field=b'77777777777\0'), 'more than there is')):
        more('head-' + name, head('东乡/x', 0, **o), reason, PAX)
    for name, o in (('mode', dict(mode=b'rw-r--r-')), ('time', dict(mtime=b'yesterday\0\0\0')), ('device', dict(dev=b'none\0\0\0\0' * 2))):
        case('head-%s-words.tar' % name, tarred(**o) + END, 'reject', name + ' is no number: others do not open it', PAX)
    for name, o in (('blank', dict(mode=b' ' * 8, mtime=b'\0' * 12, dev=b'\0' * 16)), ('v7-device', dict(magic=V7, dev=b'anything' * 2))):
        case('head-%s.tar' % name, tarred(**o) + END, 'accept', 'fields that are empty, or no fields at all', PAX)
    for name, raw, reason in (
            ('no-length', b'path=a\n', 'no length'), ('length-zero', b'0 path=a\n', 'length 0'), ('length-long', b'900 path=a\n', 'length too long'),
            ('length-short', b'7 path=a\n', 'length too short'), ('length-plus', b'+9 path=a\n', 'sign'), ('no-newline', b'9 path=ab', 'no newline'),
            ('no-equals', b'8 patha\n', 'no ='), ('no-key', b'5 =a\n', 'no keyword'), ('trailing', records(path='a') + b'x', 'bytes behind'),
            ('path-twice', records(path='东乡/a') + records(path='东乡/b'), 'path twice'), ('path-nul', records(path=b'a\0b'), 'NUL'),
            ('size-words', records(size='abc'), 'size'), ('size-negative', records(size='-1'), 'negative size'), ('size-huge', records(size='9' * 30), 'huge size'),
            ('sparse', records(GNU_sparse_major='1', GNU_sparse_minor='0'), 'sparse'), ('sparse-name', records(GNU_sparse_name='东乡/y'), 'sparse name')):
        more('pax-' + name, pax(raw) + entry('东乡/x', b'12345'), reason, PAX)
    more('pax-size-less', pax(size='0') + entry('东乡/x', b'y' * 600), 'pax size is less', PAX)
    more('pax-size-more', pax(size='2000') + entry('东乡/x', b'y' * 600), 'pax size swallows the next', PAX)
    more('pax-size-both', pax(size='5') + head('东乡/x', 7) + blocks(b'1234567'), 'header and pax name sizes of their own', PAX)
    case('pax-size-for-0.tar', b''.join(pax(size=str(len(d))) + head('东乡/' + p, 0) + blocks(d) for p, d in sorted(bag().items())) + END, 'accept',
         'the size stands in the pax record alone', PAX)
    more('pax-twice', pax(path='东乡/a') + pax(path='东乡/b') + entry('东乡/x'), 'two headers for one', PAX)
    more('pax-and-gnu', pax(path='东乡/a') + head('L', 9, type=b'L') + blocks(b('东乡/b') + b'\0') + entry('东乡/x'), 'pax and GNU names differ', PAX)
    more('pax-global-path', pax(kind=b'g', path='东乡/x') + entry('东乡/y'), 'one path for all', PAX)
    more('pax-global-size', pax(kind=b'g', size='0') + entry('东乡/y'), 'one size for all', PAX)
    more('pax-dangling', pax(path='东乡/x'), 'for no member', PAX)
    more('gnu-dangling', head('L', 9, type=b'L') + blocks(b('东乡/b') + b'\0'), 'for no member', 'GNU tar')
    more('link-dangling', head('K', 2, type=b'K') + blocks(b'x\0'), 'a link target for no member', 'GNU tar')
    more('pax-enormous', head('x', 3 << 20, type=b'x') + b'\0' * (3 << 20), 'a header of 3 MiB', PAX)
    # ends
    case('end-none.tar', t, 'reject', 'no end blocks: cut off?', PAX)
    case('end-one.tar', t + b'\0' * 512, 'reject', 'one end block', PAX)
    case('end-junk.tar', t + END + b'junk'.ljust(512, b'\0'), 'reject', 'junk behind the end', PAX)
    case('end-second.tar', t + END + t + END, 'reject', 'a second archive', PAX)
    case('end-inside.tar', t[:2048] + b'\0' * 512 + t[2048:] + END, 'reject', 'a zero block inside', PAX)
    case('cut-head.tar', t[:-300], 'reject', 'cut in a block', PAX)
    case('cut-data.tar', t + head('东乡/x', 5000) + b'x' * 100, 'reject', 'cut in content', PAX)
    case('zeros.tar', b'\0' * 10240, 'reject', 'an empty archive', RFC)
    case('only-folder.tar', entry('东乡/', type=b'5') + END, 'reject', 'an empty folder', RFC)
    # gzip
    whole = t + END
    case('gz-members.tgz', b''.join(gz(whole[i:i + 3000]) for i in range(0, len(whole), 3000)), 'accept', 'several members', GZ)
    case('gz-empty-member.tgz', gz(whole[:1000]) + gz(b'') + gz(whole[1000:]), 'accept', 'an empty member', GZ)
    case('gz-name.tgz', gz(whole, 8, b'x.tar\0'), 'accept', 'FNAME', GZ)
    case('gz-comment.tgz', gz(whole, 16, b'a comment\0'), 'accept', 'FCOMMENT', GZ)
    case('gz-extra.tgz', gz(whole, 4, b'\4\0abcd'), 'accept', 'FEXTRA', GZ)
    h = b'\x1f\x8b\x08\x02' + b'\0' * 4 + b'\0\3'
    case('gz-hcrc.tgz', gz(whole, 2, struct.pack('<H', zlib.crc32(h) & 0xffff)), 'accept', 'FHCRC', GZ)
    case('gz-hcrc-wrong.tgz', gz(whole, 2, struct.pack('<H', zlib.crc32(h) & 0xffff ^ 1)), 'reject', 'FHCRC wrong', GZ)
    case('gz-text.tgz', gz(whole, 1), 'accept', 'FTEXT', GZ)
    case('gz-reserved.tgz', gz(whole, 0x20), 'reject', 'reserved flags', GZ)
    case('gz-method.tgz', gz(whole, method=7), 'reject', 'method 7', GZ)
    case('gz-crc.tgz', gz(whole, crc=1), 'reject', 'checksum', GZ)
    case('gz-isize.tgz', gz(whole, size=1), 'reject', 'size', GZ)
    case('gz-cut-trailer.tgz', gz(whole)[:-3], 'reject', 'cut in the trailer', GZ)
    case('gz-cut.tgz', gz(whole)[:-60], 'reject', 'cut in the data', GZ)
    case('gz-cut-member.tgz', gz(whole) + gz(b'')[:-4], 'reject', 'second member cut', GZ)
    case('gz-junk.tgz', gz(whole) + b'junk', 'reject', 'bytes behind', GZ)
    case('gz-junk-like.tgz', gz(whole) + b'\x1f', 'reject', 'the beginning of a member behind', GZ)
    case('gz-zeros.tgz', gz(whole) + b'\0' * 512, 'either', 'zeros behind, as from a tape', GZ)
    case('gz-second-tar.tgz', gz(whole) + gz(whole), 'reject', 'a second archive in a second member', GZ)
    case('gz-hidden-member.tgz', gz(whole) + gz(entry('东乡/x', b'1')), 'reject', 'a member behind the end', GZ)
    case('gz-twice.tgz', gz(gz(whole)), 'reject', 'gzip in gzip', GZ)
    case('gz-bomb.tgz', gz(tarred(bag({'data/零': b'\0' * (6 << 20)})) + END), 'reject', 'expands 1000 times', POLICY)
    case('gz-bomb-behind.tgz', gz(whole + b'\0' * (20 << 20)), 'reject', 'millions of zeros behind the end', POLICY)
    case('gz-empty.tgz', gz(b''), 'reject', 'nothing in it', GZ)
    case('gz-of-text.tgz', gz(b'text\n' * 300), 'reject', 'text', GZ)
    case('gz-of-zip.tgz', gz(zipped().done()), 'reject', 'a zip in gzip', GZ)
    case('zip-named.tar.gz', zipped().done(), 'either', 'a zip by another name', POLICY)
    case('tar-named.tar.gz', whole, 'either', 'a tar that is not compressed', POLICY)
    archive('zip/tar-named.zip', whole, 'either', 'a tar by another name', POLICY)
    case('both.tar', polyglot(), 'reject', 'a tar and a zip at once', POLICY)
    case('bzip2.tar.bz2', b'BZh91AY&SY' + b'\0' * 300, 'reject', 'bzip2', POLICY)
    case('xz.tar.xz', b'\xfd7zXZ\0' + b'\0' * 300, 'reject', 'xz', POLICY)
    case('zstd.tar.zst', b'\x28\xb5\x2f\xfd' + b'\0' * 300, 'reject', 'zstd', POLICY)
    case('7z.7z', b'7z\xbc\xaf\x27\x1c' + b'\0' * 300, 'reject', '7z', POLICY)
    case('rar.rar', b'Rar!\x1a\7\1\0' + b'\0' * 300, 'reject', 'rar', POLICY)
    case('text.tar.gz', b'not an archive\n' * 50, 'reject', 'text', POLICY)
    case('nothing.tar.gz', b'', 'reject', 'no bytes', POLICY)
    case('one-byte.tar.gz', b'\x1f', 'reject', 'one byte', POLICY)
    case('cpio.tar', b'070701' + b'0' * 104 + b'x' * 500, 'reject', 'cpio', POLICY)
    p = 'data/小结.csv'
    case('corrupt.tar', tarred(dict(bag(), **{p: b'x'})) + END, 'reject', 'content changed', RFC + '3')
    case('extra-file.tar.gz', gz(tarred(dict(bag(), **{'data/x': b'x'})) + END), 'reject', 'a file in no manifest', RFC + '3')
    case('missing-file.tar', tarred({q: d for q, d in bag().items() if q != p}) + END, 'reject', 'a file missing', RFC + '3')
    more('two-tops', entry('别处/x'), 'two folders', 'bdbag')
    more('file-beside', entry('x.txt'), 'a file beside the bag', 'bdbag')
    more('macos', entry('._东乡', b'\0\5\x16\7' + b'\0' * 60), 'what tar on a Mac adds', POLICY, 'warn')
    case('macos-inside.tar', b''.join(entry('东乡/' + q, d) for q, d in sorted(dict(bag(), **{'._bagit.txt': b'\0\5\x16\7'}).items())) + END, 'warn',
         'what tar on a Mac adds, in the bag', POLICY)
    case('case-twins.tar', tarred(bag({'data/a': b'1', 'data/A': b'2'})) + END, 'warn', 'differ in case', RFC + '6.1.1.1')
    case('nfd.tar', tarred({unicodedata.normalize('NFD', q): d for q, d in bag({'data/é': b'1'}).items()}) + END, 'warn', 'as a Mac writes them', RFC + '6.1.1.3')


def polyglot():
    """A tar whose last member is a zip whose comment takes in all that follows."""
    inner = zipped(bag({'data/b': b'2'})).done()
    rest = -len(inner) % 512 + 1024
    inner = inner[:-2] + struct.pack('<H', rest)
    return tarred() + entry('东乡/meta.zip', inner)[:512 + len(inner)] + b'\0' * rest


for part in (bagit_texts, manifests, algorithms, names, encodings, tag_files, fetches, specials, zips, tars):
    part()
with open(os.path.join(OUT, 'expected.tsv'), 'w') as f:
    f.write('\n'.join(ROWS) + '\n')
