package io.weir.state.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.serde.CodecRegistry;
import io.weir.api.state.BroadcastState;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapStateDescriptor;
import io.weir.state.failure.CorruptSnapshotException;
import io.weir.state.failure.StateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // null goes in and out on purpose
class OperatorStateTest {
    record Split(String topic, int partition, long offset) {}

    private static final ListStateDescriptor<Split> SPLITS = new ListStateDescriptor<>("splits", Split.class);
    private static final ListStateDescriptor<String> UNION = new ListStateDescriptor<>("union", String.class);
    private static final MapStateDescriptor<String, Integer> RULES =
            new MapStateDescriptor<>("rules", String.class, Integer.class);

    private final CodecRegistry codecs = CodecRegistry.create(OperatorStateTest.class.getClassLoader());

    @Test
    void withoutChangeOfParallelismEachSubtaskKeepsItsOwn() throws Exception {
        List<byte[]> parts = parts(3);
        List<byte[]> next = OperatorStateRedistribution.redistribute(parts, 3, "operator op");
        assertThat(splits(next)).isEqualTo(splits(parts)).startsWith("[t0/0, t0/1] [t1/0, t1/1] ");
    }

    @Test
    void afterRescalingElementsAreCutIntoRunsOfEqualLength() throws Exception {
        List<byte[]> parts = parts(3);
        assertThat(splits(OperatorStateRedistribution.redistribute(parts, 2, "op")))
                .isEqualTo("[t0/0, t0/1, t1/0] [t1/1, t2/0, t2/1] ");
        assertThat(splits(OperatorStateRedistribution.redistribute(parts, 4, "op")))
                .isEqualTo("[t0/0, t0/1] [t1/0, t1/1] [t2/0] [t2/1] ");
        assertThat(splits(OperatorStateRedistribution.redistribute(parts, 8, "op")))
                .isEqualTo("[t0/0] [t0/1] [t1/0] [t1/1] [t2/0] [t2/1] [] [] ");
        List<byte[]> twice = OperatorStateRedistribution.redistribute(
                OperatorStateRedistribution.redistribute(parts, 2, "op"), 1, "op");
        assertThat(splits(twice)).isEqualTo("[t0/0, t0/1, t1/0, t1/1, t2/0, t2/1] ");
    }

    @Test
    void aUnionGoesToAll() throws Exception {
        for (int parallelism = 1; parallelism < 5; parallelism++) {
            for (byte[] part : OperatorStateRedistribution.redistribute(parts(3), parallelism, "op")) {
                assertThat(restore(part).getUnionListState(UNION).get()).containsExactly("u0", "u1", "u2");
            }
        }
    }

    @Test
    void aBroadcastMapIsTakenFromOneSubtask() throws Exception {
        List<byte[]> next = OperatorStateRedistribution.redistribute(parts(2), 5, "op");
        for (int subtask = 0; subtask < 5; subtask++) {
            BroadcastState<String, Integer> rules = restore(next.get(subtask)).getBroadcastState(RULES);
            assertThat(rules.immutableEntries()).hasSize(2);
            assertThat(rules.get("from")).isEqualTo(subtask % 2);
            assertThat(rules.contains("nothing")).isTrue();
            assertThat(rules.get("nothing")).isNull();
        }
    }

    @Test
    void subtasksWithoutStateAreNoBytes() throws Exception {
        assertThat(new OperatorStateBackend("op", codecs).snapshot()).isEmpty();
        assertThat(OperatorStateRedistribution.redistribute(List.of(new byte[0], new byte[0]), 3, "op"))
                .hasSize(3)
                .allMatch(part -> part.length == 0);
        assertThat(splits(OperatorStateRedistribution.redistribute(List.of(new byte[0], parts(1).get(0)), 1, "op")))
                .isEqualTo("[t0/0, t0/1] ");
    }

    @Test
    void theSnapshotDoesNotFollowLaterChanges() throws Exception {
        OperatorStateBackend backend = new OperatorStateBackend("op", codecs);
        ListState<Split> list = backend.getListState(SPLITS);
        list.add(new Split("a", 0, 1));
        byte[] snapshot = backend.snapshot();
        list.add(new Split("b", 0, 1));
        assertThat(restore(snapshot).getListState(SPLITS).get()).containsExactly(new Split("a", 0, 1));
    }

