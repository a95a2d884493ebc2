# bash completion for evidence-pack, made from its option table
_evidence_pack() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words
  if [ "$cur" = = ]; then cur=; elif [ "$prev" = = ]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
  case $prev in
    --format) mapfile -t COMPREPLY < <(compgen -W 'text tsv json ' -- "$cur"); return ;;
    --jobs) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --lang) mapfile -t COMPREPLY < <(compgen -W 'en zh ' -- "$cur"); return ;;
  esac
  words='verify '
  case ${COMP_WORDS[1]} in
    verify) words=' --bagit --strict --format= --jobs=' ;;
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
