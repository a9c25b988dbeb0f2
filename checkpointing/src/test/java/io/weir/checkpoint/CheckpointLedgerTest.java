package io.weir.checkpoint;

import static io.weir.checkpoint.CheckpointFixtures.cp;
import static io.weir.checkpoint.CheckpointFixtures.own;
import static io.weir.checkpoint.CheckpointFixtures.shared;
import static io.weir.checkpoint.CheckpointFixtures.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Interval 1 s, timeout 10 s, the attempt has epoch 1 and subtasks 0.0 and 1.0, the first trigger comes after 100 ms. */
class CheckpointLedgerTest {
    private static final SubtaskId SUBTASK = new SubtaskId(0, 0);

    private final LedgerDriver did = new LedgerDriver(policy(0, 1, 0, 1)).start(1);

    private static CheckpointPolicy policy(long pauseMs, int concurrent, int tolerable, int retained) {
        return new CheckpointPolicy(1_000, 10_000, pauseMs, concurrent, tolerable, retained);
    }

    @Nested
    class OnTheStraightWay {
        @Test
        void theIdIsJournaledBeforeTheSourcesHearOfIt() {
            did.passTo(99);
            assertThat(did.take()).isEmpty();

            did.passTo(100);
            assertThat(did.take()).containsExactly("journal triggered cp-1", "then trigger cp-1");
        }

        @Test
        void theManifestIsWrittenWhenTheLastSubtaskHasAcknowledged() {
            did.passTo(100);
            did.take();

            assertThat(did.ack(1, 1, snapshot(0, 0))).isEqualTo(AckVerdict.ACCEPTED);
            assertThat(did.take()).isEmpty();
            assertThat(did.ack(1, 1, snapshot(1, 0))).isEqualTo(AckVerdict.COMPLETES);
            assertThat(did.take()).containsExactly("then write manifest of cp-1 with 2 acknowledgements");
        }

        @Test
        void completionIsJournaledBeforeAnybodyIsNotified() {
            did.passTo(100);
            did.ackAll(1, 1);
            did.take();

            did.written(1, 1);
            assertThat(did.take())
                    .containsExactly(
                            "journal completed cp-1", "then notify completed cp-1", "then clean up before cp-1");
            assertThat(did.ledger.latest()).isNotNull();
        }

        @Test
        void checkpointsComeOnceAnIntervalWhateverTheyTake() {
            did.passTo(100);
            did.passTo(400);
            did.ackAll(1, 1);
            did.written(1, 1);
            did.take();

            did.passTo(1_099);
            assertThat(did.take()).isEmpty();
            did.passTo(1_100);
            assertThat(did.take()).containsExactly("journal triggered cp-2", "then trigger cp-2");
        }

        @Test
        void oneAtATimeTheNextBeginsAtOnceWhenItIsOverdue() {
            did.passTo(100);
            did.passTo(5_000);
            did.ackAll(1, 1);
            did.take();

            did.written(1, 1);
            assertThat(did.take()).contains("journal triggered cp-2");
        }

        @Test
        void thePauseCountsFromTheLastCompletion() {
            LedgerDriver pausing = new LedgerDriver(policy(700, 3, 0, 1)).start(1);
            pausing.passTo(900);
            pausing.ackAll(1, 1);
            pausing.written(1, 1);
            pausing.take();

            pausing.passTo(1_599);
            assertThat(pausing.take()).isEmpty();
            pausing.passTo(1_600);
            assertThat(pausing.take()).contains("journal triggered cp-2");
        }

        @Test
        void severalMayBeUnderWayIfAllowed() {
            LedgerDriver two = new LedgerDriver(policy(0, 2, 0, 1)).start(1);
            two.passTo(5_000);

            assertThat(two.ledger.pending()).containsExactly(cp(1), cp(2));
        }

        @Test
        void aLaterCompletionTakesTheEarlierOnesPlace() {
            LedgerDriver two = new LedgerDriver(policy(0, 2, 0, 1)).start(1);
            two.passTo(1_100);
            two.ack(1, 1, snapshot(0, 0, own(1, "a")));
            two.ackAll(1, 2);
            two.take();

            two.written(1, 2);
            assertThat(two.take())
                    .containsSubsequence(
                            "journal completed cp-2", "journal aborted cp-1 SUBSUMED", "then notify completed cp-2")
                    .contains("then delete [a] of cp-1")
                    .doesNotContain("then fail the job");
        }

