package io.weir.runtime.channel;

import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.TypeTable;
import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.element.StreamElement;

/**
 * A channel to another JVM: records are encoded as they are emitted. A batch is: a byte that says whether records have timestamps,
 * the new entries of the channel's type table, then for each record its timestamp (if there are any) and its value. {@link
 * BatchDecoder} is the other end.
 */
public final class RemoteOutputChannel extends OutputChannel {
    static final int WITHOUT_TIMESTAMPS = 0;
    static final int WITH_TIMESTAMPS = 1;

    private final TypeTable types;
    private final BinaryOutput body;
    private final BinaryOutput head = new BinaryOutput(64);
    private final int limit;
    private int knownTypes;
    private int records;
    private boolean timestamped;
    private long bytesSent;

    /** @param bufferBytes a batch leaves when it has grown to this size */
    public RemoteOutputChannel(
            int channel,
            int window,
            int bufferBytes,
            CodecRegistry codecs,
            ChannelSender sender,
            OutputAvailability availability) {
        super(channel, window, sender, availability);
        this.limit = bufferBytes;
        this.types = new TypeTable(codecs);
        this.body = new BinaryOutput(bufferBytes + bufferBytes / 8);
    }

    @Override
    public void add(Object value, long timestamp) {
        boolean hasTimestamp = timestamp != RecordBatch.NO_TIMESTAMP;
        if (hasTimestamp != timestamped) {
            if (records > 0) {
                sendOpen();
            }
            timestamped = hasTimestamp;
        }
        if (hasTimestamp) {
            body.writeLong(timestamp);
        }
        types.writeValue(value, body);
        records++;
        if (body.position() >= limit) {
            sendOpen();
        }
    }

    @Override
    protected int openRecords() {
        return records;
    }

    @Override
    protected StreamElement closeOpen() {
        head.reset();
        head.writeByte(timestamped ? WITH_TIMESTAMPS : WITHOUT_TIMESTAMPS);
        types.writeEntries(knownTypes, head);
        knownTypes = types.size();
        int length = head.position() + body.position();
        byte[] bytes = new byte[length];
        System.arraycopy(head.array(), 0, bytes, 0, head.position());
        System.arraycopy(body.array(), 0, bytes, head.position(), body.position());
        EncodedBatch batch = new EncodedBatch(bytes, length, records);
        bytesSent += length;
        records = 0;
        body.reset();
        return batch;
    }

    @Override
    public long bytesSent() {
        return bytesSent;
    }
}
