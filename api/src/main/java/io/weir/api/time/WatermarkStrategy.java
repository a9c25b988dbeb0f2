package io.weir.api.time;

import io.weir.api.argument.Argument;
import java.time.Duration;

/**
 * How the records of a stream get their event time, and how far event time is: for {@code fromSource} and {@code
 * assignTimestampsAndWatermarks}.
 *
 * <pre>{@code
 * WatermarkStrategy.<Payment>forBoundedOutOfOrderness(Duration.ofSeconds(5))
 *         .withTimestampAssigner((payment, recordTimestamp) -> payment.time())
 *         .withIdleness(Duration.ofMinutes(1));
 * }</pre>
 *
 * <p>A strategy travels with the job; generator and assigner are made on the subtasks. The {@code with...} methods return a new strategy
 * and leave this one as it is.
 */
public interface WatermarkStrategy<T> extends TimestampAssignerSupplier<T>, WatermarkGeneratorSupplier<T> {
    @Override
    WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context);

    /** Leaves each record the timestamp that it has, unless the strategy says otherwise. */
    @Override
    default TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return new RecordTimestampAssigner<>();
    }

    /** Whether sources with this strategy wait for others; only for {@code fromSource}. */
    default WatermarkAlignmentParams getAlignmentParameters() {
        return WatermarkAlignmentParams.WATERMARK_ALIGNMENT_DISABLED;
    }

    default WatermarkStrategy<T> withTimestampAssigner(TimestampAssignerSupplier<T> timestampAssigner) {
        Argument.given(timestampAssigner, "timestampAssigner");
        return new ComposedWatermarkStrategy<>(timestampAssigner, this, getAlignmentParameters());
    }

    /** A lambda {@code (element, recordTimestamp) -> milliseconds} is enough. */
    default WatermarkStrategy<T> withTimestampAssigner(SerializableTimestampAssigner<T> timestampAssigner) {
        return withTimestampAssigner(
                TimestampAssignerSupplier.of(Argument.given(timestampAssigner, "timestampAssigner")));
    }

    /**
     * A stream, or split of a source, that gave no record for so long holds nobody up until it gives one again. Time in which it could not
     * be read, because those behind were slow or alignment held it, does not count.
     *
     * @throws IllegalArgumentException [API-180] unless the time is positive
     */
    default WatermarkStrategy<T> withIdleness(Duration idleTimeout) {
        Argument.given(idleTimeout, "idleTimeout");
        if (idleTimeout.isZero() || idleTimeout.isNegative()) {
            throw new IllegalArgumentException("[API-180] An idle timeout of " + idleTimeout
                    + " makes no sense. Every stream would be idle at once. Give withIdleness a positive duration.");
        }
        WatermarkGeneratorSupplier<T> generators = this;
        return new ComposedWatermarkStrategy<>(
                this,
                context -> new WatermarksWithIdleness<>(
                        generators.createWatermarkGenerator(context), idleTimeout, context.getInputActivityClock()),
                getAlignmentParameters());
    }

    /** As {@link #withWatermarkAlignment(String, Duration, Duration)}, told once a second. */
    default WatermarkStrategy<T> withWatermarkAlignment(String watermarkGroup, Duration maxAllowedWatermarkDrift) {
        return withWatermarkAlignment(watermarkGroup, maxAllowedWatermarkDrift, Duration.ofSeconds(1));
    }

    /**
     * Sources, and splits of them, whose watermark is further ahead of the slowest of the group are not read until that one has caught up.
     *
     * @param watermarkGroup all sources of the job that name it wait for each other
     * @param updateInterval how often the sources of the group are told where the slowest is
     * @throws IllegalArgumentException [API-180] if the drift is negative or the interval not positive
     */
    default WatermarkStrategy<T> withWatermarkAlignment(
            String watermarkGroup, Duration maxAllowedWatermarkDrift, Duration updateInterval) {
        Argument.given(watermarkGroup, "watermarkGroup");
        Argument.given(maxAllowedWatermarkDrift, "maxAllowedWatermarkDrift");
        Argument.given(updateInterval, "updateInterval");
        return new ComposedWatermarkStrategy<>(
                this, this, WatermarkAlignmentParams.of(watermarkGroup, maxAllowedWatermarkDrift, updateInterval));
    }

    /** Timestamps of one subtask, or one split, never fall: the watermark is the highest so far less one. */
    static <T> WatermarkStrategy<T> forMonotonousTimestamps() {
        return context -> new AscendingTimestampsWatermarks<>();
    }

    /**
     * A record comes at most so much later than a record with a higher timestamp.
     *
     * @throws IllegalArgumentException [API-180] if it is negative
     */
    static <T> WatermarkStrategy<T> forBoundedOutOfOrderness(Duration maxOutOfOrderness) {
        BoundedOutOfOrdernessWatermarks.check(maxOutOfOrderness);
        return context -> new BoundedOutOfOrdernessWatermarks<>(maxOutOfOrderness);
    }

    static <T> WatermarkStrategy<T> forGenerator(WatermarkGeneratorSupplier<T> generatorSupplier) {
        Argument.given(generatorSupplier, "generatorSupplier");
        return generatorSupplier::createWatermarkGenerator;
    }

    /** Event time stands still until the end of the input: for jobs that use processing time only. */
    static <T> WatermarkStrategy<T> noWatermarks() {
        return new NoWatermarksStrategy<>();
    }
}
