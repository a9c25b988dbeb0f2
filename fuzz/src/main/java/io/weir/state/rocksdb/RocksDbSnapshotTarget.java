package io.weir.state.rocksdb;

import io.weir.fuzz.FuzzTarget;
import io.weir.state.failure.CorruptSnapshotException;
import io.weir.state.key.KeyGroupRange;
import io.weir.state.row.StateKind;
import io.weir.state.row.StateSlots;
import io.weir.state.snapshot.FileRef;
import io.weir.state.snapshot.KeyedStateHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.NullMarked;

/** The description of a RocksDB snapshot, of three files. */
@NullMarked
public final class RocksDbSnapshotTarget implements FuzzTarget<RocksDbSnapshotTarget.Described> {
    private static final KeyGroupRange ALL = new KeyGroupRange(0, 127);
    private static final List<FileRef> FILES =
            List.of(new FileRef("job/a", 10, 1), new FileRef("job/b", 20, 2), new FileRef("job/c", 30, 3));

    /** What a description says. */
    public record Described(KeyedStateHandle handle) {}

    @Override
    public String name() {
        return "rocksdb-snapshot";
    }

    @Override
    public String what() {
        return "descriptions of RocksDB snapshots (`RocksDbSnapshot`)";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(new RocksDbSnapshot(
                        128,
                        ALL,
                        List.of(
                                new StateSlots.Description("v", StateKind.VALUE, "java.lang.Long"),
                                new StateSlots.Description("m", StateKind.MAP, null)),
                        new byte[] {0},
                        new byte[] {0},
                        17,
                        List.of(
                                new RocksDbSnapshot.DatabaseFile("000007.sst", null, FILES.get(0)),
                                new RocksDbSnapshot.DatabaseFile("CURRENT", new byte[] {1, 2}, null),
                                new RocksDbSnapshot.DatabaseFile("000008.sst", null, FILES.get(1))),
                        new KeyedStateHandle(ALL, "heap-1", new byte[] {1, 2, 3}, FILES.subList(2, 3)))
                .encode()
                .meta());
    }

    @Override
    public Described decode(byte[] input) throws CorruptSnapshotException {
        return new Described(
                RocksDbSnapshot.decode(new KeyedStateHandle(ALL, RocksDbSnapshot.FORMAT, input, FILES), "op")
                        .encode());
    }

    @Override
    public byte[] encode(Described described) {
        return described.handle().meta();
    }

    @Override
    public byte[] sealed(byte[] input) {
        int content = input.length - Integer.BYTES;
        if (content < 0) {
            return input;
        }
        CRC32C crc = new CRC32C();
        crc.update(input, 0, content);
        byte[] sealed = input.clone();
        ByteBuffer.wrap(sealed).putInt(content, (int) crc.getValue());
        return sealed;
    }

    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof CorruptSnapshotException;
    }

    @Override
    public boolean same(Described one, Described other) {
        return Arrays.equals(one.handle().meta(), other.handle().meta());
    }
}
