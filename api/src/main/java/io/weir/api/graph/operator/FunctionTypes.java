package io.weir.api.graph.operator;

import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the compiler wrote down of the types of a user's function: of a lambda its method, of a class the types it extends. */
public final class FunctionTypes {
    private FunctionTypes() {}

    /**
     * What a function of one method gives.
     *
     * @param argument which type argument of {@code type} that is, from 0
     * @return null if it cannot be told
     */
    public static @Nullable Class<?> result(Object function, Class<?> type, int argument) {
        try {
            return function.getClass().isHidden() ? ofLambda(function) : argument(function, type, argument);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null; // not known
        }
    }

    /** The type argument of {@code type}, an interface or class that the function's class extends; null if it cannot be told. */
    public static @Nullable Class<?> argument(@Nullable Object function, Class<?> type, int argument) {
        if (function == null || function.getClass().isHidden()) {
            return null;
        }
        try {
            return raw(find(function.getClass(), Map.of(), type, argument));
        } catch (RuntimeException | LinkageError e) {
            return null; // not known
        }
    }

    /** What the method of a lambda returns. */
    public static Class<?> ofLambda(Object lambda) throws ReflectiveOperationException {
        Method writeReplace = lambda.getClass().getDeclaredMethod("writeReplace");
        writeReplace.setAccessible(true);
        SerializedLambda form = (SerializedLambda) writeReplace.invoke(lambda);
        return MethodType.fromMethodDescriptorString(
                        form.getInstantiatedMethodType(), lambda.getClass().getClassLoader())
                .returnType();
    }

    private static @Nullable Type find(Class<?> from, Map<TypeVariable<?>, Type> known, Class<?> wanted, int argument) {
        if (from == wanted) {
            return known.get(from.getTypeParameters()[argument]);
        }
        for (Type above : from.getGenericInterfaces()) {
            Type found = findAbove(above, known, wanted, argument);
            if (found != null) {
                return found;
            }
        }
        Type above = from.getGenericSuperclass();
        return above == null ? null : findAbove(above, known, wanted, argument);
    }

    private static @Nullable Type findAbove(
            Type above, Map<TypeVariable<?>, Type> known, Class<?> wanted, int argument) {
        Class<?> type = raw(above);
        if (type == null || !wanted.isAssignableFrom(type)) {
            return null;
        }
        Map<TypeVariable<?>, Type> arguments = new HashMap<>();
        if (above instanceof ParameterizedType parameterized) {
            Type[] actual = parameterized.getActualTypeArguments();
            for (int i = 0; i < actual.length; i++) {
                Type one = actual[i] instanceof TypeVariable<?> variable ? known.get(variable) : actual[i];
                if (one != null) {
                    arguments.put(type.getTypeParameters()[i], one);
                }
            }
        }
        return find(type, arguments, wanted, argument);
    }

    private static @Nullable Class<?> raw(@Nullable Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        return type instanceof ParameterizedType parameterized ? raw(parameterized.getRawType()) : null;
    }
}