        @Test
        void aManifestThatIsWrittenWhenALaterOneIsCompleteGoesWithTheNextCleanUp() {
            LedgerDriver two = new LedgerDriver(policy(0, 2, 0, 1)).start(1);
            two.passTo(1_100);
            two.ackAll(1, 1);
            two.ackAll(1, 2);
            two.written(1, 2);
            two.written(1, 1);
            two.take();

            two.complete(1);
            assertThat(two.takeActions()).contains("then clean up before cp-3");
        }

        @Test
        void theLastCheckpointOfAJobWaitsForNothing() {
            did.passTo(100);
            did.take();

            did.run(did.ledger.triggerNow(did.nowMs));
            assertThat(did.take()).containsExactly("journal triggered cp-2", "then trigger cp-2");
        }

        @Test
        void withoutAnIntervalNothingBeginsByItself() {
            LedgerDriver onDemand = new LedgerDriver(new CheckpointPolicy(0, 10_000, 0, 1, 0, 1)).start(1);
            onDemand.passTo(1_000_000);
            assertThat(onDemand.take()).isEmpty();
        }

        @Test
        void thePeopleSeeHowTheLastOnesWent() {
            did.passTo(100);
            did.passTo(350);
            did.ackAll(1, 1, own(1, "a"));
            did.written(1, 1);

            CheckpointHistory.Entry entry = did.ledger.history().entries().get(0);
            assertThat(did.ledger.history().completed()).isOne();
            assertThat(did.ledger.history().inProgress()).isZero();
            assertThat(entry.status()).isEqualTo(CheckpointHistory.Status.COMPLETED);
            assertThat(entry.durationMs()).isEqualTo(250);
            assertThat(entry.stateBytes()).isEqualTo(14);
        }

        @Test
        void onlyTheLastTenAreShown() {
            for (int i = 0; i < 15; i++) {
                did.complete(1);
            }
            assertThat(did.ledger.history().entries()).hasSize(10);
            assertThat(did.ledger.history().entries().get(0).id()).isEqualTo(cp(15));
            assertThat(did.ledger.history().completed()).isEqualTo(15);
        }
    }

    @Nested
    class WhenSomethingFails {
        @Test
        void whatIsNotWholeInTimeIsGivenUpAndNamesWhoIsMissing() {
            did.passTo(100);
            did.ack(1, 1, snapshot(0, 0, own(1, "a")));
            did.take();

            did.passTo(10_100);
            assertThat(did.take())
                    .startsWith("journal aborted cp-1 EXPIRED", "then notify aborted cp-1", "then fail the job")
                    .contains("then delete [a] of cp-1");
            assertThat(did.ledger.history().entries().get(0).detail()).contains("10000 ms", "subtasks 1.0 have not");
        }

        @Test
        void aDeclineGivesItUp() {
            did.passTo(100);
            did.take();

            did.run(did.ledger.onDecline(1, cp(1), SUBTASK, AbortReason.STORAGE_FAILED, "disk full", did.nowMs));
            assertThat(did.take())
                    .containsExactly(
                            "journal aborted cp-1 STORAGE_FAILED", "then notify aborted cp-1", "then fail the job");
        }

        @Test
        void aDeclineForALaterBarrierDoesNotCount() {
            did.passTo(100);
            did.run(did.ledger.onDecline(1, cp(1), SUBTASK, AbortReason.SUBSUMED, "", did.nowMs));

            assertThat(did.take()).contains("journal aborted cp-1 SUBSUMED").doesNotContain("then fail the job");
        }

        @Test
        void aDeclineAfterAnAcknowledgementOrOfAnotherEpochChangesNothing() {
            did.passTo(100);
            did.ack(1, 1, snapshot(0, 0));
            did.take();

            did.run(did.ledger.onDecline(1, cp(1), SUBTASK, AbortReason.DECLINED, "", did.nowMs));
            did.run(did.ledger.onDecline(0, cp(1), new SubtaskId(1, 0), AbortReason.DECLINED, "", did.nowMs));
            assertThat(did.take()).isEmpty();
        }

