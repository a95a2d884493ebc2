# fish completion for deadline-check, made from its option table
complete -c deadline-check -l lang -x -a 'en zh ' -d 'language of messages and tables (default: from the environment)'
complete -c deadline-check -l help -s h -d 'show this help and exit'
complete -c deadline-check -l version -s V -d 'show the version and exit'
