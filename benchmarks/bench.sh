#!/bin/sh
# One run of one engine in a JVM of its own, one JSON line on standard output:
#   ./bench.sh --engine weir --workload wordcount --records 3000000 --parallelism 2 --checkpoint-interval-ms 1000
# The engine decides the class path: weir runs on Weir's, all others on that of the profile "peers" (README.md).
# HEAP (4g), JVM_FLAGS and JAVA_HOME are read from the environment; MAIN picks another main class on the chosen class path.
here=$(cd "$(dirname "$0")" && pwd)
case " $* " in
  *" --engine weir "*) main=${MAIN:-io.weir.benchmarks.e2e.WeirMain} ;;
  *) main=${MAIN:-io.weir.benchmarks.peers.PeerMain} ;;
esac
case "$main" in
  *.peers.*) path="$here/peers/target/peers.jar:$here/peers/target/lib/*" build="mvn -q -Ppeers,quick -pl benchmarks/peers -am package" ;;
  *) path="$here/target/classes"
    for own in api state checkpointing runtime-actors connectors testkit samples cluster-config; do
      for jar in "$here/../$own/target/weir-$own"-*.jar; do [ "${jar%-tests.jar}" = "$jar" ] && path="$path:$jar"; done
    done
    path="$path:$(cat "$here/target/classpath.txt" 2>/dev/null)" build="mvn -q -Pquick -pl benchmarks -am package" ;;
esac
[ -d "$here/target/classes" ] && { [ -f "$here/target/classpath.txt" ]; } || path=
case "$main" in *.peers.*) [ -f "$here/peers/target/peers.jar" ] || path= ;; esac
if [ -z "$path" ]; then
  echo "[CLI-562] $main is not built. Its class path is missing. Run '$build' in the project's root." >&2
  exit 2
fi
opens=""
for p in java.base/java.lang java.base/java.util java.base/java.nio java.base/sun.nio.ch java.base/java.net java.base/java.time \
  java.base/java.lang.invoke java.base/java.util.concurrent java.base/java.util.concurrent.atomic java.base/jdk.internal.ref \
  java.management/sun.management jdk.management/com.sun.management.internal; do opens="$opens --add-opens $p=ALL-UNNAMED"; done
# shellcheck disable=SC2086
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xms"${HEAP:-4g}" -Xmx"${HEAP:-4g}" -XX:+UseG1GC -Dlogback.configurationFile=bench-logback.xml $opens $JVM_FLAGS -cp "$path" "$main" "$@"
