package io.weir.testkit.simulation.job;

import io.weir.api.Collector;
import io.weir.api.ExternalizedCheckpointRetention;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.connector.builtin.DataGeneratorSource;
import io.weir.api.connector.builtin.RateLimiterStrategy;
import io.weir.api.function.FlatMapFunction;
import io.weir.api.function.MapFunction;
import io.weir.api.graph.JobGraph;
import io.weir.api.tuple.Tuple2;
import io.weir.testkit.simulation.invariant.Invariant;
import io.weir.testkit.simulation.invariant.NothingLostNothingTwice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The word count over a text that is made from a seed: lines, words, keyed sum, and a sink in two phases. Every update of the sum
 * is a record of its own, so that the output of a word that occurs n times must be exactly (word,1) to (word,n).
 *
 * @param world name of the {@link OutsideWorld}
 * @param linesPerSecond of virtual time; 0 for as fast as it goes
 */
public record SimulatedWordCount(
        String world,
        long seed,
        long lines,
        double linesPerSecond,
        int readers,
        int splitters,
        int counters,
        int sinks,
        long checkpointIntervalMillis,
        long checkpointTimeoutMillis,
        long checkpointPauseMillis,
        int tolerableCheckpointFailures,
        boolean exponentialDelay)
        implements JobInTheWorld {
    private static final int VOCABULARY = 40;
    private static final int WORDS_A_LINE = 7;

    /** The job that is drawn from a seed. */
    public static SimulatedWordCount drawn(long seed) {
        String world = OutsideWorld.freshName();
        SplittableRandom random = new SplittableRandom(seed ^ 0x5eed);
        int lines = 300 + random.nextInt(1200);
        long interval = 50L + random.nextInt(500);
        return new SimulatedWordCount(
                world,
                seed,
                lines,
                random.nextInt(5) == 0 ? 0 : lines / (3.0 + random.nextInt(8)),
                1 + random.nextInt(4),
                1 + random.nextInt(4),
                1 + random.nextInt(4),
                1 + random.nextInt(4),
                interval,
                Math.max(interval, 300L + random.nextInt(1500)),
                random.nextInt(3) == 0 ? random.nextInt(200) : 0,
                random.nextInt(4),
                random.nextBoolean());
    }

    @Override
    public JobGraph graph() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.enableCheckpointing(checkpointIntervalMillis);
        env.getCheckpointConfig()
                .setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        env.getCheckpointConfig().setCheckpointTimeout(checkpointTimeoutMillis);
        env.getCheckpointConfig().setMinPauseBetweenCheckpoints(checkpointPauseMillis);
        env.getCheckpointConfig().setTolerableCheckpointFailureNumber(tolerableCheckpointFailures);
        env.setRestartStrategy(
                exponentialDelay
                        ? RestartStrategies.exponentialDelayRestart(
                                Duration.ofMillis(50), Duration.ofSeconds(2), 1.5, Duration.ofSeconds(5), 0.1)
                        : RestartStrategies.fixedDelayRestart(Integer.MAX_VALUE, 100));
        long textSeed = seed;
        env.fromSource(
                        new DataGeneratorSource<>(
                                index -> line(textSeed, index),
                                lines,
                                linesPerSecond == 0
                                        ? RateLimiterStrategy.noOp()
                                        : RateLimiterStrategy.perSecond(linesPerSecond)),
                        "lines")
                .uid("lines")
                .setParallelism(readers)
                .flatMap(new Splitter(world))
                .uid("words")
                .setParallelism(splitters)
                .keyBy(word -> word.f0)
                .sum(1)
                .uid("count")
                .setParallelism(counters)
                .map(new Rendering())
                .uid("update")
                .setParallelism(counters)
                .sinkTo(new WorldSink<>(world))
                .uid("world")
                .setParallelism(sinks);
        return env.getJobGraph("word count");
    }

    @Override
    public List<Invariant> rules() {
        return List.of(new NothingLostNothingTwice(expected()));
    }

    /** How often each word occurs. */
    public Map<String, Long> expected() {
        Map<String, Long> counts = new TreeMap<>();
        for (long index = 0; index < lines; index++) {
            for (String word : line(seed, index).split(" ", -1)) {
                counts.merge(word, 1L, Long::sum);
            }
        }
        return counts;
    }

    private static String line(long seed, long index) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + index);
        StringBuilder line = new StringBuilder();
        for (int left = 1 + random.nextInt(WORDS_A_LINE); left > 0; left--) {
            int rank = Math.min(random.nextInt(VOCABULARY), random.nextInt(VOCABULARY)); // a few words are frequent
            line.append(line.length() == 0 ? "" : " ").append("word").append(rank);
        }
        return line.toString();
    }

    private record Splitter(String world) implements FlatMapFunction<String, Tuple2<String, Integer>> {
        @Override
        public void flatMap(String line, Collector<Tuple2<String, Integer>> out) {
            OutsideWorld.of(world).beforeRecord();
            for (String word : line.split(" ", -1)) {
                out.collect(Tuple2.of(word, 1));
            }
        }
    }

    private record Rendering() implements MapFunction<Tuple2<String, Integer>, String> {
        @Override
        public String map(Tuple2<String, Integer> update) {
            return update.f0 + "," + update.f1;
        }
    }
}
