# bash completion for plan-parse, made from its option table
_plan_parse() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words
  if [ "$cur" = = ]; then cur=; elif [ "$prev" = = ]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
  case $prev in
    --explain) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W 'text tsv ' -- "$cur"); return ;;
    --roster) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --output) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --year) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --reference) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --encoding) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --lang) mapfile -t COMPREPLY < <(compgen -W 'en zh ' -- "$cur"); return ;;
  esac
  words=" --xml --facts --text --outline --schema --lint --html --explain= --format= --roster= --strict --output= --year= --reference= --encoding= --lang= --help --version"
  case $cur in
    -*) mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
        [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace ;;
    *) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
  esac
}
complete -o filenames -F _plan_parse plan-parse
