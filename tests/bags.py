#!/usr/bin/env python3
"""Writes bags, good and bad, for tests/cli/bag-*.t:  bags.py DIR
DIR/expected.tsv: path, verdict (ok, warn, bad), the code that must be reported ('-': none)."""
import gzip, hashlib, io, os, struct, sys, tarfile, zipfile, zlib

ROOT = sys.argv[1]
CASES = []
PAYLOAD = {'data/会议/纪要.txt': '第一次会议\n'.encode(), 'data/照片/一.jpg': b'\xff\xd8\xff\xe0 not really',
           'data/readme.txt': b'hello\n'}
ALGS = ('sha256', 'sha512')


def enc(path):
    return path.replace('%', '%25').replace('\n', '%0A').replace('\r', '%0D')


def digest(alg, data):
    return hashlib.new(alg, data).hexdigest()


def manifest(alg, files):
    return ''.join('%s  %s\n' % (digest(alg, d), enc(p)) for p, d in sorted(files.items())).encode()


def seal(bag, algs=ALGS):
    """(Re)writes the tag manifests of a bag."""
    for a in [p for p in bag if p.startswith('tagmanifest-')]:
        del bag[a]
    tags = {p: d for p, d in bag.items() if not p.startswith('data/') and not p.startswith('signatures/')}
    for alg in algs:
        bag['tagmanifest-%s.txt' % alg] = manifest(alg, tags)
    return bag


def good(extra=None, algs=ALGS, version='1.0', **tags):
    payload = dict(PAYLOAD, **(extra or {}))
    bag = dict(payload)
    bag['bagit.txt'] = ('BagIt-Version: %s\nTag-File-Character-Encoding: UTF-8\n' % version).encode()
    bag['bag-info.txt'] = ('Source-Organization: 某局\nPayload-Oxum: %d.%d\n' % (
        sum(len(d) for d in payload.values()), len(payload))).encode()
    for alg in algs:
        bag['manifest-%s.txt' % alg] = manifest(alg, payload)
    for name, text in tags.items():
        bag[name.replace('__', '-').replace('_', '.')] = text if isinstance(text, bytes) else text.encode()
    return seal(bag, algs)


def expect(path, verdict, code='-'):
    CASES.append((path, verdict, code))


def folder(name, bag, verdict, code='-', after=None):
    base = os.path.join(ROOT, name)
    for p, d in bag.items():
        full = os.path.join(os.fsencode(base), p if isinstance(p, bytes) else p.encode())
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, 'wb') as f:
            f.write(d)
    if after:
        after(base)
    expect(name, verdict, code)


def edit(old, new, name, algs=ALGS, bag=None):
    """A good bag with `old` replaced by `new` in one tag file, sealed again."""
    bag = dict(bag or good())
    assert old in bag[name], (old, name)
    bag[name] = bag[name].replace(old, new)
    return seal(bag, algs)


def line(name, text, bag=None):
    bag = dict(bag or good())
    bag[name] += text
    return seal(bag)


H256 = digest('sha256', b'hello\n').encode()
H512 = digest('sha512', b'hello\n').encode()


def both(path, bag=None, data=b'hello\n'):
    """Adds a line for `path` to both payload manifests."""
    bag = dict(bag or good())
    for alg in ALGS:
        bag['manifest-%s.txt' % alg] += digest(alg, data).encode() + b'  ' + path + b'\n'
    return seal(bag)