        @Test
        void enumeratorsThatCannotBeSavedGiveItUp() {
            did.passTo(100);
            did.take();

            did.run(did.ledger.onCoordinatorFailed(1, cp(1), "enumerator of 'orders' threw", did.nowMs));
            assertThat(did.take()).startsWith("journal aborted cp-1 COORDINATOR_FAILED");
        }

        @Test
        void aManifestThatWasNotWrittenTakesTheFilesWithIt() {
            did.passTo(100);
            did.ackAll(1, 1, own(1, "a"));
            did.take();

            did.run(did.ledger.onManifestFailed(1, cp(1), "disk full", false, did.nowMs));
            assertThat(did.take())
                    .containsExactly(
                            "journal aborted cp-1 MANIFEST_FAILED",
                            "then notify aborted cp-1",
                            "then fail the job",
                            "then delete [a] of cp-1");
        }

        @Test
        void afterAnAmbiguousManifestWriteNoFileGoesUntilALaterCheckpointIsComplete() {
            LedgerDriver patient = new LedgerDriver(policy(0, 1, 5, 1)).start(1);
            patient.passTo(100);
            patient.ackAll(1, 1, own(1, "a"));
            patient.run(patient.ledger.onManifestFailed(1, cp(1), "EIO", true, patient.nowMs));
            assertThat(patient.takeActions()).noneMatch(line -> line.contains("delete"));

            patient.complete(1);
            assertThat(patient.take())
                    .containsSubsequence("journal completed cp-2", "journal discarded cp-1", "then delete [a] of cp-1");
        }

        @Test
        void aManifestThatTakesTooLongIsAmbiguous() {
            did.passTo(100);
            did.ackAll(1, 1, own(1, "a"));
            did.take();

            did.passTo(10_100);
            assertThat(did.take())
                    .startsWith("journal aborted cp-1 MANIFEST_UNCERTAIN")
                    .noneMatch(line -> line.contains("delete"));
            did.written(1, 1);
            assertThat(did.take()).isEmpty();
        }
    }

    @Nested
    class TheTolerableFailures {
        private final LedgerDriver two = new LedgerDriver(policy(0, 1, 2, 1)).start(1);

        private void fail() {
            two.run(two.ledger.triggerNow(two.nowMs));
            two.run(two.ledger.onDecline(
                    1, two.ledger.pending().iterator().next(), SUBTASK, AbortReason.DECLINED, "", two.nowMs));
        }

        @Test
        void areSurvivedAndOneMoreFailsTheJobOnce() {
            fail();
            fail();
            assertThat(two.take()).doesNotContain("then fail the job");
            fail();
            assertThat(two.take()).containsOnlyOnce("then fail the job");
        }

        @Test
        void nothingBeginsInAnAttemptThatIsFailing() {
            fail();
            fail();
            fail();
            two.take();
            two.passTo(100_000);
            two.run(two.ledger.triggerNow(two.nowMs));
            assertThat(two.take()).isEmpty();
        }

        @Test
        void areCountedFromZeroAfterASuccess() {
            fail();
            fail();
            two.complete(1);
            fail();
            fail();
            assertThat(two.take()).doesNotContain("then fail the job");
        }

        @Test
        void areCountedFromZeroInTheAttemptAfterAFailedOne() {
            fail();
            fail();
            fail();
            two.run(two.ledger.endAttempt("too many failures", two.nowMs));
            two.take();
            two.start(2);
            two.run(two.ledger.triggerNow(two.nowMs));
            two.run(two.ledger.onDecline(
                    2, two.ledger.pending().iterator().next(), SUBTASK, AbortReason.DECLINED, "", two.nowMs));
            assertThat(two.take()).doesNotContain("then fail the job");
        }

        @Test
        void areCountedAcrossLeaders() {
            fail();
            fail();
            LedgerDriver next = new LedgerDriver(policy(0, 1, 2, 1));
            two.journal.forEach(next.ledger::apply);
            next.run(next.ledger.onRecovered(0));
            next.start(1);
            next.run(next.ledger.triggerNow(0));
            next.run(next.ledger.onDecline(1, cp(3), SUBTASK, AbortReason.DECLINED, "", 0));

            assertThat(next.take()).contains("then fail the job");
        }

        @Test
        void aLeaderThatDiedBeforeItCouldFailTheJobIsHeard() {
            fail();
            fail();
            fail();
            LedgerDriver next = new LedgerDriver(policy(0, 1, 2, 1));
            two.journal.forEach(next.ledger::apply);
            next.start(1);
            assertThat(next.take()).containsExactly("then fail the job");
        }
    }

