#compdef evidence-pack
# zsh completion, made from the option table
if (( CURRENT == 2 )); then
  local -a commands=(
    'check:is the evidence complete?'
    'pack:make a bundle'
    'verify:is each bundle whole and unchanged?'
    'list:what is in a bundle'
    'cat:print a file of a bundle'
    'extract:take files out, once all is verified'
    'diff:what changed between two bundles'
    'collect:whose bundles have come'
    'keygen:make a key pair\: KEY and KEY.pub'
    'sign:sign a bundle'
    'codes:every finding, its meaning and source'
  )
  _describe command commands
  return
fi
local cmd=${words[2]}
shift words
(( CURRENT-- ))
case $cmd in
  check) _arguments -s -S \
    '(-u --unit)'{-u,--unit=}'[the unit that hands in\: its rows and tasks alone]:NAME:_files' \
    '--as-of=[what is due later is not missing yet]:DATE:_files' \
    '(-r --rules)'{-r,--rules=}'[rules that add to what is asked, or change it]:FILE:_files' \
    '--window=[dates that material may bear]:FROM..TO:_files' \
    '--names-from=[file names are in this encoding, not UTF-8]:ENC:_files' \
    '(-L --dereference)'{-L,--dereference}'[take links that stay inside for the files they point to]' \
    '--strict[warnings count as errors]' \
    '(-f --format)'{-f,--format=}'[how findings are printed]:FORMAT:(text tsv json )' \
    '(-j --jobs)'{-j,--jobs=}'[threads (default\: one per processor)]:N:_files' \
    '*--limit=[another limit\: entries, member, total, ratio, path, depth, tag]:NAME=N:_files' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files' ;;
  pack) _arguments -s -S \
    '(-o --output)'{-o,--output=}'[OUT.zip, OUT.tar.gz or a folder (default\: CAMPAIGN_UNIT_DATE.zip)]:OUT:_files' \
    '--by=[folders by indicator or by unit]:ORDER:(indicator unit )' \
    '--alg=[digests of the manifests (default\: sha256,sm3)]:LIST:_files' \
    '--store[compress nothing]' \
    '--allow-gaps[pack although evidence is missing]' \
    '(-s --sign)'{-s,--sign=}'[sign with this private key]:FILE:_files' \
    '(-u --unit)'{-u,--unit=}'[the unit that hands in\: its rows and tasks alone]:NAME:_files' \
    '--campaign=[Bag-Group-Identifier]:ID:_files' \
    '--count=[Bag-Count]:N of M:_files' \
    '--contact=[Contact-Name]:NAME:_files' \
    '--phone=[Contact-Phone]:NUMBER:_files' \
    '--email=[Contact-Email]:ADDRESS:_files' \
    '(-r --rules)'{-r,--rules=}'[rules that add to what is asked, or change it]:FILE:_files' \
    '--window=[dates that material may bear]:FROM..TO:_files' \
    '--names-from=[file names are in this encoding, not UTF-8]:ENC:_files' \
    '(-L --dereference)'{-L,--dereference}'[take links that stay inside for the files they point to]' \
    '--strict[warnings count as errors]' \
    '(-j --jobs)'{-j,--jobs=}'[threads (default\: one per processor)]:N:_files' \
    '*--limit=[another limit\: entries, member, total, ratio, path, depth, tag]:NAME=N:_files' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files' ;;
  verify) _arguments -s -S \
    '--bagit[check the rules of BagIt (RFC 8493) alone]' \
    '--strict[warnings count as errors]' \
    '(-p --plan)'{-p,--plan=}'[the plan whose tasks should be proved]:FILE:_files' \
    '(-k --pubkey)'{-k,--pubkey=}'[public key that signatures are checked with]:FILE:_files' \
    '--require-signature[a good signature is needed]' \
    '--sha256=[digest that the archive should have]:HEX:_files' \
    '--sm3=[digest that the archive should have]:HEX:_files' \
    '--report=[write a report for people (HTML)]:FILE:_files' \
    '(-f --format)'{-f,--format=}'[how findings are printed]:FORMAT:(text tsv json )' \
    '(-j --jobs)'{-j,--jobs=}'[threads (default\: one per processor)]:N:_files' \
    '*--limit=[another limit\: entries, member, total, ratio, path, depth, tag]:NAME=N:_files' \
    '(-v --verbose)'{-v,--verbose}'[say what protects the reading]' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files' ;;
  list) _arguments -s -S \
    '(-f --format)'{-f,--format=}'[how the table is printed]:FORMAT:(text csv tsv json md )' \
    '(-z --null)'{-z,--null}'[names alone, each ended by NUL]' \
    '*--limit=[another limit\: entries, member, total, ratio, path, depth, tag]:NAME=N:_files' \
    '(-v --verbose)'{-v,--verbose}'[say what protects the reading]' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files' ;;
  cat) _arguments -s -S \
    '*--limit=[another limit\: entries, member, total, ratio, path, depth, tag]:NAME=N:_files' \
    '(-v --verbose)'{-v,--verbose}'[say what protects the reading]' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files' ;;
  extract) _arguments -s -S \
    '(-C --directory)'{-C,--directory=}'[extract below DIR]:DIR:_files -/' \
    '--strict[warnings count as errors]' \
    '(-j --jobs)'{-j,--jobs=}'[threads (default\: one per processor)]:N:_files' \
    '*--limit=[another limit\: entries, member, total, ratio, path, depth, tag]:NAME=N:_files' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files' ;;
  diff) _arguments -s -S \
    '(-f --format)'{-f,--format=}'[how the table is printed]:FORMAT:(text csv tsv json md )' \
    '(-j --jobs)'{-j,--jobs=}'[threads (default\: one per processor)]:N:_files' \
    '*--limit=[another limit\: entries, member, total, ratio, path, depth, tag]:NAME=N:_files' \
    '(-v --verbose)'{-v,--verbose}'[say what protects the reading]' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files' ;;
  collect) _arguments -s -S \
    '(-p --plan)'{-p,--plan=}'[the plan that names the units]:FILE:_files' \
    '(-r --roster)'{-r,--roster=}'[the roster of units]:FILE:_files' \
    '(-d --due)'{-d,--due=}'[made later is late]:DATE:_files' \
    '(-o --output)'{-o,--output=}'[write one catalogue of all bundles]:FILE:_files' \
    '(-f --format)'{-f,--format=}'[how the table is printed]:FORMAT:(text csv tsv json md )' \
    '(-j --jobs)'{-j,--jobs=}'[threads (default\: one per processor)]:N:_files' \
    '*--limit=[another limit\: entries, member, total, ratio, path, depth, tag]:NAME=N:_files' \
    '(-v --verbose)'{-v,--verbose}'[say what protects the reading]' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files' ;;
  keygen) _arguments -s -S \
    '(-t --type)'{-t,--type=}'[kind of key]:TYPE:(sm2 ed25519 )' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files' ;;
  sign) _arguments -s -S \
    '(-o --output)'{-o,--output=}'[write the signature to FILE, not into the bag]:FILE:_files' \
    '(-j --jobs)'{-j,--jobs=}'[threads (default\: one per processor)]:N:_files' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files' ;;
  codes) _arguments -s -S \
    '(-f --format)'{-f,--format=}'[how the table is printed]:FORMAT:(text csv tsv json md )' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files' ;;
esac