def folders():
    b = good()
    folder('good', b, 'ok')
    folder('good-sm3', good(algs=('sm3', 'md5', 'sha1', 'sha224', 'sha384')), 'ok')
    folder('crlf', seal({p: d.replace(b'\n', b'\r\n') if p.endswith('.txt') and '/' not in p else d
                         for p, d in good().items()}), 'ok')
    folder('cr', seal({p: d.replace(b'\n', b'\r') if p.endswith('.txt') and '/' not in p else d
                       for p, d in good().items()}), 'ok')
    folder('no-last-newline', seal({p: d.rstrip(b'\n') if p.endswith('.txt') and '/' not in p else d
                                    for p, d in good().items()}), 'ok')
    folder('tabs', edit(b'  data', b'\tdata', 'manifest-sha256.txt'), 'ok')
    folder('no-info', seal({p: d for p, d in good().items() if p != 'bag-info.txt'}), 'ok')
    folder('other-tag-folder', good(metadata='').__class__(seal(dict(good(), **{'metadata/a.xml': b'<a/>'}))), 'ok')
    folder('signature-unlisted', dict(good(), **{'signatures/k.sm2': b'x'}), 'ok')
    folder('encoded-names', good({'data/a%b.txt': b'1', 'data/c\nd\re.txt': b'2', 'data/%0A.txt': b'3'}), 'warn',
           'name-spoof')
    folder('lower-escapes', edit(b'%0A', b'%0a', 'manifest-sha256.txt', bag=good({'data/a\nb': b'1'})), 'warn',
           'name-spoof')
    folder('escape-not-decoded-elsewhere', good({'data/%7Ea.txt': b'1'}), 'ok')
    folder('folded-info', good(bag__info_txt='External-Description: one\n  two\n\tthree\nOther: x\n'), 'ok')
    folder('percent-25-literal', edit(b'%2525', b'%25', 'manifest-sha256.txt', bag=good({'data/%25.txt': b'1'})), 'bad',
           'bag-missing')
    folder('no-signature-unlisted', dict(good(), **{'signatures/k.exe': b'x'}), 'warn', 'tag-extra')
    # payload
    c = dict(b)
    c['data/readme.txt'] = b'jello\n'
    folder('corrupt', c, 'bad', 'bag-digest')
    c = dict(b)
    c['data/extra.txt'] = b'1'
    folder('extra', c, 'bad', 'bag-unlisted')
    c = dict(b)
    del c['data/readme.txt']
    folder('missing', c, 'bad', 'bag-missing')
    c = {p: d for p, d in b.items() if not p.startswith('data/')}
    folder('no-data', c, 'bad', 'bag-no-data')
    c = dict(c, data=b'x')
    folder('data-is-file', c, 'bad', 'bag-no-data')
    folder('empty-payload-folder', seal({'bagit.txt': b['bagit.txt'], 'manifest-sha256.txt': b''}, ('sha256',)), 'ok',
           after=lambda p: os.mkdir(p + '/data'))
    # bagit.txt
    folder('no-bagit', {p: d for p, d in b.items() if p != 'bagit.txt'}, 'bad', 'bagit-missing')
    for i, (text, code) in enumerate([
            ('BagIt-Version: 1.0\n', 'bagit-lines'), ('', 'bagit-lines'),
            ('Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n', 'bagit-form'),
            ('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nMore: 1\n', 'bagit-lines'),
            ('BagIt-Version:1.0\nTag-File-Character-Encoding: UTF-8\n', 'bagit-form'),
            ('BagIt-Version:  1.0\nTag-File-Character-Encoding: UTF-8\n', 'bagit-form'),
            ('BagIt-Version: 1.0\nTag-File-Character-Encoding : UTF-8\n', 'bagit-form'),
            ('BagIt-Version: 1.0 \nTag-File-Character-Encoding: UTF-8\n', 'bagit-form'),
            (' BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n', 'bagit-form'),
            ('BagIt-Version: 1\nTag-File-Character-Encoding: UTF-8\n', 'bagit-form'),
            ('BagIt-Version: 1.0.0\nTag-File-Character-Encoding: UTF-8\n', 'bagit-form'),
            ('BagIt-Version: 1.1\nTag-File-Character-Encoding: UTF-8\n', 'bagit-version'),
            ('BagIt-Version: 0.98\nTag-File-Character-Encoding: UTF-8\n', 'bagit-version'),
            ('BagIt-Version: +1.0\nTag-File-Character-Encoding: UTF-8\n', 'bagit-form'),
            ('BagIt-Version: 1.0\nTag-File-Character-Encoding: KLINGON\n', 'bagit-encoding'),
            ('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8//IGNORE\n', 'bagit-encoding'),
            ('\nBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n', 'bagit-lines')]):
        folder('bagit-%02d' % i, good(bagit_txt=text), 'bad', code)
    folder('bagit-old-spacing', good(version='0.97 '), 'warn', 'bagit-spacing')
    # encodings
    u16 = good(bagit_txt='BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n')
    for p in list(u16):
        if p.startswith(('manifest', 'bag-info')):
            u16[p] = u16[p].decode().encode('utf-16')
    seal(u16)
    for p in list(u16):
        if p.startswith('tagmanifest'):
            u16[p] = u16[p].decode().encode('utf-16')
    folder('utf-16', u16, 'ok')
    gb = good(bagit_txt='BagIt-Version: 1.0\nTag-File-Character-Encoding: GBK\n')
    for p in list(gb):
        if p.startswith(('manifest', 'bag-info')):
            gb[p] = gb[p].decode().encode('gbk')
    folder('gbk-tags', seal(gb), 'ok')
    folder('bad-utf8', line('manifest-sha256.txt', H256 + b'  data/\xff\n'), 'bad', 'tag-charset')
    folder('bom-info', edit(b'Source', b'\xef\xbb\xbfSource', 'bag-info.txt'), 'bad', 'tag-bom')
    # manifests
    folder('no-manifest', seal({p: d for p, d in b.items() if not p.startswith('manifest')}), 'bad',
           'bag-no-manifest')
    folder('only-tagmanifest-algorithm', good(algs=('sha256',)), 'ok')
    folder('unknown-beside-known', seal(dict(good(), **{'manifest-blake9.txt': b''.join(
        b'00  %s\n' % p.encode() for p in PAYLOAD)})), 'warn', 'tag-algorithm')
    folder('upper-alg', seal(dict(good(), **{'manifest-SHA1.txt': manifest('sha1', PAYLOAD)})), 'warn',
           'tag-algorithm-name')
    folder('same-alg-twice', seal(dict(good(), **{'manifest-SHA256.txt': manifest('sha256', PAYLOAD)})), 'bad',
           'tag-algorithm-twice')
    folder('dup-other-hash', line('manifest-sha256.txt', b'0' * 64 + b'  data/readme.txt\n'), 'bad', 'tag-contradiction')
    folder('dup-old', line('manifest-sha256.txt', H256 + b'  data/readme.txt\n', good(version='0.97')), 'warn',
           'tag-duplicate')
    folder('dup-by-dot', line('manifest-sha256.txt', H256 + b'  ./data/readme.txt\n'), 'bad', 'tag-duplicate')
    folder('dup-other-malformed', edit(H256, H256[:-1] + b'  data/readme.txt\n' + H256, 'manifest-sha256.txt'), 'bad', 'tag-contradiction')
    folder('long-digest', edit(H256, H256 + b'0', 'manifest-sha256.txt'), 'bad', 'tag-hex')
    folder('not-hex', edit(H256, b'g' + H256[1:], 'manifest-sha256.txt'), 'bad', 'tag-hex')
    folder('no-path', line('manifest-sha256.txt', H256 + b'\n'), 'bad', 'tag-syntax')
    folder('leading-blank', edit(H256, b' ' + H256, 'manifest-sha256.txt'), 'bad', 'tag-syntax')
    folder('blank-line', line('manifest-sha256.txt', b'\n'), 'warn', 'tag-blank')
    for i, path in enumerate([b'/etc/passwd', b'../x', b'data/../../x', b'data/./x', b'data//x', b'~root/x',
                              b'C:\\x', b'\\\\?\\UNC\\x', b'data\\x', b'data/', b'data/x/']):
        folder('path-%02d' % i, both(path), 'bad', 'tag-path')
    folder('scope', both(b'bag-info.txt'), 'bad', 'tag-scope')
    folder('scope-prefix', both(b'database/x'), 'bad', 'tag-scope')
    folder('folder-listed', both('data/会议'.encode()), 'bad', 'tag-folder')
    folder('md5sum-escape', edit(H256 + b'  data/readme.txt', b'\\' + H256 + b'  data/readme.txt',
                                 'manifest-sha256.txt'), 'warn', 'tag-escape')
    # normalization and case
    folder('nfd-on-disk', seal(dict({p: d for p, d in good().items()}, **{
        'data/e\u0301.txt': b'hello\n', 'manifest-sha256.txt': good()['manifest-sha256.txt'] + H256 + '  data/é.txt\n'.encode(),
        'manifest-sha512.txt': good()['manifest-sha512.txt'] + H512 + '  data/é.txt\n'.encode(),
        'bag-info.txt': b'A: b\n'})), 'warn', 'name-normalization-match')
    folder('hangul-nfd', seal(dict({p: d for p, d in good().items()}, **{
        'data/\u1112\u1161\u11ab.txt': b'hello\n',
        'manifest-sha256.txt': good()['manifest-sha256.txt'] + H256 + '  data/한.txt\n'.encode(),
        'manifest-sha512.txt': good()['manifest-sha512.txt'] + H512 + '  data/한.txt\n'.encode(),
        'bag-info.txt': b'A: b\n'})), 'warn', 'name-normalization-match')
    folder('case-pair', good({'data/README.txt': b'1'}), 'warn', 'name-case')
    folder('case-pair-cyrillic', good({'data/Ж.txt': b'1', 'data/ж.txt': b'1'}), 'warn', 'name-case')
    folder('case-folders', good({'data/Dir/sub/a': b'1', 'data/dir/sub/b': b'1'}), 'warn', 'name-case')
    folder('norm-folders', good({'data/\u00e9/a': b'1', 'data/e\u0301/b': b'1'}), 'warn', 'name-normalization')
    folder('case-only-listed', edit(b'readme', b'README', 'manifest-sha256.txt'), 'bad', 'bag-missing')
    folder('windows-name', good({'data/con.txt': b'1'}), 'warn', 'N01')
    folder('colon-name', good({'data/a:b': b'1'}), 'warn', 'N01')
    folder('litter', good({'data/Thumbs.db': b'1'}), 'warn', 'name-system')
    # tag manifests
    c = dict(b)
    c['bag-info.txt'] = c['bag-info.txt'].replace('某局'.encode(), '某司'.encode())
    folder('tag-changed', c, 'bad', 'bag-digest')
    c = dict(b)
    del c['bag-info.txt']
    folder('tag-missing', c, 'bad', 'bag-missing')
    c = good()
    c['tagmanifest-sha256.txt'] += digest('sha256', c['tagmanifest-sha512.txt']).encode() + b'  tagmanifest-sha512.txt\n'
    folder('tag-self', c, 'bad', 'tag-self')
    c = good()
    c['tagmanifest-sha256.txt'] += H256 + b'  data/readme.txt\n'
    folder('tag-payload', c, 'bad', 'tag-payload')
    c = dict(good(), note=b'hello\n')
    c['tagmanifest-sha256.txt'] += H256 + b'  note\n'
    folder('tag-differ', c, 'warn', 'tag-differ')
    # bag-info
    for i, (text, verdict, code) in enumerate([
            ('no colon here\n', 'bad', 'info-syntax'), (': value\n', 'bad', 'info-syntax'),
            ('Label:value\n', 'bad', 'info-syntax'), ('Label : value\n', 'bad', 'info-syntax'),
            ('  begins folded\n', 'bad', 'info-syntax'), ('A:  b\n', 'warn', 'info-spacing'),
            ('A:\nB:\n folded\n', 'warn', 'info-spacing'), ('A: \n', 'ok', '-'),
            ('A: b\n\nC: d\n', 'warn', 'tag-blank'), ('Payload-Oxum: 40\n', 'bad', 'info-oxum-form'),
            ('Payload-Oxum: 1.2.3\n', 'bad', 'info-oxum-form'), ('Payload-Oxum: -1.3\n', 'bad', 'info-oxum-form'),
            ('Payload-Oxum: 9999999999999999999999.3\n', 'bad', 'info-oxum-form'),
            ('payload-oxum: 1.3\n', 'bad', 'info-oxum'), ('Bagging-Date: 2024-02-30\n', 'warn', 'info-date'),
            ('Bag-Count: 1 of 2\nbag-count: 2 of 2\n', 'warn', 'info-twice')]):
        folder('info-%02d' % i, good(bag__info_txt=text), verdict, code)
    oxum = 'Payload-Oxum: %d.3\n' % sum(map(len, PAYLOAD.values()))
    folder('oxum-twice', good(bag__info_txt=oxum + oxum), 'bad', 'info-oxum-twice')
    folder('oxum-count', good(bag__info_txt=oxum.replace('.3', '.4')), 'bad', 'info-oxum')
    # fetch
    def fetch(text, bag=None, **kw):
        return seal(dict(bag or good(), **{'fetch.txt': text.encode()}))
    folder('fetch-present', fetch('https://example.org/r 6 data/readme.txt\n'), 'ok')
    folder('fetch-dash', fetch('https://example.org/r - data/readme.txt\n'), 'ok')
    folder('fetch-length', fetch('https://example.org/r 7 data/readme.txt\n'), 'warn', 'fetch-length')
    folder('fetch-syntax', fetch('https://example.org/r data/readme.txt\n'), 'bad', 'fetch-syntax')
    folder('fetch-no-scheme', fetch('example - data/readme.txt\n'), 'bad', 'fetch-syntax')
    folder('fetch-tag', fetch('https://example.org/r - bag-info.txt\n'), 'bad', 'tag-scope')
    folder('fetch-dotdot', fetch('https://example.org/r - data/../../x\n'), 'bad', 'tag-path')
    folder('fetch-dup', fetch('https://example.org/r - data/readme.txt\n' * 2), 'bad', 'fetch-duplicate')
    hole = fetch('https://example.org/r - data/hole\n', both(b'data/hole'))
    folder('fetch-hole', hole, 'bad', 'fetch-hole')
    # things that are no files
    folder('symlink-inside', b, 'bad', 'arc-link', lambda p: os.symlink('readme.txt', p + '/data/l'))
    folder('symlink-folder', b, 'bad', 'arc-link', lambda p: os.symlink('/tmp', p + '/data/l'))
    folder('fifo', b, 'bad', 'arc-link', lambda p: os.mkfifo(p + '/data/f'))
    folder('fifo-as-tag', {p: d for p, d in b.items() if p != 'bag-info.txt'}, 'bad', 'arc-link',
           lambda p: os.mkfifo(p + '/bag-info.txt'))


