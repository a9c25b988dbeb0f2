package io.weir.runtime.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.graph.JobGraph;
import io.weir.api.tuple.Tuple2;
import io.weir.checkpoint.SubtaskSnapshot;
import io.weir.runtime.environment.ExchangeSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: in any interleaving, with checkpoints at any moment and crashes at any moment, every update is committed exactly once. Method:
 * the subtasks of a keyed count in one thread, everything drawn from a seed.
 */
class ExactlyOnceInOneThreadTest {
    private static final int RECORDS = 2_000;
    private static final int KEYS = 17;

    private static int crashesAfterCheckpoint;

    @AfterAll
    static void theSeedsWereHarshEnough() {
        assertThat(crashesAfterCheckpoint)
                .as("crashes that went back to a checkpoint")
                .isGreaterThan(20);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyUpdateIsCommittedOnceWhateverIsInterleavedAndCrashes(long seed) throws Exception {
        Random random = new Random(seed);
        String world = "exactly-once-" + seed;
        ExchangeSettings exchange = new ExchangeSettings(2, 1 + random.nextInt(6), 1024, 0);
        boolean remote = random.nextBoolean();
        JobGraph graph = countingJob(world, 1 + random.nextInt(3), 1 + random.nextInt(3));
        Map<String, byte[]> storage = new HashMap<>();
        List<SubtaskSnapshot> restore = List.of();
        long restored = 0;
        long checkpoint = 0;
        int crashesLeft = 1 + random.nextInt(6);
        OneThread running = new OneThread(graph, seed, remote, exchange, storage, restore, restored);
        while (true) {
            boolean quiet = running.run(20 + random.nextInt(400));
            List<SubtaskSnapshot> complete = checkpoint > restored ? running.complete(checkpoint) : null;
            if (complete != null) {
                restore = complete;
                restored = checkpoint;
                if (random.nextInt(3) > 0) {
                    running.notifyCompleted(checkpoint); // a notification may be lost
                }
            } else if (crashesLeft > 0 && random.nextInt(2) == 0) {
                crashesLeft--;
                crashesAfterCheckpoint += restored > 0 ? 1 : 0;
                running = new OneThread(graph, seed * 31 + crashesLeft, remote, exchange, storage, restore, restored);
                checkpoint = Math.max(checkpoint, restored);
                quiet = false;
            }
            if (quiet && running.isDrained()) {
                break;
            }
            if (checkpoint == restored || quiet) {
                running.trigger(++checkpoint);
            }
        }
        running.trigger(++checkpoint);
        assertThat(running.run(100_000)).isTrue();
        assertThat(running.complete(checkpoint)).as("the last checkpoint").isNotNull();
        running.notifyCompleted(checkpoint);
        running.finish();

        assertThat(running.declined()).isEmpty();
        assertThat(LedgerSink.committed(world)).containsExactlyInAnyOrderElementsOf(expected());
    }

    static JobGraph countingJob(String world, int sources, int counters) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.enableCheckpointing(1000);
        env.fromSource(new CountingSource(RECORDS), "numbers")
                .uid("numbers")
                .setParallelism(sources)
                .flatMap((Long n, io.weir.api.Collector<Tuple2<String, Integer>> out) ->
                        out.collect(Tuple2.of("k" + n % KEYS, 1)))
                .setParallelism(sources)
                .keyBy(t -> t.f0)
                .sum(1)
                .uid("count")
                .setParallelism(counters)
                .sinkTo(new LedgerSink(world))
                .uid("ledger")
                .setParallelism(counters);
        return env.getJobGraph("count");
    }

    static List<String> expected() {
        List<String> updates = new ArrayList<>();
        int[] counts = new int[KEYS];
        for (int n = 0; n < RECORDS; n++) {
            updates.add("(k" + n % KEYS + "," + ++counts[n % KEYS] + ")");
        }
        return updates;
    }
}
