package io.weir.benchmarks.peers;

import io.weir.benchmarks.kit.Harness;
import java.util.Map;

/** One run of a peer, one JSON line on standard output. */
public final class PeerMain {
    private PeerMain() {}

    public static void main(String[] args) throws Exception {
        Harness.run(
                args,
                Map.of(
                        "plain", PlainRunner::run,
                        "actors", ActorsRunner::run,
                        "flink", FlinkRunner::run,
                        "flink-cluster", FlinkRunner::run,
                        "jet", JetRunner::run,
                        "jet-cluster", JetRunner::run));
    }
}
