package io.weir.testkit.simulation.invariant;

import io.weir.checkpoint.SubtaskId;

/** No more elements wait in a subtask than the credits of its channels allow, and a few control elements. */
public final class MemoryIsBounded extends Invariant {
    @Override
    public void onQueues(long epoch, SubtaskId subtask, int elements, int most) {
        if (elements > most) {
            throw violation(elements + " elements wait in subtask " + subtask + " of attempt " + epoch + ", at most "
                    + most + " may");
        }
    }
}
