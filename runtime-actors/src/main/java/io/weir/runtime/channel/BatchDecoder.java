package io.weir.runtime.channel;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.CorruptDataException;
import io.weir.api.serde.TypeTable;
import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.element.RecordBatch;
import java.util.Objects;

/** Decodes the batches of one remote channel, which must come in order: the type table grows with them. */
final class BatchDecoder {
    private final TypeTable types;
    private final BinaryInput in = new BinaryInput(new byte[0], 0, 0);

    BatchDecoder(CodecRegistry codecs) {
        this.types = new TypeTable(codecs);
    }

    /** @throws CorruptDataException if the bytes are not what {@link RemoteOutputChannel} wrote */
    RecordBatch decode(EncodedBatch encoded) {
        if (encoded.records() < 1 || encoded.records() > encoded.length()) {
            throw new CorruptDataException(
                    "a batch of " + encoded.length() + " bytes cannot hold " + encoded.records() + " records");
        }
        in.reset(encoded.bytes(), 0, encoded.length());
        boolean timestamped = in.readByte() == RemoteOutputChannel.WITH_TIMESTAMPS;
        types.readEntries(in);
        RecordBatch batch = new RecordBatch(encoded.records());
        for (int left = encoded.records(); left > 0; left--) {
            long timestamp = timestamped ? in.readLong() : RecordBatch.NO_TIMESTAMP;
            batch.add(Objects.requireNonNull(types.readValue(in)), timestamp);
        }
        if (in.remaining() != 0) {
            throw new CorruptDataException(in.remaining() + " bytes are left over after the last record of a batch");
        }
        return batch;
    }
}
