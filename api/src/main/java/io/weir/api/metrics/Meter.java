package io.weir.api.metrics;

/** How often something happens. */
public interface Meter extends Metric {
    void markEvent();

    void markEvent(long n);

    /** Events a second. */
    double getRate();

    /** All events so far. */
    long getCount();
}
