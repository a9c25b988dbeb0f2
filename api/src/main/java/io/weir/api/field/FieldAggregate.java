package io.weir.api.field;

import io.weir.api.function.ReduceFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sums, smallest and greatest of a field. The results of {@link #reduce} are new records: what came in stays as it was. {@link Kind#SUM}, {@link Kind#MIN}
 * and {@link Kind#MAX} keep the other fields of the first record; the rest keep the whole record that has the extreme.
 */
public final class FieldAggregate<T> implements ReduceFunction<T>, FieldUse {
    /** What is made of the field. */
    public enum Kind {
        SUM,
        MIN,
        MAX,
        /** Of records with the same value, the first. */
        MIN_BY_FIRST,
        MIN_BY_LAST,
        MAX_BY_FIRST,
        MAX_BY_LAST
    }

    private final Kind kind;
    private final FieldRef field;
    private transient @Nullable FieldCache cache;

    public FieldAggregate(Kind kind, FieldRef field) {
        this.kind = kind;
        this.field = field;
    }

    @Override
    public void check(Class<?> recordType) {
        FieldAccess.of(recordType, field);
    }

    @Override
    public T reduce(T first, T second) {
        return reduce(first, second, false);
    }

    /**
     * As {@link #reduce}, and may change and return {@code first}, which nobody else has: for callers that keep the result in the place of it, and
     * copy what leaves that place. {@code second} stays as it was.
     */
    public T reduceInto(T first, T second) {
        return reduce(first, second, true);
    }

    private T reduce(T first, T second, boolean into) {
        FieldCache known = cache;
        if (known == null) {
            known = new FieldCache(field);
            cache = known;
        }
        FieldAccess access = known.of(first)[0];
        Object a = access.get(first);
        Object b = second.getClass() == first.getClass() ? access.get(second) : known.of(second)[0].get(second);
        return switch (kind) {
            case SUM -> with(access, first, Numbers.sum(a, b, field), into);
            case MIN -> compare(a, b) <= 0 ? first : with(access, first, b, into);
            case MAX -> compare(a, b) >= 0 ? first : with(access, first, b, into);
            case MIN_BY_FIRST -> compare(a, b) <= 0 ? first : second;
            case MIN_BY_LAST -> compare(a, b) < 0 ? first : second;
            case MAX_BY_FIRST -> compare(a, b) >= 0 ? first : second;
            case MAX_BY_LAST -> compare(a, b) > 0 ? first : second;
        };
    }

    @SuppressWarnings("unchecked")
    private T with(FieldAccess access, T record, Object value, boolean into) {
        return (T) (into ? access.put(record, value) : access.with(record, value));
    }

    @SuppressWarnings("unchecked")
    private int compare(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Comparable<?> comparable && b != null && a.getClass() == b.getClass()) {
            return ((Comparable<Object>) comparable).compareTo(b);
        }
        throw new IllegalArgumentException(
                "[API-123] Field " + field + " has no order: it holds " + Numbers.described(a) + " and "
                        + Numbers.described(b) + ". Smallest and greatest need two Comparable values of one class. "
                        + "Choose another field, or give a reduce function.");
    }
}
