# fish completion for task-split, made from its option table
complete -c task-split -l lang -x -a 'en zh ' -d 'language of messages and tables (default: from the environment)'
complete -c task-split -l help -s h -d 'show this help and exit'
complete -c task-split -l version -s V -d 'show the version and exit'
