# fish completion for tally, made from its option table
complete -c tally -l lang -x -a 'en zh ' -d 'language of messages and tables (default: from the environment)'
complete -c tally -l help -s h -d 'show this help and exit'
complete -c tally -l version -s V -d 'show the version and exit'
