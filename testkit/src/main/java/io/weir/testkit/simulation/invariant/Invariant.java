package io.weir.testkit.simulation.invariant;

import io.weir.runtime.job.JobEvent;
import java.util.List;

/** One rule. It hears what happens, as it happens, and throws when the rule is broken. Named after what it says. */
public abstract class Invariant {
    /** A sink made one transaction visible: for the first time or again. */
    public record Commit(String transaction, int attempt, long preparedFor, List<String> records) {
        /** {@link #preparedFor} of a transaction that no checkpoint has seen. */
        public static final long NO_CHECKPOINT = -1;

        public Commit {
            records = List.copyOf(records);
        }
    }

    /** The coordinator heard something of an older attempt. {@code before} and {@code after} describe all that it knows. */
    public record StaleMessage(String message, String before, String after, List<JobEvent> events) {}

    public void onJournaled(JobEvent event) {}

    public void onCommit(Commit commit) {}

    public void onStaleMessage(StaleMessage message) {}

    /** A receiver allows {@code upTo} data elements in all. */
    public void onCreditGranted(long epoch, int channel, long upTo) {}

    public void onDataElementSent(long epoch, int channel) {}

    /** The job is finished and all is committed. */
    public void onFinished() {}

    protected final InvariantViolation violation(String sentence) {
        return new InvariantViolation(getClass().getSimpleName(), sentence);
    }
}
