package io.weir.api.collect;

import io.weir.api.graph.CodecRegistration;
import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.TypeTable;
import java.util.ArrayList;
import java.util.List;

/** Records as bytes that stand for themselves: their number, their classes, then the values. */
final class RecordBytes {
    private final CodecRegistry codecs;
    private final BinaryOutput values = new BinaryOutput(256);
    private TypeTable types;
    private int count;

    RecordBytes(ClassLoader userCode, List<CodecRegistration> registrations) {
        codecs = CodecRegistry.create(userCode);
        registrations.forEach(codec -> codec.addTo(codecs));
        types = new TypeTable(codecs);
    }

    void add(Object value) {
        types.writeValue(value, values);
        count++;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** What was added since the last call. */
    byte[] take() {
        BinaryOutput out = new BinaryOutput(values.position() + 64);
        out.writeVarInt(count);
        types.writeEntries(0, out);
        out.writeBytes(values.array(), 0, values.position());
        values.reset();
        types = new TypeTable(codecs);
        count = 0;
        return out.toByteArray();
    }

    List<Object> read(byte[] bytes) {
        BinaryInput in = new BinaryInput(bytes);
        int left = in.readVarInt();
        TypeTable read = new TypeTable(codecs);
        read.readEntries(in);
        List<Object> records = new ArrayList<>();
        for (; left > 0; left--) {
            Object value = read.readValue(in);
            if (value != null) {
                records.add(value);
            }
        }
        return records;
    }
}
