package io.weir.api.serde;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Captures a type with its parameters, as in Flink: {@code new TypeHint<Tuple2<String, Integer>>() {}.getTypeInfo()}. Accepted where
 * programs have it, needed nowhere.
 *
 * @param <T> the captured type
 */
public abstract class TypeHint<T> {

    private final TypeInformation<T> typeInfo;

    /** Reads {@code T} off the subclass. */
    protected TypeHint() {
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType superclass)) {
            throw new IllegalArgumentException(
                    "[API-116] A TypeHint has no type parameter. The type is read off its subclass, and a raw "
                            + "one has none. Write new TypeHint<Tuple2<String, Integer>>() {}, or leave the hint out: Weir needs none.");
        }
        Type captured = superclass.getActualTypeArguments()[0];
        typeInfo = describing(captured);
    }

    static <T> TypeInformation<T> describing(Type type) {
        return TypeInformation.generic(rawClass(type), describe(type));
    }

    /** The description of {@code T}. */
    public final TypeInformation<T> getTypeInfo() {
        return typeInfo;
    }

    private static Class<?> rawClass(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType parameterized) {
            return rawClass(parameterized.getRawType());
        }
        if (type instanceof GenericArrayType array) {
            return rawClass(array.getGenericComponentType()).arrayType();
        }
        return Object.class; // a type variable: nothing more is known
    }

    private static String describe(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return rawClass(type).getSimpleName()
                    + Arrays.stream(parameterized.getActualTypeArguments())
                            .map(TypeHint::describe)
                            .collect(Collectors.joining(", ", "<", ">"));
        }
        return type instanceof Class<?> plain ? plain.getSimpleName() : type.getTypeName();
    }
}
