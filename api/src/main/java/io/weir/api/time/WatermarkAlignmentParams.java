package io.weir.api.time;

import io.weir.api.argument.Argument;
import java.io.Serializable;
import java.time.Duration;

/** Which sources wait for each other, and how far one may be ahead of the slowest. */
public final class WatermarkAlignmentParams implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nobody waits. */
    public static final WatermarkAlignmentParams WATERMARK_ALIGNMENT_DISABLED =
            new WatermarkAlignmentParams(Long.MAX_VALUE, "", 0);

    private final long maxAllowedWatermarkDrift;
    private final String watermarkGroup;
    private final long updateInterval;

    /**
     * Sources of one group in one job.
     *
     * @param maxAllowedWatermarkDrift milliseconds; {@link Long#MAX_VALUE} for no limit
     * @param updateInterval how often the group is told, in milliseconds
     */
    public WatermarkAlignmentParams(long maxAllowedWatermarkDrift, String watermarkGroup, long updateInterval) {
        Argument.given(watermarkGroup, "watermarkGroup");
        this.maxAllowedWatermarkDrift = Argument.notNegative(maxAllowedWatermarkDrift, "maxAllowedWatermarkDrift");
        this.watermarkGroup = watermarkGroup;
        this.updateInterval = Argument.notNegative(updateInterval, "updateInterval");
    }

    static WatermarkAlignmentParams of(String group, Duration maxDrift, Duration updateInterval) {
        if (group.isEmpty()
                || maxDrift.isNegative()
                || Argument.saturatedMillis(updateInterval, "updateInterval") < 1) {
            throw new IllegalArgumentException("[API-180] Watermark alignment of group '" + group + "' with a drift of "
                    + maxDrift + " every " + updateInterval
                    + " makes no sense. The group needs a name, the drift cannot be negative, the interval is 1 ms or more. "
                    + "Correct the arguments of withWatermarkAlignment.");
        }
        return new WatermarkAlignmentParams(
                Argument.saturatedMillis(maxDrift, "maxDrift"),
                group,
                Argument.saturatedMillis(updateInterval, "updateInterval"));
    }

    public boolean isEnabled() {
        return maxAllowedWatermarkDrift < Long.MAX_VALUE;
    }

    /** Milliseconds. */
    public long getMaxAllowedWatermarkDrift() {
        return maxAllowedWatermarkDrift;
    }

    public String getWatermarkGroup() {
        return watermarkGroup;
    }

    /** Milliseconds. */
    public long getUpdateInterval() {
        return updateInterval;
    }
}
