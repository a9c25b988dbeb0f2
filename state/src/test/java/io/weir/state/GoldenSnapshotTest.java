package io.weir.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.state.AggregatingStateDescriptor;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapState;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.state.heap.HeapKeyedBackendFactory;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.operator.OperatorStateBackend;
import io.weir.state.rocksdb.RocksDbKeyedBackendFactory;
import io.weir.state.rocksdb.RocksDbMemory;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.KeyedStateHandle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Snapshots of every format version stay readable: those in {@code golden/} were written by the release that introduced the format and are never
 * written again. To add those of a new format, run this with {@code -Dgolden.folder=FOLDER} and copy the new files.
 */
class GoldenSnapshotTest {
    record Order(String id, int amount) {}

    private static final KeyGroupRange ALL = new KeyGroupRange(0, 127);

    @TempDir
    Path folder;

    private final CodecRegistry codecs = CodecRegistry.create(GoldenSnapshotTest.class.getClassLoader());

    @ParameterizedTest
    @ValueSource(strings = {"heap-1", "rocksdb-1", "rocksdb-2"})
    void keyedStateOfThisFormatIsReadable(String format) throws Exception {
        try (RocksDbMemory memory = new RocksDbMemory(RocksDbMemory.MIN_BYTES)) {
            KeyedBackendFactory factory =
                    format.startsWith("heap") ? new HeapKeyedBackendFactory() : new RocksDbKeyedBackendFactory(memory);
            MemorySnapshots written = new MemorySnapshots();
            try (KeyedStateBackend backend = open(factory, written)) {
                fill(backend);
                KeyedStateHandle handle = backend.snapshot(1).write(written);
                write("keyed-" + handle.format(), encode(handle, written));
            }
            MemorySnapshots golden = new MemorySnapshots();
            KeyedStateHandle handle = decode(read("keyed-" + format), golden);
            assertThat(handle.format()).isEqualTo(format);
            try (KeyedStateBackend backend = open(factory, golden, handle)) {
                check(backend);
            }
        }
    }

    @Test
    void theHeapFormatIsStillWrittenByteForByte() throws Exception {
        MemorySnapshots storage = new MemorySnapshots();
        try (KeyedStateBackend backend = open(new HeapKeyedBackendFactory(), storage)) {
            fill(backend);
            assertThat(encode(backend.snapshot(1).write(storage), storage)).isEqualTo(read("keyed-heap-1"));
        }
    }

    @Test
    void operatorStateOfFormat1IsReadableAndStillWrittenByteForByte() throws Exception {
        OperatorStateBackend backend = new OperatorStateBackend("op", codecs);
        backend.getListState(new ListStateDescriptor<>("splits", Order.class))
                .update(List.of(new Order("a", 1), new Order("b", 2)));
        backend.getUnionListState(new ListStateDescriptor<>("union", String.class))
                .add("u");
        backend.getBroadcastState(new MapStateDescriptor<>("rules", String.class, Long.class))
                .put("r", 3L);
        write("operator-1", backend.snapshot());
        assertThat(backend.snapshot()).isEqualTo(read("operator-1"));
        OperatorStateBackend restored = OperatorStateBackend.restore("op", codecs, read("operator-1"));
        assertThat(restored.getListState(new ListStateDescriptor<>("splits", Order.class))
                        .get())
                .containsExactly(new Order("a", 1), new Order("b", 2));
        assertThat(restored.getUnionListState(new ListStateDescriptor<>("union", String.class))
                        .get())
                .containsExactly("u");
        assertThat(restored.getBroadcastState(new MapStateDescriptor<>("rules", String.class, Long.class))
                        .get("r"))
                .isEqualTo(3L);
    }

