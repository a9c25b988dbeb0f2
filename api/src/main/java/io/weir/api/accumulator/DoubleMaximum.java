package io.weir.api.accumulator;

/** Keeps the highest value. */
public class DoubleMaximum implements SimpleAccumulator<Double> {
    private static final long serialVersionUID = 1L;

    private double localValue = Double.NEGATIVE_INFINITY;

    public DoubleMaximum() {}

    /** Begins with a value. */
    public DoubleMaximum(double value) {
        localValue = value;
    }

    public void add(double value) {
        localValue = Math.max(localValue, value);
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
        localValue = Double.NEGATIVE_INFINITY;
    }

    @Override
    public void merge(Accumulator<Double, Double> other) {
        add(other.getLocalValue());
    }

    @Override
    public DoubleMaximum clone() {
        return new DoubleMaximum(localValue);
    }

    @Override
    public String toString() {
        return "DoubleMaximum " + localValue;
    }
}
