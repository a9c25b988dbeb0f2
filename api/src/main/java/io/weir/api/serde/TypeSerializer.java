package io.weir.api.serde;

import java.io.Serializable;

/**
 * Stands where Flink programs hold a serializer: accepted, never asked. Weir chooses codecs by the runtime class of values.
 *
 * @param <T> what Flink would serialize
 */
public class TypeSerializer<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    protected TypeSerializer() {}

    static <T> TypeSerializer<T> any() {
        return new TypeSerializer<>();
    }
}