# --- zip -------------------------------------------------------------------------------------------------------

class Z:
    """A zip written byte by byte, so that every field can be wrong."""

    def __init__(self):
        self.body, self.central, self.n = b'', b'', 0

    def add(self, name, data, method=8, flags=0x800, cname=None, extra=b'', cextra=None, crc=None, usize=None,
            packed=None, attr=0o100644 << 16, lflags=None, lmethod=None, lcrc=None, lusize=None, lcsize=None,
            descriptor=None, ver=3 << 8 | 20, disk=0, at=None, tail=b'', csize=None):
        raw = name if isinstance(name, bytes) else name.encode()
        craw = raw if cname is None else cname if isinstance(cname, bytes) else cname.encode()
        if packed is None:
            c = zlib.compressobj(6, zlib.DEFLATED, -15)
            packed = c.compress(data) + c.flush() if method == 8 else data
        packed += tail
        crc = zlib.crc32(data) if crc is None else crc
        usize = len(data) if usize is None else usize
        csize = len(packed) if csize is None else csize
        off = len(self.body) if at is None else at
        bit3 = flags & 8
        one = lambda v, d: d if v is None else v
        self.body += struct.pack('<IHHHHHIIIHH', 0x04034b50, 20, one(lflags, flags), one(lmethod, method), 0, 0x5821,
                                 one(lcrc, 0 if bit3 else crc), one(lcsize, 0 if bit3 else csize),
                                 one(lusize, 0 if bit3 else usize), len(raw), len(extra)) + raw + extra + packed
        if bit3:
            self.body += struct.pack('<IIII', 0x08074b50, crc, csize, usize) if descriptor is None else descriptor
        cextra = extra if cextra is None else cextra
        self.central += struct.pack('<IHHHHHHIIIHHHHHII', 0x02014b50, ver, 20, flags, method, 0, 0x5821, crc, csize, usize,
                                    len(craw), len(cextra), 0, disk, 0, attr, off) + craw + cextra
        self.n += 1
        return self

    def end(self, comment=b'', n=None, size=None, off=None, between=b'', disk=0, after=b'', prefix=b''):
        n = self.n if n is None else n
        size = len(self.central) if size is None else size
        off = len(self.body) + len(between) if off is None else off
        return prefix + self.body + between + self.central + struct.pack(
            '<IHHHHIIH', 0x06054b50, disk, disk, n, n, size, off, len(comment)) + comment + after