    private static void fill(KeyedStateBackend backend) throws Exception {
        for (int key = 0; key < 20; key++) {
            backend.setCurrentKey("key " + key);
            backend.setCurrentNamespace(key % 4 == 0 ? "window" : null);
            backend.getValueState(new ValueStateDescriptor<>("value", Order.class))
                    .update(new Order("order " + key, key));
            backend.getListState(new ListStateDescriptor<>("list", Long.class)).update(List.of(1L, (long) key));
            MapState<String, Integer> map =
                    backend.getMapState(new MapStateDescriptor<>("map", String.class, Integer.class));
            map.put("a", key);
            map.put("b", -key);
            backend.getReducingState(new ReducingStateDescriptor<>("reducing", Long::sum, Long.class))
                    .add((long) key);
            backend.getAggregatingState(
                            new AggregatingStateDescriptor<>("aggregating", new KeyedBackendContract.MutableSum()))
                    .add((long) key);
            backend.timers("timers").registerEventTimeTimer(null, 1000 + key);
            backend.timers("timers").registerProcessingTimeTimer("window", -key);
        }
    }

    private static void check(KeyedStateBackend backend) throws Exception {
        assertThat(backend.numKeys()).isEqualTo(20);
        for (int key = 0; key < 20; key++) {
            backend.setCurrentKey("key " + key);
            backend.setCurrentNamespace(key % 4 == 0 ? "window" : null);
            assertThat(backend.getValueState(new ValueStateDescriptor<>("value", Order.class))
                            .value())
                    .isEqualTo(new Order("order " + key, key));
            assertThat(backend.getListState(new ListStateDescriptor<>("list", Long.class))
                            .get())
                    .containsExactly(1L, (long) key);
            MapState<String, Integer> map =
                    backend.getMapState(new MapStateDescriptor<>("map", String.class, Integer.class));
            assertThat(map.get("a")).isEqualTo(key);
            assertThat(map.get("b")).isEqualTo(-key);
            assertThat(backend.getReducingState(new ReducingStateDescriptor<>("reducing", Long::sum, Long.class))
                            .get())
                    .isEqualTo(key);
            assertThat(backend.getAggregatingState(new AggregatingStateDescriptor<>(
                                    "aggregating", new KeyedBackendContract.MutableSum()))
                            .get())
                    .isEqualTo(key);
        }
        List<Long> times = new ArrayList<>();
        backend.timers("timers")
                .advanceWatermark(1004, (domain, key, namespace, time) -> times.add(time), Integer.MAX_VALUE);
        assertThat(times).containsExactly(1000L, 1001L, 1002L, 1003L, 1004L);
        assertThat(backend.timers("timers").nextProcessingTime()).isEqualTo(-19);
        assertThat(backend.timers("timers").processingTimeTimers()).isEqualTo(20);
    }

    private KeyedStateBackend open(KeyedBackendFactory factory, MemorySnapshots storage, KeyedStateHandle... restore)
            throws IOException {
        return factory.create(new KeyedBackendParameters("op", ALL, 128, codecs, folder, List.of(restore), storage));
    }

    private static byte[] encode(KeyedStateHandle handle, MemorySnapshots storage) {
        BinaryOutput out = new BinaryOutput(1024);
        out.writeString(handle.format());
        out.writeVarInt(handle.meta().length);
        out.writeBytes(handle.meta(), 0, handle.meta().length);
        out.writeVarInt(handle.files().size());
        for (FileRef file : handle.files()) {
            byte[] content = Objects.requireNonNull(storage.files.get(file.path()));
            out.writeString(file.path());
            out.writeLong(file.checksum());
            out.writeVarInt(content.length);
            out.writeBytes(content, 0, content.length);
        }
        return out.toByteArray();
    }

    private static KeyedStateHandle decode(byte[] bytes, MemorySnapshots storage) {
        BinaryInput in = new BinaryInput(bytes);
        String format = in.readString();
        byte[] meta = new byte[in.readLength(1)];
        in.readBytes(meta, 0, meta.length);
        List<FileRef> files = new ArrayList<>();
        for (int i = in.readLength(1); i > 0; i--) {
            String path = in.readString();
            long checksum = in.readLong();
            byte[] content = new byte[in.readLength(1)];
            in.readBytes(content, 0, content.length);
            storage.files.put(path, content);
            files.add(new FileRef(path, content.length, checksum));
        }
        return new KeyedStateHandle(ALL, format, meta, files);
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = GoldenSnapshotTest.class.getResourceAsStream("/golden/" + name + ".bin")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private static void write(String name, byte[] bytes) throws IOException {
        String to = System.getProperty("golden.folder");
        if (to != null) {
            Files.write(Path.of(to).resolve(name + ".bin"), bytes);
        }
    }
}
