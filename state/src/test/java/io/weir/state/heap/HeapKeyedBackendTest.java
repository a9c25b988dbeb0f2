package io.weir.state.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.state.ValueState;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.state.KeyedBackendContract;
import io.weir.state.KeyedBackendFactory;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // null goes in and out on purpose
class HeapKeyedBackendTest extends KeyedBackendContract {
    @Override
    protected KeyedBackendFactory factory() {
        return new HeapKeyedBackendFactory();
    }

    @Test
    void nothingIsFrozenOnceAllSnapshotsAreWrittenOrCancelled() throws Exception {
        HeapKeyedBackend backend = (HeapKeyedBackend) open();
        fill(backend, count(backend), 10);
        SnapshotTask<KeyedStateHandle> first = backend.snapshot(1);
        SnapshotTask<KeyedStateHandle> second = backend.snapshot(2);
        assertThat(backend.firstThawedVersion()).isEqualTo(2);
        second.cancel();
        backend.checkpointAborted(2);
        assertThat(backend.firstThawedVersion()).isEqualTo(1);
        first.write(storage);
        backend.checkpointCompleted(1);
        assertThat(backend.firstThawedVersion()).isZero();
    }

    @Test
    void aValueIsCopiedOnceForEachSnapshotAndOnlyWhenItCanBeChanged() throws Exception {
        HeapKeyedBackend backend = (HeapKeyedBackend) open();
        @SuppressWarnings({"unchecked", "rawtypes"})
        ValueState<List<String>> mutable =
                backend.getValueState(new ValueStateDescriptor<List<String>>("v", (Class) List.class));
        ValueState<String> immutable = backend.getValueState(new ValueStateDescriptor<>("s", String.class));
        backend.setCurrentKey(1);
        String text = new String("text");
        List<String> list = new ArrayList<>(List.of("a"));
        mutable.update(list);
        immutable.update(text);
        assertThat(mutable.value()).isSameAs(list);
        SnapshotTask<KeyedStateHandle> task = backend.snapshot(1);
        assertThat(immutable.value()).isSameAs(text);
        List<String> copy = mutable.value();
        assertThat(copy).isNotSameAs(list).isEqualTo(list);
        assertThat(mutable.value()).isSameAs(copy);
        task.cancel();
    }

    @Test
    void expectedKeysWithEqualHashesStayApart() throws Exception {
        HeapKeyedBackend backend = (HeapKeyedBackend) open();
        ValueState<Long> count = count(backend);
        String[] same = {"AaAa", "BBBB", "AaBB", "BBAa"};
        for (int round = 1; round <= 2; round++) {
            backend.expectKeys(same, same.length);
            for (int i = 0; i < same.length; i++) {
                backend.setCurrentKey(same[i]);
                assertThat(count.value()).isEqualTo(round == 1 ? null : Long.valueOf(i));
                count.update((long) i);
            }
        }
    }

    @Test
    void aLargeSnapshotGoesToFilesOfWhichARestoreReadsWhatItNeeds() throws Exception {
        HeapKeyedBackend backend = (HeapKeyedBackend) open();
        ValueState<String> state = backend.getValueState(new ValueStateDescriptor<>("s", String.class));
        String large = "x".repeat(100_000);
        for (int key = 0; key < 1500; key++) {
            backend.setCurrentKey(key);
            state.update(large);
        }
        KeyedStateHandle handle = take(backend, 1);
        assertThat(handle.files()).hasSizeGreaterThan(1);
        assertThat(handle.stateBytes()).isGreaterThan(150_000_000L);
        assertThat(open(handle).numKeys()).isEqualTo(1500);
    }
}
