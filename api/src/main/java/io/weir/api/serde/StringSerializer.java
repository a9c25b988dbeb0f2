package io.weir.api.serde;

/** A name that Flink programs use; see {@link TypeSerializer}. */
public final class StringSerializer extends TypeSerializer<String> {
    public static final StringSerializer INSTANCE = new StringSerializer();

    private static final long serialVersionUID = 1L;

    private StringSerializer() {}
}
