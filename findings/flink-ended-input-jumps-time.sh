#!/usr/bin/env bash
# Flink 2.3.0.
# A stream that has ended decides the time of one that has not: its last watermark is Long.MAX_VALUE, and a stream that is idle for a moment
# (withIdleness, no record for 300 ms) is left out of the minimum. Union, and each task behind several inputs, takes the end of time for the present,
# fires all windows, and drops what the idle stream sends later as late. Without the ended stream the same records are all counted.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>ended-input</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-streaming-java</artifactId><version>2.3.0</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-clients</artifactId><version>2.3.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
POM
cat > "$work/EndedInput.java" <<'JAVA'
import java.time.Duration;
import java.util.TreeSet;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

public final class EndedInput {
    /** Emits one record for each time, and waits where the time is negative. */
    public static final class Script implements SourceFunction<Tuple2<String, Long>> {
        private final String name;
        private final long[] script;

        Script(String name, long... script) {
            this.name = name;
            this.script = script;
        }

        @Override
        public void run(SourceContext<Tuple2<String, Long>> out) throws Exception {
            for (long time : script) {
                if (time < 0) {
                    Thread.sleep(-time);
                } else {
                    out.collect(Tuple2.of(name, time));
                }
            }
        }

        @Override
        public void cancel() {}
    }

    public static final class Count extends ProcessWindowFunction<Tuple2<String, Long>, String, String, TimeWindow> {
        @Override
        public void process(String key, Context context, Iterable<Tuple2<String, Long>> records, Collector<String> out) {
            int count = 0;
            for (Tuple2<String, Long> record : records) {
                count++;
            }
            out.collect(key + " in the window from " + context.window().getStart() + ": " + count);
        }
    }

    static DataStream<Tuple2<String, Long>> stream(StreamExecutionEnvironment env, String name, long... script) {
        return env.addSource(new Script(name, script), name, Types.TUPLE(Types.STRING, Types.LONG))
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Tuple2<String, Long>>forMonotonousTimestamps()
                        .withTimestampAssigner((record, before) -> record.f1)
                        .withIdleness(Duration.ofMillis(300)));
    }

    static TreeSet<String> run(boolean withEnded) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration());
        DataStream<Tuple2<String, Long>> all = stream(env, "live", 1_000, -3_000, 2_000, 12_000);
        if (withEnded) {
            all = all.union(stream(env, "ended", 500));
        }
        TreeSet<String> results = new TreeSet<>();
        try (var found = all.keyBy(record -> record.f0)
                .window(TumblingEventTimeWindows.of(Duration.ofSeconds(10)))
                .process(new Count())
                .executeAndCollect()) {
            found.forEachRemaining(results::add);
        }
        return results;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("alone: " + run(false));
        System.out.println("beside a stream that has ended: " + run(true));
        System.exit(0);
    }
}
JAVA
mvn -B -q -f "$work/pom.xml" dependency:build-classpath -Dmdep.outputFile="$work/classpath" >&2
mkdir "$work/classes"
javac -nowarn -Xlint:none -proc:none -d "$work/classes" -cp "$(cat "$work/classpath")" "$work/EndedInput.java" 2>/dev/null
java --add-opens java.base/java.util=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED \
    -cp "$work/classes:$(cat "$work/classpath")" EndedInput 2>/dev/null | tee "$work/seen"
cat > "$work/expected" <<'TXT'
alone: [live in the window from 0: 2, live in the window from 10000: 1]
beside a stream that has ended: [ended in the window from 0: 1, live in the window from 0: 1]
TXT
diff "$work/expected" "$work/seen" && echo "as found: two of the three live records are gone"
