package io.weir.runtime.time;

import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.output.Output;

/**
 * Merges the watermarks of the channels of one input: the least over those that count. A channel counts while it is active and
 * has not fallen behind what was already let through. The rules are Flink's (StatusWatermarkValve); in particular the last active
 * channel that becomes idle lets the highest watermark of all through only if it was the one that held the others back.
 */
public final class WatermarkValve {
    private final long[] watermarks;
    private final boolean[] active;
    private final boolean[] aligned;
    private long lastOutput = Long.MIN_VALUE;
    private boolean idle;

    public WatermarkValve(int channels) {
        watermarks = new long[channels];
        active = new boolean[channels];
        aligned = new boolean[channels];
        for (int channel = 0; channel < channels; channel++) {
            watermarks[channel] = Long.MIN_VALUE;
            active[channel] = true;
            aligned[channel] = true;
        }
    }

    /** A watermark came on a channel; one that falls back, or comes on an idle channel, changes nothing. */
    public void onWatermark(int channel, long timestamp, Output output) {
        if (idle || !active[channel] || timestamp <= watermarks[channel]) {
            return;
        }
        watermarks[channel] = timestamp;
        if (!aligned[channel] && timestamp >= lastOutput) {
            aligned[channel] = true;
        }
        emitMinimum(output);
    }

    public void onStatus(int channel, ChannelStatus status, Output output) {
        if (status == ChannelStatus.IDLE) {
            onIdle(channel, output);
        } else {
            onActive(channel, output);
        }
    }

    private void onIdle(int channel, Output output) {
        if (!active[channel]) {
            return;
        }
        active[channel] = false;
        aligned[channel] = false;
        if (anyActive()) {
            if (watermarks[channel] == lastOutput) {
                emitMinimum(output);
            }
            return;
        }
        if (watermarks[channel] == lastOutput) {
            emitMaximum(output);
        }
        idle = true;
        output.status(ChannelStatus.IDLE);
    }

    private void onActive(int channel, Output output) {
        if (active[channel]) {
            return;
        }
        active[channel] = true;
        aligned[channel] = watermarks[channel] >= lastOutput;
        if (idle) {
            idle = false;
            output.status(ChannelStatus.ACTIVE);
        }
    }

    private void emitMinimum(Output output) {
        long least = Long.MAX_VALUE;
        boolean any = false;
        for (int channel = 0; channel < watermarks.length; channel++) {
            if (aligned[channel]) {
                any = true;
                least = Math.min(least, watermarks[channel]);
            }
        }
        if (any) {
            emit(least, output);
        }
    }

    private void emitMaximum(Output output) {
        long most = Long.MIN_VALUE;
        for (long watermark : watermarks) {
            most = Math.max(most, watermark);
        }
        emit(most, output);
    }

    private void emit(long timestamp, Output output) {
        if (timestamp > lastOutput) {
            lastOutput = timestamp;
            output.watermark(timestamp);
        }
    }

    private boolean anyActive() {
        for (boolean each : active) {
            if (each) {
                return true;
            }
        }
        return false;
    }

    /** The highest watermark let through; {@link Long#MIN_VALUE} before the first. */
    public long lastOutput() {
        return lastOutput;
    }
}
