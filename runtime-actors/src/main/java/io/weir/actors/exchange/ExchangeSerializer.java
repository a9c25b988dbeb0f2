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
        if (!(message instanceof ExchangeMessage data)) {
            manifest(message); // says what is wrong
            return;
        }
        MessageFormat.write(data, into);
    }

    @Override
    public byte[] toBinary(Object message) {
        int size = message instanceof ExchangeMessage data ? MessageFormat.sizeOf(data) : 0;
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
        return switch (manifest) {
            case DELIVER -> MessageFormat.readDeliver(from, maxElementBytes);
            case CREDIT -> MessageFormat.readCredit(from);
            default -> throw ElementFormat.refused("an unknown kind of message '" + manifest + "'");
        };
    }
}
