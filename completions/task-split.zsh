#compdef task-split
# zsh completion, made from the option table
_arguments -s -S \
    '(-r --rows)'{-r,--rows=}'[one row per task (the default), or per task and unit]:WHAT:(task unit )' \
    '(-d --dir)'{-d,--dir=}'[write a ledger for each unit into DIR]:DIR:_files -/' \
    '--force[write into a folder that is not empty]' \
    '(-u --roster)'{-u,--roster=}'[the units\: resolve names, expand collectives]:FILE:_files' \
    '--update=[bring a ledger up to date\: what people filled in stays]:OLD.csv:_files' \
    '(-c --campaign)'{-c,--campaign=}'[campaign_id of every task (default\: the id of its plan)]:ID:_files' \
    '--gov[only the columns that offices print]' \
    '--zh[Chinese names of columns and values]' \
    '--excel[for spreadsheets\: Chinese, with BOM and CRLF]' \
    '(-o --output)'{-o,--output=}'[write to FILE, whole or not at all]:FILE:_files' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files'
