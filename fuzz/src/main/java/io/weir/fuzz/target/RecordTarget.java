package io.weir.fuzz.target;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CorruptDataException;
import io.weir.api.serde.IncompatibleTypeException;
import io.weir.api.serde.TypeTable;
import io.weir.api.serde.UnsupportedTypeException;
import io.weir.fuzz.FuzzTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The codecs of records: entries of a type table, then one value. */
public final class RecordTarget implements FuzzTarget<RecordTarget.Value> {
    /** In a box, because null is a value. */
    public record Value(@Nullable Object content) {}

    @Override
    public String name() {
        return "record";
    }

    @Override
    public String what() {
        return "records: type table and value (`TypeTable`, all codecs)";
    }

    @Override
    public List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (Object value : Samples.values()) {
            seeds.add(Samples.encode(value));
        }
        seeds.add(withoutTheLastField());
        seeds.add(ofAnUnusableClass());
        return seeds;
    }

    private static byte[] ofAnUnusableClass() {
        BinaryOutput out = new BinaryOutput(64);
        out.writeVarInt(1);
        out.writeByte(0); // a record
        out.writeString(Samples.Unusable.class.getName());
        out.writeVarInt(1);
        out.writeString("value");
        out.writeString("int");
        out.writeVarInt(80);
        out.writeInt(7);
        return out.toByteArray();
    }

    /** As written by an older version of the class: read by what reads evolved classes. */
    private static byte[] withoutTheLastField() {
        BinaryOutput out = new BinaryOutput(64);
        out.writeVarInt(1);
        out.writeByte(0); // a record
        out.writeString(Samples.Order.class.getName());
        out.writeVarInt(3);
        for (String field : List.of("id:long", "gone:java.lang.Object", "paid:boolean")) {
            out.writeString(field.substring(0, field.indexOf(':')));
            out.writeString(field.substring(field.indexOf(':') + 1));
        }
        out.writeVarInt(80);
        out.writeLong(7);
        out.writeByte(0);
        out.writeBoolean(true);
        return out.toByteArray();
    }

    @Override
    public Value decode(byte[] input) {
        TypeTable table = new TypeTable(Samples.CODECS);
        BinaryInput in = new BinaryInput(input);
        table.readEntries(in);
        return new Value(table.readValue(in));
    }

    @Override
    @SuppressWarnings("NullAway") // null is a value
    public byte[] encode(Value value) {
        return Samples.encode(value.content());
    }

    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof CorruptDataException
                || thrown instanceof IncompatibleTypeException
                || thrown instanceof UnsupportedTypeException;
    }

    @Override
    public boolean same(Value one, Value other) {
        return Samples.same(one.content(), other.content());
    }
}
