package io.weir.fuzz.target;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CorruptDataException;
import io.weir.api.state.ListStateDescriptor;
import io.weir.api.state.MapStateDescriptor;
import io.weir.api.state.ReducingStateDescriptor;
import io.weir.api.state.ValueStateDescriptor;
import io.weir.fuzz.FuzzTarget;
import io.weir.state.KeyedBackendParameters;
import io.weir.state.KeyedStateBackend;
import io.weir.state.failure.CorruptSnapshotException;
import io.weir.state.heap.HeapKeyedBackendFactory;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.KeyedStateHandle;
import io.weir.state.snapshot.SnapshotOutput;
import io.weir.state.snapshot.SnapshotSource;
import io.weir.state.snapshot.SnapshotTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Keyed snapshots of the heap format, restored into a backend; all in the description, no files. In one key group, so that where a block's content
 * begins is known: its checksum can be put right too.
 */
public final class KeyedStateTarget implements FuzzTarget<KeyedStateTarget.Restored> {
    private static final KeyGroupRange ALL = new KeyGroupRange(0, 0);

    /** A description that was restored, and what is written from it. */
    @SuppressWarnings("ArrayRecordComponent") // compared by hand
    public record Restored(long rows, byte[] again) {}

    /** No files. */
    private static final class NoFiles implements SnapshotSource, SnapshotTarget {
        @Override
        public byte[] read(FileRef file) throws IOException {
            throw new IOException("[CKP-401] there is no file " + file.path());
        }

        @Override
        public void copyTo(FileRef file, Path target) throws IOException {
            read(file);
        }

        @Override
        public SnapshotOutput create(String name, Scope scope) throws IOException {
            throw new IOException("[CKP-407] there is no room for " + name);
        }

        @Override
        public int inlineThreshold() {
            return Integer.MAX_VALUE;
        }
    }

    private static final NoFiles NO_FILES = new NoFiles();

    @Override
    public String name() {
        return "keyed-state";
    }

    @Override
    public String what() {
        return "keyed snapshots of the heap format (`KeyedSnapshotReader`), restored and written again";
    }

    @Override
    public List<byte[]> seeds() throws Exception {
        try (KeyedStateBackend empty = open(List.of());
                KeyedStateBackend backend = open(List.of())) {
            for (int key = 0; key < 3; key++) {
                backend.setCurrentKey("key " + key);
                backend.setCurrentNamespace(key == 0 ? "window" : null);
                backend.getValueState(new ValueStateDescriptor<>("value", Samples.Order.class))
                        .update(new Samples.Order(key, "o", null, List.of(1), true, 2));
                backend.getListState(new ListStateDescriptor<>("list", Long.class))
                        .update(List.of(1L, (long) key));
                backend.getMapState(new MapStateDescriptor<>("map", String.class, Integer.class))
                        .put("a", key);
                backend.getReducingState(new ReducingStateDescriptor<>("sum", Long::sum, Long.class))
                        .add((long) key);
                backend.timers("timers").registerEventTimeTimer(null, 1000 + key);
                backend.timers("timers").registerProcessingTimeTimer("window", -key);
            }
            return List.of(write(empty), write(backend));
        }
    }

    private static KeyedStateBackend open(List<KeyedStateHandle> restore) throws IOException {
        return new HeapKeyedBackendFactory()
                .create(new KeyedBackendParameters("op", ALL, 1, Samples.CODECS, Path.of("unused"), restore, NO_FILES));
    }

    private static byte[] write(KeyedStateBackend backend) throws IOException {
        return backend.snapshot(1).write(NO_FILES).meta();
    }

    @Override
    public Restored decode(byte[] input) throws IOException {
        try (KeyedStateBackend backend = open(List.of(new KeyedStateHandle(ALL, "heap-1", input, List.of())))) {
            return new Restored(backend.numKeys(), write(backend));
        }
    }

    @Override
    public byte[] encode(Restored restored) {
        return restored.again();
    }

    /** Puts the checksums of blocks right as far as the description can be followed, then its own. */
    @Override
    public byte[] sealed(byte[] input) {
        byte[] sealed = input.clone();
        try {
            sealBlocks(sealed);
        } catch (CorruptDataException | IndexOutOfBoundsException end) {
            // what follows is damaged in a way that no reader gets to the blocks
        }
        return Seals.crcAtEnd(sealed);
    }

    private static void sealBlocks(byte[] sealed) {
        BinaryInput in = new BinaryInput(sealed);
        in.skip(5);
        in.readVarInt();
        in.readVarInt();
        in.readVarInt();
        for (int states = in.readLength(3); states > 0; states--) {
            in.readString();
            in.readByte();
            in.readNullableString();
        }
        for (int types = in.readLength(3); types > 0; types--) {
            in.readByte();
            in.readString();
            for (int members = in.readLength(2); members > 0; members--) {
                in.readString();
                in.readString();
            }
        }
        in.readVarInt();
        int blocks = in.readLength(11);
        int[] checksums = new int[blocks];
        long[] offsets = new long[blocks];
        int[] lengths = new int[blocks];
        for (int i = 0; i < blocks; i++) {
            in.readByte();
            in.readString();
            in.readVarInt();
            in.readVarInt();
            in.readVarInt();
            offsets[i] = in.readVarLong();
            lengths[i] = in.readVarInt();
            checksums[i] = in.position();
            in.readInt();
        }
        in.readLength(1);
        int inlineStart = in.position();
        BinaryOutput crc = new BinaryOutput(4);
        for (int i = 0; i < blocks; i++) {
            crc.reset();
            crc.writeInt(Seals.crc(sealed, (int) (inlineStart + offsets[i]), lengths[i]));
            System.arraycopy(crc.array(), 0, sealed, checksums[i], 4);
        }
    }

    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof CorruptSnapshotException;
    }

    @Override
    public boolean same(Restored one, Restored other) {
        // the order in hash tables may be another
        return one.rows() == other.rows() && one.again().length == other.again().length;
    }

    @Override
    public int bytesPerByte() {
        return 4 * 512; // the state is decoded, put into tables, and written again
    }
}
