package io.weir.runtime.operator;

import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.state.failure.CorruptSnapshotException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A list of a connector's objects as bytes: the serializer's version, the count, then each with its length. */
public final class VersionedList {
    private VersionedList() {}

    public static <T> byte[] encode(Collection<T> items, SimpleVersionedSerializer<T> serializer) throws IOException {
        BinaryOutput out = new BinaryOutput(256);
        write(items, serializer, out);
        return out.toByteArray();
    }

    public static <T> void write(Collection<T> items, SimpleVersionedSerializer<T> serializer, BinaryOutput out)
            throws IOException {
        out.writeInt(serializer.getVersion());
        out.writeInt(items.size());
        for (T item : items) {
            byte[] bytes = serializer.serialize(item);
            out.writeInt(bytes.length);
            out.writeBytes(bytes, 0, bytes.length);
        }
    }

    /**
     * What {@link #encode} wrote.
     *
     * @throws CorruptSnapshotException [CKP-401] if the frame around the objects is damaged
     * @throws IOException what the serializer throws
     */
    public static <T> List<T> decode(byte[] bytes, SimpleVersionedSerializer<T> serializer) throws IOException {
        BinaryInput in = new BinaryInput(bytes);
        List<T> items = read(in, serializer);
        requireEnd(in);
        return items;
    }

    /** As {@link #decode}, of a part of what is left; only as much is read as belongs to it. */
    public static <T> List<T> read(BinaryInput in, SimpleVersionedSerializer<T> serializer) throws IOException {
        int version = number(in);
        int count = length(in, Integer.BYTES);
        List<T> items = new ArrayList<>();
        for (int left = count; left > 0; left--) {
            byte[] bytes = new byte[length(in, 1)];
            in.readBytes(bytes, 0, bytes.length);
            items.add(serializer.deserialize(version, bytes));
        }
        return items;
    }

    /** How many things follow, each of at least so many bytes. */
    public static int length(BinaryInput in, int bytesEach) throws CorruptSnapshotException {
        int length = number(in);
        if (length < 0 || length > in.remaining() / bytesEach) {
            throw damaged("it says that " + length + " pieces of at least " + bytesEach + " byte(s) follow, where "
                    + in.remaining() + " bytes are left");
        }
        return length;
    }

    public static void requireEnd(BinaryInput in) throws CorruptSnapshotException {
        if (in.remaining() > 0) {
            throw damaged(in.remaining() + " bytes follow after its end");
        }
    }

    public static int number(BinaryInput in) throws CorruptSnapshotException {
        if (in.remaining() < Integer.BYTES) {
            throw damaged("it ends where a number should follow");
        }
        return in.readInt();
    }

    public static long longNumber(BinaryInput in) throws CorruptSnapshotException {
        if (in.remaining() < Long.BYTES) {
            throw damaged("it ends where a number should follow");
        }
        return in.readLong();
    }

    public static CorruptSnapshotException damaged(String how) {
        return new CorruptSnapshotException("[CKP-401] What a connector saved is damaged: " + how
                + ". Go on from a checkpoint that is whole: './weir restart JOB --newest-intact'.");
    }
}
