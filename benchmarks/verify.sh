#!/bin/sh
# ./verify.sh [RECORDS] [WORKLOAD...]: proves that the engines compute the same: every workload with the same records on each engine; exits 1 on
# a difference. ENGINES: a list of "engine:parallelism".
here=$(cd "$(dirname "$0")" && pwd)
n=${1:-400000} bad=0
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- passthrough wordcount keyed-state tumbling-window sliding-window session-window
: "${ENGINES:=plain:1 plain:2 flink:1 flink:2 jet:1 jet:2 weir:1 weir:2}"
for w in "$@"; do
  want=
  for e in $ENGINES; do
    got=$("$here/bench.sh" --engine "${e%:*}" --parallelism "${e#*:}" --workload "$w" --records "$n" --checkpoint-interval-ms 1000 </dev/null 2>/dev/null |
      sed -n 's/.*"results":\([0-9]*\),"checksum":"\([0-9a-f]*\)".*/\1 results, checksum \2/p')
    [ -n "$want" ] || want=$got
    if [ -n "$got" ] && [ "$got" = "$want" ]; then echo "same $w $e: $got"; else echo "DIFFERENT $w $e: ${got:-nothing}, expected $want"; bad=1; fi
  done
done
exit $bad
