package io.weir.testkit.simulation.invariant;

import java.util.HashMap;
import java.util.Map;

/** In one attempt no channel and no function ever sees a watermark below one that it saw,
 * and no timer of event time fires ahead of it. */
public final class WatermarkNeverFalls extends Invariant {
    private final Map<String, Long> last = new HashMap<>();

    @Override
    public void onWatermarkSent(long epoch, int channel, long timestamp) {
        check("channel " + channel + " of attempt " + epoch, timestamp);
    }

    @Override
    public void onWatermarkSeen(int attempt, int subtask, long watermark) {
        check("subtask " + subtask + " of attempt " + attempt, watermark);
    }

    @Override
    public void onTimerFired(long timestamp, long watermark) {
        if (timestamp > watermark) {
            throw violation("a timer of " + timestamp + " fires at watermark " + watermark);
        }
    }

    private void check(String where, long timestamp) {
        Long before = last.put(where, timestamp);
        if (before != null && timestamp < before) {
            throw violation("the watermark of " + where + " falls from " + before + " to " + timestamp);
        }
    }
}