    @Nested
    class AnAcknowledgement {
        @Test
        void twiceIsADuplicateWhoseNewFilesGo() {
            did.passTo(100);
            did.ack(1, 1, snapshot(0, 0, own(1, "a")));
            did.take();

            assertThat(did.ack(1, 1, snapshot(0, 0, own(1, "a"), own(1, "b")))).isEqualTo(AckVerdict.DUPLICATE);
            assertThat(did.take()).containsExactly("then delete [b] of cp-1");
        }

        @Test
        void tooLateLosesItsFiles() {
            did.passTo(100);
            did.run(did.ledger.onDecline(1, cp(1), SUBTASK, AbortReason.SUBSUMED, "", did.nowMs));
            did.take();

            assertThat(did.ack(1, 1, snapshot(1, 0, own(1, "a"), shared(1, "b"))))
                    .isEqualTo(AckVerdict.LATE);
            assertThat(did.take()).containsExactly("then delete [a, b] of cp-1");
        }

        @Test
        void ofACompleteCheckpointLosesNothingThatTheCheckpointHolds() {
            did.passTo(100);
            did.ackAll(1, 1, own(1, "a"));
            did.written(1, 1);
            did.take();

            assertThat(did.ack(1, 1, snapshot(0, 0, own(1, "a")))).isEqualTo(AckVerdict.LATE);
            assertThat(did.take()).isEmpty();
        }

        @Test
        void ofAnUnknownSubtaskIsRefused() {
            did.passTo(100);
            did.take();
            assertThat(did.ack(1, 1, snapshot(7, 0, own(1, "a")))).isEqualTo(AckVerdict.UNKNOWN_SUBTASK);
            assertThat(did.take()).containsExactly("then delete [a] of cp-1");
        }

        @Test
        void ofAnOlderEpochChangesNothingAndLosesItsFiles() {
            did.run(did.ledger.endAttempt("worker lost", did.nowMs));
            did.start(2);
            did.passTo(100);
            did.take();

            assertThat(did.ack(1, 1, snapshot(0, 0, own(1, "a")))).isEqualTo(AckVerdict.STALE_EPOCH);
            assertThat(did.take()).containsExactly("then delete [a] of cp-1");
            assertThat(did.ledger.pending()).containsExactly(cp(1));
        }

        @Test
        void ofALaterEpochOrIdTouchesNothingForANewerLeaderIsAtWork() {
            did.passTo(100);
            did.take();

            assertThat(did.ack(2, 1, snapshot(0, 0, own(1, "a")))).isEqualTo(AckVerdict.NOT_OURS);
            assertThat(did.ack(1, 9, snapshot(0, 0, own(9, "a")))).isEqualTo(AckVerdict.NOT_OURS);
            assertThat(did.take()).isEmpty();
        }

        @Test
        void thatBuildsOnAFileNobodyHoldsGivesTheCheckpointUp() {
            did.complete(1);
            did.run(did.ledger.triggerNow(did.nowMs));
            did.take();

            assertThat(did.ack(1, 2, snapshot(0, 0, shared(1, "gone"), shared(2, "new"))))
                    .isEqualTo(AckVerdict.UNKNOWN_FILE);
            assertThat(did.take())
                    .startsWith("journal aborted cp-2 UNKNOWN_FILE")
                    .contains("then delete [gone, new] of cp-2");
            assertThat(did.ledger.history().entries().get(0).detail()).contains("which no retained checkpoint holds");
        }
    }

    @Nested
    class Retention {
        @Test
        void theNewestTwoStayBecauseTheNextMayBuildOnEither() {
            did.complete(1, shared(1, "a"));
            did.complete(1, shared(1, "a"), shared(2, "b"));
            did.take();

            did.complete(1, shared(2, "b"), shared(3, "c"));
            assertThat(did.take())
                    .containsSubsequence("journal completed cp-3", "journal discarded cp-1")
                    .contains("then delete manifest and [] of cp-1");
        }

        @Test
        void aSharedFileGoesWithTheLastCheckpointThatHoldsIt() {
            did.complete(1, shared(1, "a"));
            did.complete(1, shared(1, "a"));
            did.complete(1, shared(3, "c"));
            did.take();

            did.complete(1, shared(3, "c"));
            assertThat(did.take()).contains("then delete manifest and [a] of cp-2");
        }

