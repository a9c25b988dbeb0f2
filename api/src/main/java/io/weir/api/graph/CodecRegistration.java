package io.weir.api.graph;

import io.weir.api.serde.Codec;
import io.weir.api.serde.CodecRegistry;
import java.io.Serializable;

/** A codec the user registered for values of exactly this class. */
public record CodecRegistration(Class<?> type, Codec<?> codec) implements Serializable {
    /**
     * Makes it known to a job's registry.
     *
     * @throws IllegalArgumentException if the type is built in
     */
    @SuppressWarnings("unchecked") // registerCodec let only codecs of the type in
    public void addTo(CodecRegistry registry) {
        registry.register((Class<Object>) type, (Codec<Object>) codec);
    }
}
