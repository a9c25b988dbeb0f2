package io.weir.checkpoint;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * At least once: barriers are counted and no channel is ever held, so a snapshot may hold records that came after the barrier
 * on a fast channel, and these come again after a recovery. Calls neither {@code hold} nor {@code resumeAll}.
 */
public final class BarrierTracking implements BarrierHandler {
    /** So that barriers of checkpoints that never become whole cannot pile up. */
    private static final int MOST_UNDER_WAY = 64;

    private final ChannelProgress progress;
    private final TreeMap<CheckpointId, Integer> seen = new TreeMap<>();
    private final AbortedIds aborted = new AbortedIds();
    private @Nullable CheckpointId saved;

    public BarrierTracking(int channels) {
        this.progress = new ChannelProgress(channels);
    }

    @Override
    public void onBarrier(int channel, CheckpointId id, Effects effects) {
        progress.advance(channel, id);
        CheckpointId last = saved;
        if (aborted.contains(id) || (last != null && !id.isAfter(last))) {
            return;
        }
        if (seen.merge(id, 1, Integer::sum) == progress.channels()) {
            saved = id;
            aborted.forgetUpTo(id);
            seen.headMap(id, true).clear(); // an earlier one that is not whole by now never will be
            effects.snapshot(id);
        } else if (seen.size() > MOST_UNDER_WAY) {
            Map.Entry<CheckpointId, Integer> oldest = seen.pollFirstEntry();
            abandonOnce(oldest.getKey(), effects);
        }
    }

    @Override
    public void onAbort(CheckpointId id, Effects effects) {
        CheckpointId last = saved;
        if (last != null && !id.isAfter(last)) {
            return;
        }
        seen.remove(id);
        abandonOnce(id, effects);
    }

    private void abandonOnce(CheckpointId id, Effects effects) {
        if (aborted.add(id)) {
            effects.abandon(id);
        }
    }
}
