package io.weir.api.serde;

/** A name that Flink programs use; see {@link TypeSerializer}. */
public final class IntSerializer extends TypeSerializer<Integer> {
    public static final IntSerializer INSTANCE = new IntSerializer();

    private static final long serialVersionUID = 1L;

    private IntSerializer() {}
}
