#!/bin/sh
# ./suite.sh ROUNDS OUT.jsonl < suites/bars.txt : each line of the input is the arguments of one run (first word @Class: another main class).
# Rounds are interleaved so that a slow minute of a shared machine hits every engine. Before each run it waits (QUIET_S at most) until the
# machine is idle; a run during which other processes took more than FOREIGN_PCT of the machine is repeated (RETRIES). What stays noisy
# is kept, with its figure; the discarded tries are in OUT.jsonl.noisy.
here=$(cd "$(dirname "$0")" && pwd)
rounds=$1 out=$2 list=$(cat)
: "${FOREIGN_PCT:=4}" "${RETRIES:=2}" "${QUIET_S:=60}" "${LIMIT:=240}"

busy() { awk '/^cpu / {print $2+$3+$4+$7+$8}' /proc/stat; }

quiet() {
  calm=0 waited=0
  while [ $calm -lt 1 ] && [ $waited -lt "$QUIET_S" ]; do
    a=$(busy); sleep 1; b=$(busy); waited=$((waited + 1))
    if [ $((b - a)) -lt 12 ]; then calm=$((calm + 1)); else calm=0; fi
  done
}

for round in $(seq "$rounds"); do
  echo "$list" | grep -v '^#' | grep . | while read -r line; do
    try=0
    while :; do
      quiet
      case "$line" in
        @*) main=${line%% *}; main=${main#@} args=${line#* } ;;
        *) main= args=$line ;;
      esac
      # shellcheck disable=SC2086
      json=$(MAIN=$main timeout -s KILL "$LIMIT" "$here/bench.sh" $args </dev/null 2>>"$out.err" | grep '^{')
      [ -n "$json" ] || { echo "failed: $line" >>"$out.err"; break; }
      foreign=$(echo "$json" | sed -n 's/.*"foreign_cpu_pct":\([0-9.]*\).*/\1/p')
      try=$((try + 1))
      if [ "$(echo "${foreign:-0} > $FOREIGN_PCT" | awk '{print ($1 > $3)}')" = 1 ] && [ $try -le "$RETRIES" ]; then
        echo "$json" >>"$out.noisy"
      else
        echo "$json" >>"$out"
        break
      fi
    done
  done
done
