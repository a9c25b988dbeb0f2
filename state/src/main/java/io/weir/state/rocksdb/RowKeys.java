package io.weir.state.rocksdb;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CorruptDataException;
import io.weir.api.serde.TypeTable;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the database. Encoded values tell their own end, so that no row's key is the beginning of another's, and each row's entries stand
 * together. Keys that are equal have the same bytes ({@link TypeTable#ofKeys}). Confined to one thread.
 */
final class RowKeys {
    static final int KEY_GROUP_BYTES = 2;

    /** What a row's key says. */
    record RowKey(int keyGroup, Object key, @Nullable Object namespace) {}

    private final TypeTable types;

    /** @param types {@link TypeTable#ofKeys}; of a database of format 1 the table of its values, to be read only */
    RowKeys(TypeTable types) {
        this.types = types;
    }

    void writeRow(int keyGroup, Object key, @Nullable Object namespace, BinaryOutput out) {
        out.reset();
        out.writeShort(keyGroup);
        types.writeValue(key, out);
        types.writeValue(namespace, out);
    }

    /** Appends to a row's key what makes it the beginning of all keys of the entries of one map. */
    void appendSlot(int slot, BinaryOutput out) {
        out.writeVarInt(slot);
    }

    /** Appends to that what makes it the key of one entry. */
    void appendEntry(@Nullable Object entryKey, BinaryOutput out) {
        types.writeValue(entryKey, out);
    }

    @Nullable
    Object readEntry(BinaryInput in) {
        return types.readValue(in);
    }

    RowKey readRow(BinaryInput in) {
        int keyGroup = in.readShort() & 0xFFFF;
        Object key = types.readValue(in);
        if (key == null) {
            throw new CorruptDataException(
                    "[DATA-306] A row of the local database has no key. It is damaged, or is not "
                            + "what Weir wrote. Restore from an intact checkpoint.");
        }
        return new RowKey(keyGroup, key, types.readValue(in));
    }

    static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && java.util.Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
