package io.weir.actors.wire;

import io.weir.actors.protocol.ControlMessage;
import io.weir.runtime.cluster.Part;
import io.weir.runtime.cluster.PartAssembly;
import java.io.NotSerializableException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Measures what is about to be told to another node: what does not fit into a frame of the network, which would be dropped with a line in
 * the log, travels in {@link Part}s, and what is too large for that as well is an error for the sender. Safe for any thread.
 */
public final class Parcels {
    /** The largest message, in all its parts. */
    public static final int MOST_BYTES = 64 << 20;

    private static final String FRAME = "pekko.remote.artery.advanced.maximum-frame-size";

    private final Serialization serialization;
    private final int most;
    private final AtomicLong messages = new AtomicLong();

    private Parcels(Serialization serialization, int most) {
        this.serialization = serialization;
        this.most = most;
    }

    /** Of a node; half of a frame is left to addresses and to the letter that a part travels in. */
    public static Parcels of(ActorSystem<?> system) {
        long frame = system.settings().config().getBytes(FRAME);
        return new Parcels(SerializationExtension.get(Adapter.toClassic(system)), (int) (frame / 2));
    }

    /**
     * The parts of a message.
     *
     * @return empty if it fits as it is
     * @throws TooLarge if it is larger than {@value #MOST_BYTES} bytes
     */
    public List<Part> partsOf(ControlMessage message) {
        byte[] bytes = serialization.serialize(message).get();
        if (bytes.length <= most) {
            return List.of();
        }
        String type = WireNames.nameOf(message.getClass());
        if (bytes.length > MOST_BYTES || bytes.length > (long) most * Part.MOST_PARTS) {
            throw new TooLarge(type, bytes.length);
        }
        return Part.cut(messages.incrementAndGet(), type, bytes, most);
    }

    /** Tells a message, whole or in parts. Throws {@link TooLarge}; then nothing was told. */
    public <T extends ControlMessage> void tell(ActorRef<? super T> to, T message, Function<Part, T> wrap) {
        List<Part> parts = partsOf(message);
        if (parts.isEmpty()) {
            to.tell(message);
        } else {
            parts.forEach(part -> to.tell(wrap.apply(part)));
        }
    }

    /**
     * Takes a part in.
     *
     * @param problem told a sentence if the message can never be read
     * @return the message, if all of it is there and it is of that type
     */
    public <T> @Nullable T add(PartAssembly assembly, Part part, Class<T> type, Consumer<String> problem) {
        try {
            PartAssembly.Whole whole = assembly.add(part);
            return whole == null ? null : type.cast(read(whole));
        } catch (Exception e) { // a Try throws what is not declared
            problem.accept("[NET-641] A " + part.type() + " that came in " + part.count() + " parts was refused. "
                    + (e instanceof ClassCastException ? "It is not expected here" : e.getMessage())
                    + ". Run the same release on all nodes and clients.");
            return null;
        }
    }

    private Object read(PartAssembly.Whole whole) throws NotSerializableException {
        Class<?> type = WireNames.typeOf(whole.type());
        if (type == null) {
            throw new IllegalArgumentException("this release knows no such type");
        }
        Serializer serializer = serialization.serializerFor(type);
        return serialization
                .deserialize(whole.bytes(), serializer.identifier(), whole.type())
                .get();
    }

    /** A message is too large even for parts. */
    public static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge(String type, int bytes) {
            super("[NET-642] A " + type + " of " + bytes + " bytes was not sent. " + MOST_BYTES
                    + " is the limit. Lower the parallelism, or keep less in accumulators, splits and operator state.");
        }
    }
}
