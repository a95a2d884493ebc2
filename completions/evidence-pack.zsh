#compdef evidence-pack
# zsh completion, made from the option table
if (( CURRENT == 2 )); then
  local -a commands=(
    'verify:is each bundle whole and unchanged?'
  )
  _describe command commands
  return
fi
local cmd=${words[2]}
shift words
(( CURRENT-- ))
case $cmd in
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
