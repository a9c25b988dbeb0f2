package io.weir.api.accumulator;

/** Keeps the lowest value. */
public class LongMinimum implements SimpleAccumulator<Long> {
    private static final long serialVersionUID = 1L;

    private long localValue = Long.MAX_VALUE;

    public LongMinimum() {}

    /** Begins with a value. */
    public LongMinimum(long value) {
        localValue = value;
    }

    public void add(long value) {
        localValue = Math.min(localValue, value);
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
        localValue = Long.MAX_VALUE;
    }

    @Override
    public void merge(Accumulator<Long, Long> other) {
        add(other.getLocalValue());
    }

    @Override
    public LongMinimum clone() {
        return new LongMinimum(localValue);
    }

    @Override
    public String toString() {
        return "LongMinimum " + localValue;
    }
}
