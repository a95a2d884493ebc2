#compdef plan-parse
# zsh completion, made from the option table
_arguments -s -S \
    '--lang=[language of messages and tables (default\: from the environment)]:LANG:(en zh )' \
    '(-h --help)'{-h,--help}'[show this help and exit]' \
    '(-V --version)'{-V,--version}'[show the version and exit]' \
    '*:file:_files'
