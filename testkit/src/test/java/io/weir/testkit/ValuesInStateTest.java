package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.function.KeyedProcessFunction;
import io.weir.api.function.OpenContext;
import io.weir.api.state.MapState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.api.state.backend.EmbeddedRocksDBStateBackend;
import io.weir.api.state.backend.HashMapStateBackend;
import io.weir.api.state.backend.StateBackend;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values as programs keep them in state, through an operator: the same after a restore, or refused by the record that stored them. */
@SuppressWarnings("NullAway.Init") // functions get their state in open
class ValuesInStateTest {
    enum Backend {
        HEAP,
        ROCKSDB;

        StateBackend backend() {
            return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend();
        }
    }

    /** Stores what it is given; the string "show" brings it out. */
    private static final class Keeping extends KeyedProcessFunction<String, Object, Object> {
        private transient ValueState<Object> state;

        @Override
        public void open(OpenContext context) {
            state = getRuntimeContext().getState(new ValueStateDescriptor<>("value", Object.class));
        }

        @Override
        public void processElement(Object value, Context context, Collector<Object> out) throws Exception {
            if ("show".equals(value)) {
                out.collect(Objects.requireNonNull(state.value()));
            } else {
                state.update(value);
            }
        }
    }

    /** Takes all even keys of a map out while it looks ahead. */
    private static final class Thinning extends KeyedProcessFunction<String, Integer, Integer> {
        private transient MapState<Integer, String> map;

        @Override
        public void open(OpenContext context) {
            map = getRuntimeContext().getMapState(new MapStateDescriptor<>("map", Integer.class, String.class));
        }

        @Override
        public void processElement(Integer value, Context context, Collector<Integer> out) throws Exception {
            if (value >= 0) {
                map.put(value, "v" + value);
                return;
            }
            var entries = map.iterator();
            while (entries.hasNext()) {
                Integer key = entries.next().getKey();
                boolean more = entries.hasNext();
                if (key % 2 == 0) {
                    entries.remove();
                }
                assertThat(entries.hasNext()).isEqualTo(more);
            }
            int left = 0;
            for (Integer key : map.keys()) {
                assertThat(key % 2).isEqualTo(1);
                left++;
            }
            out.collect(left);
        }
    }

    private static OneInputHarness<Object, Object> keeping(Backend backend) throws Exception {
        return OperatorHarness.oneInput((DataStream<Object> in) -> {
            in.getExecutionEnvironment().setStateBackend(backend.backend());
            return in.keyBy(value -> "k").process(new Keeping());
        });
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void aValueIsTheSameAfterARestore(Backend backend) throws Exception {
        BitSet bits = new BitSet();
        bits.set(70);
        TreeMap<String, Integer> reversed = new TreeMap<>(Comparator.reverseOrder());
        reversed.putAll(Map.of("a", 1, "b", 2));
        Map<String, Integer> byAccess = new LinkedHashMap<>(16, 0.75f, true);
        byAccess.putAll(new TreeMap<>(Map.of("a", 1, "b", 2)));
        assertThat(byAccess.get("a")).isEqualTo(1);
        for (Object value : List.of(
                Timestamp.valueOf("2024-02-29 12:00:00.000000001"),
                new EnumMap<>(Map.of(TimeUnit.DAYS, 1)),
                Map.entry("a", 1),
                bits,
                reversed,
                byAccess)) {
            try (OneInputHarness<Object, Object> harness = keeping(backend)) {
                harness.processElement(value);
                harness.restore(harness.snapshot());
                harness.processElement("show");
                assertThat(harness.output()).containsExactly(value);
                assertThat(harness.output().get(0)).hasToString(value.toString());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void aValueThatCannotBeSavedFailsTheRecordThatStoresIt(Backend backend) throws Exception {
        try (OneInputHarness<Object, Object> harness = keeping(backend)) {
            List<Object> withThread = new ArrayList<>(List.of(new Thread()));
            assertThatThrownBy(() -> harness.processElement(withThread))
                    .hasStackTraceContaining("[API-107]")
                    .hasStackTraceContaining("env.registerCodec");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void aMapIsIteratedWithALookAheadWhateverItsSize(Backend backend) throws Exception {
        for (int entries : new int[] {10, 1_024, 1_025, 1_600}) {
            try (OneInputHarness<Integer, Integer> harness = OperatorHarness.oneInput((DataStream<Integer> in) -> {
                in.getExecutionEnvironment().setStateBackend(backend.backend());
                return in.keyBy(value -> "k").process(new Thinning());
            })) {
                for (int i = 0; i < entries; i++) {
                    harness.processElement(i);
                }
                harness.restore(harness.snapshot());
                harness.processElement(-1);
                assertThat(harness.output()).containsExactly(entries / 2);
            }
        }
    }
}
