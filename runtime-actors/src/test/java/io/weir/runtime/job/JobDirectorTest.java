package io.weir.runtime.job;

import static io.weir.runtime.job.JobScript.A;
import static io.weir.runtime.job.JobScript.B;
import static io.weir.runtime.job.JobScript.C;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.JobStatus;
import io.weir.api.graph.RestartStrategySpec;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import org.junit.jupiter.api.Test;

class JobDirectorTest {
    private static final SubtaskId S00 = new SubtaskId(0, 0);
    private static final SubtaskId S10 = new SubtaskId(1, 0);
    private static final SubtaskId S11 = new SubtaskId(1, 1);

    private final JobScript job = JobScript.withDelay(2);

    @Test
    void anAttemptIsJournaledThenDeployedThenStartedAndCheckpointsBeginWhenAllOfItRuns() {
        assertThat(job.start()).containsExactly("request 2 slots");
        assertThat(job.granted(A, B))
                .containsExactly("journal attempt 1 from the beginning on [a, b]", "deploy 1 {0.0=a, 1.0=a, 1.1=b}");
        assertThat(job.deployed(1, A)).isEmpty();
        assertThat(job.deployed(1, B)).containsExactly("start 1 on [a, b]");
        assertThat(job.runs(1, B)).isEmpty();
        assertThat(job.runs(1, B)).as("twice is once").isEmpty();
        assertThat(job.runs(1, A)).containsExactly("begin checkpoints");
        assertThat(job.director.phase()).isEqualTo(JobPhase.RUNNING);
    }

    @Test
    void tooFewSlotsAreSaidInASentence() {
        job.start();
        job.director.onSlotsMissing(1, 4);
        assertThat(job.director.sentence()).contains("needs 2 slots, 1 of 4 are free");
        assertThat(job.director.phase().status(0)).isEqualTo(JobStatus.CREATED);
    }

    @Test
    void aLostWorkerRestartsAtOnceFromTheLatestCheckpointWithAHigherEpoch() {
        job.running();
        job.latest = new CheckpointId(7);
        assertThat(job.lost(B))
                .containsExactly(
                        "journal attempt 1 ended, again in 0",
                        "end checkpoints",
                        "stop sources",
                        "cancel 1 on [a]",
                        "request 2 slots");
        assertThat(job.granted(A, C))
                .containsExactly("journal attempt 2 from cp-7 on [a, c]", "deploy 2 {0.0=a, 1.0=a, 1.1=c}");
    }

    @Test
    void workersLostAgainAndAgainCostTheDelayOfTheStrategy() {
        job.running();
        for (int i = 0; i < DirectorSettings.DEFAULT.lossesWithoutDelay(); i++) {
            assertThat(job.lost(B)).contains("request 2 slots");
            job.runningAgain();
        }
        assertThat(job.lost(B))
                .contains("journal attempt 4 ended, again in 500")
                .doesNotContain("request 2 slots");
        assertThat(job.after(499)).isEmpty();
        assertThat(job.after(1)).containsExactly("request 2 slots");
    }

    @Test
    void aJobThatNeverRanFailsAtOnceForWhatIsNotThere() {
        job.running();
        assertThat(job.fails(1, FailureKind.UNMET_NEED)).contains("journal attempt 1 ended, for good");
        assertThat(job.director.phase()).isEqualTo(JobPhase.FAILING);
        assertThat(job.director.sentence()).as("nothing of a strategy").isEqualTo("boom (map 1.0)");
    }

    @Test
    void aJobThatNeverRanFailsAtOnceUnderAnotherLeaderToo() {
        job.running();
        job.leaderChanges();
        job.reports(A, 1, S00, S10);
        job.reports(B, 1, S11);
        assertThat(job.fails(1, FailureKind.UNMET_NEED)).contains("journal attempt 1 ended, for good");
    }

    @Test
    void aJobThatHasSavedSomethingIsTriedAgainWhenWhatItReadIsGone() {
        job.running();
        job.latest = new CheckpointId(1);
        assertThat(job.fails(1, FailureKind.UNMET_NEED)).contains("journal attempt 1 ended, again in 500");
    }

    @Test
    void aJobThatHasRunForAWhileIsTriedAgainWhenWhatItReadIsGone() {
        job.running();
        job.now += JobDirector.FIRST_ATTEMPT_MILLIS;
        assertThat(job.fails(1, FailureKind.UNMET_NEED)).contains("journal attempt 1 ended, again in 500");
    }

    @Test
    void aWorkerLostLongAgoIsForgotten() {
        job.running();
        for (int i = 0; i < 10; i++) {
            job.now += 3_600_000;
            assertThat(job.lost(B)).contains("request 2 slots");
            job.runningAgain();
        }
    }

    @Test
    void aLostWorkerThatRanNothingOfTheJobChangesNothing() {
        job.running();
        assertThat(job.lost(C)).isEmpty();
    }