def zbag(bag=None, top='证据包/', **kw):
    z = Z()
    for p, d in sorted((bag or good()).items()):
        z.add(top + p, d, **kw)
    return z


def archive(name, data, verdict, code='-'):
    with open(os.path.join(ROOT, name), 'wb') as f:
        f.write(data)
    expect(name, verdict, code)


def upath(raw, name, crc=None):
    u = name if isinstance(name, bytes) else name.encode()
    return struct.pack('<HHBI', 0x7075, 5 + len(u), 1, zlib.crc32(raw) if crc is None else crc) + u


def zips():
    archive('good.zip', zbag().end(), 'ok')
    archive('stored.zip', zbag(method=0).end(), 'ok')
    archive('comment.zip', zbag().end(comment=b'by a unit'), 'ok')
    archive('with-folders.zip', zbag().add('证据包/', b'', 0, attr=0o40755 << 16 | 16).add('证据包/data/空/', b'', 0, attr=16).end(), 'ok')
    archive('flat.zip', zbag(top='').end(), 'warn', 'bag-flat')
    b = io.BytesIO()
    with zipfile.ZipFile(b, 'w') as z:
        for p, d in good().items():
            with z.open(zipfile.ZipInfo('证据包/' + p), 'w', force_zip64=True) as f:
                f.write(d)
    archive('zip64.zip', b.getvalue(), 'ok')
    z = zbag()
    e64 = struct.pack('<IQHHIIQQQQ', 0x06064b50, 44, 45, 45, 0, 0, z.n, z.n, len(z.central), len(z.body))
    loc = struct.pack('<IIQI', 0x07064b50, 0, len(z.body) + len(z.central), 1)

    def end64(e, l, n=0xffff, size=0xffffffff, off=0xffffffff):
        return z.body + z.central + e + l + struct.pack('<IHHHHIIH', 0x06054b50, 0, 0, n, n, size, off, 0)
    archive('zip64-end.zip', end64(e64, loc), 'ok')
    archive('zip64-end-disagrees.zip', end64(e64, loc, n=z.n + 1), 'bad', 'zip-end')
    archive('zip64-locator-lies.zip', end64(e64, loc[:8] + struct.pack('<Q', 7) + loc[16:]), 'bad', 'zip-end')
    archive('zip64-gap.zip', end64(e64 + b'xxxx', loc), 'bad', 'zip-end')
    archive('zip64-disks.zip', end64(e64, loc[:16] + struct.pack('<I', 3)), 'bad', 'zip-disks')
    archive('prefix.zip', zbag().end(prefix=b'#!/bin/sh\n'), 'bad', 'zip-junk')
    archive('gap.zip', zbag().end(between=b'hidden'), 'bad', 'zip-junk')
    archive('two-ends.zip', zbag().end(comment=b'PK\5\6' + b'\0' * 18), 'bad', 'zip-ambiguous')
    archive('signature-in-comment.zip', zbag().end(comment=b'PK\5\6' + b'x' * 30), 'bad', 'zip-ambiguous')
    archive('disks.zip', zbag().end(disk=1), 'bad', 'zip-disks')
    archive('count-more.zip', zbag().end(n=99), 'bad', 'zip-e|zip-central')
    archive('central-size.zip', zbag().end(size=50), 'bad', 'zip-')
    archive('central-offset.zip', zbag().end(off=10), 'bad', 'zip-junk')
    archive('empty.zip', Z().end(), 'bad', 'bagit-missing')
    archive('cut.zip', zbag().end()[:-30], 'bad', 'zip-truncated')
    archive('cut-1.zip', zbag().end()[:-1], 'bad', 'zip-truncated')
    archive('only-pk.zip', b'PK\3\4', 'bad', 'zip-truncated')
    archive('zero.zip', b'', 'bad', 'arc-format')
    gbk = Z()
    for p, d in sorted(good().items()):
        gbk.add(('证据包/' + p).encode('gbk'), d, flags=0)
    archive('gbk.zip', gbk.end(), 'warn', 'zip-gbk')
    archive('utf8-no-flag.zip', zbag(flags=0).end(), 'ok')
    archive('not-gbk.zip', zbag().add(b'\xff\xfe\xff/x', b'', flags=0).end(), 'bad', 'zip-name')
    archive('bad-utf8-flagged.zip', zbag().add(b'a/\xb4\xf3', b'').end(), 'bad', 'zip-name')
    t = '证据包/data/会议/纪要.txt'
    stale = Z()
    for p, d in sorted(good().items()):
        raw = ('证据包/' + p).encode()
        stale.add(raw, d, flags=0, extra=upath(raw, '../evil', crc=1))
    archive('unicode-path-stale.zip', stale.end(), 'ok')
    archive('unicode-path-twice.zip', zbag().add(b'x', b'', flags=0, extra=upath(b'x', 'y') + upath(b'x', 'z')).end(), 'bad',
            'zip-extra')
    archive('unicode-path-against-flag.zip', zbag().add('证据包/x', b'', extra=upath('证据包/x'.encode(), '证据包/y')).end(),
            'bad', 'zip-extra')
    archive('unicode-path-local-only.zip', zbag().add(b'x', b'', flags=0, extra=upath(b'x', 'y'), cextra=b'').end(), 'bad',
            'zip-local')
    archive('unicode-path-nul.zip', zbag().add(b'x', b'', flags=0, extra=upath(b'x', b'a\0b')).end(), 'bad', 'path-nul')
    archive('extra-overrun.zip', zbag().add('证据包/x', b'', extra=b'\1\0\xff\0ab').end(), 'bad', 'zip-extra')
    for i, (name, code) in enumerate([('../x', 'path-dot'), ('证据包/../../x', 'path-dot'), ('证据包/data\\x', 'path-backslash'),
                                      ('证据包\\..\\x', 'path-backslash'), ('c:x', 'path-drive'), ('//host/x', 'path-absolute'),
                                      ('', 'path-empty'), ('/', 'path-absolute|path-empty'), ('证据包/' + 'a/' * 80 + 'x', 'limit-depth'),
                                      ('证据包/' + 'a' * 5000, 'limit-path'), ('.', 'path-dot'), ('证据包/data/..', 'path-dot')]):
        archive('name-%02d.zip' % i, zbag().add(name, b'').end(), 'bad', code)
    archive('dup.zip', zbag().add(t, PAYLOAD['data/会议/纪要.txt']).end(), 'bad', 'arc-duplicate')
    d = Z().add(t, b'evil')
    for p, c in sorted(good().items()):
        d.add('证据包/' + p, c)
    archive('dup-first.zip', d.end(), 'bad', 'arc-duplicate')
    archive('dup-by-unicode-path.zip', zbag().add(b'q', b'', flags=0, extra=upath(b'q', t)).end(), 'bad', 'arc-duplicate')
    archive('folder-twice.zip', zbag().add('证据包/e/', b'', 0).add('证据包/e/', b'', 0).end(), 'bad', 'arc-duplicate')
    archive('file-then-folder.zip', zbag().add(t + '/x', b'').end(), 'bad', 'arc-conflict')
    archive('file-and-folder-entry.zip', zbag().add(t + '/', b'', 0).end(), 'bad', 'arc-conflict')
    archive('folder-with-content.zip', zbag().add('证据包/e/', b'content', 0).end(), 'bad', 'zip-size')
    archive('dir-mode-file-name.zip', zbag().add('证据包/e', b'', 0, attr=0o40755 << 16).end(), 'bad', 'arc-conflict')
    archive('file-mode-dir-name.zip', zbag().add('证据包/e/', b'', 0, attr=0o100644 << 16).end(), 'bad', 'arc-conflict')
    for mode, what in ((0o120777, 'symlink'), (0o20644, 'char'), (0o60644, 'block'), (0o140644, 'socket')):
        archive('mode-%s.zip' % what, zbag().add('证据包/e', b'/etc/passwd', attr=mode << 16).end(), 'bad', 'arc-link')
    archive('symlink-as-fat.zip', zbag().add('证据包/e', b'/etc/passwd', attr=0o120777 << 16, ver=20).end(), 'bad', 'arc-link')
    for bit, code in ((1, 'zip-encrypted'), (0x41, 'zip-encrypted'), (0x2000, 'zip-encrypted'), (0x20, 'zip-flags')):
        archive('flag-%x.zip' % bit, zbag().add('证据包/e', b'x', flags=0x800 | bit).end(), 'bad', code)
    for m in (1, 9, 12, 14, 93, 95, 99):
        archive('method-%d.zip' % m, zbag().add('证据包/e', b'x', method=m).end(), 'bad', 'zip-method')
    archive('local-method.zip', zbag().add('证据包/e', b'x' * 9, lmethod=0).end(), 'bad', 'zip-local')
    archive('local-flags.zip', zbag().add('证据包/e', b'x', lflags=0).end(), 'bad', 'zip-local')
    archive('local-crc.zip', zbag().add('证据包/e', b'x', lcrc=1).end(), 'bad', 'zip-local')
    archive('local-size.zip', zbag().add('证据包/e', b'x', lusize=9).end(), 'bad', 'zip-local')
    archive('local-case.zip', zbag().add('证据包/e', b'x', cname='证据包/E').end(), 'bad', 'zip-local')
    archive('local-missing.zip', zbag().add('证据包/e', b'x', at=5).end(), 'bad', 'zip-local|zip-overlap|zip-junk')
    archive('disk-start.zip', zbag().add('证据包/e', b'x', disk=1).end(), 'bad', 'zip-disks')
    # content
    big = dict(good({'data/b': b'A' * 5000}))
    def one(**kw):
        z = Z()
        for p, c in sorted(big.items()):
            z.add('证据包/' + p, c, **(kw if p == 'data/b' else {}))
        return z.end()
    archive('overstated.zip', one(usize=6000), 'bad', 'zip-size')
    archive('understated.zip', one(usize=4000), 'bad', 'zip-size')
    archive('bad-crc.zip', one(crc=1), 'bad', 'zip-crc')
    archive('deflate-tail.zip', one(tail=b'hidden'), 'bad', 'zip-size')
    archive('deflate-cut.zip', one(packed=zlib.compress(b'A' * 5000)[2:10]), 'bad', 'zip-deflate|zip-size')
    archive('deflate-garbage.zip', one(packed=b'\xff' * 40), 'bad', 'zip-deflate')
    archive('stored-size.zip', one(method=0, usize=4000), 'bad', 'zip-size')
    archive('descriptor.zip', one(flags=0x808), 'ok')
    archive('descriptor-bare.zip', one(flags=0x808, descriptor=struct.pack('<III', zlib.crc32(b'A' * 5000), 23, 5000)),
            'bad' if len(zlib.compress(b'A' * 5000)) - 6 != 23 else 'ok', 'zip-descriptor' if len(zlib.compress(b'A' * 5000)) - 6 != 23 else '-')
    archive('descriptor-lies.zip', one(flags=0x808, descriptor=struct.pack('<IIII', 0x08074b50, 1, 2, 3)), 'bad',
            'zip-descriptor')
    archive('descriptor-absent.zip', one(flags=0x808, descriptor=b''), 'bad', 'zip-descriptor')
    # overlapping members: one deflated kernel told of three times
    k = Z().add('证据包/a', b'A' * 3000)
    k.central += struct.pack('<IHHHHHHIIIHHHHHII', 0x02014b50, 20, 20, 0x800, 8, 0, 0x5821, zlib.crc32(b'A' * 3000), 1, 3000,
                             len('证据包/a'.encode()), 0, 0, 0, 0, 0, 0) + '证据包/a'.encode()
    k.n += 1
    archive('overlap.zip', k.end(), 'bad', 'zip-overlap|zip-local')
    archive('bomb.zip', zbag(dict(good({'data/zeros': b'\0' * (8 << 20)}))).end(), 'bad', 'limit-ratio')
    archive('nested.zip', zbag(good({'data/in.zip': zbag().end()}), method=0).end(), 'ok')


