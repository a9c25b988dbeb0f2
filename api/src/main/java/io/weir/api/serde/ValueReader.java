package io.weir.api.serde;

import org.jspecify.annotations.Nullable;

/** Reads what a {@link ValueWriter} wrote; {@link TypeTable} hands it to codecs. Valid during the call that it was passed to. */
public final class ValueReader {

    private final TypeTable table;

    ValueReader(TypeTable table) {
        this.table = table;
    }

    /**
     * Reads one value with its tag.
     *
     * @throws CorruptDataException if the bytes are no value, or nested deeper than {@value TypeTable#MAX_DEPTH}
     */
    public @Nullable Object read(BinaryInput in) {
        return table.readNested(in);
    }

    /** Passes over one value, even if its class is gone. */
    void skip(BinaryInput in) {
        table.skipNested(in);
    }
}