    @Test
    void aUserExceptionRestartsByTheStrategyUntilItSaysNo() {
        job.running();
        assertThat(job.fails(1, FailureKind.USER_CODE)).contains("journal attempt 1 ended, again in 500");
        assertThat(job.director.phase()).isEqualTo(JobPhase.RESTARTING);
        job.after(500);
        job.runningAgain();
        job.fails(2, FailureKind.USER_CODE);
        job.after(500);
        job.runningAgain();
        assertThat(job.fails(3, FailureKind.USER_CODE))
                .containsExactly(
                        "journal attempt 3 ended, for good", "end checkpoints", "stop sources", "cancel 3 on [a, b]");
        assertThat(job.stopped(3, A)).isEmpty();
        assertThat(job.stopped(3, B))
                .containsExactly("journal FAILED", "stop sources", "release slots", "terminated FAILED");
        assertThat(job.director.sentence()).contains("boom", "map 1.0", "allows 2 restarts");
    }

    @Test
    void furtherFailuresOfAnEndedAttemptCountNothing() {
        job.running();
        job.fails(1, FailureKind.USER_CODE);
        assertThat(job.fails(1, FailureKind.USER_CODE)).isEmpty();
        assertThat(job.lost(A)).isEmpty();
        job.after(500);
        job.runningAgain();
        assertThat(job.fails(1, FailureKind.USER_CODE)).as("of an older epoch").isEmpty();
        assertThat(job.runs(1, A)).isEmpty();
        assertThat(job.director.phase()).isEqualTo(JobPhase.RUNNING);
    }

    @Test
    void whatNoRestartCanMendFailsTheJobAtOnce() {
        job.running();
        assertThat(job.fails(1, FailureKind.CORRUPT_STATE)).contains("journal attempt 1 ended, for good");
        assertThat(job.director.phase()).isEqualTo(JobPhase.FAILING);
    }

    @Test
    void withoutARestartStrategyALostWorkerFailsTheJob() {
        JobScript fragile = new JobScript(new RestartStrategySpec.NoRestart()).running();
        assertThat(fragile.lost(B)).contains("journal attempt 1 ended, for good", "cancel 1 on [a]");
        assertThat(fragile.stopped(1, A)).contains("terminated FAILED");
    }

    @Test
    void workersThatDoNotStopAreToldAgainButNotWaitedForForEver() {
        job.running();
        job.director.onCancel(job.now);
        assertThat(job.did())
                .containsExactly("journal JobCancelRequested", "end checkpoints", "stop sources", "cancel 1 on [a, b]");
        job.stopped(1, A);
        assertThat(job.after(1_000)).containsExactly("cancel 1 on [b]");
        assertThat(job.after(10_000)).contains("journal CANCELED", "terminated CANCELED");
    }

    @Test
    void aLostWorkerNeedNotStop() {
        job.running();
        job.director.onCancel(job.now);
        job.did();
        job.stopped(1, A);
        assertThat(job.lost(B)).contains("journal CANCELED");
    }

    @Test
    void aJobThatWaitsForSlotsIsCancelledAtOnce() {
        job.start();
        job.director.onCancel(job.now);
        assertThat(job.did())
                .containsExactly(
                        "journal JobCancelRequested",
                        "journal CANCELED",
                        "stop sources",
                        "release slots",
                        "terminated CANCELED");
        assertThat(job.granted(A, B)).as("slots that come too late").isEmpty();
    }

    @Test
    void whenAllIsDrainedALastCheckpointIsTakenThenAllFinish() {
        job.running();
        job.drained(1, 0, 0);
        job.drained(1, 1, 0);
        assertThat(job.drained(1, 1, 1)).containsExactly("take a checkpoint");
        job.director.onRequestedCheckpoint(false, job.now);
        assertThat(job.did()).as("it failed: another one").containsExactly("take a checkpoint");
        job.director.onRequestedCheckpoint(true, job.now);
        assertThat(job.did()).containsExactly("end checkpoints", "finish 1 on [a, b]");
        assertThat(job.after(1_000)).as("the message may be lost").containsExactly("finish 1 on [a, b]");
        job.stopped(1, B);
        assertThat(job.stopped(1, A))
                .containsExactly("journal FINISHED", "stop sources", "release slots", "terminated FINISHED");
    }

    @Test
    void withoutCheckpointsADrainedJobFinishesAtOnce() {
        job.enabled = false;
        job.running();
        job.drained(1, 0, 0);
        job.drained(1, 1, 0);
        assertThat(job.drained(1, 1, 1)).containsExactly("end checkpoints", "finish 1 on [a, b]");
    }

