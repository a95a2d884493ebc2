# fish completion for evidence-pack, made from its option table
complete -c evidence-pack -l lang -x -a 'en zh ' -d 'language of messages and tables (default: from the environment)'
complete -c evidence-pack -l help -s h -d 'show this help and exit'
complete -c evidence-pack -l version -s V -d 'show the version and exit'
