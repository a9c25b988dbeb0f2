package io.weir.api.serde;

/** A name that Flink programs use; see {@link TypeSerializer}. */
public final class LongSerializer extends TypeSerializer<Long> {
    public static final LongSerializer INSTANCE = new LongSerializer();

    private static final long serialVersionUID = 1L;

    private LongSerializer() {}
}
