package io.weir.runtime.time;

import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.output.Output;
import java.util.Arrays;

/**
 * One watermark of several: the least of those that are not idle, never falling; idle when all are. For the inputs of an
 * operator. Unlike {@link WatermarkValve} it lets a part that was idle hold up the others at once, and lets nothing through when
 * the last part becomes idle. Confined to the subtask's thread.
 */
public final class CombinedWatermark {
    private final long[] watermarks;
    private final boolean[] idle;
    private long combined = Long.MIN_VALUE;
    private boolean allIdle;

    public CombinedWatermark(int parts) {
        watermarks = new long[parts];
        idle = new boolean[parts];
        Arrays.fill(watermarks, Long.MIN_VALUE);
    }

    /** A part's watermark; one that falls back changes nothing but that the part is active. */
    public void onWatermark(int part, long timestamp, Output output) {
        watermarks[part] = Math.max(watermarks[part], timestamp);
        idle[part] = false;
        update(output);
    }

    public void onStatus(int part, ChannelStatus status, Output output) {
        idle[part] = status == ChannelStatus.IDLE;
        update(output);
    }

    private void update(Output output) {
        long least = Long.MAX_VALUE;
        boolean anyActive = false;
        for (int part = 0; part < watermarks.length; part++) {
            if (!idle[part]) {
                anyActive = true;
                least = Math.min(least, watermarks[part]);
            }
        }
        if (anyActive && allIdle) {
            allIdle = false;
            output.status(ChannelStatus.ACTIVE);
        }
        if (anyActive && least > combined) {
            combined = least;
            output.watermark(least);
        }
        if (!anyActive && !allIdle) {
            allIdle = true;
            output.status(ChannelStatus.IDLE);
        }
    }

    /** What was let through last; {@link Long#MIN_VALUE} before the first. */
    public long combined() {
        return combined;
    }
}
