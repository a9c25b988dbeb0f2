package io.weir.state.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ValueState;
import io.weir.state.KeyedBackendContract;
import io.weir.state.KeyedBackendFactory;
import io.weir.state.KeyedBackendParameters;
import io.weir.state.KeyedStateBackend;
import io.weir.state.heap.HeapKeyedBackendFactory;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // null goes in and out on purpose
class RocksDbKeyedBackendTest extends KeyedBackendContract {
    private final RocksDbMemory memory = new RocksDbMemory(RocksDbMemory.MIN_BYTES);

    @Override
    protected KeyedBackendFactory factory() {
        return new RocksDbKeyedBackendFactory(memory);
    }

    @AfterEach
    void closeMemory() {
        memory.close();
    }

    // Memory
    // ------------------------------------------------------------------------------------------------------------------------------

    @Test
    void moreKeysThanFitAreAllThereAndTheCacheStaysSmall() throws Exception {
        RocksDbKeyedBackend backend = (RocksDbKeyedBackend) open();
        ValueState<Long> count = count(backend);
        for (int round = 0; round < 2; round++) {
            for (int key = 0; key < 100_000; key++) {
                backend.setCurrentKey(key);
                Long old = count.value();
                assertThat(old).isEqualTo(round == 0 ? null : (Long) (long) key);
                count.update(old == null ? (long) key : -old);
            }
        }
        assertThat(backend.numKeys()).isEqualTo(100_000);
        assertThat(backend.cachedRows()).isLessThan(60_000);
        assertThat(backend.dirtyRows()).isLessThanOrEqualTo(8 * 1024);
        for (int key = 0; key < 100_000; key += 7) {
            backend.setCurrentKey(key);
            assertThat(count.value()).isEqualTo(-key);
        }
    }

    @Test
    void aLargeMapIsIteratedInPieces() throws Exception {
        KeyedStateBackend backend = open();
        MapState<Integer, Long> map = backend.getMapState(new MapStateDescriptor<>("m", Integer.class, Long.class));
        backend.setCurrentKey("a");
        for (int i = 0; i < 10_000; i++) {
            map.put(i, (long) i);
        }
        backend.setCurrentKey("b");
        map.put(1, 1L);
        backend.setCurrentKey("a");
        long sum = 0;
        int odd = 0;
        for (Iterator<Map.Entry<Integer, Long>> all = map.iterator(); all.hasNext(); ) {
            Map.Entry<Integer, Long> entry = all.next();
            sum += entry.getValue();
            if (entry.getKey() % 2 == 1) {
                all.remove();
                odd++;
            }
        }
        assertThat(sum).isEqualTo(10_000L * 9_999 / 2);
        assertThat(odd).isEqualTo(5_000);
        KeyedStateBackend restored = restoredWithKey(take(backend, 1), "a");
        List<Integer> keys = new ArrayList<>();
        restored.<Integer, Long>getMapState(new MapStateDescriptor<>("m", Integer.class, Long.class))
                .keys()
                .forEach(keys::add);
        assertThat(keys).hasSize(5_000).allMatch(key -> key % 2 == 0);
        map.clear();
        assertThat(map.isEmpty()).isTrue();
        map.put(3, 3L);
        assertThat(map.keys()).containsExactly(3);
        backend.setCurrentKey("b");
        assertThat(map.keys()).containsExactly(1);
        assertThat(backend.numKeys()).isEqualTo(2);
    }

    // Incremental snapshots
    // ---------------------------------------------------------------------------------------------------------------

