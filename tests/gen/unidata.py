#!/usr/bin/env python3
"""Writes lib/bundle/unidata.c: canonical decompositions, combining classes and simple case
folding from the Unicode data of the running Python.  Run by hand when Unicode grows."""
import sys, unicodedata as u

cps = [c for c in range(0x110000) if not 0xd800 <= c < 0xe000]
decomp, pool = [], []
for c in cps:
    if 0xac00 <= c < 0xd7a4:
        continue  # Hangul syllables are computed
    d = unicodedata = u.normalize('NFD', chr(c))
    if d != chr(c):
        decomp.append((c, len(pool), len(d)))
        pool += [ord(x) for x in d]
ccc = []
for c in cps:
    k = u.combining(chr(c))
    if k:
        if ccc and ccc[-1][1] == c - 1 and ccc[-1][2] == k:
            ccc[-1][1] = c
        else:
            ccc.append([c, c, k])
fold = []
for c in cps:
    f = chr(c).casefold()
    if len(f) == 1 and ord(f) != c:
        d = ord(f) - c
        if fold and fold[-1][3] == d and c - fold[-1][1] in (1, 2) and (
                fold[-1][2] in (0, c - fold[-1][1])):
            fold[-1][2] = c - fold[-1][1]
            fold[-1][1] = c
        else:
            fold.append([c, c, 0, d])

def rows(items, per):
    for i in range(0, len(items), per):
        print('\t' + ' '.join(items[i:i + per]))

print('/* Made by tests/gen/unidata.py from Unicode %s; do not edit. */' % u.unidata_version)
print('/* clang-format off */')
print('#include "bundle/unidata.h"\n')
print('const struct uni_decomp uni_decomps[] = {')
rows(['{0x%x,%d,%d},' % x for x in decomp], 11)
print('};\nconst size_t uni_ndecomps = sizeof(uni_decomps) / sizeof(uni_decomps[0]);')
print('const uint32_t uni_pool[] = {')
rows(['0x%x,' % x for x in pool], 16)
print('};\nconst struct uni_class uni_classes[] = {')
rows(['{0x%x,0x%x,%d},' % tuple(x) for x in ccc], 7)
print('};\nconst size_t uni_nclasses = sizeof(uni_classes) / sizeof(uni_classes[0]);')
print('const struct uni_fold uni_folds[] = {')
rows(['{0x%x,0x%x,%d,%d},' % (a, b, s or 1, d) for a, b, s, d in fold], 6)
print('};\nconst size_t uni_nfolds = sizeof(uni_folds) / sizeof(uni_folds[0]);')
