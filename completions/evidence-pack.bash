# bash completion for evidence-pack, made from its option table
_evidence_pack() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words
  if [ "$cur" = = ]; then cur=; elif [ "$prev" = = ]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
  case $prev in
    --unit) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --as-of) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --rules) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --window) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --names-from) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W 'text tsv json ' -- "$cur"); return ;;
    --jobs) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --limit) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --output) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --by) mapfile -t COMPREPLY < <(compgen -W 'indicator unit ' -- "$cur"); return ;;
    --alg) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --sign) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --unit) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --campaign) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --count) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --contact) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --phone) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --email) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --rules) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --window) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --names-from) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --jobs) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --limit) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --plan) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --pubkey) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --sha256) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --sm3) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --report) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W 'text tsv json ' -- "$cur"); return ;;
    --jobs) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --limit) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W 'text csv tsv json md ' -- "$cur"); return ;;
    --limit) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --limit) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --directory) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
    --jobs) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --limit) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W 'text csv tsv json md ' -- "$cur"); return ;;
    --jobs) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --limit) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --plan) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --roster) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --due) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --output) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W 'text csv tsv json md ' -- "$cur"); return ;;
    --jobs) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --limit) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --type) mapfile -t COMPREPLY < <(compgen -W 'sm2 ed25519 ' -- "$cur"); return ;;
    --output) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --jobs) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W 'text csv tsv json md ' -- "$cur"); return ;;
    --lang) mapfile -t COMPREPLY < <(compgen -W 'en zh ' -- "$cur"); return ;;
  esac
  words='check pack verify list cat extract diff collect keygen sign codes '
  case ${COMP_WORDS[1]} in
    check) words=' --unit= --as-of= --rules= --window= --names-from= --dereference --strict --format= --jobs= --limit=' ;;
    pack) words=' --output= --by= --alg= --store --allow-gaps --sign= --unit= --campaign= --count= --contact= --phone= --email= --rules= --window= --names-from= --dereference --strict --jobs= --limit=' ;;
    verify) words=' --bagit --strict --plan= --pubkey= --require-signature --sha256= --sm3= --report= --format= --jobs= --limit= --verbose' ;;
    list) words=' --format= --null --limit= --verbose' ;;
    cat) words=' --limit= --verbose' ;;
    extract) words=' --directory= --strict --jobs= --limit=' ;;
    diff) words=' --format= --jobs= --limit= --verbose' ;;
    collect) words=' --plan= --roster= --due= --output= --format= --jobs= --limit= --verbose' ;;
    keygen) words=' --type=' ;;
    sign) words=' --output= --jobs=' ;;
    codes) words=' --format=' ;;
  esac
  words="$words --lang= --help --version"
  case $cur in
    -*) mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
        [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace ;;
    *) if [ "$COMP_CWORD" = 1 ]; then mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
       else mapfile -t COMPREPLY < <(compgen -f -- "$cur"); fi ;;
  esac
}
complete -o filenames -F _evidence_pack evidence-pack
