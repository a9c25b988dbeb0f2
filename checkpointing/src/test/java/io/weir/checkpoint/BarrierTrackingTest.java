package io.weir.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BarrierTrackingTest {
    private static final CheckpointId CP1 = new CheckpointId(1);
    private static final CheckpointId CP2 = new CheckpointId(2);

    private final BarrierTracking tracking = new BarrierTracking(2);
    private final AlignmentScript did = new AlignmentScript();

    @Test
    void noChannelIsEverHeld() {
        tracking.onBarrier(0, CP1, did);
        assertThat(did.take()).isEmpty();

        tracking.onBarrier(1, CP1, did);
        assertThat(did.take()).containsExactly("snapshot cp-1");
    }

    @Test
    void barriersOfSeveralCheckpointsAreCountedSideBySide() {
        tracking.onBarrier(0, CP1, did);
        tracking.onBarrier(0, CP2, did);
        tracking.onBarrier(1, CP1, did);
        tracking.onBarrier(1, CP2, did);

        assertThat(did.take()).containsExactly("snapshot cp-1", "snapshot cp-2");
    }

    @Test
    void aWholeCheckpointMakesAnEarlierOneObsolete() {
        tracking.onBarrier(0, CP1, did);
        tracking.onBarrier(0, CP2, did);
        tracking.onBarrier(1, CP2, did);

        assertThat(did.take()).containsExactly("snapshot cp-2");
    }

    @Test
    void anAbortedCheckpointIsAbandonedOnceAndItsLateBarriersAreIgnored() {
        tracking.onBarrier(0, CP1, did);
        tracking.onAbort(CP1, did);
        tracking.onAbort(CP1, did);
        tracking.onBarrier(1, CP1, did);

        assertThat(did.take()).containsExactly("abandon cp-1");
    }

    @Test
    void checkpointsThatNeverBecomeWholeDoNotPileUp() {
        for (long id = 1; id <= 70; id++) {
            tracking.onBarrier(0, new CheckpointId(id), did);
        }
        assertThat(did.take()).startsWith("abandon cp-1", "abandon cp-2").hasSize(6);
    }

    @Test
    void barriersThatDoNotRiseAreRefused() {
        tracking.onBarrier(0, CP2, did);
        assertThatThrownBy(() -> tracking.onBarrier(0, CP1, did)).isInstanceOf(ProtocolException.class);
    }
}
