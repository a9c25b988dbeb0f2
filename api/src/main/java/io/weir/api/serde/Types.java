package io.weir.api.serde;

import io.weir.api.argument.Argument;
import io.weir.api.tuple.Tuple;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Flink's names for descriptions of types. Accepted where programs have them ({@code returns(Types.STRING)}), needed nowhere: codecs are
 * chosen by the runtime class of each value.
 */
public final class Types {

    public static final TypeInformation<Void> VOID = TypeInformation.of(Void.class);
    public static final TypeInformation<String> STRING = TypeInformation.of(String.class);
    public static final TypeInformation<Byte> BYTE = TypeInformation.of(Byte.class);
    public static final TypeInformation<Boolean> BOOLEAN = TypeInformation.of(Boolean.class);
    public static final TypeInformation<Short> SHORT = TypeInformation.of(Short.class);
    public static final TypeInformation<Integer> INT = TypeInformation.of(Integer.class);
    public static final TypeInformation<Long> LONG = TypeInformation.of(Long.class);
    public static final TypeInformation<Float> FLOAT = TypeInformation.of(Float.class);
    public static final TypeInformation<Double> DOUBLE = TypeInformation.of(Double.class);
    public static final TypeInformation<Character> CHAR = TypeInformation.of(Character.class);
    public static final TypeInformation<BigDecimal> BIG_DEC = TypeInformation.of(BigDecimal.class);
    public static final TypeInformation<BigInteger> BIG_INT = TypeInformation.of(BigInteger.class);
    public static final TypeInformation<LocalDate> LOCAL_DATE = TypeInformation.of(LocalDate.class);
    public static final TypeInformation<LocalTime> LOCAL_TIME = TypeInformation.of(LocalTime.class);
    public static final TypeInformation<LocalDateTime> LOCAL_DATE_TIME = TypeInformation.of(LocalDateTime.class);
    public static final TypeInformation<Instant> INSTANT = TypeInformation.of(Instant.class);

    private Types() {}

    /**
     * A tuple of the given fields, {@code Tuple1} to {@code Tuple25}.
     *
     * @throws IllegalArgumentException if there are no fields, or more than 25
     */
    public static <T extends Tuple> TypeInformation<T> TUPLE(TypeInformation<?>... types) {
        Argument.allGiven(types, "types");
        return new TupleTypeInfo<>(types);
    }

    static Class<?> tupleClass(int fields) {
        ClassCodec codec = TupleCodecs.ofArity(fields);
        if (codec == null) {
            throw new IllegalArgumentException("[API-116] Types.TUPLE was given " + fields + " types. Tuples have 1 to "
                    + Tags.MAX_ARITY + " fields. Use a record for more.");
        }
        return codec.type();
    }

    /** A subclass of a tuple. */
    public static <T extends Tuple> TypeInformation<T> TUPLE(Class<T> tupleClass) {
        Argument.given(tupleClass, "tupleClass");
        return TypeInformation.of(tupleClass);
    }

    /** A plain object. */
    public static <T> TypeInformation<T> POJO(Class<T> pojoClass) {
        Argument.given(pojoClass, "pojoClass");
        return new PojoTypeInfo<>(pojoClass);
    }

    /** A plain object with described fields; the descriptions are not used. */
    public static <T> TypeInformation<T> POJO(Class<T> pojoClass, Map<String, TypeInformation<?>> fields) {
        Argument.given(pojoClass, "pojoClass");
        Argument.given(fields, "fields");
        return new PojoTypeInfo<>(pojoClass);
    }

    /** Any class; unlike in Flink it needs a codec as every other. */
    public static <T> TypeInformation<T> GENERIC(Class<T> genericClass) {
        Argument.given(genericClass, "genericClass");
        return TypeInformation.of(genericClass);
    }

    /** An array of primitives: {@code Types.PRIMITIVE_ARRAY(Types.INT)} is {@code int[]}. */
    public static TypeInformation<?> PRIMITIVE_ARRAY(TypeInformation<?> elementType) {
        Argument.given(elementType, "elementType");
        Class<?> primitive = java.lang.invoke.MethodType.methodType(elementType.getTypeClass())
                .unwrap()
                .returnType();
        return TypeInformation.of(primitive.arrayType());
    }

    /** An array of objects. */
    @SuppressWarnings("unchecked") // the class of an array of E
    public static <E> TypeInformation<E[]> OBJECT_ARRAY(TypeInformation<E> elementType) {
        Argument.given(elementType, "elementType");
        Class<?> array = Array.newInstance(elementType.getTypeClass(), 0).getClass();
        return TypeInformation.generic(array, elementType + "[]");
    }

    /** Any list. */
    public static <E> TypeInformation<List<E>> LIST(TypeInformation<E> elementType) {
        Argument.given(elementType, "elementType");
        return new ListTypeInfo<>(elementType);
    }

    /** Any set. */
    public static <E> TypeInformation<Set<E>> SET(TypeInformation<E> elementType) {
        Argument.given(elementType, "elementType");
        return TypeInformation.generic(Set.class, elementType);
    }

    /** Any map. */
    public static <K, V> TypeInformation<Map<K, V>> MAP(TypeInformation<K> keyType, TypeInformation<V> valueType) {
        Argument.given(keyType, "keyType");
        Argument.given(valueType, "valueType");
        return new MapTypeInfo<>(keyType, valueType);
    }

    /** An optional. */
    public static <T> TypeInformation<Optional<T>> OPTIONAL(TypeInformation<T> contentType) {
        Argument.given(contentType, "contentType");
        return TypeInformation.generic(Optional.class, contentType);
    }

    /** An enum. */
    public static <E extends Enum<E>> TypeInformation<E> ENUM(Class<E> enumType) {
        Argument.given(enumType, "enumType");
        return TypeInformation.of(enumType);
    }
}
