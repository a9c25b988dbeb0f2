package io.weir.api.metrics;

/** The average rate over the last seconds, to within {@value View#UPDATE_INTERVAL_SECONDS} of them; 0 in the first ones. */
public final class MeterView implements Meter, View {
    private static final int DEFAULT_TIME_SPAN_SECONDS = 60;

    private final Counter counter;
    private final int timeSpanSeconds;

    /** The count at each of the last updates; {@code next} is the oldest. */
    private final long[] counts;

    private int next;
    private double rate;

    public MeterView(int timeSpanInSeconds) {
        this(new SimpleCounter(), timeSpanInSeconds);
    }

    /** Over a minute. */
    public MeterView(Counter counter) {
        this(counter, DEFAULT_TIME_SPAN_SECONDS);
    }

    /** {@code timeSpanInSeconds} is rounded down to a multiple of the interval of updates, at least one. */
    public MeterView(Counter counter, int timeSpanInSeconds) {
        this.counter = counter;
        this.timeSpanSeconds =
                Math.max(timeSpanInSeconds - timeSpanInSeconds % UPDATE_INTERVAL_SECONDS, UPDATE_INTERVAL_SECONDS);
        this.counts = new long[timeSpanSeconds / UPDATE_INTERVAL_SECONDS];
    }

    @Override
    public void markEvent() {
        counter.inc();
    }

    @Override
    public void markEvent(long n) {
        counter.inc(n);
    }

    @Override
    public long getCount() {
        return counter.getCount();
    }

    @Override
    public double getRate() {
        return rate;
    }

    @Override
    public void update() {
        long count = counter.getCount();
        rate = (double) (count - counts[next]) / timeSpanSeconds;
        counts[next] = count;
        next = (next + 1) % counts.length;
    }
}
