package io.weir.api.serde;

import io.weir.api.argument.Argument;
import io.weir.api.tuple.Tuple;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Describes a type, for programs that come from Flink and hold such descriptions. Weir chooses codecs by the runtime class of values and
 * needs none of them: leaving them out changes nothing. Immutable.
 *
 * @param <T> the described type
 */
public class TypeInformation<T> {

    private final Class<T> typeClass;
    private final String description;

    TypeInformation(Class<T> typeClass, String description) {
        this.typeClass = typeClass;
        this.description = description;
    }

    /** Describes a class without type parameters. */
    public static <T> TypeInformation<T> of(Class<T> type) {
        Argument.given(type, "type");
        return TypeExtractor.getForClass(type);
    }

    /** Whether it describes a class with fields: a tuple, as in Flink. */
    public boolean isTupleType() {
        return Tuple.class.isAssignableFrom(typeClass);
    }

    /** Whether it describes a primitive's class, a string, a date or a big number. */
    public boolean isBasicType() {
        return TypeExtractor.isBasic(typeClass);
    }

    /** Whether values may be keys, as far as their class says. */
    public boolean isKeyType() {
        return !typeClass.isArray();
    }

    /** Describes a class with type parameters: {@code TypeInformation.of(new TypeHint<Tuple2<String, Integer>>() {})}. */
    public static <T> TypeInformation<T> of(TypeHint<T> hint) {
        Argument.given(hint, "hint");
        return hint.getTypeInfo();
    }

    @SuppressWarnings("unchecked") // the class of a generic type is raw; T adds the parameters that it forgot
    static <T> TypeInformation<T> generic(Class<?> raw, String description) {
        return new TypeInformation<>((Class<T>) raw, description);
    }

    static <T> TypeInformation<T> generic(Class<?> raw, TypeInformation<?>... parameters) {
        return generic(raw, parameters(raw, parameters));
    }

    /** For streams: they do not know what they carry, and need not. */
    public static <T> TypeInformation<T> unknown() {
        return generic(Object.class, "?");
    }

    /** Accepted where Flink programs have it; a serializer is not needed. */
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return TypeSerializer.any();
    }

    /** The class, without type parameters. */
    public Class<T> getTypeClass() {
        return typeClass;
    }

    @SuppressWarnings("unchecked") // as in generic
    static <T> Class<T> raw(Class<?> type) {
        return (Class<T>) type;
    }

    static String parameters(Class<?> raw, TypeInformation<?>... parameters) {
        return raw.getSimpleName()
                + Arrays.stream(parameters).map(TypeInformation::toString).collect(Collectors.joining(", ", "<", ">"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TypeInformation<?> that
                && typeClass == that.typeClass
                && description.equals(that.description);
    }

    @Override
    public int hashCode() {
        return Objects.hash(typeClass.getName(), description);
    }

    /** As in source: {@code Tuple2<String, Integer>}. */
    @Override
    public String toString() {
        return description;
    }
}
