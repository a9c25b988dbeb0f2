package io.weir.runtime.channel;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.CorruptDataException;
import io.weir.api.serde.TypeTable;
import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.element.RecordBatch;

/** Decodes the batches of one remote channel, which must come in order: the type table grows with them. */
final class BatchDecoder {
    private final TypeTable types;
    private final BinaryInput in = new BinaryInput(new byte[0], 0, 0);

    BatchDecoder(CodecRegistry codecs) {
        this.types = new TypeTable(codecs);
    }

    /**
     * Reads the next batch.
     *
     * @throws CorruptDataException if the bytes are not what {@link RemoteOutputChannel} wrote
     * @throws io.weir.api.serde.IncompatibleTypeException if the sender has another version of a class
     * @throws io.weir.api.serde.UnsupportedTypeException if the bytes name a class that is no data
     */
    RecordBatch decode(EncodedBatch encoded) {
        if (encoded.records() < 1 || encoded.records() > encoded.length()) {
            throw damaged("has " + encoded.length() + " bytes, which cannot hold " + encoded.records() + " records");
        }
        in.reset(encoded.bytes(), 0, encoded.length());
        int kind = in.readByte();
        if (kind != RemoteOutputChannel.WITH_TIMESTAMPS && kind != RemoteOutputChannel.WITHOUT_TIMESTAMPS) {
            throw damaged("is of kind " + kind + ", which is none");
        }
        boolean timestamped = kind == RemoteOutputChannel.WITH_TIMESTAMPS;
        types.readEntries(in);
        RecordBatch batch = new RecordBatch(encoded.records());
        for (int left = encoded.records(); left > 0; left--) {
            long timestamp = timestamped ? in.readLong() : RecordBatch.NO_TIMESTAMP;
            Object value = types.readValue(in);
            if (value == null) {
                throw damaged("holds a record that is null");
            }
            batch.add(value, timestamp);
        }
        if (in.remaining() != 0) {
            throw damaged("has " + in.remaining() + " bytes after its last record");
        }
        return batch;
    }

    private static CorruptDataException damaged(String how) {
        return new CorruptDataException(
                "[DATA-306] A batch " + how
                        + ". It was changed on its way, or comes from another version of Weir. Run the same version on all nodes.");
    }
}
