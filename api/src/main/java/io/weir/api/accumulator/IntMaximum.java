package io.weir.api.accumulator;

/** Keeps the highest value. */
public class IntMaximum implements SimpleAccumulator<Integer> {
    private static final long serialVersionUID = 1L;

    private int localValue = Integer.MIN_VALUE;

    public IntMaximum() {}

    /** Begins with a value. */
    public IntMaximum(int value) {
        localValue = value;
    }

    public void add(int value) {
        localValue = Math.max(localValue, value);
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
        localValue = Integer.MIN_VALUE;
    }

    @Override
    public void merge(Accumulator<Integer, Integer> other) {
        add(other.getLocalValue());
    }

    @Override
    public IntMaximum clone() {
        return new IntMaximum(localValue);
    }

    @Override
    public String toString() {
        return "IntMaximum " + localValue;
    }
}
