package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.RestartStrategies;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.function.FlatMapFunction;
import io.weir.testkit.MutableRecordsTest.Item;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code enableObjectReuse()} is a promise: whoever breaks it is named, in the harness and in a whole job. */
class CheckingModeTest {
    /** Emits one object again and again. */
    private static final class Refills implements FlatMapFunction<Integer, Item> {
        private final Item item = new Item();

        @Override
        public void flatMap(Integer n, Collector<Item> out) {
            item.n = n;
            out.collect(item);
        }
    }

    /** Changes what it emitted before. */
    private static final class ChangesLater implements FlatMapFunction<Integer, Item> {
        private transient Item before = new Item();

        @Override
        public void flatMap(Integer n, Collector<Item> out) {
            Item item = new Item("n", n);
            out.collect(item);
            if (before != null) {
                before.n = -1;
            }
            before = item;
        }
    }

    private static StreamExecutionEnvironment env() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.setRestartStrategy(RestartStrategies.noRestart());
        env.getConfig().enableObjectReuse();
        return env;
    }

    private static void run(DataStream<?> stream) {
        stream.map(String::valueOf).sinkTo(new TestSink<>());
        // one node for all subtasks, so that the records of each exchange go by reference
        try (JobTest job = JobTest.start(stream.getExecutionEnvironment(), 2, 1)) {
            job.runToEnd();
        }
    }

    private static DataStream<Integer> numbers(StreamExecutionEnvironment env) {
        return env.fromSource(TestSource.of(1, 2, 3, 4, 5, 6, 7, 8), "numbers");
    }

    @Test
    void aFunctionThatEmitsOneObjectAgainIsNamed() {
        assertThatThrownBy(() -> run(numbers(env()).flatMap(new Refills()).name("refills")))
                .hasMessageContaining("[API-267] operator 'refills' emitted the same " + Item.class.getName());
    }

    @Test
    void aFunctionThatChangesWhatItEmittedIsNamed() {
        assertThatThrownBy(() -> run(numbers(env())
                        .flatMap(new ChangesLater())
                        .name("changes")
                        .rebalance()
                        .map(item -> item)
                        .name("reads")))
                .hasMessageContaining(
                        "[API-266] A record that operator 'changes' emitted was changed before operator 'reads' read it");
    }

    @Test
    void theHarnessNamesItToo() throws Exception {
        try (OneInputHarness<Integer, Item> harness = OperatorHarness.oneInput((DataStream<Integer> numbers) -> {
            numbers.getExecutionEnvironment().getConfig().enableObjectReuse();
            return numbers.flatMap(new Refills()).name("refills");
        })) {
            harness.processElement(1);
            assertThatThrownBy(() -> harness.processElement(2)).hasMessageContaining("[API-267] operator 'refills'");
        }
    }

    @Test
    void withoutTheReuseOfObjectsBothAreRight() throws Exception {
        List<String> seen = new ArrayList<>();
        for (FlatMapFunction<Integer, Item> function : List.of(new Refills(), new ChangesLater())) {
            StreamExecutionEnvironment env = env();
            env.getConfig().disableObjectReuse();
            TestSink<String> sink = new TestSink<>();
            numbers(env).flatMap(function).rebalance().map(item -> "" + item.n).sinkTo(sink);
            try (JobTest job = JobTest.start(env)) {
                job.runToEnd();
            }
            seen.add(String.join(" ", sink.committed()));
        }
        assertThat(seen).containsExactly("1 2 3 4 5 6 7 8", "1 2 3 4 5 6 7 8");
    }
}
