package io.weir.api.accumulator;

/** Keeps the lowest value. */
public class IntMinimum implements SimpleAccumulator<Integer> {
    private static final long serialVersionUID = 1L;

    private int localValue = Integer.MAX_VALUE;

    public IntMinimum() {}

    /** Begins with a value. */
    public IntMinimum(int value) {
        localValue = value;
    }

    public void add(int value) {
        localValue = Math.min(localValue, value);
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
        localValue = Integer.MAX_VALUE;
    }

    @Override
    public void merge(Accumulator<Integer, Integer> other) {
        add(other.getLocalValue());
    }

    @Override
    public IntMinimum clone() {
        return new IntMinimum(localValue);
    }

    @Override
    public String toString() {
        return "IntMinimum " + localValue;
    }
}
