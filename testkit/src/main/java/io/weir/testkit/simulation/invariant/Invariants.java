package io.weir.testkit.simulation.invariant;

import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.job.JobEvent;
import java.util.List;
import java.util.Set;

/** All rules as one. */
public final class Invariants extends Invariant {
    private final Invariant[] all;

    public Invariants(List<Invariant> all) {
        this.all = all.toArray(new Invariant[0]);
    }

    @Override
    public void onJournaled(JobEvent event) {
        for (Invariant each : all) {
            each.onJournaled(event);
        }
    }

    @Override
    public void onJournaledBy(String leader, JobEvent event) {
        for (Invariant each : all) {
            each.onJournaledBy(leader, event);
        }
    }

    @Override
    public void onCommit(Commit commit) {
        for (Invariant each : all) {
            each.onCommit(commit);
        }
    }

    @Override
    public void onStaleMessage(StaleMessage message) {
        for (Invariant each : all) {
            each.onStaleMessage(message);
        }
    }

    @Override
    public void onCreditGranted(long epoch, int channel, long upTo) {
        for (Invariant each : all) {
            each.onCreditGranted(epoch, channel, upTo);
        }
    }

    @Override
    public void onDataElementSent(long epoch, int channel) {
        for (Invariant each : all) {
            each.onDataElementSent(epoch, channel);
        }
    }

    @Override
    public void onWatermarkSent(long epoch, int channel, long timestamp) {
        for (Invariant each : all) {
            each.onWatermarkSent(epoch, channel, timestamp);
        }
    }

    @Override
    public void onWatermarkSeen(int attempt, int subtask, long watermark) {
        for (Invariant each : all) {
            each.onWatermarkSeen(attempt, subtask, watermark);
        }
    }

    @Override
    public void onTimerFired(long timestamp, long watermark) {
        for (Invariant each : all) {
            each.onTimerFired(timestamp, watermark);
        }
    }

    @Override
    public void onDeploy(long epoch, long term, String worker) {
        for (Invariant each : all) {
            each.onDeploy(epoch, term, worker);
        }
    }

    @Override
    public void onSubtaskOpened(long epoch, SubtaskId subtask, String worker) {
        for (Invariant each : all) {
            each.onSubtaskOpened(epoch, subtask, worker);
        }
    }

    @Override
    public void onCompletionHeard(long checkpoint) {
        for (Invariant each : all) {
            each.onCompletionHeard(checkpoint);
        }
    }

    @Override
    public void onQueues(long epoch, SubtaskId subtask, int elements, int most) {
        for (Invariant each : all) {
            each.onQueues(epoch, subtask, elements, most);
        }
    }

    @Override
    public void onRecord(KeyedRecord record) {
        for (Invariant each : all) {
            each.onRecord(record);
        }
    }

    @Override
    public void onSnapshot(Snapshot snapshot) {
        for (Invariant each : all) {
            each.onSnapshot(snapshot);
        }
    }

    @Override
    public void onSettled(Set<String> stored, Set<String> needed) {
        for (Invariant each : all) {
            each.onSettled(stored, needed);
        }
    }

    @Override
    public void onFinished() {
        for (Invariant each : all) {
            each.onFinished();
        }
    }
}