        @Test
        void asManyAsConfiguredAreKept() {
            LedgerDriver many = new LedgerDriver(policy(0, 1, 0, 4)).start(1);
            for (int i = 0; i < 7; i++) {
                many.complete(1);
            }
            assertThat(many.ledger.retained())
                    .extracting(LedgerEvent.CheckpointCompleted::id)
                    .containsExactly(cp(4), cp(5), cp(6), cp(7));
        }

        @Test
        void whatACheckpointUnderWayMayBuildOnStaysUntilItEnds() {
            LedgerDriver two = new LedgerDriver(policy(0, 3, 5, 1)).start(1);
            two.complete(1, shared(1, "a"));
            two.run(two.ledger.triggerNow(two.nowMs)); // cp-2 may build on cp-1
            two.run(two.ledger.triggerNow(two.nowMs));
            two.run(two.ledger.triggerNow(two.nowMs));
            two.run(two.ledger.triggerNow(two.nowMs)); // so may cp-5
            two.ackAll(1, 2);
            two.written(1, 2);
            two.ackAll(1, 3);
            two.written(1, 3);
            assertThat(two.takeActions()).noneMatch(line -> line.contains("delete"));

            two.ackAll(1, 5, shared(5, "e"));
            two.written(1, 5);
            assertThat(two.takeActions())
                    .contains("then delete manifest and [a] of cp-1", "then delete manifest and [] of cp-2");
        }

        @Test
        void whatCouldNotBeDeletedIsLookedForAgainAfterTheNextCheckpoint() {
            did.complete(1);
            did.complete(1);
            did.takeActions();
            did.ledger.onNotDeleted(); // simulation, seed 481
            did.complete(1);
            assertThat(did.takeActions()).contains("then clean up before cp-3");
        }

        @Test
        void leftoversAreCleanedUpOnceACheckpointIsCompleteAfterAFailure() {
            did.complete(1);
            assertThat(did.takeActions()).contains("then clean up before cp-1");
            did.complete(1);
            assertThat(did.takeActions()).noneMatch(line -> line.contains("clean up"));
        }

        @Test
        void aJobThatWantsNoneKeptLosesAll() {
            did.complete(1, own(1, "a"));
            did.run(did.ledger.endAttempt("finished", did.nowMs));
            did.take();

            did.run(did.ledger.discardAll(did.nowMs));
            assertThat(did.take()).containsExactly("journal discarded cp-1", "then delete manifest and [a] of cp-1");
        }
    }

    @Nested
    class AfterARecovery {
        private LedgerDriver recovered() {
            LedgerDriver next = new LedgerDriver(policy(0, 1, 0, 1));
            did.journal.forEach(next.ledger::apply);
            next.nowMs = did.nowMs;
            return next;
        }

        @Test
        void whatWasUnderWayIsGivenUpWithoutCountingAndTheNewestIsAnnouncedAgain() {
            did.complete(1);
            did.run(did.ledger.triggerNow(did.nowMs));
            LedgerDriver next = recovered();

            next.run(next.ledger.onRecovered(next.nowMs));
            assertThat(next.take())
                    .containsExactly(
                            "journal aborted cp-2 LEADER_CHANGED",
                            "then notify aborted cp-2",
                            "then notify completed cp-1");
        }

        @Test
        void theClockOfAnEarlierLeaderThatWasAheadHoldsUpNoCheckpoint() {
            CheckpointPolicy everySecond = new CheckpointPolicy(1_000, 1_000, 500, 1, 0, 1);
            LedgerDriver before = new LedgerDriver(everySecond);
            before.nowMs = 3_600_000;
            before.start(1);
            before.complete(1);
            LedgerDriver next = new LedgerDriver(everySecond);
            before.journal.forEach(next.ledger::apply);
            next.nowMs = 1_000;
            next.run(next.ledger.onRecovered(next.nowMs));
            next.start(2);
            next.take();

            next.nowMs = 3_000;
            next.run(next.ledger.onTick(next.nowMs));
            assertThat(next.take()).contains("journal triggered cp-2");
        }

