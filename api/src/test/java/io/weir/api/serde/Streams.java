package io.weir.api.serde;

import org.jspecify.annotations.Nullable;

/** Writes with one table and reads with another, as two JVMs do. */
final class Streams {

    static final CodecRegistry REGISTRY = CodecRegistry.create(Streams.class.getClassLoader());

    private Streams() {}

    /** Entries, then the value. */
    static byte[] write(@Nullable Object value, CodecRegistry registry) {
        TypeTable table = new TypeTable(registry);
        BinaryOutput body = new BinaryOutput(0);
        table.writeValue(value, body);
        BinaryOutput all = new BinaryOutput(16);
        table.writeEntries(0, all);
        all.writeBytes(body.array(), 0, body.position());
        return all.toByteArray();
    }

    static @Nullable Object read(byte[] bytes, CodecRegistry registry) {
        BinaryInput in = new BinaryInput(bytes);
        TypeTable table = new TypeTable(registry);
        table.readEntries(in);
        Object value = table.readValue(in);
        if (in.remaining() > 0) {
            throw new AssertionError(in.remaining() + " bytes were left unread after " + value);
        }
        return value;
    }

    static @Nullable Object roundTrip(@Nullable Object value) {
        return read(write(value, REGISTRY), REGISTRY);
    }
}
