package io.weir.samples.shared;

import io.weir.api.ParameterTool;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.state.backend.HashMapStateBackend;
import io.weir.api.state.backend.RocksDBStateBackend;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An environment as the options say.
 *
 * <pre>
 * --checkpoint-interval MS   1000 unless given; 0 for none
 * --checkpoint-dir URI       where checkpoints go
 * --state heap|rocksdb       heap unless given
 * --parallelism N            of all operators but the source
 * --output DIRECTORY         files instead of print
 * </pre>
 */
public final class Options {
    private static final List<String> OF_ALL =
            List.of("checkpoint-interval", "checkpoint-dir", "state", "parallelism", "output");

    private Options() {}

    /**
     * Reads the arguments of a sample.
     *
     * @param own the options that only this sample has
     * @throws IllegalArgumentException if there is another one: a slip of the pen would else be taken for the default
     */
    public static ParameterTool read(String[] args, String... own) {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        Set<String> known = new TreeSet<>(OF_ALL);
        known.addAll(List.of(own));
        for (String name : parameters.toMap().keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("[API-125] This sample has no option --" + name + ". There are --"
                        + String.join(", --", known) + ". Correct the command line.");
            }
        }
        return parameters;
    }

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
