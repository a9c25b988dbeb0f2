package io.weir.api.accumulator;

/** Keeps the highest value. */
public class LongMaximum implements SimpleAccumulator<Long> {
    private static final long serialVersionUID = 1L;

    private long localValue = Long.MIN_VALUE;

    public LongMaximum() {}

    /** Begins with a value. */
    public LongMaximum(long value) {
        localValue = value;
    }

    public void add(long value) {
        localValue = Math.max(localValue, value);
    }

    /** As {@link #add(long)}. */
    @Override
    public void add(Long value) {
        add(value.longValue());
    }

    @Override
    public Long getLocalValue() {
        return localValue;
    }

    public long getLocalValuePrimitive() {
        return localValue;
    }

    @Override
    public void resetLocal() {
        localValue = Long.MIN_VALUE;
    }

    @Override
    public void merge(Accumulator<Long, Long> other) {
        add(other.getLocalValue());
    }

    @Override
    public LongMaximum clone() {
        return new LongMaximum(localValue);
    }

    @Override
    public String toString() {
        return "LongMaximum " + localValue;
    }
}