    @Test
    void aListThatWasReadSurvivesClear() throws Exception {
        ListState<Split> list = new OperatorStateBackend("op", codecs).getListState(SPLITS);
        list.update(List.of(new Split("a", 0, 1)));
        Iterable<Split> read = list.get();
        list.clear();
        assertThat(list.get()).isEmpty();
        assertThat(read).hasSize(1);
    }

    @Test
    void whatIsNotAskedForIsKept() throws Exception {
        byte[] again = restore(parts(1).get(0)).snapshot();
        assertThat(restore(again).getListState(SPLITS).get()).hasSize(2);
        assertThat(restore(again).getUnionListState(UNION).get()).containsExactly("u0");
    }

    @Test
    void aNameMeansOneState() throws Exception {
        OperatorStateBackend backend = restore(parts(1).get(0));
        assertThat(backend.getListState(SPLITS)).isSameAs(backend.getListState(SPLITS));
        assertThatThrownBy(() -> backend.getUnionListState(SPLITS))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("[API-114]");
        assertThatThrownBy(() -> backend.getListState(SPLITS).add(null)).hasMessageContaining("[API-113]");
    }

    /** {@code MapStateDescriptor<Void, Config>} with the key null is how many programs keep one value for all. */
    @Test
    void nullIsAKeyOfABroadcastMap() throws Exception {
        MapStateDescriptor<Void, Integer> one = new MapStateDescriptor<>("one", Void.class, Integer.class);
        OperatorStateBackend backend = new OperatorStateBackend("op", codecs);
        backend.getBroadcastState(one).put(null, 1);
        BroadcastState<Void, Integer> restored = restore(backend.snapshot()).getBroadcastState(one);
        assertThat(restored.get(null)).isEqualTo(1);
        assertThat(restored.contains(null)).isTrue();
        assertThat(restored.immutableEntries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getKey()).isNull());
        restored.remove(null);
        assertThat(restored.contains(null)).isFalse();
    }

    @Test
    void aBroadcastValueWithoutCodecIsRefusedWhenItIsStored() {
        MapStateDescriptor<String, Object> any = new MapStateDescriptor<>("any", String.class, Object.class);
        BroadcastState<String, Object> state = new OperatorStateBackend("op", codecs).getBroadcastState(any);
        assertThatThrownBy(() -> state.put("k", new Thread())).hasMessageContaining("[API-107]");
    }

    @Test
    void damagedBytesAreRefused() throws Exception {
        byte[] whole = parts(1).get(0);
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> restore(cut))
                    .isInstanceOf(CorruptSnapshotException.class)
                    .hasMessageContaining("[CKP-40");
        }
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x21;
            assertThatThrownBy(() -> OperatorStateRedistribution.redistribute(List.of(changed), 2, "operator op"))
                    .isInstanceOf(CorruptSnapshotException.class)
                    .hasMessageContaining("operator op");
        }
    }

    private OperatorStateBackend restore(byte[] part) throws CorruptSnapshotException {
        return OperatorStateBackend.restore("op", codecs, part);
    }

    private List<byte[]> parts(int parallelism) throws Exception {
        List<byte[]> parts = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            OperatorStateBackend backend = new OperatorStateBackend("op", codecs);
            backend.getListState(SPLITS)
                    .addAll(List.of(new Split("t" + subtask, 0, 7), new Split("t" + subtask, 1, 7)));
            backend.getUnionListState(UNION).add("u" + subtask);
            backend.getBroadcastState(RULES).putAll(Map.of("from", subtask));
            backend.getBroadcastState(RULES).put("nothing", null);
            parts.add(backend.snapshot());
        }
        return parts;
    }

    private String splits(List<byte[]> parts) throws Exception {
        StringBuilder text = new StringBuilder();
        for (byte[] part : parts) {
            List<String> names = new ArrayList<>();
            restore(part)
                    .getListState(SPLITS)
                    .get()
                    .forEach(split -> names.add(split.topic() + "/" + split.partition()));
            text.append(names).append(' ');
        }
        return text.toString();
    }
}
