package io.weir.api.accumulator;

/** The average of the values added; 0 for none. */
public class AverageAccumulator implements SimpleAccumulator<Double> {
    private static final long serialVersionUID = 1L;

    private long count;
    private double sum;

    public void add(double value) {
        count++;
        sum += value;
    }

    public void add(long value) {
        add((double) value);
    }

    public void add(int value) {
        add((double) value);
    }

    /** As {@link #add(double)}. */
    @Override
    public void add(Double value) {
        add(value.doubleValue());
    }

    @Override
    public Double getLocalValue() {
        return count == 0 ? 0.0 : sum / count;
    }

    @Override
    public void resetLocal() {
        count = 0;
        sum = 0;
    }

    /** @throws IllegalArgumentException [API-195] if the other is of another kind: its number of values is needed */
    @Override
    public void merge(Accumulator<Double, Double> other) {
        if (!(other instanceof AverageAccumulator average)) {
            throw new IllegalArgumentException("[API-195] An average cannot be merged with a "
                    + other.getClass().getName()
                    + ". The accumulators of one name must be of one kind. Give them different names.");
        }
        count += average.count;
        sum += average.sum;
    }

    @Override
    public AverageAccumulator clone() {
        AverageAccumulator copy = new AverageAccumulator();
        copy.merge(this);
        return copy;
    }

    @Override
    public String toString() {
        return "AverageAccumulator " + getLocalValue() + " for " + count + " elements";
    }
}
