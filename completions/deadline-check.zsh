#compdef deadline-check
# zsh completion, made from the option table
_arguments -s -S \
    '(-t --today)'{-t,--today=}'[the day to judge by (default\: the local date)]:DATE:_files' \
    '(-s --soon)'{-s,--soon=}'[lead times of what is due soon\: 7d,3d,1d, or 5w for working days (default\: 7d)]:DAYS:_files' \
    '--calendar=[days off and make-up working days (default\: Monday to Friday)]:FILE:_files' \
    '(-f --format)'{-f,--format=}'[form of the report]:FORM:(text csv tsv json md )' \
    '--by=[list the tasks, or the units only]:WHAT:(task unit )' \
    '(-o --output)'{-o,--output=}'[write to FILE, whole or not at all]:FILE:_files' \
    '(-v --verbose)'{-v,--verbose}'[say so when nothing is due; count what is not]' \
    '--fail-on=[the mildest state that gives exit status 1]:STATE:(soon today overdue never )' \
    '--exit-zero[as --fail-on=never]' \
    '--rejects=[put bad rows aside in FILE]:FILE:_files' \
    '(-d --delimiter)'{-d,--delimiter=}'[what separates the fields (default\: seen from the header)]:CHAR:_files' \
    '--encoding=[utf-8, utf-16, gb18030 … (default\: detected)]:NAME:_files' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files'
