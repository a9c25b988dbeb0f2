package io.weir.api.serde;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a class of keys, and how to make a key that has another value in one of them.
 *
 * @param open getters of those whose values may be of any class
 * @param constructor of a record; null for a plain object
 */
record KeyFields(
        List<Field> all, List<MethodHandle> open, @Nullable MethodHandle constructor) {
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    /** @param setter null in a record */
    record Field(
            String name,
            Class<?> type,
            MethodHandle getter,
            @Nullable MethodHandle setter) {}

    static KeyFields of(Class<?> type, ClassCodec codec) {
        Shape shape = codec.shape();
        if (shape == null || !shape.kind().hasFields()) {
            return new KeyFields(List.of(), List.of(), null); // a codec of the user's knows what it writes
        }
        StructLayout layout = StructLayout.of(type);
        List<Field> all = new ArrayList<>();
        List<MethodHandle> open = new ArrayList<>();
        try {
            for (StructLayout.FieldLayout each : layout.fields()) {
                MethodHandles.Lookup lookup = FullAccess.to(each.owner());
                Field field = new Field(
                        each.name(),
                        each.type(),
                        lookup.findGetter(each.owner(), each.name(), each.type())
                                .asType(GETTER),
                        layout.isRecord() ? null : lookup.findSetter(each.owner(), each.name(), each.type()));
                all.add(field);
                if (!isPlain(each.type())) {
                    open.add(field.getter());
                }
            }
            MethodHandle constructor = layout.isRecord()
                    ? FullAccess.to(type)
                            .findConstructor(
                                    type,
                                    MethodType.methodType(
                                            void.class,
                                            layout.fields().stream()
                                                    .map(StructLayout.FieldLayout::type)
                                                    .toList()))
                    : null;
            return new KeyFields(all, open, constructor);
        } catch (Throwable e) {
            throw SerdeErrors.noAccess(type, e);
        }
    }

    /** What one of the JDK's final classes without contents can be checked by. */
    private static boolean isPlain(Class<?> type) {
        if (type.isPrimitive() || type.isEnum() || type.isArray()) {
            return true; // whether equals looks into an array shows when a key comes back from its bytes
        }
        ClassCodec builtIn = BuiltInCodecs.find(type);
        return builtIn != null
                && Modifier.isFinal(type.getModifiers())
                && builtIn.codec().isImmutable();
    }

    static @Nullable Object get(MethodHandle getter, Object key) {
        try {
            return (Object) getter.invokeExact(key);
        } catch (Throwable e) { // that is how method handles are declared
            throw new IllegalStateException("a field of a key cannot be read", e);
        }
    }

    /** A key with another value in the field; null if its class refuses it. */
    @Nullable
    Object with(Object key, Field field, @Nullable Object value, CodecRegistry codecs) {
        try {
            if (constructor != null) {
                List<@Nullable Object> arguments = new ArrayList<>();
                for (Field each : all) {
                    arguments.add(each.equals(field) ? value : get(each.getter(), key));
                }
                return constructor.invokeWithArguments(arguments);
            }
            Object other = codecs.copy(key);
            if (field.setter() != null) {
                field.setter().invoke(other, value);
            }
            return other;
        } catch (Error e) {
            throw e;
        } catch (Throwable refused) {
            return null;
        }
    }
}