    @Test
    void aSecondSnapshotUploadsOnlyWhatIsNew() throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Long> count = count(backend);
        fill(backend, count, 50_000);
        KeyedStateHandle first = take(backend, 1);
        backend.checkpointCompleted(1);
        long written = storage.bytesWritten;
        backend.setCurrentKey("key 1");
        count.update(-1L);
        KeyedStateHandle second = take(backend, 2);
        assertThat(storage.bytesWritten - written).isLessThan(written / 20);
        assertThat(second.files()).containsAll(first.files());
        assertThat(count(restoredWithKey(second, "key 1")).value()).isEqualTo(-1L);
        assertThat(count(restoredWithKey(first, "key 1")).value()).isEqualTo(1L);
    }

    /** Found by a soak: RocksDB's manifest went on growing, and was saved with each checkpoint. */
    @Test
    void aCheckpointDoesNotGrowWithTheNumberOfCheckpointsBefore() throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Long> count = count(backend);
        long most = 0;
        for (long checkpoint = 1; checkpoint <= 800; checkpoint++) {
            backend.setCurrentKey("key");
            count.update(checkpoint);
            most = Math.max(most, take(backend, checkpoint).stateBytes());
            backend.checkpointCompleted(checkpoint);
        }
        assertThat(most).isBetween(1L, 2 * RowDatabase.MANIFEST_BYTES);
    }

    /** Found by a soak: one to two KiB of each checkpoint stayed, until the cache was full. */
    @Test
    void theCacheForgetsFilesThatAreGone() throws Exception {
        KeyedStateBackend backend = open();
        ValueState<Long> count = count(backend);
        long early = 0;
        for (long checkpoint = 1; checkpoint <= 400; checkpoint++) {
            backend.setCurrentKey("key");
            count.update(checkpoint);
            var unused = take(backend, checkpoint);
            backend.checkpointCompleted(checkpoint);
            early = checkpoint == 100 ? memory.blockCache().getUsage() : early;
        }
        assertThat(memory.blockCache().getUsage()).isLessThan(early + 50 * 1024);
    }

    @Test
    void filesOfAnAbortedOrUnfinishedCheckpointAreNotReferredTo() throws Exception {
        KeyedStateBackend backend = open();
        fill(backend, count(backend), 5_000);
        KeyedStateHandle aborted = take(backend, 1);
        backend.checkpointAborted(1);
        KeyedStateHandle unfinished = take(backend, 2);
        assertThat(unfinished.files()).doesNotContainAnyElementsOf(aborted.files());
        KeyedStateHandle third = take(backend, 3);
        assertThat(third.files()).doesNotContainAnyElementsOf(unfinished.files());
        backend.checkpointCompleted(3);
        assertThat(take(backend, 4).files()).containsAll(third.files());
        backend.checkpointCompleted(2); // late
        assertThat(take(backend, 5).files()).containsAll(third.files());
    }

    @Test
    void theFirstSnapshotAfterARestoreIsIncrementalToo() throws Exception {
        KeyedStateBackend backend = open();
        fill(backend, count(backend), 50_000);
        KeyedStateHandle first = take(backend, 1);
        long written = storage.bytesWritten;
        KeyedStateHandle second = take(open(first), 2);
        assertThat(storage.bytesWritten - written).isLessThan(written / 20);
        assertThat(second.files()).containsAll(first.files());
        assertThat(open(second).numKeys()).isEqualTo(50_000);
    }

    @Test
    void whatIsRestoredDoesNotChangeTheFilesOfTheCheckpoint() throws Exception {
        KeyedStateBackend backend = open();
        fill(backend, count(backend), 5_000);
        KeyedStateHandle handle = take(backend, 1);
        for (int i = 0; i < 3; i++) {
            KeyedStateBackend restored = open(handle);
            fill(restored, count(restored), 8_000);
            take(restored, 2);
            restored.close();
        }
        assertThat(open(handle).numKeys()).isEqualTo(5_000);
    }

    // Folders and native memory
    // -----------------------------------------------------------------------------------------------------------

    @Test
    void backendsOfOneOperatorShareNoFolderAndLeaveNothing() throws Exception {
        KeyedStateBackend one = open();
        KeyedStateBackend two = open();
        ValueState<Long> countOne = count(one);
        ValueState<Long> countTwo = count(two);
        one.setCurrentKey("a");
        countOne.update(1L);
        two.setCurrentKey("a");
        assertThat(countTwo.value()).isNull();
        SnapshotTask<KeyedStateHandle> written = one.snapshot(1);
        SnapshotTask<KeyedStateHandle> cancelled = one.snapshot(2);
        one.close();
        two.close();
        assertThat(children()).hasSize(1);
        cancelled.cancel();
        assertThat(count(restoredWithKey(written.write(storage), "a")).value()).isEqualTo(1L);
        closeOpened();
        assertThat(children()).isEmpty();
    }

    @Test
    void aFailedRestoreLeavesNothing() throws Exception {
        storage.inlineThreshold = 0;
        KeyedStateBackend backend = open();
        fill(backend, count(backend), 1_000);
        KeyedStateHandle handle = take(backend, 1);
        backend.close();
        FileRef table = handle.files().stream()
                .filter(file -> file.path().endsWith(".sst"))
                .findFirst()
                .orElseThrow();
        storage.files.remove(table.path());
        assertThatThrownBy(() -> open(handle)).isInstanceOf(IOException.class).hasMessageContaining("[CKP-401]");
        assertThat(children()).isEmpty();
    }

    @Test
    void aBudgetThatIsTooSmallIsRefused() {
        assertThatThrownBy(() -> new RocksDbMemory(1000))
                .hasMessageContaining("[CFG-208]")
                .hasMessageContaining("1000");
    }

    // Other formats
    // -----------------------------------------------------------------------------------------------------------------------

    @Test
    void aSnapshotOfTheHeapBackendCanBeRestored() throws Exception {
        KeyedStateBackend heap = new HeapKeyedBackendFactory()
                .create(new KeyedBackendParameters("op", ALL, MAX_PARALLELISM, codecs, folder, List.of(), storage));
        fill(heap, count(heap), 3_000);
        heap.setCurrentKey("key 1");
        heap.getMapState(new MapStateDescriptor<>("m", String.class, Long.class))
                .put("x", 1L);
        heap.getListState(new ListStateDescriptor<>("l", String.class)).add("e");
        heap.timers("t").registerEventTimeTimer(null, 5);
        KeyedStateBackend restored = restoredWithKey(take(heap, 1), "key 1");
        assertThat(restored.numKeys()).isEqualTo(3_000);
        assertThat(count(restored).value()).isEqualTo(1L);
        assertThat(restored.getMapState(new MapStateDescriptor<>("m", String.class, Long.class))
                        .get("x"))
                .isEqualTo(1L);
        assertThat(restored.getListState(new ListStateDescriptor<>("l", String.class))
                        .get())
                .containsExactly("e");
        assertThat(restored.timers("t").eventTimeTimers()).isEqualTo(1);
    }

    private List<Path> children() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
