package io.weir.checkpoint;

/**
 * Decides, for the input gate of one subtask, when its state is saved. Channels are counted from 0 and stay open until the
 * job is finished, after their last record too. Pure; speaks only through {@link Effects}; confined to its owner's thread.
 */
public sealed interface BarrierHandler permits BarrierAlignment, BarrierTracking {
    /** What is asked of the subtask around it, in the order it must happen. */
    interface Effects {
        /** Read nothing more from {@code channel} until {@link #resumeAll()}. */
        void hold(int channel);

        /** Every channel has delivered {@code id}: forward the barrier and save the state. */
        void snapshot(CheckpointId id);

        /** Give {@code id} up: this subtask will not save it, and says so downstream (once for each id). */
        void abandon(CheckpointId id);

        /** Read from every channel again. */
        void resumeAll();
    }

    /**
     * A barrier was read from a channel that is not held.
     *
     * @throws ProtocolException if the channel's barriers do not rise: its order is lost, so no cut can be trusted
     */
    void onBarrier(int channel, CheckpointId id, Effects effects);

    /** Upstream gave {@code id} up, as read from any channel or as heard from the coordinator; repetitions do nothing. */
    void onAbort(CheckpointId id, Effects effects);
}
