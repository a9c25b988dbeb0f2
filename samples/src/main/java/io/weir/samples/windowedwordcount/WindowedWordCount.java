package io.weir.samples.windowedwordcount;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.ParameterTool;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.tuple.Tuple2;
import io.weir.samples.shared.Options;
import io.weir.samples.shared.Results;
import io.weir.samples.wordcount.MobyDick;
import io.weir.samples.wordcount.Words;

/**
 * Counts words in windows that slide by count: each time a word has come {@code slide} more times, {@code (word,count)} says how many of it
 * are in the window of its last {@code size}.
 *
 * <pre>
 * --input PATH   text file or directory; Moby-Dick if not given
 * --window N     the size, 250 unless given
 * --slide N      150 unless given
 * and the options of {@link Options} and {@link Results}
 * </pre>
 */
public final class WindowedWordCount {
    private static final int WORDS_SHOWN = 15;

    private WindowedWordCount() {}

    public static void main(String[] args) throws Exception {
        ParameterTool parameters = Options.read(args, "input", "slide", "window");
        StreamExecutionEnvironment env = Options.environment(parameters);
        String input = parameters.has("input") ? parameters.getRequired("input") : MobyDick.toTemporaryFile();
        DataStream<Tuple2<String, Integer>> windows = count(
                env.readTextFile(input).uid("lines"),
                parameters.getInt("window", 250),
                parameters.getInt("slide", 150));
        new Results(parameters)
                .sums(WindowsOfWord.COLUMNS, windows.map(WindowsOfWord::of))
                .most(WORDS_SHOWN)
                .show();
        env.execute("windowed word count");
    }

    /** The job without its ends, so that a test can put its own there. */
    public static DataStream<Tuple2<String, Integer>> count(DataStream<String> lines, int size, int slide) {
        return lines.flatMap((String line, Collector<Tuple2<String, Integer>> out) ->
                        Words.forEach(line, word -> out.collect(Tuple2.of(word, 1))))
                .name("words")
                .keyBy(wordAndOne -> wordAndOne.f0)
                .countWindow(size, slide)
                .sum(1)
                .name("windows")
                .uid("windows");
    }
}
