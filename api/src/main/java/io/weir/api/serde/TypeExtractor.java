package io.weir.api.serde;

import io.weir.api.argument.Argument;
import io.weir.api.tuple.Tuple;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.Set;

/** Finds the description of a type. Accepted where Flink programs have it, needed nowhere; see {@link TypeInformation}. */
public final class TypeExtractor {
    @SuppressWarnings("JavaUtilDate") // a class like the others
    private static final Set<Class<?>> BASIC = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            Character.class,
            Void.class,
            Date.class,
            Instant.class,
            BigInteger.class,
            BigDecimal.class);

    private TypeExtractor() {}

    public static <T> TypeInformation<T> createTypeInfo(Class<T> type) {
        Argument.given(type, "type");
        return getForClass(type);
    }

    /** Of a type with its parameters, as reflection gives it. */
    public static TypeInformation<?> createTypeInfo(Type type) {
        Argument.given(type, "type");
        return type instanceof Class<?> plain ? getForClass(plain) : TypeHint.describing(type);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the kind of the class is looked at
    public static <X> TypeInformation<X> getForClass(Class<X> type) {
        Argument.given(type, "type");
        if (type.isEnum()) {
            return new EnumTypeInfo(type);
        }
        boolean plain = !type.isInterface()
                && !type.isArray()
                && !type.isPrimitive()
                && !Modifier.isAbstract(type.getModifiers())
                && !Tuple.class.isAssignableFrom(type)
                && !CodecFactory.isJdkClass(type);
        return plain ? new PojoTypeInfo<>(type) : new TypeInformation<>(type, type.getSimpleName());
    }

    /** Of the value's class. */
    @SuppressWarnings("unchecked") // the class of an X
    public static <X> TypeInformation<X> getForObject(X value) {
        Argument.given(value, "value");
        return getForClass((Class<X>) value.getClass());
    }

    static boolean isBasic(Class<?> type) {
        return BASIC.contains(type);
    }
}
