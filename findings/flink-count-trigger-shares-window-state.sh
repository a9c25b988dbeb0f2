#!/usr/bin/env bash
# Flink 2.3.0.
# Triggers keep their state in the same space as the window function's own (ProcessWindowFunction.Context.windowState()), under plain names. A reducing state
# named "count" in a function behind a CountTrigger is therefore the trigger's: the trigger fires at other times than it was told. Nothing is refused or logged.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>trigger-names</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-streaming-java</artifactId><version>2.3.0</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-clients</artifactId><version>2.3.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
POM
cat > "$work/TriggerNames.java" <<'JAVA'
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.GlobalWindows;
import org.apache.flink.streaming.api.windowing.triggers.CountTrigger;
import org.apache.flink.streaming.api.windowing.windows.GlobalWindow;
import org.apache.flink.util.Collector;

public final class TriggerNames {
    /** Counts in its own window state how often its window has fired. */
    public static final class Firings extends ProcessWindowFunction<String, String, String, GlobalWindow> {
        private final String stateName;

        Firings(String stateName) {
            this.stateName = stateName;
        }

        @Override
        public void process(String key, Context context, Iterable<String> records, Collector<String> out) throws Exception {
            ReducingState<Long> firings =
                    context.windowState().getReducingState(new ReducingStateDescriptor<>(stateName, (a, b) -> a + b, Long.class));
            firings.add(1L);
            int size = 0;
            for (String record : records) {
                size++;
            }
            out.collect(size + " records, firing " + firings.get());
        }
    }

    static List<String> run(String stateName) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration());
        List<String> results = new ArrayList<>();
        try (var found = env.fromData("a", "a", "a", "a", "a", "a")
                .keyBy(value -> value)
                .window(GlobalWindows.create())
                .trigger(CountTrigger.of(2))
                .process(new Firings(stateName))
                .executeAndCollect()) {
            found.forEachRemaining(results::add);
        }
        return results;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("state 'firings': " + run("firings"));
        System.out.println("state 'count':   " + run("count"));
        System.exit(0);
    }
}
JAVA
mvn -B -q -f "$work/pom.xml" dependency:build-classpath -Dmdep.outputFile="$work/classpath" >&2
mkdir "$work/classes"
javac -nowarn -Xlint:none -proc:none -d "$work/classes" -cp "$(cat "$work/classpath")" "$work/TriggerNames.java" 2>/dev/null
java --add-opens java.base/java.util=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED \
    -cp "$work/classes:$(cat "$work/classpath")" TriggerNames 2>/dev/null | tee "$work/seen"
cat > "$work/expected" <<'TXT'
state 'firings': [2 records, firing 1, 4 records, firing 2, 6 records, firing 3]
state 'count':   [2 records, firing 1, 3 records, firing 1, 4 records, firing 1, 5 records, firing 1, 6 records, firing 1]
TXT
diff "$work/expected" "$work/seen" && echo "as found: the user's state is the trigger's"
