package io.weir.state.rocksdb;

import io.weir.api.serde.BinaryOutput;

/**
 * A RocksDB write batch built as bytes, so that a batch crosses into native code once, not once for each row. The layout is RocksDB's own
 * (db/write_batch.cc): sequence (8 bytes), number of records (4 bytes, little endian), then tag, column family, key and value of each record.
 */
final class WriteBatchBytes {
    private static final int HEADER = 12;
    private static final int COUNT_AT = 8;
    private static final int COLUMN_FAMILY_DELETION = 4;
    private static final int COLUMN_FAMILY_VALUE = 5;

    private final BinaryOutput out = new BinaryOutput(64 * 1024);
    private int count;

    WriteBatchBytes() {
        clear();
    }

    void clear() {
        out.reset();
        for (int i = 0; i < HEADER; i++) {
            out.writeByte(0);
        }
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int bytes() {
        return out.position();
    }

    void put(int columnFamily, BinaryOutput key, BinaryOutput value) {
        record(COLUMN_FAMILY_VALUE, columnFamily, key);
        out.writeVarInt(value.position());
        out.writeBytes(value.array(), 0, value.position());
    }

    void delete(int columnFamily, BinaryOutput key) {
        record(COLUMN_FAMILY_DELETION, columnFamily, key);
    }

    byte[] toByteArray() {
        byte[] bytes = out.toByteArray();
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[COUNT_AT + i] = (byte) (count >>> (8 * i));
        }
        return bytes;
    }

    private void record(int tag, int columnFamily, BinaryOutput key) {
        count++;
        out.writeByte(tag);
        out.writeVarInt(columnFamily);
        out.writeVarInt(key.position());
        out.writeBytes(key.array(), 0, key.position());
    }
}
