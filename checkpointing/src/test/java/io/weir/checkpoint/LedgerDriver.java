package io.weir.checkpoint;

import io.weir.state.snapshot.FileRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The shell in miniature: journals, applies, then acts, and wakes the ledger when it asks for it. What happened stands in lines, so
 * that a test reads as the protocol does.
 */
final class LedgerDriver {
    static final Set<SubtaskId> SUBTASKS = Set.of(new SubtaskId(0, 0), new SubtaskId(1, 0));

    final List<LedgerEvent> journal = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    CheckpointLedger ledger;
    long nowMs;
    long wakeAtMs = Long.MAX_VALUE;

    LedgerDriver(CheckpointPolicy policy) {
        this.ledger = new CheckpointLedger(policy);
    }

    LedgerDriver start(long epoch) {
        run(ledger.startAttempt(epoch, SUBTASKS, nowMs, 100));
        return this;
    }

    void run(LedgerDecision decision) {
        for (LedgerEvent event : decision.persist()) {
            journal.add(event);
            ledger.apply(event);
            lines.add("journal " + line(event));
        }
        boolean again = false;
        for (LedgerAction action : decision.then()) {
            if (action instanceof LedgerAction.WakeAt wake) {
                wakeAtMs = wake.atMs();
                again |= wake.atMs() <= nowMs;
            } else {
                lines.add("then " + line(action));
            }
        }
        if (again) {
            run(ledger.onTick(nowMs));
        }
    }

    /** Time passes; the ledger is called when it asked to be. */
    void passTo(long atMs) {
        while (wakeAtMs <= atMs) {
            nowMs = Math.max(nowMs, wakeAtMs);
            wakeAtMs = Long.MAX_VALUE;
            run(ledger.onTick(nowMs));
        }
        nowMs = atMs;
    }

    AckVerdict ack(long epoch, long id, SubtaskSnapshot snapshot) {
        AckOutcome outcome = ledger.onAcknowledge(epoch, new CheckpointId(id), snapshot, nowMs);
        run(outcome.decision());
        return outcome.verdict();
    }

    /** Both subtasks acknowledge; the first names the files. */
    void ackAll(long epoch, long id, FileRef... files) {
        ack(epoch, id, CheckpointFixtures.snapshot(0, 0, files));
        ack(epoch, id, CheckpointFixtures.snapshot(1, 0));
    }

    void written(long epoch, long id) {
        run(ledger.onManifestWritten(epoch, new CheckpointId(id), CheckpointFixtures.manifestRef(id), nowMs));
    }

    /** A whole checkpoint, from now. */
    void complete(long epoch, FileRef... files) {
        run(ledger.triggerNow(nowMs));
        long id = ledger.pending().stream().mapToLong(CheckpointId::value).max().orElseThrow();
        ackAll(epoch, id, files);
        written(epoch, id);
    }

    List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    /** What was done; what was journaled is left out. */
    List<String> takeActions() {
        return take().stream().filter(line -> line.startsWith("then ")).toList();
    }

    private static String line(LedgerEvent event) {
        if (event instanceof LedgerEvent.CheckpointTriggered) {
            return "triggered " + event.id();
        }
        if (event instanceof LedgerEvent.CheckpointCompleted) {
            return "completed " + event.id();
        }
        if (event instanceof LedgerEvent.CheckpointAborted aborted) {
            return "aborted " + event.id() + " " + aborted.reason();
        }
        return "discarded " + event.id();
    }

    private static String line(LedgerAction action) {
        if (action instanceof LedgerAction.TriggerSources trigger) {
            return "trigger " + trigger.id();
        }
        if (action instanceof LedgerAction.WriteManifest write) {
            return "write manifest of " + write.id() + " with " + write.acks().size() + " acknowledgements";
        }
        if (action instanceof LedgerAction.NotifyCompleted completed) {
            return "notify completed " + completed.id();
        }
        if (action instanceof LedgerAction.NotifyAborted aborted) {
            return "notify aborted " + aborted.id();
        }
        if (action instanceof LedgerAction.Discard discard) {
            List<String> names = discard.files().stream()
                    .map(file -> file.path().substring(file.path().lastIndexOf('-') + 1))
                    .toList();
            return "delete " + (discard.manifest() == null ? "" : "manifest and ") + names + " of " + discard.id();
        }
        if (action instanceof LedgerAction.CleanUp cleanUp) {
            return "clean up before " + cleanUp.before();
        }
        if (action instanceof LedgerAction.FailJob) {
            return "fail the job";
        }
        if (action instanceof LedgerAction.StopJob) {
            return "stop the job";
        }
        return action.toString();
    }
}
