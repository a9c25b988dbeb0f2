package io.weir.api.metrics;

/** Values of a histogram at one moment. */
public abstract class HistogramStatistics {
    /** {@code quantile} from 0 to 1: 0.5 is the median. 0 without values. */
    public abstract double getQuantile(double quantile);

    public abstract long[] getValues();

    public abstract int size();

    public abstract double getMean();

    public abstract double getStdDev();

    public abstract long getMax();

    public abstract long getMin();
}
