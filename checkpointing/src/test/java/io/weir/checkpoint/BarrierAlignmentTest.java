package io.weir.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BarrierAlignmentTest {
    private static final CheckpointId CP1 = new CheckpointId(1);
    private static final CheckpointId CP2 = new CheckpointId(2);
    private static final CheckpointId CP3 = new CheckpointId(3);

    private final BarrierAlignment alignment = new BarrierAlignment(2);
    private final AlignmentScript did = new AlignmentScript();

    @Test
    void snapshotsOnceEveryChannelHasDeliveredTheBarrier() {
        alignment.onBarrier(0, CP1, did);
        assertThat(did.take()).containsExactly("hold 0");

        alignment.onBarrier(1, CP1, did);
        assertThat(did.take()).containsExactly("hold 1", "snapshot cp-1", "resume");
    }

    @Test
    void aSingleChannelSnapshotsAtOnce() {
        new BarrierAlignment(1).onBarrier(0, CP1, did);
        assertThat(did.take()).containsExactly("hold 0", "snapshot cp-1", "resume");
    }

    @Test
    void aLaterBarrierAbandonsTheCheckpointUnderWay() {
        alignment.onBarrier(0, CP1, did);
        alignment.onBarrier(1, CP2, did);

        assertThat(did.take()).containsExactly("hold 0", "abandon cp-1", "resume", "hold 1");
    }

    @Test
    void aStragglerOfAnAbandonedCheckpointIsPassedOver() {
        alignment.onBarrier(0, CP2, did);
        did.take();

        alignment.onBarrier(1, CP1, did);
        assertThat(did.take()).isEmpty();
    }

    @Test
    void barriersThatDoNotRiseAreRefusedInWordsThatNameBoth() {
        alignment.onBarrier(0, CP2, did);
        alignment.onBarrier(1, CP2, did);

        assertThatThrownBy(() -> alignment.onBarrier(1, CP1, did))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("channel 1 sent cp-1 after cp-2");
    }

    @Test
    void aGateWithoutChannelsIsRefused() {
        assertThatThrownBy(() -> new BarrierAlignment(0)).hasMessageContaining("nothing to align");
    }

    @Nested
    class WhenACheckpointIsAborted {
        @Test
        void theAlignmentUnderWayEnds() {
            alignment.onBarrier(0, CP1, did);
            alignment.onAbort(CP1, did);

            assertThat(did.take()).containsExactly("hold 0", "abandon cp-1", "resume");
        }

        @Test
        void itsLateBarriersAreIgnored() {
            alignment.onBarrier(0, CP1, did);
            alignment.onAbort(CP1, did);
            did.take();

            alignment.onBarrier(1, CP1, did);
            assertThat(did.take()).isEmpty();
        }

        @Test
        void itsBarriersAreIgnoredEvenIfNoneHadCome() {
            alignment.onAbort(CP1, did);
            alignment.onBarrier(0, CP1, did);
            alignment.onBarrier(1, CP1, did);

            assertThat(did.take()).containsExactly("abandon cp-1");
        }

        @Test
        void downstreamIsToldOnceHoweverOftenUpstreamSaysSo() {
            alignment.onBarrier(0, CP1, did);
            alignment.onAbort(CP1, did);
            alignment.onAbort(CP1, did);

            assertThat(did.take()).containsOnlyOnce("abandon cp-1");
        }

        @Test
        void theNextOneIsAlignedAsUsual() {
            alignment.onBarrier(0, CP1, did);
            alignment.onAbort(CP1, did);
            alignment.onBarrier(1, CP1, did);
            did.take();

            alignment.onBarrier(1, CP2, did);
            alignment.onBarrier(0, CP2, did);
            assertThat(did.take()).containsExactly("hold 1", "hold 0", "snapshot cp-2", "resume");
        }

        @Test
        void anotherOneUnderWayGoesOn() {
            alignment.onBarrier(0, CP1, did);
            alignment.onAbort(CP2, did);
            alignment.onBarrier(1, CP1, did);

            assertThat(did.take()).containsExactly("hold 0", "abandon cp-2", "hold 1", "snapshot cp-1", "resume");
        }

        @Test
        void itIsTooLateOnceTheStateIsSaved() {
            alignment.onBarrier(0, CP1, did);
            alignment.onBarrier(1, CP1, did);
            did.take();

            alignment.onAbort(CP1, did);
            assertThat(did.take()).isEmpty();
        }

        /** Seed 84 of the simulation: channel 0 was held for ever. */
        @Test
        void itsBarrierStillShowsThatAnEarlierOneCannotBecomeWhole() {
            alignment.onAbort(CP2, did);
            alignment.onBarrier(0, CP1, did);
            did.take();

            alignment.onBarrier(1, CP2, did); // channel 1 skipped cp-1
            assertThat(did.take()).containsExactly("abandon cp-1", "resume");
        }

        @Test
        void aChannelIsNotHeldForACheckpointThatAnotherChannelIsAlreadyPast() {
            alignment.onBarrier(0, CP3, did);
            alignment.onAbort(CP3, did);
            did.take();

            alignment.onBarrier(1, CP2, did); // channel 0 never delivers this one
            assertThat(did.take()).isEmpty();
        }
    }

    @Test
    void abortsWithoutBarriersDoNotPileUp() {
        AbortedIds aborted = new AbortedIds();
        for (long id = 1; id <= 1_000; id++) {
            aborted.add(new CheckpointId(id));
        }
        assertThat(aborted.contains(new CheckpointId(1_000))).isTrue();
        assertThat(aborted.contains(new CheckpointId(900))).isFalse();
    }
}
