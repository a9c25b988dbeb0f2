package io.weir.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.ExternalizedCheckpointRetention;
import io.weir.api.JobStatus;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointKind;
import io.weir.checkpoint.CheckpointLedger;
import io.weir.checkpoint.CheckpointPolicy;
import io.weir.checkpoint.InspectionResult;
import io.weir.checkpoint.LedgerEvent;
import io.weir.checkpoint.ManifestRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job with cp-3 and cp-5 retained, cp-4 failed; then it ended. */
class JobRestartTest {
    private final JobHistory failed = ended(JobStatus.FAILED);

    private static JobHistory ended(JobStatus status) {
        JobHistory history = JobHistory.EMPTY.with(new JobEvent.AttemptStarted(1, 1, null, List.of(), 1));
        for (long id = 3; id <= 5; id++) {
            history = history.with(decided(
                    new LedgerEvent.CheckpointTriggered(new CheckpointId(id), CheckpointKind.CHECKPOINT, 1, id)));
            history = history.with(decided(
                    id == 4
                            ? new LedgerEvent.CheckpointAborted(
                                    new CheckpointId(id), io.weir.checkpoint.AbortReason.EXPIRED, "", id)
                            : new LedgerEvent.CheckpointCompleted(
                                    new CheckpointId(id), new ManifestRef("m-" + id, 1, 1), 1, id)));
        }
        return history.with(new JobEvent.JobTerminated(status, "why", 9, List.of()));
    }

    private static JobEvent decided(LedgerEvent event) {
        return new JobEvent.CheckpointDecided(event);
    }

    private static JobRestart from(RestartFrom where, long checkpoint) {
        return new JobRestart(where, checkpoint, false);
    }

    private static InspectionResult intact(long id, InspectionResult.Skipped... skipped) {
        return new InspectionResult(new CheckpointId(id), List.of(skipped));
    }

    private static InspectionResult.Skipped skipped(long id) {
        return new InspectionResult.Skipped(new CheckpointId(id), "[CKP-402] it is damaged.");
    }

    @Test
    void onlyAJobThatFailedOrWasCancelledIsRestarted() {
        JobRestart wish = from(RestartFrom.NEWEST, 0);
        assertThat(wish.refusal("j", failed)).isNull();
        assertThat(wish.refusal("j", ended(JobStatus.CANCELED))).isNull();
        assertThat(wish.refusal("j", ended(JobStatus.FINISHED)))
                .startsWith("[JOB-830] Job j")
                .contains("FINISHED");
        assertThat(wish.refusal("j", JobHistory.EMPTY))
                .startsWith("[JOB-830] Job j")
                .contains("has not ended");
    }

    @Test
    void withoutAWishItGoesOnFromTheNewest() {
        assertThat(from(RestartFrom.NEWEST, 0).decide("j", failed, null)).isEqualTo(new JobRestart.Decision(5L, null));
        JobHistory never = JobHistory.EMPTY.with(new JobEvent.JobTerminated(JobStatus.FAILED, "", 1, List.of()));
        assertThat(from(RestartFrom.NEWEST, 0).decide("j", never, null))
                .as("it never completed one, so that nothing is repeated")
                .isEqualTo(new JobRestart.Decision(null, null));
    }

    @Test
    void theNewestThatIsWholeRepeatsNothing() {
        assertThat(from(RestartFrom.NEWEST_INTACT, 0).decide("j", failed, intact(5)))
                .isEqualTo(new JobRestart.Decision(5L, null));
    }

    @Test
    void goingBackNeedsTheWordOfTheOperatorAndSaysWhatWasSkipped() {
        JobRestart wish = from(RestartFrom.NEWEST_INTACT, 0);
        assertThat(wish.decide("j", failed, intact(3, skipped(5))).refusal())
                .startsWith("[JOB-832]")
                .contains("cp-5", "cp-3", "[CKP-402] it is damaged", "--repeat-output");
        assertThat(new JobRestart(RestartFrom.NEWEST_INTACT, 0, true).decide("j", failed, intact(3, skipped(5))))
                .isEqualTo(new JobRestart.Decision(3L, null));
        assertThat(from(RestartFrom.SCRATCH, 0).decide("j", failed, null).refusal())
                .startsWith("[JOB-832]");
        assertThat(new JobRestart(RestartFrom.SCRATCH, 0, true).decide("j", failed, null))
                .isEqualTo(new JobRestart.Decision(null, null));
    }

