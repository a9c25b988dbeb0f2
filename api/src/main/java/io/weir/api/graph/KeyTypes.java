package io.weir.api.graph;

import io.weir.api.function.KeySelector;
import io.weir.api.graph.operator.FunctionTypes;
import io.weir.api.serde.KeyChecks;
import io.weir.api.serde.KeyClasses;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Finds out what class of keys a selector gives, as far as the compiler wrote it down: for lambdas, and for classes of their own. */
final class KeyTypes {
    private KeyTypes() {}

    /**
     * Refuses selectors whose keys have no stable hash code.
     *
     * @throws io.weir.api.serde.UnstableKeyException [API-104]
     */
    static void check(KeySelector<?, ?> selector) {
        Type type = declaredBy(selector);
        if (type != null) {
            KeyChecks.checkKeyType(type);
        }
    }

    /**
     * Refuses two selectors of one operator whose keys are of classes of which no values are equal.
     *
     * @return a sentence without a code, or null
     */
    static @Nullable String mismatch(KeySelector<?, ?> first, KeySelector<?, ?> second) {
        Class<?> one = of(first);
        Class<?> two = of(second);
        return one == null || two == null || KeyClasses.mayBeEqual(one, two)
                ? null
                : "the keys of its first input are of class " + one.getName() + ", those of its second of "
                        + two.getName();
    }

    /** Boxed; null if it cannot be told. */
    static @Nullable Class<?> of(KeySelector<?, ?> selector) {
        Type type = declaredBy(selector);
        Type raw = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
        return raw instanceof Class<?> plain
                ? MethodType.methodType(plain).wrap().returnType()
                : null;
    }

    private static @Nullable Type declaredBy(KeySelector<?, ?> selector) {
        try {
            return selector.getClass().isHidden() ? FunctionTypes.ofLambda(selector) : ofClass(selector.getClass());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null; // not known, so not refused here; the runtime looks at each key's class
        }
    }

    private static @Nullable Type ofClass(Class<?> type) {
        for (Method method : type.getMethods()) {
            if (method.getName().equals("getKey") && method.getParameterCount() == 1 && !method.isBridge()) {
                return method.getGenericReturnType();
            }
        }
        return null;
    }
}
