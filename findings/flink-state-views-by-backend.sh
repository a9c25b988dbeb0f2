#!/usr/bin/env bash
# Flink 2.3.0.
# What ListState.get() and MapState.entries() hand out differs by the state backend. On the heap the list is the state itself: later adds show in what get() gave,
# and a put while entries are read throws. In RocksDB both are what was there when they were asked for. A function that is right on one is wrong on the other.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>state-views</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-streaming-java</artifactId><version>2.3.0</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-clients</artifactId><version>2.3.0</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-statebackend-rocksdb</artifactId><version>2.3.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
POM
cat > "$work/StateViews.java" <<'JAVA'
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

public final class StateViews {
    public static final class Views extends KeyedProcessFunction<String, String, String> {
        private transient ListState<String> list;
        private transient MapState<String, Integer> map;

        @Override
        public void open(OpenContext context) {
            list = getRuntimeContext().getListState(new ListStateDescriptor<>("list", String.class));
            map = getRuntimeContext().getMapState(new MapStateDescriptor<>("map", String.class, Integer.class));
        }

        @Override
        public void processElement(String value, Context context, Collector<String> out) throws Exception {
            list.add(value);
            Iterable<String> before = list.get();
            list.add(value);
            int size = 0;
            for (String element : before) {
                size++;
            }
            out.collect("a list of 1, asked for before the second add, has " + size);
            map.put("a", 1);
            map.put("b", 2);
            String read = "";
            try {
                for (Map.Entry<String, Integer> entry : map.entries()) {
                    map.put("c", 3);
                    read += entry.getKey();
                }
            } catch (RuntimeException e) {
                read += ", then " + e.getClass().getSimpleName();
            }
            out.collect("entries read while another is put: " + read);
        }
    }

    static List<String> run(String backend) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("state.backend.type", backend);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
        List<String> results = new ArrayList<>();
        try (var found = env.fromData("x").keyBy(value -> value).process(new Views()).executeAndCollect()) {
            found.forEachRemaining(results::add);
        }
        return results;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("hashmap: " + run("hashmap"));
        System.out.println("rocksdb: " + run("rocksdb"));
        System.exit(0);
    }
}
JAVA
mvn -B -q -f "$work/pom.xml" dependency:build-classpath -Dmdep.outputFile="$work/classpath" >&2
mkdir "$work/classes"
javac -nowarn -Xlint:none -proc:none -d "$work/classes" -cp "$(cat "$work/classpath")" "$work/StateViews.java" 2>/dev/null
java --add-opens java.base/java.util=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED \
    -cp "$work/classes:$(cat "$work/classpath")" StateViews 2>/dev/null | tee "$work/seen"
cat > "$work/expected" <<'TXT'
hashmap: [a list of 1, asked for before the second add, has 2, entries read while another is put: a, then ConcurrentModificationException]
rocksdb: [a list of 1, asked for before the second add, has 1, entries read while another is put: ab]
TXT
diff "$work/expected" "$work/seen" && echo "as found: two backends, two answers"