# --- tar -------------------------------------------------------------------------------------------------------

def header(name, size, type=b'0', magic=b'ustar\x0000', prefix=b'', link=b'', mtime=0, raw_size=None):
    name = name if isinstance(name, bytes) else name.encode()
    h = name.ljust(100, b'\0')[:100] + b'0000644\0' + b'0000000\0' * 2 + (raw_size or b'%011o\0' % size) + \
        b'%011o\0' % mtime + b' ' * 8 + type + link.ljust(100, b'\0') + magic + b'\0' * 64 + b'0000000\0' * 2 + \
        prefix.ljust(155, b'\0')
    h = h.ljust(512, b'\0')
    return h[:148] + b'%06o\0 ' % sum(h) + h[156:]


def pad(d):
    return d + b'\0' * (-len(d) % 512)


def member(name, data, **kw):
    name = name if isinstance(name, bytes) else name.encode()
    x = b''
    if len(name) > 100:
        x = pax(path=name)
        name = name[:100]
    return x + header(name, len(data), **kw) + pad(data)


def record(k, v):
    v = v if isinstance(v, bytes) else v.encode()
    body = b' %s=%s\n' % (k.encode(), v)
    n = len(body) + 1
    while len(str(n)) + len(body) != n:
        n = len(str(n)) + len(body)
    return str(n).encode() + body


