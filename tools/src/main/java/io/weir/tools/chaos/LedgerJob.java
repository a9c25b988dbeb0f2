package io.weir.tools.chaos;

import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.graph.JobGraph;
import io.weir.api.state.backend.HashMapStateBackend;
import io.weir.api.state.backend.RocksDBStateBackend;
import io.weir.connector.file.FileSink;
import io.weir.connector.file.SimpleStringEncoder;
import java.nio.file.Path;
import java.time.Duration;

/** Numbered records, by key through value state, list state and timers, into files, each line exactly once. */
final class LedgerJob {
    private static final long CHECKPOINT_MILLIS = 500;
    /** Two events each: more than the journal keeps (600), in a good half of a minute. */
    private static final long OFTEN_MILLIS = 100;

    private static final long CHECKPOINT_TIMEOUT_MILLIS = 10_000;
    private static final int TOLERABLE_CHECKPOINT_FAILURES = 2;

    private LedgerJob() {}

    /** @param often whether somebody is to be paused until the journal has forgotten what was before */
    static long checkpointMillis(boolean often) {
        return often ? OFTEN_MILLIS : CHECKPOINT_MILLIS;
    }

    static JobGraph graph(LedgerSource source, int parallelism, boolean rocksdb, long checkpointMillis, Path output)
            throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism);
        env.enableCheckpointing(checkpointMillis);
        env.getCheckpointConfig().setCheckpointTimeout(CHECKPOINT_TIMEOUT_MILLIS);
        env.getCheckpointConfig().setTolerableCheckpointFailureNumber(TOLERABLE_CHECKPOINT_FAILURES);
        env.setStateBackend(rocksdb ? new RocksDBStateBackend() : new HashMapStateBackend());
        // Many failures are the point: a delay that grows with each of them would test patience.
        env.setRestartStrategy(RestartStrategies.exponentialDelayRestart(
                Duration.ofMillis(100), Duration.ofSeconds(2), 1.5, Duration.ofSeconds(10), 0.1));
        env.fromSource(source, "records")
                .uid("records")
                .keyBy(Entry::key)
                .process(new LedgerFunction())
                .uid("ledger")
                .sinkTo(FileSink.forRowFormat(output, new SimpleStringEncoder<String>())
                        .build())
                .uid("files");
        return env.getJobGraph("ledger");
    }
}
