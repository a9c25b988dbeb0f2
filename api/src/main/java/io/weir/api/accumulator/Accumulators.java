package io.weir.api.accumulator;

import io.weir.api.serde.BinaryInput;
import io.weir.api.serde.BinaryOutput;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.CorruptDataException;
import io.weir.api.serde.TypeTable;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The accumulators of an operator or a job, by name, as bytes and back: as checkpoints and messages have them. The bytes are a format
 * version, the classes, the number of accumulators, and each with its name.
 */
public final class Accumulators {
    private static final int FORMAT = 1;

    private Accumulators() {}

    /**
     * As bytes.
     *
     * @throws io.weir.api.serde.UnsupportedTypeException [API-107] if one of them, or something in it, has no codec
     */
    public static byte[] encode(Map<String, Accumulator<?, ?>> accumulators, CodecRegistry codecs) {
        TypeTable types = new TypeTable(codecs);
        BinaryOutput values = new BinaryOutput(256);
        accumulators.forEach((name, accumulator) -> {
            values.writeString(name);
            types.writeValue(accumulator, values);
        });
        BinaryOutput out = new BinaryOutput(values.position() + 256);
        out.writeByte(FORMAT);
        types.writeEntries(0, out);
        out.writeVarInt(accumulators.size());
        out.writeBytes(values.array(), 0, values.position());
        return out.toByteArray();
    }

    /**
     * As they were.
     *
     * @throws CorruptDataException if the bytes are no accumulators, or of a format that this release does not know
     */
    public static SortedMap<String, Accumulator<?, ?>> decode(byte[] bytes, CodecRegistry codecs) {
        BinaryInput in = new BinaryInput(bytes);
        int format = in.readByte();
        if (format != FORMAT) {
            throw new CorruptDataException("accumulators have format " + format + "; this release reads " + FORMAT);
        }
        TypeTable types = new TypeTable(codecs);
        types.readEntries(in);
        SortedMap<String, Accumulator<?, ?>> accumulators = new TreeMap<>();
        for (int left = in.readVarInt(); left > 0; left--) {
            String name = in.readString();
            if (!(types.readValue(in) instanceof Accumulator<?, ?> accumulator)) {
                throw new CorruptDataException("'" + name + "' is no accumulator");
            }
            accumulators.put(name, accumulator);
        }
        return accumulators;
    }

    /** Adds all of {@code from}, which is used up, to those of the same name. */
    public static void mergeInto(Map<String, Accumulator<?, ?>> into, Map<String, Accumulator<?, ?>> from) {
        from.forEach((name, accumulator) -> {
            Accumulator<?, ?> before = into.putIfAbsent(name, accumulator);
            if (before != null) {
                merge(name, before, accumulator);
            }
        });
    }

    /** The merged results of all parts, by name. */
    public static Map<String, Object> results(List<byte[]> parts, CodecRegistry codecs) {
        SortedMap<String, Accumulator<?, ?>> merged = new TreeMap<>();
        parts.forEach(part -> mergeInto(merged, decode(part, codecs)));
        Map<String, Object> results = new TreeMap<>();
        merged.forEach((name, accumulator) -> results.put(name, accumulator.getLocalValue()));
        return results;
    }

    /**
     * Adds one to another.
     *
     * @throws IllegalArgumentException [API-195] if they are of two kinds
     */
    @SuppressWarnings("unchecked") // of one class, which says what it takes
    public static void merge(String name, Accumulator<?, ?> into, Accumulator<?, ?> from) {
        if (into.getClass() != from.getClass()) {
            throw new IllegalArgumentException("[API-195] The accumulator '" + name + "' is a "
                    + into.getClass().getName() + " and a " + from.getClass().getName()
                    + ". The accumulators of one name must be of one kind. Give them different names.");
        }
        ((Accumulator<Object, Serializable>) into).merge((Accumulator<Object, Serializable>) from);
    }
}
