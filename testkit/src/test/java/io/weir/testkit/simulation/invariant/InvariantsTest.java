package io.weir.testkit.simulation.invariant;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointKind;
import io.weir.checkpoint.LedgerEvent;
import io.weir.checkpoint.ManifestRef;
import io.weir.runtime.job.JobEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every rule notices that it is broken, and is content while it holds. */
class InvariantsTest {
    private static JobEvent attempt(long epoch) {
        return new JobEvent.AttemptStarted(epoch, epoch, null, List.of(), 0);
    }

    private static JobEvent triggered(long id, long epoch) {
        return new JobEvent.CheckpointDecided(
                new LedgerEvent.CheckpointTriggered(new CheckpointId(id), CheckpointKind.CHECKPOINT, epoch, 0));
    }

    private static JobEvent completed(long id) {
        return new JobEvent.CheckpointDecided(
                new LedgerEvent.CheckpointCompleted(new CheckpointId(id), new ManifestRef("m", 1, 1), 0, 0));
    }

    private static Invariant.Commit commit(String transaction, int attempt, long checkpoint, String... updates) {
        return new Invariant.Commit(transaction, attempt, checkpoint, List.of(updates));
    }

    @Test
    void checkpointIdsEpochsAndTermsRise() {
        Invariant rule = new CheckpointIdsRise();
        rule.onJournaled(new JobEvent.LeadershipTaken(1, "a"));
        rule.onJournaled(attempt(1));
        rule.onJournaled(triggered(1, 1));
        rule.onJournaled(triggered(3, 1));
        rule.onJournaled(attempt(2));

        assertThatThrownBy(() -> rule.onJournaled(triggered(3, 2)))
                .hasMessage("CheckpointIdsRise: checkpoint id 3 follows 3");
        assertThatThrownBy(() -> rule.onJournaled(triggered(4, 1))).hasMessageContaining("for epoch 1 while 2 runs");
        assertThatThrownBy(() -> rule.onJournaled(attempt(2))).hasMessageContaining("epoch 2 follows 2");
        assertThatThrownBy(() -> rule.onJournaled(new JobEvent.LeadershipTaken(1, "b")))
                .hasMessageContaining("term 1 follows 1");
    }

    @Test
    void aCommitWithoutAJournaledCompletionIsNoticed() {
        Invariant rule = new CommitsFollowCompletion();
        rule.onJournaled(attempt(1));
        rule.onJournaled(triggered(1, 1));
        assertThatThrownBy(() -> rule.onCommit(commit("0/1/0", 1, 1)))
                .hasMessageContaining("transaction 0/1/0 of cp-1 is committed");
        rule.onJournaled(completed(1));
        assertThatCode(() -> rule.onCommit(commit("0/1/0", 1, 1))).doesNotThrowAnyException();
        assertThatThrownBy(() -> rule.onCommit(commit("0/1/1", 1, Invariant.Commit.NO_CHECKPOINT)))
                .hasMessageContaining("in no checkpoint");
    }

    @Test
    void aCompletionOfALaterAttemptDoesNotCoverAnEarlierOne() {
        Invariant rule = new CommitsFollowCompletion();
        rule.onJournaled(triggered(1, 1));
        rule.onJournaled(triggered(2, 2));
        rule.onJournaled(completed(2));
        assertThatThrownBy(() -> rule.onCommit(commit("0/1/0", 1, 1))).isInstanceOf(InvariantViolation.class);
    }

    @Test
    void aStaleMessageThatChangesSomethingIsNoticed() {
        Invariant rule = new StaleEpochsChangeNothing();
        rule.onStaleMessage(new Invariant.StaleMessage("ack", "same", "same", List.of()));
        assertThatThrownBy(() -> rule.onStaleMessage(new Invariant.StaleMessage("ack", "one", "other", List.of())))
                .hasMessageContaining("changed the coordinator from one to other");
        assertThatThrownBy(() ->
                        rule.onStaleMessage(new Invariant.StaleMessage("ack", "same", "same", List.of(attempt(2)))))
                .hasMessageContaining("was answered by");
    }

    @Test
    void anElementBeyondItsCreditIsNoticed() {
        Invariant rule = new NoElementBeyondCredit(2);
        rule.onDataElementSent(1, 5);
        rule.onDataElementSent(1, 5);
        rule.onDataElementSent(1, 6);
        rule.onDataElementSent(2, 5);
        assertThatThrownBy(() -> rule.onDataElementSent(1, 5)).hasMessageContaining("sent 3 data elements");
    }

    @Test
    void aGrantBeyondTheWindowIsNoticed() {
        Invariant rule = new NoElementBeyondCredit(2);
        rule.onDataElementSent(1, 5);
        rule.onCreditGranted(1, 5, 3);
        assertThatThrownBy(() -> rule.onCreditGranted(1, 5, 4)).hasMessageContaining("may send 3 more elements");
    }

    @Test
    void aLostUpdateIsNoticed() {
        Invariant rule = new NothingLostNothingTwice(Map.of("a", 2L));
        rule.onCommit(commit("t1", 1, 1, "a,1"));
        assertThatThrownBy(rule::onFinished).hasMessageContaining("1 of 2 updates are missing, the first are [a,2]");
        rule.onCommit(commit("t2", 1, 2, "a,2"));
        assertThatCode(rule::onFinished).doesNotThrowAnyException();
    }

    @Test
    void anUpdateInTwoTransactionsIsNoticed() {
        Invariant rule = new NothingLostNothingTwice(Map.of("a", 2L));
        rule.onCommit(commit("t1", 1, 1, "a,1"));
        rule.onCommit(commit("t1", 1, 1, "a,1")); // the same again is harmless
        assertThatThrownBy(() -> rule.onCommit(commit("t2", 1, 2, "a,1"))).hasMessageContaining("in transaction t1");
        assertThatThrownBy(() -> rule.onCommit(commit("t1", 1, 1, "a,2"))).hasMessageContaining("and then as");
    }

    @Test
    void anUpdateThatNobodyMadeIsNoticed() {
        Invariant rule = new NothingLostNothingTwice(Map.of("a", 1L));
        rule.onCommit(commit("t1", 1, 1, "a,1", "a,2"));
        assertThatThrownBy(rule::onFinished).hasMessageContaining("1 updates are committed that nobody made");
    }
}
