package io.weir.state.heap;

import io.weir.state.row.Row;
import io.weir.state.table.FreezableTable;
import io.weir.state.table.Hashed;
import org.jspecify.annotations.Nullable;

/** The rows of one key group. */
final class RowTable extends FreezableTable<Row> {

    @Nullable
    Row find(Object key, @Nullable Object namespace, int hash) {
        @Nullable Hashed[] array = slots();
        int mask = array.length - 1;
        int index = hash & mask;
        Row row = (Row) array[index];
        while (row != null) {
            if (row.hash() == hash && row.is(key, namespace)) {
                return row;
            }
            index = (index + 1) & mask;
            row = (Row) array[index];
        }
        return null;
    }

    /** What stands where a search for the hash begins; often its row. */
    @Nullable
    Row firstAt(int hash) {
        @Nullable Hashed[] array = slots();
        return (Row) array[hash & (array.length - 1)];
    }

    /** Where the first row with the hash is, or where a search for it ends. */
    int slotOf(int hash) {
        @Nullable Hashed[] array = slots();
        int mask = array.length - 1;
        int index = hash & mask;
        Hashed row = array[index];
        while (row != null && row.hash() != hash) {
            index = (index + 1) & mask;
            row = array[index];
        }
        return index;
    }

    /** What is in that slot now. */
    @Nullable
    Row at(int slot) {
        @Nullable Hashed[] array = slots();
        return slot < array.length ? (Row) array[slot] : null;
    }

    void add(Row row) {
        insert(row);
    }

    void replace(Row row, Row by) {
        replaceAt(indexOf(row), by);
    }

    void remove(Row row) {
        removeAt(indexOf(row));
    }

    private int indexOf(Row row) {
        @Nullable Hashed[] array = slots();
        int mask = array.length - 1;
        int index = row.hash() & mask;
        while (array[index] != row) {
            assert array[index] != null : "a row that is not in the table of its key group";
            index = (index + 1) & mask;
        }
        return index;
    }
}
