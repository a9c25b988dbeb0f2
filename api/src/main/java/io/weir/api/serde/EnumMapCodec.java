package io.weir.api.serde;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries as values; an empty map is followed by one constant of its enum, which tells the type. */
final class EnumMapCodec implements Codec<EnumMap<?, Object>> {
    @Override
    public void encode(EnumMap<?, Object> value, BinaryOutput out, ValueWriter nested) {
        out.writeVarInt(value.size());
        if (value.isEmpty()) {
            nested.write(anyConstant(value), out);
        }
        for (Map.Entry<?, Object> entry : value.entrySet()) {
            nested.write(entry.getKey(), out);
            nested.write(entry.getValue(), out);
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes", "NullAway"}) // a null or a mixture is refused by EnumMap itself
    public EnumMap<?, Object> decode(BinaryInput in, ValueReader nested) {
        int size = in.readLength(1);
        Enum first = (Enum) nested.read(in);
        EnumMap map = new EnumMap<>(first.getDeclaringClass());
        if (size > 0) {
            map.put(first, nested.read(in));
            for (int i = 1; i < size; i++) {
                map.put((Enum) nested.read(in), nested.read(in));
            }
        }
        return map;
    }

    @Override
    public boolean isImmutable() {
        return false;
    }

    @Override
    @SuppressWarnings("NullAway") // the user's values may be null
    public EnumMap<?, Object> copy(EnumMap<?, Object> value, ValueCopier nested) {
        EnumMap<?, Object> copy = value.clone();
        copy.replaceAll((key, content) -> nested.copy(content));
        return copy;
    }

    private static Object anyConstant(EnumMap<?, Object> empty) {
        Object[] constants = KeyType.of(empty).getEnumConstants();
        if (constants.length == 0) {
            throw SerdeErrors.emptyEnum(EnumMap.class);
        }
        return constants[0];
    }

    /** No method of an empty map tells the class of its keys; its serialized form does, of which nothing is kept or read. */
    private static final class KeyType extends ObjectOutputStream {
        private @Nullable Class<?> found;

        private KeyType() throws IOException {
            super(OutputStream.nullOutputStream());
        }

        static Class<?> of(EnumMap<?, Object> empty) {
            try (KeyType classes = new KeyType()) {
                classes.writeObject(empty);
                if (classes.found != null) {
                    return classes.found;
                }
            } catch (IOException e) {
                throw new AssertionError("nothing is written anywhere", e);
            }
            throw new AssertionError("the serialized form of an EnumMap has the class of its keys");
        }

        @Override
        protected void annotateClass(Class<?> type) {
            if (type.isEnum()) {
                found = type;
            }
        }
    }
}
