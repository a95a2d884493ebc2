# bash completion for deadline-check, made from its option table
_deadline_check() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words
  if [ "$cur" = = ]; then cur=; elif [ "$prev" = = ]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
  case $prev in
    --today) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --soon) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --calendar) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W 'text csv tsv json md ' -- "$cur"); return ;;
    --by) mapfile -t COMPREPLY < <(compgen -W 'task unit ' -- "$cur"); return ;;
    --output) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --fail-on) mapfile -t COMPREPLY < <(compgen -W 'soon today overdue never ' -- "$cur"); return ;;
    --rejects) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --delimiter) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --encoding) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --lang) mapfile -t COMPREPLY < <(compgen -W 'en zh ' -- "$cur"); return ;;
  esac
  words=" --today= --soon= --calendar= --format= --by= --output= --verbose --fail-on= --exit-zero --rejects= --delimiter= --encoding= --lang= --help --version"
  case $cur in
    -*) mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
        [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace ;;
    *) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
  esac
}
complete -o filenames -F _deadline_check deadline-check
