package io.weir.state.format;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.TypeTable;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps whose entries are in the slot, in the order of insertion. */
public final class InlineMaps implements MapFormat {
    private final TypeTable types;

    public InlineMaps(TypeTable types) {
        this.types = types;
    }

    @Override
    public void write(Object content, BinaryOutput out) {
        Map<?, ?> map = (Map<?, ?>) content;
        out.writeVarInt(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            types.writeValue(entry.getKey(), out);
            types.writeValue(entry.getValue(), out);
        }
    }

    @Override
    @SuppressWarnings("NullAway") // the user's keys and values may be null
    public Object read(BinaryInput in) {
        int size = in.readLength(2);
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            Object key = types.readValue(in);
            map.put(key, types.readValue(in));
        }
        return map;
    }
}
