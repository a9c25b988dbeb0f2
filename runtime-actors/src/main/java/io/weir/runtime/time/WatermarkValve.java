package io.weir.runtime.time;

import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.output.Output;
import java.util.Arrays;

/**
 * Merges the watermarks of the channels of one input, by {@link MergedTime}. A channel counts while it is active and has not fallen behind what
 * was already let through. A channel that becomes idle, or ends, lets more through only if it was the one that held the others back. These are
 * Flink's rules (StatusWatermarkValve) but for the end of a channel, which there is a very large watermark. Confined to the subtask's thread.
 */
public final class WatermarkValve {
    private final long[] watermarks;
    private final ChannelState[] states;
    private final boolean[] aligned;
    private final MergedTime merged = new MergedTime();
    private long lastOutput = Long.MIN_VALUE;
    private boolean idle;

    public WatermarkValve(int channels) {
        watermarks = new long[channels];
        states = new ChannelState[channels];
        aligned = new boolean[channels];
        Arrays.fill(watermarks, Long.MIN_VALUE);
        Arrays.fill(states, ChannelState.ACTIVE);
        Arrays.fill(aligned, true);
    }

    /**
     * A watermark came on a channel; one that falls back, or comes on an idle channel, changes nothing. {@link Long#MAX_VALUE} ends the channel,
     * idle or not: what comes on it later changes nothing.
     */
    public void onWatermark(int channel, long timestamp, Output output) {
        if (timestamp == Long.MAX_VALUE) {
            leave(channel, ChannelState.ENDED, output);
            return;
        }
        if (states[channel] != ChannelState.ACTIVE || timestamp <= watermarks[channel]) {
            return;
        }
        watermarks[channel] = timestamp;
        if (!aligned[channel] && timestamp >= lastOutput) {
            aligned[channel] = true;
        }
        emitMerged(output);
    }

    public void onStatus(int channel, ChannelStatus status, Output output) {
        if (status == ChannelStatus.IDLE) {
            leave(channel, ChannelState.IDLE, output);
        } else {
            onActive(channel, output);
        }
    }

    /** The channel no longer counts. */
    private void leave(int channel, ChannelState to, Output output) {
        if (states[channel] == ChannelState.ENDED || states[channel] == to) {
            return;
        }
        states[channel] = to;
        aligned[channel] = false;
        boolean allEnded = all(ChannelState.ENDED);
        if (allEnded && idle) {
            idle = false;
            output.status(ChannelStatus.ACTIVE);
        }
        if (allEnded || watermarks[channel] == lastOutput) {
            emitMerged(output);
        }
        if (!idle && !allEnded && !any(ChannelState.ACTIVE)) {
            idle = true;
            output.status(ChannelStatus.IDLE);
        }
    }

    private void onActive(int channel, Output output) {
        if (states[channel] != ChannelState.IDLE) {
            return;
        }
        states[channel] = ChannelState.ACTIVE;
        aligned[channel] = watermarks[channel] >= lastOutput;
        if (idle) {
            idle = false;
            output.status(ChannelStatus.ACTIVE);
        }
    }

    private void emitMerged(Output output) {
        boolean anyActive = any(ChannelState.ACTIVE);
        merged.clear();
        for (int channel = 0; channel < watermarks.length; channel++) {
            if (aligned[channel] || !anyActive) {
                merged.add(states[channel], watermarks[channel]);
            }
        }
        if (merged.watermark() > lastOutput) {
            lastOutput = merged.watermark();
            output.watermark(lastOutput);
        }
    }

    private boolean any(ChannelState state) {
        for (ChannelState each : states) {
            if (each == state) {
                return true;
            }
        }
        return false;
    }

    private boolean all(ChannelState state) {
        for (ChannelState each : states) {
            if (each != state) {
                return false;
            }
        }
        return true;
    }

    /** The highest watermark let through; {@link Long#MIN_VALUE} before the first. */
    public long lastOutput() {
        return lastOutput;
    }
}
