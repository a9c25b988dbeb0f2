package io.weir.api.connector;

import java.io.IOException;

/** Writes splits, committables and the like, with a version, so that old bytes stay readable. */
public interface SimpleVersionedSerializer<E> {
    /** The version {@link #serialize} writes. */
    int getVersion();

    byte[] serialize(E object) throws IOException;

    /** Reads bytes of any version this serializer ever wrote. */
    E deserialize(int version, byte[] serialized) throws IOException;
}
