# fish completion for plan-parse, made from its option table
complete -c plan-parse -l lang -x -a 'en zh ' -d 'language of messages and tables (default: from the environment)'
complete -c plan-parse -l help -s h -d 'show this help and exit'
complete -c plan-parse -l version -s V -d 'show the version and exit'