    @Test
    void whereNothingIsWholeASentenceSaysSo() {
        InspectionResult none = new InspectionResult(null, List.of(skipped(5), skipped(3)));
        assertThat(new JobRestart(RestartFrom.NEWEST_INTACT, 0, true)
                        .decide("j", failed, none)
                        .refusal())
                .startsWith("[JOB-833]")
                .contains("share no checkpoint", "cp-3, cp-5", "--from-scratch");
        JobHistory never = JobHistory.EMPTY.with(new JobEvent.JobTerminated(JobStatus.FAILED, "", 1, List.of()));
        assertThat(from(RestartFrom.NEWEST_INTACT, 0).refusal("j", never)).startsWith("[JOB-833]");
    }

    @Test
    void aCheckpointThatTheJournalDoesNotNameIsRefusedWithThoseItDoes() {
        assertThat(from(RestartFrom.CHECKPOINT, 4).refusal("j", failed))
                .startsWith("[JOB-831]")
                .contains("cp-3, cp-5");
        assertThat(from(RestartFrom.CHECKPOINT, 3).refusal("j", failed)).isNull();
        assertThat(from(RestartFrom.CHECKPOINT, 3).candidates(failed))
                .extracting(one -> one.id().value())
                .containsExactly(3L);
        assertThat(from(RestartFrom.NEWEST_INTACT, 0).candidates(failed))
                .extracting(one -> one.id().value())
                .containsExactly(5L, 3L);
    }

    @Test
    void whatIsNewerIsGivenUpAndNoIdComesAgain() {
        JobHistory back = failed.with(new JobEvent.JobRestarted("r", 3L, 10));
        assertThat(back.terminated()).isNull();
        assertThat(back.retainedCheckpoints())
                .extracting(one -> one.id().value())
                .containsExactly(3L);
        CheckpointLedger ledger = new CheckpointLedger(CheckpointPolicy.every(1_000));
        back.ledger().forEach(ledger::apply);
        ledger.onRecovered(11);
        ledger.startAttempt(2, java.util.Set.of(new io.weir.checkpoint.SubtaskId(0, 0)), 12, 0);
        assertThat(ledger.triggerNow(13).persist())
                .extracting(event -> event.id().value())
                .as("above cp-5, which was given up")
                .containsExactly(6L);

        assertThat(failed.with(new JobEvent.JobRestarted("r", null, 10)).retainedCheckpoints())
                .isEmpty();
    }

    @Test
    void idsAreAboveWhatTheStorageHoldsThoughTheJournalIsOlder() {
        CheckpointLedger ledger = new CheckpointLedger(CheckpointPolicy.every(1_000));
        failed.ledger().forEach(ledger::apply);
        ledger.idsUsed(70);
        ledger.startAttempt(2, java.util.Set.of(new io.weir.checkpoint.SubtaskId(0, 0)), 12, 0);
        assertThat(ledger.triggerNow(13).persist())
                .extracting(event -> event.id().value())
                .containsExactly(71L);
    }

    @ParameterizedTest
    @EnumSource(ExternalizedCheckpointRetention.class)
    void aFailedJobKeepsItsCheckpointsSoThatItCanBeRestarted(ExternalizedCheckpointRetention retention) {
        assertThat(EndedFiles.after(JobStatus.FAILED, retention)).isNotEqualTo(EndedFiles.DELETED);
        assertThat(EndedFiles.after(JobStatus.FINISHED, retention)).isEqualTo(EndedFiles.DELETED);
        assertThat(EndedFiles.after(JobStatus.CANCELED, retention))
                .isEqualTo(
                        retention == ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION
                                ? EndedFiles.KEPT
                                : EndedFiles.DELETED);
    }
}
