package io.weir.runtime.operator;

import io.weir.api.function.KeySelector;
import io.weir.api.serde.KeyChecks;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import io.weir.state.KeyContext;
import org.jspecify.annotations.Nullable;

/** Makes the key of each record the current key of the operator's state. */
final class KeyedInput {
    private final OperatorContext context;
    private final KeySelector<Object, Object> selector;
    private final KeyContext state;
    private @Nullable Class<?> checked;

    @SuppressWarnings("unchecked")
    KeyedInput(OperatorContext context, KeySelector<?, ?> selector, KeyContext state) {
        this.context = context;
        this.selector = (KeySelector<Object, Object>) selector;
        this.state = state;
    }

    void select(Object value) {
        Object key;
        try {
            key = selector.getKey(value);
        } catch (Exception e) {
            throw UserCode.failed(context, e);
        }
        if (key == null || key.getClass() != checked) {
            check(key);
        }
        state.setCurrentKey(key);
    }

    private void check(@Nullable Object key) {
        if (key == null) {
            throw new WeirException(
                    FailureKind.USER_CODE,
                    "[API-113] The key selector of " + context.description()
                            + " gave null. Every record needs a key: filter such records out, or give a key that stands for nothing.");
        }
        try {
            KeyChecks.checkKeyClass(key.getClass());
        } catch (RuntimeException e) {
            throw new WeirException(FailureKind.BAD_JOB, e.getMessage() + " (" + context.description() + ")", e);
        }
        checked = key.getClass();
    }
}
