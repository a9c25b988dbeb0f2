package io.weir.api.time;

import io.weir.api.argument.Argument;
import java.io.Serializable;

/** The old form of {@link WatermarkStrategy#forMonotonousTimestamps}. */
public abstract class AscendingTimestampExtractor<T> implements AssignerWithPeriodicWatermarks<T> {
    private static final long serialVersionUID = 1L;

    private long currentTimestamp = Long.MIN_VALUE;
    private MonotonyViolationHandler violationHandler = new LoggingHandler();

    /** The record's event time, in milliseconds; never below the one before, on the same subtask. */
    public abstract long extractAscendingTimestamp(T element);

    /** What to do when a timestamp falls; the record is late then. A line in the log, the first time, if nothing is said. */
    public AscendingTimestampExtractor<T> withViolationHandler(MonotonyViolationHandler handler) {
        Argument.given(handler, "handler");
        violationHandler = handler;
        return this;
    }

    @Override
    public final long extractTimestamp(T element, long recordTimestamp) {
        long timestamp = extractAscendingTimestamp(element);
        if (timestamp >= currentTimestamp) {
            currentTimestamp = timestamp;
        } else {
            violationHandler.handleViolation(timestamp, currentTimestamp);
        }
        return timestamp;
    }

    @Override
    public final Watermark getCurrentWatermark() {
        return new Watermark(currentTimestamp == Long.MIN_VALUE ? Long.MIN_VALUE : currentTimestamp - 1);
    }

    /** Told when a timestamp falls. */
    public interface MonotonyViolationHandler extends Serializable {
        void handleViolation(long elementTimestamp, long lastTimestamp);
    }

    /** Does nothing. */
    public static final class IgnoringHandler implements MonotonyViolationHandler {
        private static final long serialVersionUID = 1L;

        @Override
        public void handleViolation(long elementTimestamp, long lastTimestamp) {}
    }

    /** Fails the job. */
    public static final class FailingHandler implements MonotonyViolationHandler {
        private static final long serialVersionUID = 1L;

        @Override
        public void handleViolation(long elementTimestamp, long lastTimestamp) {
            throw new IllegalStateException(sentence(elementTimestamp, lastTimestamp));
        }
    }

    /** Writes one line to the log, for the first of them. */
    public static final class LoggingHandler implements MonotonyViolationHandler {
        private static final long serialVersionUID = 1L;

        private boolean logged;

        @Override
        public void handleViolation(long elementTimestamp, long lastTimestamp) {
            if (!logged) {
                logged = true;
                System.getLogger(AscendingTimestampExtractor.class.getName())
                        .log(System.Logger.Level.WARNING, sentence(elementTimestamp, lastTimestamp));
            }
        }
    }

    private static String sentence(long elementTimestamp, long lastTimestamp) {
        return "[API-181] The timestamp " + elementTimestamp + " follows " + lastTimestamp
                + ". Timestamps of an AscendingTimestampExtractor must not fall; such records are late. "
                + "Use WatermarkStrategy.forBoundedOutOfOrderness if they may.";
    }
}
