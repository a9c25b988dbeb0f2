package io.weir.api.serde;

/** A name that Flink programs use; see {@link TypeSerializer}. */
public final class DoubleSerializer extends TypeSerializer<Double> {
    public static final DoubleSerializer INSTANCE = new DoubleSerializer();

    private static final long serialVersionUID = 1L;

    private DoubleSerializer() {}
}
