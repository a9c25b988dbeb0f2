package io.weir.api.collect;

import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import java.io.IOException;

/**
 * Some records as bytes.
 *
 * @param id the same when it is sent again; unique in the job
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, never compared
record Batch(String id, byte[] bytes) {
    /** For checkpoints. */
    static final class Serializer implements SimpleVersionedSerializer<Batch> {
        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(Batch batch) {
            BinaryOutput out = new BinaryOutput(batch.bytes.length + 64);
            out.writeString(batch.id);
            out.writeBytes(batch.bytes, 0, batch.bytes.length);
            return out.toByteArray();
        }

        @Override
        public Batch deserialize(int version, byte[] serialized) throws IOException {
            if (version != VERSION) {
                throw new IOException(
                        "batches of collected records have format " + version + "; this release reads " + VERSION);
            }
            BinaryInput in = new BinaryInput(serialized);
            String id = in.readString();
            byte[] bytes = new byte[in.remaining()];
            in.readBytes(bytes, 0, bytes.length);
            return new Batch(id, bytes);
        }
    }
}