def pax(type=b'x', raw=None, **kw):
    body = raw if raw is not None else b''.join(record(k.replace('__', '.'), v) for k, v in kw.items())
    return header('PaxHeaders/x', len(body), type=type) + pad(body)


END = b'\0' * 1024


def tbag(bag=None, top='证据包/', **kw):
    return b''.join(member(top + p, d, **kw) for p, d in sorted((bag or good()).items()))


def tars():
    t = tbag()
    gz = lambda d: gzip.compress(d, mtime=0)
    archive('good.tar', t + END, 'ok')
    archive('good.tar.gz', gz(t + END), 'ok')
    archive('record-padding.tar', t + END + b'\0' * 9000, 'ok')
    archive('gnu.tar', b''.join(header('././@LongLink', len(n) + 1, b'L', b'ustar  \0') + pad(n + b'\0') +
                                header(n[:100], len(d), magic=b'ustar  \0') + pad(d)
                                for n, d in ((('证据包/' + p).encode(), d) for p, d in sorted(good().items()))) + END, 'ok')
    archive('v7.tar', tbag(magic=b'\0' * 8) + END, 'ok')
    archive('dot.tar', member('./', b'', type=b'5') + tbag(top='./') + END, 'warn', 'bag-flat')
    archive('with-folders.tar', member('证据包/', b'', type=b'5') + t + member('证据包/data/空', b'', type=b'5') + END, 'ok')
    archive('prefix.tar', b''.join(header(os.path.basename('证据包/' + p), len(d), prefix=os.path.dirname('证据包/' + p).encode())
                                   + pad(d) for p, d in sorted(good().items())) + END, 'ok')
    archive('base256.tar', b''.join(header('证据包/' + p, 0, raw_size=b'\x80' + len(d).to_bytes(11, 'big')) + pad(d)
                                    for p, d in sorted(good().items())) + END, 'ok')
    archive('global-comment.tar', pax(type=b'g', comment='abc') + t + END, 'ok')
    archive('payload-first.tar.gz', gz(b''.join(member('证据包/' + p, d) for p, d in sorted(
        good().items(), key=lambda x: (not x[0].startswith('data/'), x[0]))) + END), 'ok')
    c = dict(good())
    c['data/readme.txt'] = b'jello\n'
    archive('corrupt.tar.gz', gz(tbag(c) + END), 'bad', 'bag-digest')
    archive('padding-16m.tar', t + END + b'\0' * (16 << 20), 'ok')
    archive('padding-more.tar', t + END + b'\0' * ((16 << 20) + 1), 'bad', 'limit-padding')
    archive('no-end.tar', t, 'bad', 'tar-truncated')
    archive('one-zero-record.tar', t + b'\0' * 512, 'bad', 'tar-truncated')
    archive('cut.tar', t[:-700], 'bad', 'tar-truncated')
    archive('junk.tar', t + END + b'x' + b'\0' * 511, 'bad', 'tar-junk')
    archive('zero-record-inside.tar', t + b'\0' * 512 + member('证据包/x', b'') + END, 'bad', 'tar-junk')
    archive('checksum.tar', t + (lambda h: h[:10] + b'Q' + h[11:])(header('证据包/data/x', 0)) + END, 'bad', 'tar-header')
    for i, (name, code) in enumerate([('/etc/x', 'path-absolute'), ('../x', 'path-dot'), ('证据包/data/../../../x', 'path-dot'),
                                      ('证据包/data\\x', 'path-backslash'), ('c:/x', 'path-drive'), ('证据包//x', 'path-empty'),
                                      ('证据包/./x', 'path-dot'), ('', 'path-empty'), ('././x', 'path-dot')]):
        archive('name-%02d.tar' % i, t + member(name, b'') + END, 'bad', code)
    for ty, what, code in ((b'1', 'hardlink', 'arc-link'), (b'2', 'symlink', 'arc-link'), (b'3', 'char', 'arc-link'),
                           (b'4', 'block', 'arc-link'), (b'6', 'fifo', 'arc-link'), (b'S', 'sparse', 'tar-type'),
                           (b'V', 'volume', 'tar-type'), (b'M', 'multi', 'tar-type'), (b'Z', 'unknown', 'tar-type')):
        archive('type-%s.tar' % what, t + header('证据包/data/x', 0, type=ty, link=b'/etc/passwd') + END, 'bad', code)
    archive('folder-with-size.tar', t + member('证据包/e', b'x' * 512, type=b'5') + END, 'bad', 'tar-header')
    archive('link-with-size.tar', t + member('证据包/e', b'x' * 512, type=b'1', link=b'a') + END, 'bad', 'arc-link|tar-header')
    archive('dup.tar', t + member('证据包/data/readme.txt', b'hello\n') + END, 'bad', 'arc-duplicate')
    archive('conflict.tar', t + member('证据包/data/readme.txt/x', b'') + END, 'bad', 'arc-conflict')
    for i, (x, code) in enumerate([
            (pax(size='0'), 'tar-'), (pax(size='x'), 'tar-pax'), (pax(size='-1'), 'tar-pax'),
            (pax(raw=b'9 path=a\n'), 'ok'), (pax(raw=b'99 path=a\n'), 'tar-pax'), (pax(raw=b'09 path=a\n'), 'tar-pax'),
            (pax(raw=b'8 path=a\n'), 'tar-pax'), (pax(raw=b'path=a\n'), 'tar-pax'), (pax(raw=b'5 a=\n'), 'ok'),
            (pax(raw=b'9 path=a '), 'tar-pax'), (pax(raw=record('path', 'a') + record('path', 'b')), 'tar-pax'),
            (pax(path=b'a\0b'), 'tar-pax'), (pax(path='../x'), 'path-dot'), (pax(path='/x'), 'path-absolute'),
            (pax(GNU__sparse__major='1'), 'tar-pax'), (pax(type=b'g', path='x'), 'tar-pax'),
            (pax(type=b'g', size='1'), 'tar-pax'), (pax(path='证据包/p') + pax(path='证据包/q'), 'tar-pax'),
            (header('L', 4, b'L') + pad(b'a\0b\0'), 'tar-pax'), (header('L', 0, b'L'), 'tar-pax'),
            (header('L', 13, b'L') + pad('证据包/z'.encode() + b'\0\0') + pax(path='证据包/q'), 'tar-'),
            (header('PaxHeaders/x', 1 << 21, type=b'x') + b'\0' * (1 << 21), 'tar-pax')]):
        body = t + x + member('证据包/x', b'hello\n') + END
        if code == 'ok':
            archive('pax-%02d.tar' % i, body, 'bad', 'bag-tops' if b'path' in x else 'tag-extra')
        else:
            archive('pax-%02d.tar' % i, body, 'bad', code)
    CASES[:] = [(p, 'warn', c) if c == 'tag-extra' else (p, v, c) for p, v, c in CASES]
    archive('pax-dangling.tar', t + pax(path='证据包/q') + END, 'bad', 'tar-pax')
    archive('size-octal.tar', t + header('证据包/x', 0, raw_size=b'0000000009 \0') + END, 'bad', 'tar-header')
    archive('size-negative.tar', t + header('证据包/x', 0, raw_size=b'\xff' * 12) + END, 'bad', 'tar-header')
    archive('size-huge.tar', t + header('证据包/x', 0, raw_size=b'77777777777\0') + END, 'bad', 'limit-member|tar-truncated')
    # gzip
    g = gz(t + END)
    archive('members.tar.gz', b''.join(gz((t + END)[i:i + 777]) for i in range(0, len(t + END), 777)), 'ok')
    archive('junk.tar.gz', g + b'junk', 'bad', 'gzip-')
    archive('zeros-behind.tar.gz', g + b'\0' * 100, 'bad', 'gzip-junk')
    archive('cut.tar.gz', g[:-4], 'bad', 'gzip-truncated')
    archive('cut-in-data.tar.gz', g[:len(g) // 2], 'bad', 'gzip-truncated')
    archive('crc.tar.gz', g[:-8] + b'\0\0\0\0' + g[-4:], 'bad', 'gzip-data')
    archive('isize.tar.gz', g[:-4] + b'\1\0\0\0', 'bad', 'gzip-data')
    archive('method.tar.gz', g[:2] + b'\7' + g[3:], 'bad', 'gzip-data')
    archive('reserved-flags.tar.gz', g[:3] + b'\x80' + g[4:], 'bad', 'gzip-data')
    archive('second-tar.tar.gz', gz(t + END) + gz(t + END), 'bad', 'tar-junk')
    archive('bomb.tar.gz', gz(tbag(good({'data/zeros': b'\0' * (8 << 20)})) + END), 'bad', 'limit-ratio')
    archive('text.tar.gz', b'this is no archive\n' * 40, 'bad', 'arc-format')
    archive('gz-of-text.tar.gz', gz(b'this is no archive\n' * 40), 'bad', 'tar-header')
    archive('two-tops.tar', t + member('other/x', b'') + END, 'bad', 'bag-tops')


os.makedirs(ROOT, exist_ok=True)
folders()
zips()
tars()
with open(os.path.join(ROOT, 'expected.tsv'), 'w') as f:
    for c in CASES:
        f.write('%s\t%s\t%s\n' % c)
