package io.weir.runtime.time;

import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.output.Output;
import java.util.Arrays;

/**
 * One watermark of several, for the inputs of an operator: {@link MergedTime}, never falling; idle when all that have not ended are. Unlike
 * {@link WatermarkValve} it lets a part that was idle hold up the others at once. Confined to the subtask's thread.
 */
public final class CombinedWatermark {
    private final long[] watermarks;
    private final ChannelState[] states;
    private final MergedTime merged = new MergedTime();
    private long combined = Long.MIN_VALUE;
    private boolean idle;

    public CombinedWatermark(int parts) {
        watermarks = new long[parts];
        states = new ChannelState[parts];
        Arrays.fill(watermarks, Long.MIN_VALUE);
        Arrays.fill(states, ChannelState.ACTIVE);
    }

    /** A part's watermark; one that falls back changes nothing but that the part is active. {@link Long#MAX_VALUE} ends the part. */
    public void onWatermark(int part, long timestamp, Output output) {
        if (states[part] == ChannelState.ENDED) {
            return;
        }
        if (timestamp == Long.MAX_VALUE) {
            states[part] = ChannelState.ENDED;
        } else {
            states[part] = ChannelState.ACTIVE;
            watermarks[part] = Math.max(watermarks[part], timestamp);
        }
        update(output);
    }

    public void onStatus(int part, ChannelStatus status, Output output) {
        if (states[part] == ChannelState.ENDED) {
            return;
        }
        states[part] = status == ChannelStatus.IDLE ? ChannelState.IDLE : ChannelState.ACTIVE;
        update(output);
    }

    private void update(Output output) {
        merged.clear();
        for (int part = 0; part < watermarks.length; part++) {
            merged.add(states[part], watermarks[part]);
        }
        boolean nowIdle = merged.isIdle();
        if (idle && !nowIdle) {
            output.status(ChannelStatus.ACTIVE);
        }
        if (merged.watermark() > combined) {
            combined = merged.watermark();
            output.watermark(combined);
        }
        if (nowIdle && !idle) {
            output.status(ChannelStatus.IDLE);
        }
        idle = nowIdle;
    }

    /** What was let through last; {@link Long#MIN_VALUE} before the first. */
    public long combined() {
        return combined;
    }
}
