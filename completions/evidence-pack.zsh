#compdef evidence-pack
# zsh completion, made from the option table
if (( CURRENT == 2 )); then
  local -a commands=(
    'check:is the evidence complete?'
    'pack:make a bundle'
    'verify:is each bundle whole and unchanged?'
  )
  _describe command commands
  return
fi
local cmd=${words[2]}
shift words
(( CURRENT-- ))
case $cmd in
  check) _arguments -s -S \
    '(-r --rules)'{-r,--rules=}'[rules that add to what is asked, or change it]:FILE:_files' \
    '--window=[dates that material may bear]:FROM..TO:_files' \
    '--strict[warnings count as errors]' \
    '(-f --format)'{-f,--format=}'[how findings are printed]:FORMAT:(text tsv json )' \
    '(-j --jobs)'{-j,--jobs=}'[threads (default\: one per processor)]:N:_files' \
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
    '(-u --unit)'{-u,--unit=}'[the unit that hands in]:NAME:_files' \
    '--campaign=[Bag-Group-Identifier]:ID:_files' \
    '--count=[Bag-Count]:N of M:_files' \
    '--contact=[Contact-Name]:NAME:_files' \
    '--phone=[Contact-Phone]:NUMBER:_files' \
    '--email=[Contact-Email]:ADDRESS:_files' \
    '(-r --rules)'{-r,--rules=}'[rules that add to what is asked, or change it]:FILE:_files' \
    '--window=[dates that material may bear]:FROM..TO:_files' \
    '--strict[warnings count as errors]' \
    '(-j --jobs)'{-j,--jobs=}'[threads (default\: one per processor)]:N:_files' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files' ;;
  verify) _arguments -s -S \
    '--bagit[check the rules of BagIt (RFC 8493) alone]' \
    '--strict[warnings count as errors]' \
    '(-f --format)'{-f,--format=}'[how findings are printed]:FORMAT:(text tsv json )' \
    '(-j --jobs)'{-j,--jobs=}'[threads (default\: one per processor)]:N:_files' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files' ;;
esac
