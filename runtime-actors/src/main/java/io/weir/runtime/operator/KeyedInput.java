package io.weir.runtime.operator;

import io.weir.api.function.KeySelector;
import io.weir.api.serde.KeyChecks;
import io.weir.api.serde.KeyClasses;
import io.weir.runtime.element.Ownership;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.NullKey;
import io.weir.runtime.failure.WeirException;
import io.weir.state.key.KeyContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes the key of each record the current key of the operator's state. A key that can change is copied as soon as the selector gave it: it is
 * kept for longer than that call, here until its record comes and in the state for as long as that has it.
 */
final class KeyedInput {
    private final OperatorContext context;
    private final KeySelector<Object, Object> selector;
    private final KeyContext state;
    private final Ownership ownership;
    private Object[] keys = {};
    private @Nullable RecordBatch batch;
    private int first;
    private int next;
    private int ready;
    /** The class of the last key, if nothing but its class needs to be looked at. */
    private @Nullable Class<?> checked;

    private @Nullable Class<?> firstClass;
    private @Nullable KeyedInput other;

    @SuppressWarnings("unchecked")
    KeyedInput(OperatorContext context, KeySelector<?, ?> selector, KeyContext state) {
        this.context = context;
        this.selector = (KeySelector<Object, Object>) selector;
        this.state = state;
        this.ownership = new Ownership(context.environment().codecs());
    }

    /**
     * Takes the keys of the records that come next and names them to the state. A record whose key cannot be taken ends this early: it is
     * asked for its key again when it is its turn, and fails there.
     */
    void expect(RecordBatch records, int from, int to) {
        // A new array each time: storing references in an old one costs the collector's barrier.
        Object[] taken = new Object[to - from];
        int count = 0;
        try {
            while (from + count < to) {
                Object key = selector.getKey(records.value(from + count));
                if (key == null) {
                    break;
                }
                taken[count++] = ownership.own(key);
            }
        } catch (Throwable e) {
            // see above
        }
        batch = records;
        first = from;
        keys = taken;
        next = 0;
        ready = count;
        state.expectKeys(taken, count);
    }

    void select(Object value) {
        Object key = isExpected(value) ? keys[next++] : keyOf(value);
        if (key == null) {
            throw NullKey.of(context.description());
        }
        if (key.getClass() != checked) {
            check(key);
        }
        state.setCurrentKey(key);
    }

    private boolean isExpected(Object value) {
        RecordBatch records = batch;
        return next < ready && records != null && records.value(first + next) == value;
    }

    private @Nullable Object keyOf(Object value) {
        try {
            Object key = selector.getKey(value);
            return key == null ? null : ownership.own(key);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    /** Keys of this input and of another one are to find each other's state. */
    void meets(KeyedInput otherInput) {
        other = otherInput;
        otherInput.other = this;
    }

    private void check(Object key) {
        Class<?> type = key.getClass();
        try {
            KeyChecks.checkKey(key);
        } catch (RuntimeException e) {
            throw new WeirException(FailureKind.BAD_JOB, e.getMessage() + " (" + context.description() + ")", e);
        }
        if (firstClass == null) {
            firstClass = type;
            checkThatKeysMeet(type);
        }
        if (KeyChecks.isDecidedByClass(type)) {
            checked = type;
        }
    }

    private void checkThatKeysMeet(Class<?> type) {
        Class<?> others = other == null ? null : other.firstClass;
        if (others != null && !KeyClasses.mayBeEqual(type, others)) {
            throw new WeirException(
                    FailureKind.BAD_JOB,
                    "[API-265] " + context.description()
                            + " can never find a key of one input with the other: one has keys of "
                            + type.getName() + ", the other of " + others.getName()
                            + ". Let both key selectors give keys of the same class.");
        }
    }
}
