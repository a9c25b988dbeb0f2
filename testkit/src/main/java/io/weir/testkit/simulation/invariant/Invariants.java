package io.weir.testkit.simulation.invariant;

import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.job.JobEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All rules as one. It remembers what was broken first: code under test may catch what a rule throws into it, and go on. */
public final class Invariants extends Invariant {
    private final Invariant[] all;
    private @Nullable InvariantViolation broken;

    public Invariants(List<Invariant> all) {
        this.all = all.toArray(new Invariant[0]);
    }

    /** Throws if a rule was broken. */
    public void check() {
        InvariantViolation first = broken;
        if (first != null) {
            throw first;
        }
    }

    private void tell(Consumer<Invariant> what) {
        try {
            for (Invariant each : all) {
                what.accept(each);
            }
        } catch (InvariantViolation violation) {
            if (broken == null) {
                broken = violation;
            }
            throw violation;
        }
    }

    @Override
    public void onJournaled(JobEvent event) {
        tell(each -> each.onJournaled(event));
    }

    @Override
    public void onJournaledBy(String leader, JobEvent event) {
        tell(each -> each.onJournaledBy(leader, event));
    }

    @Override
    public void onCommit(Commit commit) {
        tell(each -> each.onCommit(commit));
    }

    @Override
    public void onStaleMessage(StaleMessage message) {
        tell(each -> each.onStaleMessage(message));
    }

    @Override
    public void onCreditGranted(long epoch, int channel, long upTo) {
        tell(each -> each.onCreditGranted(epoch, channel, upTo));
    }

    @Override
    public void onDataElementSent(long epoch, int channel) {
        tell(each -> each.onDataElementSent(epoch, channel));
    }

    @Override
    public void onWatermarkSent(long epoch, int channel, long timestamp) {
        tell(each -> each.onWatermarkSent(epoch, channel, timestamp));
    }

    @Override
    public void onWatermarkSeen(int attempt, int subtask, long watermark) {
        tell(each -> each.onWatermarkSeen(attempt, subtask, watermark));
    }

    @Override
    public void onTimerFired(long timestamp, long watermark) {
        tell(each -> each.onTimerFired(timestamp, watermark));
    }

    @Override
    public void onDeploy(long epoch, long term, String worker) {
        tell(each -> each.onDeploy(epoch, term, worker));
    }

    @Override
    public void onSubtaskOpened(long epoch, SubtaskId subtask, String worker) {
        tell(each -> each.onSubtaskOpened(epoch, subtask, worker));
    }

    @Override
    public void onCompletionHeard(long checkpoint) {
        tell(each -> each.onCompletionHeard(checkpoint));
    }

    @Override
    public void onQueues(long epoch, SubtaskId subtask, int elements, int most) {
        tell(each -> each.onQueues(epoch, subtask, elements, most));
    }

    @Override
    public void onRecord(KeyedRecord record) {
        tell(each -> each.onRecord(record));
    }

    @Override
    public void onSnapshot(Snapshot snapshot) {
        tell(each -> each.onSnapshot(snapshot));
    }

    @Override
    public void onSettled(Set<String> stored, Set<String> needed) {
        tell(each -> each.onSettled(stored, needed));
    }

    @Override
    public void onFinished() {
        tell(each -> each.onFinished());
    }
}
