package io.weir.api.connector.builtin;

import io.weir.api.connector.SimpleVersionedSerializer;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Splits as bytes, each of 24: ordinal, step, next, end; big-endian. */
final class IndexSplitsSerializer implements SimpleVersionedSerializer<List<IndexSplit>> {
    private static final int VERSION = 1;
    private static final int BYTES = 2 * Integer.BYTES + 2 * Long.BYTES;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(List<IndexSplit> splits) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + splits.size() * BYTES);
        bytes.putInt(splits.size());
        for (IndexSplit split : splits) {
            bytes.putInt(split.ordinal())
                    .putInt(split.step())
                    .putLong(split.next())
                    .putLong(split.end());
        }
        return bytes.array();
    }

    @Override
    public List<IndexSplit> deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "[CKP-403] The position of an in-memory source has format " + version + ", this release reads "
                            + VERSION + ". The checkpoint is of a newer release. Run the job with that release.");
        }
        ByteBuffer bytes = ByteBuffer.wrap(serialized);
        try {
            int count = bytes.getInt();
            if (bytes.remaining() != (long) count * BYTES) {
                throw new IOException("[CKP-401] The position of an in-memory source is damaged: " + serialized.length
                        + " bytes do not hold " + count
                        + " splits. Go on from a checkpoint that is whole: './weir restart JOB --newest-intact'.");
            }
            List<IndexSplit> splits = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int ordinal = bytes.getInt();
                int step = bytes.getInt();
                splits.add(new IndexSplit(ordinal, bytes.getLong(), step, bytes.getLong()));
            }
            return splits;
        } catch (BufferUnderflowException e) {
            throw new IOException(
                    "[CKP-401] The position of an in-memory source is damaged: it has only " + serialized.length
                            + " bytes. Go on from a checkpoint that is whole: './weir restart JOB --newest-intact'.",
                    e);
        }
    }

    /** The same for one split. */
    static final class OfOne implements SimpleVersionedSerializer<IndexSplit> {
        private final IndexSplitsSerializer list = new IndexSplitsSerializer();

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(IndexSplit split) {
            return list.serialize(List.of(split));
        }

        @Override
        public IndexSplit deserialize(int version, byte[] serialized) throws IOException {
            return list.deserialize(version, serialized).get(0);
        }
    }
}
