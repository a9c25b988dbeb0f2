package io.weir.runtime.channel;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.CorruptDataException;
import io.weir.api.serde.IncompatibleTypeException;
import io.weir.api.serde.UnsupportedTypeException;
import io.weir.fuzz.FuzzTarget;
import io.weir.fuzz.target.Samples;
import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.element.RecordBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Batches of records from another node: two of one channel, each with its number of records and its length, so that the second uses types of the first. */
@NullMarked
public final class BatchTarget implements FuzzTarget<List<RecordBatch>> {
    private static final CodecRegistry CODECS = CodecRegistry.create(BatchTarget.class.getClassLoader());

    @Override
    public String name() {
        return "batch";
    }

    @Override
    public String what() {
        return "batches of records on a channel (`BatchDecoder`)";
    }

    @Override
    public List<byte[]> seeds() {
        RecordBatch words = new RecordBatch(3);
        words.add("a", 5);
        words.add(2L, 6);
        RecordBatch orders = new RecordBatch(2);
        orders.add(new Samples.Order(1, "n", null, List.of(), true, 1), RecordBatch.NO_TIMESTAMP);
        return List.of(encode(List.of(words)), encode(List.of(orders, orders)), encode(List.of(words, orders)));
    }

    @Override
    public List<RecordBatch> decode(byte[] input) {
        BatchDecoder decoder = new BatchDecoder(CODECS);
        BinaryInput in = new BinaryInput(input);
        List<RecordBatch> batches = new ArrayList<>();
        do {
            int records = in.readVarInt();
            byte[] bytes = new byte[in.readLength(1)];
            in.readBytes(bytes, 0, bytes.length);
            batches.add(decoder.decode(new EncodedBatch(bytes, bytes.length, records)));
        } while (in.remaining() > 0);
        return batches;
    }

    @Override
    public byte[] encode(List<RecordBatch> batches) {
        BinaryOutput out = new BinaryOutput(64);
        RemoteOutputChannel channel = new RemoteOutputChannel(
                0,
                1 << 20,
                1 << 20,
                CODECS,
                (number, sequence, element) -> write((EncodedBatch) element, out),
                new OutputAvailability());
        for (RecordBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                channel.add(batch.value(i), batch.timestamp(i));
            }
            channel.flush();
        }
        return out.toByteArray();
    }

    private static void write(EncodedBatch batch, BinaryOutput out) {
        out.writeVarInt(batch.records());
        out.writeVarInt(batch.length());
        out.writeBytes(batch.bytes(), 0, batch.length());
    }

    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof CorruptDataException
                || thrown instanceof IncompatibleTypeException
                || thrown instanceof UnsupportedTypeException;
    }

    @Override
    public boolean same(List<RecordBatch> one, List<RecordBatch> other) {
        byte[] a = encode(one);
        byte[] b = encode(other);
        Arrays.sort(a); // hash tables may have another order
        Arrays.sort(b);
        return Arrays.equals(a, b);
    }
}
