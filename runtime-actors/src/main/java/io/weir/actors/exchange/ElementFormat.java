package io.weir.actors.exchange;

import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointKind;
import io.weir.checkpoint.CheckpointOrder;
import io.weir.runtime.element.Barrier;
import io.weir.runtime.element.CancelBarrier;
import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.element.EndOfInput;
import io.weir.runtime.element.Probe;
import io.weir.runtime.element.StreamElement;
import io.weir.runtime.element.Watermark;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;

/**
 * One element as bytes: a byte for its kind, then its fields, big endian. The numbers of kinds never change. Lengths are checked
 * against what is there, and against the limit, before anything is allocated.
 */
final class ElementFormat {
    private static final byte BATCH = 1;
    private static final byte WATERMARK = 2;
    private static final byte IDLE = 3;
    private static final byte ACTIVE = 4;
    private static final byte BARRIER = 5;
    private static final byte CANCEL_BARRIER = 6;
    private static final byte END_OF_INPUT = 7;
    private static final byte PROBE = 8;

    private static final byte CHECKPOINT = 0;
    private static final byte SAVEPOINT = 1;

    private ElementFormat() {}

    static int sizeOf(StreamElement element) {
        if (element instanceof EncodedBatch batch) {
            return 1 + 4 + 4 + batch.length();
        } else if (element instanceof Barrier) {
            return 1 + 8 + 8 + 1;
        } else if (element instanceof Watermark || element instanceof CancelBarrier) {
            return 1 + 8;
        }
        return 1;
    }

    /** Throws {@link IllegalArgumentException} for a batch by reference, which must never leave its JVM. */
    static void write(StreamElement element, ByteBuffer into) {
        if (element instanceof EncodedBatch batch) {
            into.put(BATCH).putInt(batch.records()).putInt(batch.length()).put(batch.bytes(), 0, batch.length());
        } else if (element instanceof Watermark watermark) {
            into.put(WATERMARK).putLong(watermark.timestamp());
        } else if (element instanceof ChannelStatus status) {
            into.put(status == ChannelStatus.IDLE ? IDLE : ACTIVE);
        } else if (element instanceof Barrier barrier) {
            CheckpointOrder order = barrier.order();
            into.put(BARRIER)
                    .putLong(order.id().value())
                    .putLong(order.triggeredAtMs())
                    .put(order.kind() == CheckpointKind.SAVEPOINT ? SAVEPOINT : CHECKPOINT);
        } else if (element instanceof CancelBarrier cancelled) {
            into.put(CANCEL_BARRIER).putLong(cancelled.checkpoint());
        } else if (element instanceof EndOfInput) {
            into.put(END_OF_INPUT);
        } else if (element == Probe.INSTANCE) {
            into.put(PROBE);
        } else {
            throw new IllegalArgumentException("[NET-601] A batch by reference was sent to another process. "
                    + "Its channel was taken for a local one, so its records were not encoded. "
                    + "This is a mistake in Weir: please report it with the job's placement.");
        }
    }

    /**
     * Reads one element.
     *
     * @param maxBytes of a batch's records
     * @throws NotSerializableException with a sentence, whatever the bytes
     */
    static StreamElement read(ByteBuffer from, int maxBytes) throws NotSerializableException {
        need(from, 1);
        byte kind = from.get();
        return switch (kind) {
            case BATCH -> readBatch(from, maxBytes);
            case WATERMARK -> new Watermark(number(from));
            case IDLE -> ChannelStatus.IDLE;
            case ACTIVE -> ChannelStatus.ACTIVE;
            case BARRIER -> new Barrier(order(from));
            case CANCEL_BARRIER -> new CancelBarrier(checkpoint(from));
            case END_OF_INPUT -> EndOfInput.INSTANCE;
            case PROBE -> Probe.INSTANCE;
            default -> throw refused("an element of unknown kind " + kind);
        };
    }

    private static long number(ByteBuffer from) throws NotSerializableException {
        need(from, 8);
        return from.getLong();
    }

    private static long checkpoint(ByteBuffer from) throws NotSerializableException {
        long checkpoint = number(from);
        if (checkpoint < CheckpointId.FIRST) {
            throw refused("a barrier of checkpoint " + checkpoint);
        }
        return checkpoint;
    }

    private static CheckpointOrder order(ByteBuffer from) throws NotSerializableException {
        CheckpointId id = new CheckpointId(checkpoint(from));
        long triggeredAtMs = number(from);
        need(from, 1);
        byte kind = from.get();
        return switch (kind) {
            case CHECKPOINT -> new CheckpointOrder(id, CheckpointKind.CHECKPOINT, triggeredAtMs);
            case SAVEPOINT -> new CheckpointOrder(id, CheckpointKind.SAVEPOINT, triggeredAtMs);
            default -> throw refused("a barrier of unknown kind " + kind);
        };
    }

    private static EncodedBatch readBatch(ByteBuffer from, int maxBytes) throws NotSerializableException {
        need(from, 8);
        int records = from.getInt();
        int length = from.getInt();
        if (records < 1) {
            throw refused("a batch of " + records + " records");
        }
        if (length < 0 || length > maxBytes) {
            throw refused("a batch of " + length + " bytes; weir.exchange.max-element-bytes is " + maxBytes);
        }
        need(from, length);
        byte[] bytes = new byte[length];
        from.get(bytes);
        return new EncodedBatch(bytes, length, records);
    }

    private static void need(ByteBuffer from, int bytes) throws NotSerializableException {
        if (from.remaining() < bytes) {
            throw refused("an element that ends after " + from.remaining() + " of " + bytes + " bytes");
        }
    }

    static NotSerializableException refused(String what) {
        return new NotSerializableException("[NET-603] A message of the data plane was refused: " + what
                + ". It is damaged, or comes from another version of Weir. Run the same version on all nodes.");
    }
}
