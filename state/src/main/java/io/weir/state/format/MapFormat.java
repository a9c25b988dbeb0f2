package io.weir.state.format;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;

/** How the content of a map state's slot becomes bytes: it depends on where the entries are. */
public interface MapFormat {
    void write(Object content, BinaryOutput out);

    Object read(BinaryInput in);
}
