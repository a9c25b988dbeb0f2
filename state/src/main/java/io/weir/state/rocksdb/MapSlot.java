package io.weir.state.rocksdb;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CorruptDataException;
import io.weir.state.format.MapFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the slot of a map state holds: how many entries the map has, and those of them that are at hand. */
final class MapSlot {
    /** An entry at hand; maybe one that is known not to be there. */
    static final class Entry {
        @Nullable
        Object value;

        boolean present;

        /** The database has one for this key, maybe with another value. */
        boolean stored;

        /** The database must be told. */
        boolean dirty;
    }

    /** In a row, a map is the number of its entries. */
    static final MapFormat FORMAT = new MapFormat() {
        @Override
        public void write(Object content, BinaryOutput out) {
            out.writeVarInt(((MapSlot) content).size);
        }

        @Override
        public Object read(BinaryInput in) {
            int size = in.readVarInt();
            if (size < 0) {
                throw new CorruptDataException("[DATA-306] A map in the local database has " + size
                        + " entries. It is damaged, or is not what Weir wrote. Restore from an intact checkpoint.");
            }
            return new MapSlot(size);
        }
    };

    final Map<@Nullable Object, Entry> entries = new LinkedHashMap<>();

    /** Entries of the map. */
    int size;

    /** Entries in the database. */
    int stored;

    MapSlot(int stored) {
        this.stored = stored;
        this.size = stored;
    }

    /** Whether all entries of the map are at hand. */
    boolean isComplete() {
        int present = 0;
        for (Entry entry : entries.values()) {
            if (entry.present) {
                present++;
            }
        }
        return present == size;
    }
}
