package io.weir.api.serde;

import org.jspecify.annotations.Nullable;

/** Writes values inside a value, each with its tag; {@link TypeTable} hands it to codecs. Valid during the call that it was passed to. */
public final class ValueWriter {

    private final TypeTable table;

    ValueWriter(TypeTable table) {
        this.table = table;
    }

    /**
     * Writes any value that has a codec, or null.
     *
     * @throws UnsupportedTypeException if its class has no codec, or the value is nested deeper than {@value TypeTable#MAX_DEPTH}
     */
    public void write(@Nullable Object value, BinaryOutput out) {
        table.writeNested(value, out);
    }
}