    @Test
    void aWorkerLostBeforeItCommittedSendsTheJobBackToTheLastCheckpoint() {
        job.running();
        job.drained(1, 0, 0);
        job.drained(1, 1, 0);
        job.drained(1, 1, 1);
        job.latest = new CheckpointId(9);
        job.director.onRequestedCheckpoint(true, job.now);
        job.did();
        assertThat(job.lost(B)).contains("request 2 slots");
        assertThat(job.granted(A, A)).contains("journal attempt 2 from cp-9 on [a, a]");
    }

    @Test
    void aLeavingWorkerIsLeftAfterACheckpoint() {
        job.running();
        job.director.onWorkerLeaving(B, job.now);
        assertThat(job.did()).containsExactly("take a checkpoint");
        job.latest = new CheckpointId(3);
        job.director.onRequestedCheckpoint(true, job.now);
        assertThat(job.did()).contains("journal attempt 1 ended, again in 0", "cancel 1 on [a, b]", "request 2 slots");
        assertThat(job.granted(A, A)).contains("journal attempt 2 from cp-3 on [a, a]");
        assertThat(job.director.restarts()).as("nothing failed").isZero();
    }

    @Test
    void aLeavingWorkerIsLeftInTimeEvenIfTheCheckpointIsSlow() {
        job.running();
        job.director.onWorkerLeaving(B, job.now);
        job.did();
        assertThat(job.after(10_000)).contains("request 2 slots");
    }

    @Test
    void anAttemptThatDoesNotComeUpInTimeIsGivenUp() {
        job.start();
        job.granted(A, B);
        job.deployed(1, A);
        assertThat(job.after(60_000)).contains("journal attempt 1 ended, again in 500", "cancel 1 on [a, b]");
        assertThat(job.director.sentence()).contains("[b]", "60000 ms");
    }

    @Test
    void theLastSentenceOfAJobNamesThePlaceOnceAndEndsEachSentenceOnce() {
        assertThat(lastSentence("[X-1] No. (subtask 1/2 of 'map', record 7 of its input). Mend it."))
                .isEqualTo("[X-1] No. (subtask 1/2 of 'map', record 7 of its input). Mend it. "
                        + "The restart strategy allows 0 restarts.");
        assertThat(lastSentence("[X-2] No."))
                .isEqualTo("[X-2] No (subtask 1.0). The restart strategy allows 0 restarts.");
        assertThat(lastSentence("boom")).isEqualTo("boom (subtask 1.0). The restart strategy allows 0 restarts.");
    }

    private static String lastSentence(String failure) {
        JobScript once = JobScript.withDelay(0).running();
        once.director.onSubtaskFailed(1, "subtask 1.0", new Failure(FailureKind.USER_CODE, failure, ""), once.now);
        return once.director.sentence();
    }

    @Test
    void aPlannedLeaveIsJournaledAsOneAndCountsAsNoRestart() {
        job.running();
        job.director.onWorkerLeaving(B, job.now);
        job.director.onRequestedCheckpoint(true, job.now);
        job.did();
        assertThat(job.history.failures()).singleElement().satisfies(ended -> {
            assertThat(ended.kind()).isEqualTo(FailureKind.LEAVING_WORKER);
            assertThat(ended.byStrategy()).isFalse();
        });
        assertThat(job.director.restarts()).isZero();
        assertThat(job.history.restarts()).isZero();
    }

    @Test
    void aWorkerThatHasCommittedAndSaysSoWhenItRegistersRestartsNothing() {
        job.running();
        job.enabled = false;
        job.drained(1, 0, 0);
        job.drained(1, 1, 0);
        assertThat(job.drained(1, 1, 1)).contains("finish 1 on [a, b]");
        assertThat(job.reports(A, 1)).isEmpty();
        assertThat(job.reports(A, 1)).isEmpty();
        assertThat(job.after(1_000)).as("asked again").containsExactly("finish 1 on [a, b]");
        job.stopped(1, A);
        assertThat(job.stopped(1, B)).contains("journal FINISHED");
    }

    // ------------------------------------------------------------------------------------------------ leaders

    @Test
    void aNewLeaderAdoptsAnAttemptThatIsWhole() {
        job.running();
        assertThat(job.leaderChanges()).containsExactly("ask who is gone of [a, b]");
        assertThat(job.reports(A, 1, S00, S10)).isEmpty();
        assertThat(job.reports(B, 1, S11)).containsExactly("adopt 1 on [a, b]", "begin checkpoints");
        assertThat(job.director.phase()).isEqualTo(JobPhase.RUNNING);
        assertThat(job.after(100_000)).isEmpty();
    }

    @Test
    void aNewLeaderRestartsWhatIsNotWhole() {
        job.running();
        job.leaderChanges();
        assertThat(job.lost(A)).as("no use to wait for b").contains("cancel 1 on [b]", "request 2 slots");
    }

