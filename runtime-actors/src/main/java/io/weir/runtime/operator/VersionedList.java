package io.weir.runtime.operator;

import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A list of a connector's objects as bytes: the serializer's version, the count, then each with its length. */
final class VersionedList {
    private VersionedList() {}

    static <T> byte[] encode(Collection<T> items, SimpleVersionedSerializer<T> serializer) throws IOException {
        BinaryOutput out = new BinaryOutput(256);
        write(items, serializer, out);
        return out.toByteArray();
    }

    static <T> void write(Collection<T> items, SimpleVersionedSerializer<T> serializer, BinaryOutput out)
            throws IOException {
        out.writeInt(serializer.getVersion());
        out.writeInt(items.size());
        for (T item : items) {
            byte[] bytes = serializer.serialize(item);
            out.writeInt(bytes.length);
            out.writeBytes(bytes, 0, bytes.length);
        }
    }

    static <T> List<T> decode(byte[] bytes, SimpleVersionedSerializer<T> serializer) throws IOException {
        return read(new BinaryInput(bytes, 0, bytes.length), serializer);
    }

    static <T> List<T> read(BinaryInput in, SimpleVersionedSerializer<T> serializer) throws IOException {
        int version = in.readInt();
        int count = in.readInt();
        List<T> items = new ArrayList<>();
        for (int left = count; left > 0; left--) {
            byte[] bytes = new byte[checked(in.readInt(), in)];
            in.readBytes(bytes, 0, bytes.length);
            items.add(serializer.deserialize(version, bytes));
        }
        return items;
    }

    private static int checked(int length, BinaryInput in) throws IOException {
        if (length < 0 || length > in.remaining()) {
            throw new IOException("[CKP-402] A piece of connector state says it has " + length + " bytes where "
                    + in.remaining() + " are left. The checkpoint is damaged; restore from another one.");
        }
        return length;
    }
}
