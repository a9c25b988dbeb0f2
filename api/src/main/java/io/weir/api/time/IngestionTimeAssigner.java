package io.weir.api.time;

/** Gives a record the time at which it is asked, by the clock of this process. After a restart, records get other times than before. */
public final class IngestionTimeAssigner<T> implements TimestampAssigner<T> {
    private final ProcessingClock clock;
    private long maxTimestamp = Long.MIN_VALUE;

    /** By the clock of the context that a {@link TimestampAssignerSupplier} is given. */
    public IngestionTimeAssigner(ProcessingClock clock) {
        this.clock = clock;
    }

    /** Never less than before, if the clock goes back. */
    @Override
    public long extractTimestamp(T element, long recordTimestamp) {
        maxTimestamp = Math.max(maxTimestamp, clock.currentTimeMillis());
        return maxTimestamp;
    }
}
