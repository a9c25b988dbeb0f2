package io.weir.benchmarks.e2e;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.benchmarks.kit.Harness;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Probe;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of Weir, one JSON line on standard output. */
public final class WeirMain {
    private WeirMain() {}

    public static void main(String[] args) throws Exception {
        Harness.run(args, Map.of("weir", WeirMain::run));
    }

    private static Map<String, @Nullable Object> run(Options o) throws Exception {
        if (o.number("nodes", 0) > 0) {
            return WeirCluster.run(o);
        }
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        Pipelines.build(StreamExecutionEnvironment.createLocalEnvironment(), o)
                .execute(o.workload().label());
        addCheckpoints(o.probe(), out);
        addValues(o, out);
        return out;
    }

    /** What the records are and who may change them. */
    static void addValues(Options o, Map<String, @Nullable Object> out) {
        out.put("object_reuse", o.objectReuse());
        if (o.immutable()) {
            out.put("values", "immutable");
        }
    }

    /** As the sources saw them: from the snapshot of the first instance to the news that the checkpoint is complete. */
    static void addCheckpoints(Probe probe, Map<String, @Nullable Object> out) {
        double[] millis = probe.checkpointMillis();
        out.put("checkpoints", millis.length);
        if (millis.length > 0) {
            out.put("checkpoint_p50_ms", Harness.round(millis[millis.length / 2]));
            out.put("checkpoint_max_ms", Harness.round(millis[millis.length - 1]));
        }
    }
}
