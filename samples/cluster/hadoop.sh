#!/bin/sh
# Totals of a ledger in HDFS with Hadoop Streaming.  The lines of the ledger must be its records:
# see that with `tally --check-lines` before it is put there.
#
#   samples/cluster/hadoop.sh hdfs:///ledger.csv hdfs:///out 'date,unit,item,kind,points,note,status,due,done'
#
# Mapper: a split of the file, without its header row (or with it, in the first), to partial
# results.  The engine sorts them by key, the text before the first tab.  Reducer, and combiner:
# the same tool adds up what belongs to its keys.  In the end, so many lines as groups are merged here.
set -eu
in=$1 out=$2 columns=$3
QUESTION=${QUESTION:--k unit -s points}
jar=${HADOOP_STREAMING_JAR:-$(ls "$HADOOP_HOME"/share/hadoop/tools/lib/hadoop-streaming-*.jar)}
hadoop jar "$jar" -D stream.map.output.field.separator='	' -files "$(command -v tally)" \
  -input "$in" -output "$out" \
  -mapper "./tally $QUESTION --header $columns --partial" \
  -combiner "./tally $QUESTION --merge --partial" \
  -reducer "./tally $QUESTION --merge --partial"
# shellcheck disable=SC2086
hadoop fs -cat "$out/part-*" | tally $QUESTION --merge
