package io.weir.api.accumulator;

/** Adds up. */
public class LongCounter implements SimpleAccumulator<Long> {
    private static final long serialVersionUID = 1L;

    private long localValue;

    public LongCounter() {}

    /** Begins with a value. */
    public LongCounter(long value) {
        localValue = value;
    }

    public void add(long value) {
        localValue = localValue + value;
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
        localValue = 0;
    }

    @Override
    public void merge(Accumulator<Long, Long> other) {
        add(other.getLocalValue());
    }

    @Override
    public LongCounter clone() {
        return new LongCounter(localValue);
    }

    @Override
    public String toString() {
        return "LongCounter " + localValue;
    }
}
