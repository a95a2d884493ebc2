#compdef plan-parse
# zsh completion, made from the option table
_arguments -s -S \
    '--xml[write plan XML (the default)]' \
    '--facts[write facts, a line each, tab-separated]' \
    '--text[write the text of the plan without markup]' \
    '--outline[write a tree for people]' \
    '--schema[write the RELAX NG schema of plan XML and exit]' \
    '--lint[write what a drafter should mend; 1 when there is anything]' \
    '--html[write a page for reading\: text, facts, phases, findings]' \
    '--explain=[say which rule gave each fact of the line, and why others did not]:LINE:_files' \
    '(-f --format)'{-f,--format=}'[form of --lint and --explain]:FORM:(text tsv )' \
    '(-u --roster)'{-u,--roster=}'[check the names of units against this roster (units.csv)]:FILE:_files' \
    '--strict[with any form but --text\: check the plan, findings on standard error, 1 when there are any]' \
    '(-o --output)'{-o,--output=}'[write to FILE, whole or not at all]:FILE:_files' \
    '--year=[the year of dates that name none]:YYYY:_files' \
    '--reference=[the day that “this year” and “next month” are seen from]:DATE:_files' \
    '--encoding=[utf-8, utf-16, gb18030 … (default\: detected)]:NAME:_files' \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files'
