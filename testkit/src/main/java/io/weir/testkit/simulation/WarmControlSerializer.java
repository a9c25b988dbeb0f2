package io.weir.testkit.simulation;

import io.weir.actors.wire.ControlSerializer;
import java.io.NotSerializableException;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.jspecify.annotations.Nullable;

/** The product's serializer of control messages, made once for all simulations of this JVM: learning what records look like takes long. */
public final class WarmControlSerializer extends SerializerWithStringManifest {
    private static @Nullable ControlSerializer shared;

    private final ControlSerializer serializer;

    /** Made by the actor system. */
    public WarmControlSerializer(ExtendedActorSystem system) {
        serializer = shared(system);
    }

    private static synchronized ControlSerializer shared(ExtendedActorSystem system) {
        ControlSerializer made = shared;
        if (made == null) {
            made = new ControlSerializer(system);
            shared = made;
        }
        return made;
    }

    @Override
    public int identifier() {
        return serializer.identifier();
    }

    @Override
    public String manifest(Object message) {
        return serializer.manifest(message);
    }

    @Override
    public byte[] toBinary(Object message) {
        return serializer.toBinary(message);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        return serializer.fromBinary(bytes, manifest);
    }
}