        @Test
        void idsGoOnRising() {
            did.complete(1);
            did.run(did.ledger.triggerNow(did.nowMs));
            LedgerDriver next = recovered();
            next.run(next.ledger.onRecovered(next.nowMs));
            next.start(2);
            next.take();

            next.run(next.ledger.triggerNow(next.nowMs));
            assertThat(next.take()).contains("journal triggered cp-3");
        }

        @Test
        void nothingIsDeletedBeforeEveryRetainedManifestIsRead() {
            did.complete(1, shared(1, "a"));
            did.complete(1, shared(1, "a"));
            LedgerDriver next = recovered();
            assertThat(next.ledger.unread()).extracting(LedgerEvent::id).containsExactly(cp(1), cp(2));
            next.start(2);
            next.complete(2);
            assertThat(next.takeActions())
                    .contains("then delete manifest and [] of cp-1")
                    .noneMatch(line -> line.contains("clean up"));

            next.ledger.onManifestRead(manifest(2, "a"));
            next.complete(2);
            assertThat(next.takeActions())
                    .contains("then delete manifest and [a, committables] of cp-2", "then clean up before cp-4");
        }

        @Test
        void theStateThatReplacesTheJournalGivesTheSameLedger() throws CheckpointException {
            did.complete(1);
            did.run(did.ledger.triggerNow(did.nowMs));
            byte[] saved = LedgerCodec.encode(did.ledger.state());

            CheckpointLedger fromState = new CheckpointLedger(policy(0, 1, 0, 1), LedgerCodec.decodeState(saved));
            assertThat(LedgerCodec.encode(fromState.state())).isEqualTo(saved);
            assertThat(LedgerCodec.encode(recovered().ledger.state())).isEqualTo(saved);
        }

        @Test
        void aNewestManifestThatCannotBeReadStopsTheJobUnlessToldToFallBack() {
            did.complete(1);
            did.complete(1);
            LedgerDriver next = recovered();

            LedgerDecision stop = next.ledger.onManifestUnreadable(cp(2), "[CKP-402] it is damaged.", false, 0);
            assertThat(stop.then())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            LedgerAction.StopJob.class,
                            action -> assertThat(action.sentence())
                                    .startsWith("[CKP-402] it is damaged.")
                                    .contains("repeat output that is committed", "The next older one is cp-1"));

            next.run(next.ledger.onManifestUnreadable(cp(2), "[CKP-402] it is damaged.", true, 0));
            assertThat(next.take()).contains("journal discarded cp-2");
            assertThat(next.ledger.latest()).extracting(LedgerEvent::id).isEqualTo(cp(1));
        }

        private CheckpointManifest manifest(long id, String file) {
            return CheckpointFixtures.manifest(id, 1, shared(1, file));
        }
    }

    @Nested
    class Attempts {
        @Test
        void thatEndGiveUpWhatIsUnderWayWithoutCounting() {
            did.passTo(100);
            did.ack(1, 1, snapshot(0, 0, own(1, "a")));
            did.take();

            did.run(did.ledger.endAttempt("worker lost", did.nowMs));
            assertThat(did.take()).containsExactly("journal aborted cp-1 ATTEMPT_ENDED", "then delete [a] of cp-1");
        }

        @Test
        void cannotGoBack() {
            assertThatThrownBy(() -> did.ledger.startAttempt(0, LedgerDriver.SUBTASKS, 0, 0))
                    .hasMessageContaining("cannot follow attempt 1");
        }

        @Test
        void aManifestOfAnOlderAttemptCompletesNothing() {
            did.passTo(100);
            did.ackAll(1, 1);
            did.run(did.ledger.endAttempt("worker lost", did.nowMs));
            did.start(2);
            did.take();

            did.written(1, 1);
            assertThat(did.take()).isEmpty();
            assertThat(did.ledger.latest()).isNull();
        }
    }

    @Test
    void aDecisionMustBeJournaledBeforeTheNextIsAskedFor() {
        did.ledger.triggerNow(0);
        assertThatThrownBy(() -> did.ledger.onTick(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everyReasonSaysWhetherItCounts() {
        assertThat(List.of(AbortReason.values()).stream().filter(reason -> !reason.countsAsFailure()))
                .containsExactly(AbortReason.SUBSUMED, AbortReason.ATTEMPT_ENDED, AbortReason.LEADER_CHANGED);
    }
}
