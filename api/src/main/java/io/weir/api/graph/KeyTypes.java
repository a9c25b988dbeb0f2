package io.weir.api.graph;

import io.weir.api.function.KeySelector;
import io.weir.api.serde.KeyChecks;
import java.lang.reflect.Method;
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
        Class<?> type = of(selector);
        if (type != null && type != Object.class) {
            KeyChecks.checkKeyClass(type);
        }
    }

    /** Null if it cannot be told. */
    static @Nullable Class<?> of(KeySelector<?, ?> selector) {
        try {
            return selector.getClass().isHidden() ? FunctionTypes.ofLambda(selector) : ofClass(selector.getClass());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null; // not known, so not refused here; the runtime looks at each key's class
        }
    }

    private static @Nullable Class<?> ofClass(Class<?> type) {
        for (Method method : type.getMethods()) {
            if (method.getName().equals("getKey") && method.getParameterCount() == 1 && !method.isBridge()) {
                return method.getReturnType();
            }
        }
        return null;
    }
}
