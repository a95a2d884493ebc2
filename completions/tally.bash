# bash completion for tally, made from its option table
_tally() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words
  if [ "$cur" = = ]; then cur=; elif [ "$prev" = = ]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
  case $prev in
    --key) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --sum) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --where) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --rate) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --ratio) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --period) mapfile -t COMPREPLY < <(compgen -W 'none month quarter half year ' -- "$cur"); return ;;
    --date) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --show) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --distinct) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --by) mapfile -t COMPREPLY < <(compgen -W 'default count sum mean min max blank share yes of unknown rate ratio distinct change key ' -- "$cur"); return ;;
    --ties) mapfile -t COMPREPLY < <(compgen -W '1224 1223 1334 1234 ' -- "$cur"); return ;;
    --break-ties) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --within) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --top) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --places) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --rules) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --roster) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --calendar) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --today) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --in) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --missing) mapfile -t COMPREPLY < <(compgen -W 'base skip zero error ' -- "$cur"); return ;;
    --year-by) mapfile -t COMPREPLY < <(compgen -W 'mean sum ' -- "$cur"); return ;;
    --year-weights) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --audit) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --rewards) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --payments) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --header) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --memory) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W 'text csv tsv json md ' -- "$cur"); return ;;
    --title) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --output) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --rejects) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --delimiter) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --encoding) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --threads) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    --lang) mapfile -t COMPREPLY < <(compgen -W 'en zh ' -- "$cur"); return ;;
  esac
  words=" --key= --sum= --where= --rate= --ratio= --period= --date= --show= --distinct= --by= --ascending --ties= --break-ties= --within= --no-rank --top= --places= --rules= --roster= --calendar= --today= --in= --missing= --year-by= --year-weights= --audit= --rewards= --payments= --partial --merge --header= --check-lines --memory= --format= --html --svg --title= --output= --skip-bad --rejects= --delimiter= --encoding= --threads= --lang= --help --version"
  case $cur in
    -*) mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
        [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace ;;
    *) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
  esac
}
complete -o filenames -F _tally tally
