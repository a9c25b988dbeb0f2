package io.weir.api.accumulator;

/** Keeps the lowest value. */
public class DoubleMinimum implements SimpleAccumulator<Double> {
    private static final long serialVersionUID = 1L;

    private double localValue = Double.POSITIVE_INFINITY;

    public DoubleMinimum() {}

    /** Begins with a value. */
    public DoubleMinimum(double value) {
        localValue = value;
    }

    public void add(double value) {
        localValue = Math.min(localValue, value);
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
        localValue = Double.POSITIVE_INFINITY;
    }

    @Override
    public void merge(Accumulator<Double, Double> other) {
        add(other.getLocalValue());
    }

    @Override
    public DoubleMinimum clone() {
        return new DoubleMinimum(localValue);
    }

    @Override
    public String toString() {
        return "DoubleMinimum " + localValue;
    }
}
