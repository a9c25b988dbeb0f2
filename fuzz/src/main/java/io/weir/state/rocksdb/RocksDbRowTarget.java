package io.weir.state.rocksdb;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.CorruptDataException;
import io.weir.api.serde.IncompatibleTypeException;
import io.weir.api.serde.TypeTable;
import io.weir.api.serde.UnsupportedTypeException;
import io.weir.fuzz.FuzzTarget;
import io.weir.fuzz.target.Samples;
import io.weir.state.format.RowFormat;
import io.weir.state.row.Row;
import io.weir.state.row.StateKind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Rows in the database: entries of the type table, a row's key, and its value. */
@NullMarked
public final class RocksDbRowTarget implements FuzzTarget<RocksDbRowTarget.Stored> {
    private static final CodecRegistry CODECS = CodecRegistry.create(RocksDbRowTarget.class.getClassLoader());
    private static final StateKind[] KINDS = StateKind.values();
    private static final int[] SLOTS = {0, 1, 2, 3, 4};

    /** A row and the key group that its key names. */
    public record Stored(int keyGroup, Row row) {}

    @Override
    public String name() {
        return "rocksdb-row";
    }

    @Override
    public String what() {
        return "rows in RocksDB (`RowKeys`, `RowFormat`)";
    }

    @Override
    public List<byte[]> seeds() {
        Row row = new Row("key", "window", 0, 0);
        for (int slot = 0; slot < KINDS.length; slot++) {
            row.set(
                    slot,
                    switch (KINDS[slot]) {
                        case LIST -> Arrays.asList(1, null, "x");
                        case MAP -> new MapSlot(3);
                        case VALUE, REDUCING, AGGREGATING -> new Samples.Order(slot, "n", null, List.of(), true, 1);
                    });
        }
        return List.of(encode(new Stored(5, row)), encode(new Stored(127, new Row(1L, null, 0, 0))));
    }

    @Override
    public Stored decode(byte[] input) {
        TypeTable types = new TypeTable(CODECS);
        BinaryInput in = new BinaryInput(input);
        types.readEntries(in);
        RowKeys.RowKey key = new RowKeys(types).readRow(in);
        Row row = new Row(key.key(), key.namespace(), 0, 0);
        new RowFormat(KINDS, types, MapSlot.FORMAT).readSlots(in, row, SLOTS);
        return new Stored(key.keyGroup(), row);
    }

    @Override
    public byte[] encode(Stored stored) {
        TypeTable types = new TypeTable(CODECS);
        BinaryOutput body = new BinaryOutput(64);
        new RowKeys(types)
                .writeRow(stored.keyGroup(), stored.row().key(), stored.row().namespace(), body);
        new RowFormat(KINDS, types, MapSlot.FORMAT).writeSlots(stored.row(), body);
        BinaryOutput all = new BinaryOutput(64);
        types.writeEntries(0, all);
        all.writeBytes(body.array(), 0, body.position());
        return all.toByteArray();
    }

    /** What is restored from catches these, and says which operator it was. */
    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof CorruptDataException
                || thrown instanceof IncompatibleTypeException
                || thrown instanceof UnsupportedTypeException;
    }

    @Override
    public boolean same(Stored one, Stored other) {
        byte[] a = encode(one);
        byte[] b = encode(other);
        Arrays.sort(a); // hash tables may have another order
        Arrays.sort(b);
        return Arrays.equals(a, b);
    }
}
