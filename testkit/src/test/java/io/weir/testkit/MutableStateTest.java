package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.function.AggregateFunction;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.state.AggregatingState;
import io.weir.api.state.AggregatingStateDescriptor;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ReducingState;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.state.backend.EmbeddedRocksDBStateBackend;
import io.weir.api.state.backend.HashMapStateBackend;
import io.weir.api.state.backend.StateBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: a program that changes its objects in place computes what the same program computes with records, with each backend, whenever checkpoints
 * are taken and whenever it is restored. Method: operations on all kinds of state drawn from a seed; what the one emits is compared with what the
 * other does.
 */
class MutableStateTest {
    private static final int OPERATIONS = 60;
    private static final int KEYS = 3;

    /** What comes before each operation. */
    enum Before {
        NOTHING,
        CHECKPOINT,
        RESTORE
    }

    record Operation(int key, int kind, int slot, int amount) {}

    /** A number that cannot change. */
    record Fixed(int n) {}

    /** A number that can. */
    public static final class Changing {
        public int n;

        public Changing() {}

        Changing(int n) {
            this.n = n;
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("weir.mutable-state.seeds", 5));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aProgramThatChangesItsObjectsComputesWhatTheSameOneWithRecordsDoes(long seed) throws Exception {
        List<Operation> operations = drawn(seed);
        List<String> expected = run(new HashMapStateBackend(), Before.NOTHING, operations, WithRecords::new);
        for (StateBackend backend : List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend())) {
            for (Before before : Before.values()) {
                assertThat(run(backend, before, operations, WithObjects::new))
                        .as("%s, %s", backend.getClass().getSimpleName(), before)
                        .isEqualTo(expected);
            }
        }
    }

    private static List<Operation> drawn(long seed) {
        Random random = new Random(seed);
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
            operations.add(
                    new Operation(random.nextInt(KEYS), random.nextInt(9), random.nextInt(4), 1 + random.nextInt(9)));
        }
        return operations;
    }

    private static List<String> run(
            StateBackend backend, Before before, List<Operation> operations, Supplier<Program<?>> program)
            throws Exception {
        try (OneInputHarness<Operation, String> harness = OperatorHarness.oneInput((DataStream<Operation> stream) -> {
            stream.getExecutionEnvironment().setStateBackend(backend);
            return stream.keyBy(Operation::key).process(program.get());
        })) {
            for (Operation operation : operations) {
                if (before == Before.CHECKPOINT) {
                    harness.snapshot();
                } else if (before == Before.RESTORE) {
                    harness.restore(harness.snapshot());
                }
                harness.processElement(operation);
            }
            return harness.output();
        }
    }

    /** The program; how a number is added to one differs. */
    private abstract static class Program<N> extends KeyedProcessFunction<Integer, Operation, String> {
        private final Class<N> type;
        private transient @Nullable ValueState<N> value;
        private transient @Nullable ListState<N> list;
        private transient @Nullable MapState<Integer, N> map;
        private transient @Nullable ReducingState<N> reducing;
        private transient @Nullable AggregatingState<N, N> aggregating;

        Program(Class<N> type) {
            this.type = type;
        }

        abstract N of(int n);

        abstract int number(N from);

        /** The sum; may change and return the first. */
        abstract N plus(N first, int n);

        /** What an element of a list becomes, where a program with records must replace the list. */
        abstract void addToAll(ListState<N> state, int n) throws Exception;

        abstract void addToAll(MapState<Integer, N> state, int n) throws Exception;

        @Override
        public void open(OpenContext context) {
            value = getRuntimeContext().getState(new ValueStateDescriptor<>("value", type));
            list = getRuntimeContext().getListState(new ListStateDescriptor<>("list", type));
            map = getRuntimeContext().getMapState(new MapStateDescriptor<>("map", Integer.class, type));
            reducing = getRuntimeContext()
                    .getReducingState(new ReducingStateDescriptor<>("reducing", (a, b) -> plus(a, number(b)), type));
            aggregating = getRuntimeContext()
                    .getAggregatingState(new AggregatingStateDescriptor<>("aggregating", new Sum<>(this), type));
        }

        @Override
        @SuppressWarnings("NullAway") // open() comes first
        public void processElement(Operation operation, Context context, Collector<String> out) throws Exception {
            int amount = operation.amount();
            switch (operation.kind()) {
                case 0 -> {
                    N before = value.value();
                    value.update(before == null ? of(amount) : plus(before, amount));
                }
                case 1 -> list.add(of(amount));
                case 2 -> addToAll(list, amount);
                case 3 -> {
                    N before = map.get(operation.slot());
                    map.put(operation.slot(), before == null ? of(amount) : plus(before, amount));
                }
                case 4 -> addToAll(map, amount);
                case 5 -> map.remove(operation.slot());
                case 6 -> reducing.add(of(amount));
                case 7 -> aggregating.add(of(amount));
                default -> list.update(List.of(of(amount), of(2)));
            }
            out.collect(shown());
        }

        @SuppressWarnings("NullAway") // open() comes first
        private String shown() throws Exception {
            StringBuilder all = new StringBuilder();
            all.append(value.value() == null ? "-" : number(value.value()));
            for (N each : list.get()) {
                all.append(" l").append(number(each));
            }
            for (int slot = 0; slot < 4; slot++) {
                N entry = map.get(slot);
                all.append(entry == null ? " -" : " m" + number(entry));
            }
            all.append(reducing.get() == null ? " -" : " r" + number(reducing.get()));
            all.append(aggregating.get() == null ? " -" : " a" + number(aggregating.get()));
            return all.toString();
        }
    }

    private record Sum<N>(Program<N> program) implements AggregateFunction<N, N, N> {
        @Override
        public N createAccumulator() {
            return program.of(0);
        }

        @Override
        public N add(N value, N accumulator) {
            return program.plus(accumulator, program.number(value));
        }

        @Override
        public N getResult(N accumulator) {
            return accumulator;
        }

        @Override
        public N merge(N a, N b) {
            return program.plus(a, program.number(b));
        }
    }

    private static final class WithRecords extends Program<Fixed> {
        WithRecords() {
            super(Fixed.class);
        }

        @Override
        Fixed of(int n) {
            return new Fixed(n);
        }

        @Override
        int number(Fixed from) {
            return from.n();
        }

        @Override
        Fixed plus(Fixed first, int n) {
            return new Fixed(first.n() + n);
        }

        @Override
        void addToAll(ListState<Fixed> state, int n) throws Exception {
            List<Fixed> sums = new ArrayList<>();
            for (Fixed each : state.get()) {
                sums.add(plus(each, n));
            }
            state.update(sums);
        }

        @Override
        void addToAll(MapState<Integer, Fixed> state, int n) throws Exception {
            for (int slot = 0; slot < 4; slot++) {
                Fixed before = state.get(slot);
                if (before != null) {
                    state.put(slot, plus(before, n));
                }
            }
        }
    }

    private static final class WithObjects extends Program<Changing> {
        WithObjects() {
            super(Changing.class);
        }

        @Override
        Changing of(int n) {
            return new Changing(n);
        }

        @Override
        int number(Changing from) {
            return from.n;
        }

        @Override
        Changing plus(Changing first, int n) {
            first.n += n;
            return first;
        }

        @Override
        void addToAll(ListState<Changing> state, int n) throws Exception {
            for (Changing each : state.get()) {
                each.n += n; // and nothing tells the state
            }
        }

        @Override
        void addToAll(MapState<Integer, Changing> state, int n) throws Exception {
            for (Changing each : state.values()) {
                each.n += n;
            }
        }
    }
}
