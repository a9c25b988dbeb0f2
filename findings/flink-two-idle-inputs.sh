#!/usr/bin/env bash
# Flink 2.3.0 and 1.20.3, the same program.
# Two inputs, one at time 100 and one at time 10; both become idle. 2.3.0 then lets the highest watermark (100) through, so the next record of the slow input (20)
# is late; 1.20.3 keeps the lowest, and the record is in time. One input that is idle alone is left out of the minimum by both.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run() { # VERSION PACKAGE_OF_SOURCE_FUNCTION
    local at="$work/$1"
    mkdir -p "$at/classes"
    cat > "$at/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>two-idle</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-streaming-java</artifactId><version>$1</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-clients</artifactId><version>$1</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
POM
    mvn -B -q -f "$at/pom.xml" dependency:build-classpath -Dmdep.outputFile="$at/classpath" >&2
    sed "s/PACKAGE/$2/" "$work/TwoIdle.java" > "$at/TwoIdle.java"
    javac -nowarn -Xlint:none -proc:none -d "$at/classes" -cp "$(cat "$at/classpath")" "$at/TwoIdle.java" 2>/dev/null
    java --add-opens java.base/java.util=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED \
        -cp "$at/classes:$(cat "$at/classpath")" TwoIdle "$1" 2>/dev/null
}
cat > "$work/TwoIdle.java" <<'JAVA'
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.CoProcessFunction;
import org.apache.flink.streaming.api.functions.PACKAGE.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;

public final class TwoIdle {
    /** Emits a record and a watermark for each time; 0 says that the source is idle; it waits where the time is negative. */
    public static final class Script implements SourceFunction<Long> {
        private final long[] script;

        Script(long... script) {
            this.script = script;
        }

        @Override
        public void run(SourceContext<Long> out) throws Exception {
            for (long time : script) {
                if (time < 0) {
                    Thread.sleep(-time);
                } else if (time == 0) {
                    out.markAsTemporarilyIdle();
                } else {
                    out.collectWithTimestamp(time, time);
                    out.emitWatermark(new Watermark(time));
                }
            }
        }

        @Override
        public void cancel() {}
    }

    /** Says which records come behind the watermark. */
    public static final class Late extends CoProcessFunction<Long, Long, String> {
        @Override
        public void processElement1(Long time, Context context, Collector<String> out) {
            out.collect(time + (time <= context.timerService().currentWatermark() ? " late" : " in time"));
        }

        @Override
        public void processElement2(Long time, Context context, Collector<String> out) {
            processElement1(time, context, out);
        }
    }

    public static void main(String[] arguments) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration());
        List<String> results = new ArrayList<>();
        try (var found = env.addSource(new Script(100, -1_000, 0, -4_000), "fast", Types.LONG)
                .connect(env.addSource(new Script(-500, 10, -1_000, 0, -1_000, 20), "slow", Types.LONG))
                .process(new Late())
                .executeAndCollect()) {
            found.forEachRemaining(results::add);
        }
        System.out.println(arguments[0] + ": " + results);
        System.exit(0);
    }
}
JAVA
{ run 2.3.0 source.legacy; run 1.20.3 source; } | tee "$work/seen"
cat > "$work/expected" <<'TXT'
2.3.0: [100 in time, 10 in time, 20 late]
1.20.3: [100 in time, 10 in time, 20 in time]
TXT
diff "$work/expected" "$work/seen" && echo "as found: two versions, two answers"
