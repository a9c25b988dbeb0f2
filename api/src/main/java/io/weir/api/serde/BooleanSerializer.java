package io.weir.api.serde;

/** A name that Flink programs use; see {@link TypeSerializer}. */
public final class BooleanSerializer extends TypeSerializer<Boolean> {
    public static final BooleanSerializer INSTANCE = new BooleanSerializer();

    private static final long serialVersionUID = 1L;

    private BooleanSerializer() {}
}
