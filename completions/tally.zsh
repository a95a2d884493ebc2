#compdef tally
# zsh completion, made from the option table
_arguments -s -S \
    '(-k --key)'{-k,--key=}'[group by these columns]:COLUMN,...:_files' \
    '(-s --sum)'{-s,--sum=}'[add these columns up]:COLUMN,...:_files' \
    '(-w --where)'{-w,--where=}'[only rows for which it holds\: COLUMN=VALUE, != < <= > >= ~ (contains) !~ =~ (regular expression)]:FILTER:_files' \
    '*--rate=[share of the rows for which it holds, of those that are not blank]:FILTER:_files' \
    '*--ratio=[one column'\''s sum in another'\''s, in percent]:PART/WHOLE:_files' \
    '(-p --period)'{-p,--period=}'[group by period too]:PERIOD:(none month quarter half year )' \
    '--date=[where the period comes from (default\: date, else period)]:COLUMN:_files' \
    '(-c --show)'{-c,--show=}'[what to tell of a group\: count,sum,mean,min,max,blank,share,yes,of,unknown,rate,ratio,distinct,change (default\: count,sum)]:MEASURE,...:_files' \
    '--distinct=[count its different values in each group]:COLUMN:_files' \
    '(-b --by)'{-b,--by=}'[rank by (default\: sum, else count)]:MEASURE:(default count sum mean min max blank share yes of unknown rate ratio distinct change key )' \
    '(-r --ascending)'{-r,--ascending}'[the smallest is first]' \
    '--ties=[ranks of equals]:HOW:(1224 1223 1334 1234 )' \
    '--break-ties=[with --rules, what decides between equals\: deduct, bonus, last]:WHAT,...:_files' \
    '--within=[rank anew for each value of this key]:COLUMN:_files' \
    '--no-rank[no column of ranks]' \
    '(-n --top)'{-n,--top=}'[only the first N rows (0\: all)]:N:_files' \
    '--places=[decimals of mean and share (default 2)]:N:_files' \
    '--rules=[score by these rules (rules.csv), a period (default\: quarter) at a time]:FILE:_files' \
    '--roster=[units.csv\: names, ranking groups, persons]:FILE:_files' \
    '--calendar=[days off and make-up days, for lateness in working days]:FILE:_files' \
    '--today=[what is not put right by then is late]:DATE:_files' \
    '--in=[only rows of that period\: 2024, 2024Q2]:PERIOD:_files' \
    '--missing=[a period without a row of the unit]:HOW:(base skip zero error )' \
    '--year-by=[the year is the mean of its periods, or their sum]:HOW:(mean sum )' \
    '--year-weights=[weights of the periods of a year, for its mean]:W,...:_files' \
    '--audit=[write each point, its row, rule and reason, to FILE (CSV)]:FILE:_files' \
    '--rewards=[rewards and penalties by rank (rewards.csv)]:FILE:_files' \
    '--payments=[write what they come to, to FILE (CSV)]:FILE:_files' \
    '--partial[write partial results, to be added up with --merge]' \
    '--merge[the files are partial results of the same question]' \
    '--header=[the input has no header row\: these are its columns]:NAME,...:_files' \
    '--check-lines[only see whether lines are records (exit 1\: not)]' \
    '--memory=[memory for groups; more go to a temporary file (default 1024)]:MB:_files' \
    '(-f --format)'{-f,--format=}'[output form]:FORM:(text csv tsv json md )' \
    '--html[a page\: bars, table, a sparkline of each unit]' \
    '--svg[the bars alone, as SVG]' \
    '--title=[title of the page]:TEXT:_files' \
    '(-o --output)'{-o,--output=}'[write to FILE]:FILE:_files' \
    '--skip-bad[warn of bad rows and count without them]' \
    '--rejects=[put bad rows aside in FILE]:FILE:_files' \
    '(-d --delimiter)'{-d,--delimiter=}'[separator (default\: guessed from the header)]:CHAR:_files' \
    '--encoding=[encoding of the input (default\: detected)]:NAME:_files' \
    '(-j --threads)'{-j,--threads=}'[threads (0\: as many as processors)]:N:_files' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files'
