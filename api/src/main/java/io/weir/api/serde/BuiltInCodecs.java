package io.weir.api.serde;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The types that every stream can hold without describing them, by class and by tag. */
final class BuiltInCodecs {

    private static final Map<Class<?>, ClassCodec> BY_CLASS = new HashMap<>();
    private static final @Nullable ClassCodec[] BY_TAG = new ClassCodec[Tags.FIRST_TUPLE];

    static {
        ScalarCodecs.addTo(BuiltInCodecs::add);
        TimeCodecs.addTo(BuiltInCodecs::add);
        PrimitiveArrayCodecs.addTo(BuiltInCodecs::add);
        OptionalCodecs.addTo(BuiltInCodecs::add);
        CollectionCodecs.addTo(BuiltInCodecs::add);
        MapCodecs.addTo(BuiltInCodecs::add);
        WindowCodecs.addTo(BuiltInCodecs::add);
    }

    private BuiltInCodecs() {}

    /** Takes one codec for the classes that share it; the first is the one that reading returns. */
    interface Target {
        void add(int tag, Codec<?> codec, Class<?>... types);

        default <T> void immutable(
                int tag, Class<T> type, BiConsumer<T, BinaryOutput> encoder, Function<BinaryInput, T> decoder) {
            add(tag, new ImmutableCodec<>(encoder, decoder), type);
        }
    }

    static @Nullable ClassCodec find(Class<?> type) {
        ClassCodec found = BY_CLASS.get(type);
        if (found != null) {
            return found;
        }
        if (EnumSet.class.isAssignableFrom(type)) { // its two classes are hidden
            return BY_TAG[Tags.ENUM_SET];
        }
        return TupleCodecs.find(type);
    }

    static Codec<Object> byTag(int tag, BinaryInput in) {
        ClassCodec found = tag < Tags.FIRST_TUPLE ? BY_TAG[tag] : TupleCodecs.ofArity(tag - Tags.FIRST_TUPLE + 1);
        if (found == null) {
            throw SerdeErrors.corrupt(in, "tag " + tag + " does not exist");
        }
        return found.codec();
    }

    private static void add(int tag, Codec<?> codec, Class<?>... types) {
        for (Class<?> type : types) {
            ClassCodec builtIn = ClassCodec.builtIn(type, tag, codec);
            if (BY_CLASS.putIfAbsent(type, builtIn) == null && BY_TAG[tag] == null) {
                BY_TAG[tag] = builtIn;
            }
        }
    }
}
