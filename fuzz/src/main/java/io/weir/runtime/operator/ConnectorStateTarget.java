package io.weir.runtime.operator;

import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.fuzz.FuzzTarget;
import io.weir.state.failure.CorruptSnapshotException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** The frame around what connectors save: the version of their serializer, and each piece with its length. */
@NullMarked
public final class ConnectorStateTarget implements FuzzTarget<List<byte[]>> {
    /** A piece is its bytes. */
    public static final SimpleVersionedSerializer<byte[]> BYTES = new SimpleVersionedSerializer<>() {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(byte[] piece) {
            return piece;
        }

        @Override
        public byte[] deserialize(int version, byte[] bytes) {
            return bytes;
        }
    };

    @Override
    public String name() {
        return "connector-state";
    }

    @Override
    public String what() {
        return "the frame around splits and writer state in a checkpoint (`VersionedList`)";
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        return List.of(encode(List.of()), encode(List.of(new byte[] {1, 2}, new byte[0])));
    }

    @Override
    public List<byte[]> decode(byte[] input) throws IOException {
        return VersionedList.decode(input, BYTES);
    }

    @Override
    public byte[] encode(List<byte[]> pieces) throws IOException {
        return VersionedList.encode(pieces, BYTES);
    }

    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof CorruptSnapshotException;
    }

    @Override
    public boolean same(List<byte[]> one, List<byte[]> other) {
        return java.util.Arrays.deepEquals(one.toArray(), other.toArray());
    }
}
