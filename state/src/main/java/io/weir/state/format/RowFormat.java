package io.weir.state.format;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CorruptDataException;
import io.weir.api.serde.TypeTable;
import io.weir.state.row.Row;
import io.weir.state.row.StateKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the slots of a row become bytes; see the package. Confined to one thread. */
public final class RowFormat {
    private final StateKind[] kinds;
    private final TypeTable types;
    private final MapFormat maps;

    /** @param kinds by slot */
    public RowFormat(StateKind[] kinds, TypeTable types, MapFormat maps) {
        this.kinds = kinds.clone();
        this.types = types;
        this.maps = maps;
    }

    /** Appends the key and the namespace: equal ones give equal bytes, and no pair's bytes are the beginning of another's. */
    public void writeKey(Object key, @Nullable Object namespace, BinaryOutput out) {
        types.writeValue(key, out);
        types.writeValue(namespace, out);
    }

    /** Appends all slots that hold something. */
    public void writeSlots(Row row, BinaryOutput out) {
        for (int slot = 0; slot < kinds.length; slot++) {
            Object content = row.get(slot);
            if (content != null) {
                out.writeVarInt(slot + 1);
                write(kinds[slot], content, out);
            }
        }
        out.writeVarInt(0);
    }

    /** Reads what {@link #writeSlots} wrote into slots of {@code row}: slot i of the bytes becomes slot {@code slots[i]}. */
    public void readSlots(BinaryInput in, Row row, int[] slots) {
        for (int next = in.readVarInt(); next != 0; next = in.readVarInt()) {
            if (next < 0 || next > kinds.length) {
                throw new CorruptDataException("[DATA-306] A row uses slot " + (next - 1) + " of " + kinds.length
                        + ". It is damaged, or is not what Weir wrote. Restore from an intact checkpoint.");
            }
            row.set(slots[next - 1], read(kinds[next - 1], in));
        }
    }

    private void write(StateKind kind, Object content, BinaryOutput out) {
        switch (kind) {
            case LIST -> {
                List<?> list = (List<?>) content;
                out.writeVarInt(list.size());
                for (Object element : list) {
                    types.writeValue(element, out);
                }
            }
            case MAP -> maps.write(content, out);
            case VALUE, REDUCING, AGGREGATING -> types.writeValue(content, out);
        }
    }

    private @Nullable Object read(StateKind kind, BinaryInput in) {
        return switch (kind) {
            case LIST -> readList(in);
            case MAP -> maps.read(in);
            case VALUE, REDUCING, AGGREGATING -> types.readValue(in);
        };
    }

    private List<@Nullable Object> readList(BinaryInput in) {
        int size = in.readLength(1);
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(types.readValue(in));
        }
        return list;
    }
}
