package io.weir.samples.wordcount;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.state.backend.HashMapStateBackend;
import io.weir.api.state.backend.RocksDBStateBackend;
import io.weir.api.tuple.Tuple2;
import io.weir.connector.file.FileSink;
import io.weir.connector.file.FileSource;
import io.weir.connector.file.SimpleStringEncoder;
import java.io.IOException;

/**
 * Counts words, and writes {@code (word,count)} for each word it reads, with the count so far.
 *
 * <pre>
 * --input PATH               text file or directory that all nodes have; Moby-Dick if neither this nor --host is given
 * --lines-per-second N       read no faster
 * --host NAME --port N       read from a server instead, such as: nc -lk 9999
 * --output DIRECTORY         write files there, each update exactly once; print if not given
 * --checkpoint-interval MS   1000 unless given; 0 for none
 * --checkpoint-dir URI       where checkpoints go
 * --state heap|rocksdb       heap unless given
 * --parallelism N            of all operators
 * </pre>
 */
public final class WordCount {
    private WordCount() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        configure(env, parameters);

        DataStream<Tuple2<String, Integer>> counts = lines(env, parameters)
                .flatMap((String line, Collector<Tuple2<String, Integer>> out) ->
                        Words.forEach(line, word -> out.collect(Tuple2.of(word, 1))))
                .name("words")
                .keyBy(wordAndOne -> wordAndOne.f0)
                .sum(1)
                .name("count")
                .uid("count");

        String output = parameters.get("output");
        if (output == null) {
            counts.print();
        } else {
            counts.sinkTo(FileSink.forRowFormat(output, new SimpleStringEncoder<Tuple2<String, Integer>>())
                            .build())
                    .name("files")
                    .uid("files");
        }
        env.execute("word count");
    }

    private static void configure(StreamExecutionEnvironment env, ParameterTool parameters) {
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
    }

    private static DataStream<String> lines(StreamExecutionEnvironment env, ParameterTool parameters)
            throws IOException {
        if (parameters.has("host")) {
            return env.socketTextStream(parameters.getRequired("host"), parameters.getInt("port", 9999));
        }
        String input = parameters.has("input") ? parameters.getRequired("input") : MobyDick.toTemporaryFile();
        if (!parameters.has("lines-per-second")) {
            return env.readTextFile(input).uid("lines");
        }
        FileSource<String> slowly = FileSource.forTextLines(input)
                .linesPerSecond(parameters.getDouble("lines-per-second"))
                .build();
        return env.fromSource(slowly, "lines").uid("lines");
    }
}
