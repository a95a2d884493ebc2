# fish completion for evidence-pack, made from its option table
complete -c evidence-pack -n __fish_use_subcommand -f -a verify -d 'is each bundle whole and unchanged?'
complete -c evidence-pack -l bagit -n '__fish_seen_subcommand_from verify' -d 'check the rules of BagIt (RFC 8493) alone'
complete -c evidence-pack -l strict -n '__fish_seen_subcommand_from verify' -d 'warnings count as errors'
complete -c evidence-pack -l format -n '__fish_seen_subcommand_from verify' -s f -x -a 'text tsv json ' -d 'how findings are printed'
complete -c evidence-pack -l jobs -n '__fish_seen_subcommand_from verify' -s j -r -d 'threads (default: one per processor)'
complete -c evidence-pack -l lang -x -a 'en zh ' -d 'language of messages and tables (default: from the environment)'
complete -c evidence-pack -l help -s h -d 'show this help and exit'
complete -c evidence-pack -l version -s V -d 'show the version and exit'
