package io.weir.actors.exchange;

import io.weir.actors.exchange.ExchangeMessage.Credit;
import io.weir.actors.exchange.ExchangeMessage.Deliver;
import java.io.NotSerializableException;
import java.nio.ByteBuffer;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.ByteBufferSerializer;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * The data plane on the wire: writes straight into Artery's pooled buffer, reads one copy out of it. Knows {@link Deliver} and
 * {@link Credit} and nothing else; what it cannot read it refuses, and the gap then fails the attempt. Big endian throughout.
 */
public final class ExchangeSerializer extends SerializerWithStringManifest implements ByteBufferSerializer {
    /** Never changes: nodes of different releases tell serializers apart by it. */
    public static final int IDENTIFIER = 7301;

    static final String DELIVER = "D";
    static final String CREDIT = "C";

    private static final int CREDIT_BYTES = 8 + 4 + 8;

    private final int maxElementBytes;

    /** Called by Pekko, which reads {@code weir.exchange.max-element-bytes} through this. */
    public ExchangeSerializer(ExtendedActorSystem system) {
        this(ExchangeLimits.maxElementBytes(system.settings().config()));
    }

    ExchangeSerializer(int maxElementBytes) {
        this.maxElementBytes = maxElementBytes;
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        if (message instanceof Deliver) {
            return DELIVER;
        } else if (message instanceof Credit) {
            return CREDIT;
        }
        throw new IllegalArgumentException(
                "[NET-602] A message of " + message.getClass().getName()
                        + " was given to the serializer of the data plane. It carries Deliver and Credit only. "
                        + "Correct pekko.actor.serialization-bindings.");
    }

    @Override
    public void toBinary(Object message, ByteBuffer into) {
        if (message instanceof Deliver deliver) {
            into.putLong(deliver.epoch()).putInt(deliver.channel()).putLong(deliver.sequence());
            ElementFormat.write(deliver.element(), into);
        } else if (message instanceof Credit credit) {
            into.putLong(credit.epoch()).putInt(credit.channel()).putLong(credit.upTo());
        } else {
            manifest(message); // says what is wrong
        }
    }

    @Override
    public byte[] toBinary(Object message) {
        int size = message instanceof Deliver deliver
                ? CREDIT_BYTES + ElementFormat.sizeOf(deliver.element())
                : CREDIT_BYTES;
        ByteBuffer buffer = ByteBuffer.allocate(size);
        toBinary(message, buffer);
        return buffer.array();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        return fromBinary(ByteBuffer.wrap(bytes), manifest);
    }

    @Override
    public Object fromBinary(ByteBuffer from, String manifest) throws NotSerializableException {
        boolean deliver = manifest.equals(DELIVER);
        if (!deliver && !manifest.equals(CREDIT)) {
            throw ElementFormat.refused("an unknown kind of message '" + manifest + "'");
        }
        if (from.remaining() < CREDIT_BYTES) {
            throw ElementFormat.refused(
                    "a message of " + from.remaining() + " bytes, " + CREDIT_BYTES + " is the least");
        }
        long epoch = from.getLong();
        int channel = from.getInt();
        long number = from.getLong();
        if (epoch < 0 || channel < 0 || number < 0) {
            throw ElementFormat.refused(
                    "epoch " + epoch + ", channel " + channel + ", number " + number + "; none may be negative");
        }
        Object message = deliver
                ? new Deliver(epoch, channel, number, ElementFormat.read(from, maxElementBytes))
                : new Credit(epoch, channel, number);
        if (from.hasRemaining()) {
            throw ElementFormat.refused(from.remaining() + " bytes after the end of a message");
        }
        return message;
    }
}
