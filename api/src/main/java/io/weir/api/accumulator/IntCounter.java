package io.weir.api.accumulator;

/** Adds up. */
public class IntCounter implements SimpleAccumulator<Integer> {
    private static final long serialVersionUID = 1L;

    private int localValue;

    public IntCounter() {}

    /** Begins with a value. */
    public IntCounter(int value) {
        localValue = value;
    }

    public void add(int value) {
        localValue = localValue + value;
    }

    /** As {@link #add(int)}. */
    @Override
    public void add(Integer value) {
        add(value.intValue());
    }

    @Override
    public Integer getLocalValue() {
        return localValue;
    }

    public int getLocalValuePrimitive() {
        return localValue;
    }

    @Override
    public void resetLocal() {
        localValue = 0;
    }

    @Override
    public void merge(Accumulator<Integer, Integer> other) {
        add(other.getLocalValue());
    }

    @Override
    public IntCounter clone() {
        return new IntCounter(localValue);
    }

    @Override
    public String toString() {
        return "IntCounter " + localValue;
    }
}
