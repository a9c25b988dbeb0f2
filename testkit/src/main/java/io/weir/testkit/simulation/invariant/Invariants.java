package io.weir.testkit.simulation.invariant;

import io.weir.runtime.job.JobEvent;
import java.util.List;

/** All rules as one. */
public final class Invariants extends Invariant {
    private final List<Invariant> all;

    public Invariants(List<Invariant> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public void onJournaled(JobEvent event) {
        all.forEach(each -> each.onJournaled(event));
    }

    @Override
    public void onCommit(Commit commit) {
        all.forEach(each -> each.onCommit(commit));
    }

    @Override
    public void onStaleMessage(StaleMessage message) {
        all.forEach(each -> each.onStaleMessage(message));
    }

    @Override
    public void onCreditGranted(long epoch, int channel, long upTo) {
        all.forEach(each -> each.onCreditGranted(epoch, channel, upTo));
    }

    @Override
    public void onDataElementSent(long epoch, int channel) {
        all.forEach(each -> each.onDataElementSent(epoch, channel));
    }

    @Override
    public void onFinished() {
        all.forEach(Invariant::onFinished);
    }
}