    @Test
    void aNewLeaderRestartsWhatDoesNotAnswer() {
        job.running();
        job.leaderChanges();
        job.reports(A, 1, S00, S10);
        assertThat(job.after(3_000)).contains("journal attempt 1 ended, again in 0", "request 2 slots");
    }

    @Test
    void aNewLeaderRestartsWhatSourcesHadSplitsLeftFor() {
        job.exhausted = false;
        job.running();
        job.leaderChanges();
        job.reports(A, 1, S00, S10);
        assertThat(job.reports(B, 1, S11)).contains("cancel 1 on [a, b]", "request 2 slots");
    }

    @Test
    void aNewLeaderStopsWhatIsLeftOfAnOlderAttempt() {
        job.running();
        job.lost(B);
        job.granted(A, C);
        job.leaderChanges();
        assertThat(job.reports(B, 1, S11)).containsExactly("cancel 1 on [b]");
    }

    @Test
    void aNewLeaderGoesOnCancelling() {
        job.running();
        job.director.onCancel(job.now);
        job.did();
        assertThat(job.leaderChanges()).contains("cancel 1 on [a, b]");
    }

    @Test
    void aNewLeaderGoesOnFailing() {
        job.running();
        job.fails(1, FailureKind.BAD_JOB);
        assertThat(job.leaderChanges()).contains("cancel 1 on [a, b]");
        job.stopped(1, A);
        assertThat(job.stopped(1, B)).contains("journal FAILED");
    }

    @Test
    void aNewLeaderWaitsOutTheDelayThatWasJournaled() {
        job.running();
        job.fails(1, FailureKind.USER_CODE);
        job.now += 200;
        assertThat(job.leaderChanges()).isEmpty();
        assertThat(job.after(300)).containsExactly("request 2 slots");
    }

    @Test
    void aNewLeaderWhoseClockIsBehindWaitsNoLongerThanTheDelay() {
        JobScript job = JobScript.withDelay(3).running();
        job.fails(1, FailureKind.USER_CODE);
        job.now -= 3_600_000; // simulation, seed 1057
        job.leaderChanges();

        assertThat(job.after(499)).isEmpty();
        assertThat(job.after(1)).contains("request 2 slots");
    }

    @Test
    void restartsCountAcrossLeaders() {
        job.running();
        job.fails(1, FailureKind.USER_CODE);
        job.after(500);
        job.runningAgain();
        job.leaderChanges();
        job.reports(A, 1 + 1, S00, S10);
        job.reports(B, 1 + 1, S11);
        job.fails(2, FailureKind.USER_CODE);
        job.after(500);
        job.runningAgain();
        assertThat(job.fails(3, FailureKind.USER_CODE)).contains("journal attempt 3 ended, for good");
    }

    @Test
    void aNewLeaderDoesNothingWithAJobThatHasEnded() {
        job.start();
        job.director.onCancel(job.now);
        job.did();
        assertThat(job.leaderChanges()).containsExactly("terminated CANCELED");
    }

    @Test
    void aJobThatAnOperatorRestartsBeginsAnewWithAHigherEpochAndAllAttemptsOfItsStrategy() {
        job.running();
        for (int failure = 1; failure <= 3; failure++) {
            job.fails(job.director.epoch(), FailureKind.USER_CODE);
            if (failure <= 2) {
                job.after(500);
                job.runningAgain();
            }
        }
        job.stopped(3, A);
        job.stopped(3, B);
        assertThat(job.director.phase()).isEqualTo(JobPhase.FAILED);

        job.history = job.history.with(new JobEvent.JobRestarted("r", null, job.now));
        assertThat(job.leaderChanges()).as("nothing runs that could be adopted").containsExactly("request 2 slots");
        assertThat(job.reports(A, 3, S00)).as("what is left of the old one").containsExactly("cancel 3 on [a]");
        job.runningAgain();
        assertThat(job.director.epoch()).isEqualTo(4);
        assertThat(job.fails(4, FailureKind.USER_CODE)).contains("journal attempt 4 ended, again in 500");
        assertThat(job.leaderChanges())
                .as("the failure counts under the next leader")
                .isEmpty();
        assertThat(job.director.phase()).isEqualTo(JobPhase.RESTARTING);
    }

    @Test
    void aJobThatWasCancelledAndRestartedIsNotCancelledAgainByTheNextLeader() {
        job.start();
        job.director.onCancel(job.now);
        job.did();
        job.history = job.history.with(new JobEvent.JobRestarted("r", null, job.now));
        assertThat(job.leaderChanges()).containsExactly("request 2 slots");
    }

    @Test
    void anEpochIsAboveWhatTheStorageHoldsThoughTheJournalIsOlder() {
        job.running();
        job.leaderChanges();
        job.director.epochsUsed(8);
        job.lost(A);
        assertThat(job.granted(B, C)).contains("journal attempt 9 from the beginning on [b, c]");
    }
}
