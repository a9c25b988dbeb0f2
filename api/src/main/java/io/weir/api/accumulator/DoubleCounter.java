package io.weir.api.accumulator;

/** Adds up. */
public class DoubleCounter implements SimpleAccumulator<Double> {
    private static final long serialVersionUID = 1L;

    private double localValue;

    public DoubleCounter() {}

    /** Begins with a value. */
    public DoubleCounter(double value) {
        localValue = value;
    }

    public void add(double value) {
        localValue = localValue + value;
    }

    /** As {@link #add(double)}. */
    @Override
    public void add(Double value) {
        add(value.doubleValue());
    }

    @Override
    public Double getLocalValue() {
        return localValue;
    }

    public double getLocalValuePrimitive() {
        return localValue;
    }

    @Override
    public void resetLocal() {
        localValue = 0;
    }

    @Override
    public void merge(Accumulator<Double, Double> other) {
        add(other.getLocalValue());
    }

    @Override
    public DoubleCounter clone() {
        return new DoubleCounter(localValue);
    }

    @Override
    public String toString() {
        return "DoubleCounter " + localValue;
    }
}
