package io.weir.testkit;

import static io.weir.testkit.TestSource.ABORT;
import static io.weir.testkit.TestSource.CHECKPOINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.DataStream;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.graph.operator.OperatorFactory;
import io.weir.api.graph.operator.OperatorSpec.KeyUse;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.runtime.operator.ChainInput;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.StreamOperator;
import io.weir.runtime.operator.StreamOperatorFactory;
import io.weir.runtime.output.Output;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Operators that no module of Weir knows: they are planned, run, checkpointed and restored as its own. */
class OpenOperatorsTest {
    private final TestSink<String> sink = new TestSink<>();

    /** Numbers the records of each key. */
    private static final class Numbering extends StreamOperator {
        private @Nullable ValueState<Long> last;

        Numbering(OperatorContext context, Output output) {
            super(context, output);
        }

        @Override
        public void open() throws Exception {
            last = context.keyedState().getValueState(new ValueStateDescriptor<>("last", Long.class, 0L));
        }

        @Override
        @SuppressWarnings("NullAway") // open() comes before the first record
        public void emit(Object value, long timestamp) {
            try {
                context.keyedState().setCurrentKey(value);
                long number = last.value() + 1;
                last.update(number);
                output.emit(value + "" + number, timestamp);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    private record NumberingFactory() implements StreamOperatorFactory {
        @Override
        public StreamOperator create(OperatorContext context, Output output) {
            return new Numbering(context, output);
        }

        @Override
        public boolean hasState() {
            return true;
        }

        @Override
        public KeyUse keyUse() {
            return KeyUse.NEEDED;
        }
    }

    private StreamExecutionEnvironment env() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.enableCheckpointing(1000);
        return env;
    }

    private void run(StreamExecutionEnvironment env) {
        try (JobTest job = JobTest.start(env)) {
            job.runToEnd();
        }
    }

    @Test
    void anOperatorOfAnotherModuleHasItsStateBackAfterAFailure() {
        StreamExecutionEnvironment env = env();
        env.fromSource(TestSource.<String>of("a", "b", CHECKPOINT, "a", ABORT, "a", "b"), "letters")
                .keyBy(letter -> letter)
                .<String>transform("numbering", new NumberingFactory())
                .uid("numbering")
                .sinkTo(sink)
                .uid("sink");

        run(env);

        assertThat(sink.committed()).containsExactly("a1", "b1", "a2", "a3", "b2");
    }

    @Test
    void whatTheFactorySaysOfItsOperatorsHoldsForTheJob() {
        StreamExecutionEnvironment unkeyed = env();
        unkeyed.fromData("a")
                .<String>transform("numbering", new NumberingFactory())
                .sinkTo(sink);

        assertThatThrownBy(() -> unkeyed.getJobGraph("job"))
                .hasMessageContaining("[API-111] Operator 'numbering' (no. 2) needs a keyed stream.");

        StreamExecutionEnvironment keyed = env();
        keyed.fromData("a")
                .keyBy(letter -> letter)
                .<String>transform("numbering", new NumberingFactory())
                .sinkTo(sink);
        assertThat(keyed.getJobGraph("job").warnings()).anyMatch(warning -> warning.contains("'numbering'"));
    }

    /** Says on which side a record came in. */
    private static final class Sides extends StreamOperator {
        Sides(OperatorContext context, Output output) {
            super(context, output);
        }

        @Override
        public int inputs() {
            return 2;
        }

        @Override
        public ChainInput input(int index) {
            return new ChainInput() {
                @Override
                public void emit(Object value, long timestamp) {
                    output.emit((index == 0 ? "left " : "right ") + value, timestamp);
                }

                @Override
                public void watermark(long timestamp) {}

                @Override
                public void status(io.weir.runtime.element.ChannelStatus status) {}
            };
        }

        @Override
        public void emit(Object value, long timestamp) {
            throw new AssertionError("it has two inputs");
        }
    }

    private record SidesFactory() implements StreamOperatorFactory {
        @Override
        public StreamOperator create(OperatorContext context, Output output) {
            return new Sides(context, output);
        }
    }

    @Test
    void anOperatorOfAnotherModuleMayHaveTwoInputs() {
        StreamExecutionEnvironment env = env();
        DataStream<String> letters = env.fromData("a");
        letters.connect(env.fromData(1L))
                .<String>transform("sides", new SidesFactory())
                .sinkTo(sink);

        run(env);

        assertThat(sink.committed()).containsExactlyInAnyOrder("left a", "right 1");
    }

    private record Nothing() implements OperatorFactory {}

    @Test
    void aFactoryThatMakesNothingForTheRuntimeIsRefusedWithASentence() {
        StreamExecutionEnvironment env = env();
        env.fromData("a").<String>transform("nothing", new Nothing()).sinkTo(sink);

        assertThatThrownBy(() -> run(env)).hasMessageContaining("[API-285] operator 'nothing' cannot be made.");
    }
}
