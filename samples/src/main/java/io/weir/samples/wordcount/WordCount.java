package io.weir.samples.wordcount;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.tuple.Tuple2;
import io.weir.connector.file.FileSink;
import io.weir.connector.file.FileSource;
import io.weir.connector.file.SimpleStringEncoder;
import io.weir.samples.shared.Options;
import io.weir.samples.shared.Results;
import java.io.IOException;

/**
 * Counts words. It writes {@code (word,count)} for each word it reads, with the count so far; without a place to write to it shows the most
 * frequent words.
 *
 * <pre>
 * --input PATH               text file or directory that all nodes have; Moby-Dick if neither this nor --host is given
 * --lines-per-second N       read no faster
 * --host NAME --port N       read from a server instead, such as: nc -lk 9999; prints each update
 * --output DIRECTORY         write files there, each update exactly once
 * and the options of {@link Options}; the source has the parallelism of the others
 * </pre>
 */
public final class WordCount {
    private static final int WORDS_SHOWN = 15;

    private WordCount() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = Options.read(args, "host", "input", "lines-per-second", "port");
        StreamExecutionEnvironment env = Options.environment(parameters);

        DataStream<Tuple2<String, Integer>> counts = lines(env, parameters)
                .flatMap((String line, Collector<Tuple2<String, Integer>> out) ->
                        Words.forEach(line, word -> out.collect(Tuple2.of(word, 1))))
                .name("words")
                .keyBy(wordAndOne -> wordAndOne.f0)
                .sum(1)
                .name("count")
                .uid("count");

        String output = parameters.get("output");
        if (output != null) {
            counts.sinkTo(FileSink.forRowFormat(output, new SimpleStringEncoder<Tuple2<String, Integer>>())
                            .build())
                    .name("files")
                    .uid("files");
        } else if (parameters.has("host")) {
            counts.print();
        } else {
            new Results(parameters)
                    .latest(WordSoFar.COLUMNS, counts.map(WordSoFar::of).union(all(counts)))
                    .most(WORDS_SHOWN)
                    .show();
        }
        env.execute("word count");
    }

    /** One row, of all words. */
    private static DataStream<WordSoFar> all(DataStream<Tuple2<String, Integer>> counts) {
        return counts.map(WordSoFar::inAll)
                .keyBy(WordSoFar::name)
                .reduce(WordSoFar::with)
                .name("all")
                .uid("all");
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
