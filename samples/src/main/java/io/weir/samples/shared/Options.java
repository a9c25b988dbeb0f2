package io.weir.samples.shared;

import io.weir.api.ParameterTool;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.state.backend.HashMapStateBackend;
import io.weir.api.state.backend.RocksDBStateBackend;

/**
 * An environment as the options say.
 *
 * <pre>
 * --checkpoint-interval MS   1000 unless given; 0 for none
 * --checkpoint-dir URI       where checkpoints go
 * --state heap|rocksdb       heap unless given
 * --parallelism N            of all operators but the source
 * </pre>
 */
public final class Options {
    private Options() {}

    public static StreamExecutionEnvironment environment(ParameterTool parameters) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        if (parameters.has("parallelism")) {
            env.setParallelism(parameters.getInt("parallelism"));
        }
        long interval = parameters.getLong("checkpoint-interval", 1000);
        if (interval > 0) {
            env.enableCheckpointing(interval);
        }
        if (parameters.has("checkpoint-dir")) {
            env.getCheckpointConfig().setCheckpointStorage(parameters.getRequired("checkpoint-dir"));
        }
        String state = parameters.get("state", "heap");
        switch (state) {
            case "heap" -> env.setStateBackend(new HashMapStateBackend());
            case "rocksdb" -> env.setStateBackend(new RocksDBStateBackend());
            default -> throw new IllegalArgumentException("--state is '" + state + "'. There are heap and rocksdb.");
        }
        return env;
    }
}
