package io.weir.checkpoint;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Exactly once: a snapshot holds all records before the barrier and none after, because a channel that has delivered its
 * barrier is held until the others have.
 *
 * <pre>
 *          first barrier            barrier of the last channel
 *   IDLE ----------------> ALIGNING ----------------------------> IDLE       (snapshot)
 *                             | barrier of a later checkpoint
 *                             +---------------------------------> ALIGNING   (abandon the old)
 *                             | abort of this checkpoint
 *                             +---------------------------------> IDLE       (abandon)
 * </pre>
 */
public final class BarrierAlignment implements BarrierHandler {
    private final ChannelProgress progress;
    private final BitSet arrived;
    private final AbortedIds aborted = new AbortedIds();
    private @Nullable CheckpointId aligning;
    private @Nullable CheckpointId saved;

    public BarrierAlignment(int channels) {
        this.progress = new ChannelProgress(channels);
        this.arrived = new BitSet(channels);
    }

    @Override
    public void onBarrier(int channel, CheckpointId id, Effects effects) {
        assert !arrived.get(channel) : "channel " + channel + " is held, nothing may be read from it";
        progress.advance(channel, id);
        CheckpointId current = aligning;
        if (current != null && id.isAfter(current)) {
            giveUp(current, effects); // this channel is past it, so it can never be whole
        }
        if (aborted.contains(id) || progress.anyBeyond(id)) {
            return; // given up itself, or a straggler: some channel is past it already
        }
        aligning = id;
        arrived.set(channel);
        effects.hold(channel);
        snapshotIfComplete(id, effects);
    }

    @Override
    public void onAbort(CheckpointId id, Effects effects) {
        CheckpointId last = saved;
        if (last != null && !id.isAfter(last)) {
            return; // too late: saved already, or a later one was
        }
        if (id.equals(aligning)) {
            giveUp(id, effects);
        } else if (aborted.add(id)) {
            effects.abandon(id);
        }
    }

    private void giveUp(CheckpointId current, Effects effects) {
        aborted.add(current);
        aligning = null;
        arrived.clear();
        effects.abandon(current);
        effects.resumeAll();
    }

    private void snapshotIfComplete(CheckpointId id, Effects effects) {
        if (arrived.cardinality() < progress.channels()) {
            return;
        }
        aligning = null;
        saved = id;
        arrived.clear();
        aborted.forgetUpTo(id);
        effects.snapshot(id);
        effects.resumeAll();
    }
}
