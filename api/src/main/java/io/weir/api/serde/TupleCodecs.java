package io.weir.api.serde;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Tuples: their fields as values; the arity is in the tag. Subclasses of tuples are plain objects instead. */
final class TupleCodecs {

    private static final String PREFIX = "io.weir.api.tuple.Tuple";

    private static final AtomicReferenceArray<ClassCodec> BY_ARITY = new AtomicReferenceArray<>(Tags.MAX_ARITY + 1);

    private TupleCodecs() {}

    static @Nullable ClassCodec find(Class<?> type) {
        String name = type.getName();
        if (!name.startsWith(PREFIX)
                || name.length() == PREFIX.length()
                || type.getClassLoader() != TupleCodecs.class.getClassLoader()) {
            return null;
        }
        return ofArity(Integer.parseInt(name.substring(PREFIX.length())));
    }

    static @Nullable ClassCodec ofArity(int arity) {
        if (arity < 1 || arity > Tags.MAX_ARITY) {
            return null;
        }
        ClassCodec found = BY_ARITY.get(arity);
        if (found == null) {
            found = create(arity);
            BY_ARITY.set(arity, found);
        }
        return found;
    }

    private static ClassCodec create(int arity) {
        try {
            Class<?> type = Class.forName(PREFIX + arity);
            List<StructLayout.FieldLayout> fields = new ArrayList<>();
            for (int i = 0; i < arity; i++) {
                fields.add(new StructLayout.FieldLayout(type, "f" + i, Object.class));
            }
            Codec<Object> codec = CodecGenerator.generate(new StructLayout(type, false, fields), false);
            return ClassCodec.builtIn(type, Tags.FIRST_TUPLE + arity - 1, codec);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("tuples up to " + Tags.MAX_ARITY + " are part of this module", e);
        }
    }
}
