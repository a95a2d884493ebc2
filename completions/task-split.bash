# bash completion for task-split, made from its option table
_task_split() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words
  if [ "$cur" = = ]; then cur=; elif [ "$prev" = = ]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
  case $prev in
    --rows) mapfile -t COMPREPLY < <(compgen -W 'task unit ' -- "$cur"); return ;;
    --dir) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
    --roster) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --update) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --campaign) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --output) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --lang) mapfile -t COMPREPLY < <(compgen -W 'en zh ' -- "$cur"); return ;;
  esac
  words=" --rows= --dir= --force --roster= --update= --campaign= --gov --zh --excel --output= --lang= --help --version"
  case $cur in
    -*) mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
        [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace ;;
    *) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
  esac
}
complete -o filenames -F _task_split task-split
