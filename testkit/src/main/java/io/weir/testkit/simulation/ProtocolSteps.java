package io.weir.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * The numbered steps of the checkpoint, restore and failover protocols: every control message (sent, arrives, handled), every event of
 * the journals (asked, stored, answered), every operation on the storage, and what a node does in between. A fault can wait for
 * each of them. A test runs jobs and compares: no step is missing here, and none is made up.
 */
final class ProtocolSteps {
    private static final List<String> MESSAGES = List.of(
            "Register",
            "Welcome",
            "Deploy",
            "Deployed",
            "Start",
            "AttemptRunning",
            "SplitRequested",
            "AssignSplits",
            "NoMoreSplits",
            "TriggerCheckpoint",
            "Barrier",
            "CheckpointAcknowledged",
            "CheckpointDeclined",
            "CheckpointCompleted",
            "CheckpointAborted",
            "SubtaskFailed",
            "SubtaskDrained",
            "Cancel",
            "AttemptStopped",
            "Adopt",
            "FinishAttempt",
            "Acknowledgement");
    private static final List<String> EVENTS = List.of(
            "LeadershipTaken",
            "AttemptStarted",
            "AttemptEnded",
            "CheckpointTriggered",
            "CheckpointCompleted",
            "CheckpointAborted",
            "CheckpointDiscarded",
            "JobTerminated");
    private static final List<String> FILE_OPERATIONS =
            List.of("created", "written", "synced", "published", "folder synced", "read", "deleted");
    private static final List<String> BETWEEN = List.of(
            "term: asked",
            "term: stored",
            "term: answered",
            "leader: history read",
            "leader: manifests read",
            "leader: core made",
            "attempt: prepared",
            "subtask: opened",
            "subtask: started",
            "subtask: upload begins",
            "subtask: upload done",
            "subtask: closed");

    /** In a fixed order, so that a step has a number. */
    static final List<String> ALL = all();

    private ProtocolSteps() {}

    private static List<String> all() {
        List<String> all = new ArrayList<>();
        for (String message : MESSAGES) {
            all.add(sent(message));
            all.add(arrives(message));
            all.add(handled(message));
        }
        for (String event : EVENTS) {
            all.add(asked(event));
            all.add(stored(event));
            all.add(answered(event));
        }
        for (String operation : FILE_OPERATIONS) {
            all.add("manifest: " + operation);
            all.add("state: " + operation);
        }
        all.addAll(BETWEEN);
        return List.copyOf(all);
    }

    /** The name of a message as the steps have it; empty for one that is no step. */
    static String nameOf(Object message) {
        if (message instanceof Messages.Letter letter) {
            Object content = letter.content();
            return content == null ? "Acknowledgement" : nameOf(content);
        }
        String name = message.getClass().getSimpleName();
        return MESSAGES.contains(name) ? name : "";
    }

    static String sent(String message) {
        return message + ": sent";
    }

    static String arrives(String message) {
        return message + ": arrives";
    }

    static String handled(String message) {
        return message + ": handled";
    }

    static String asked(String event) {
        return "journal " + event + ": asked";
    }

    static String stored(String event) {
        return "journal " + event + ": stored";
    }

    static String answered(String event) {
        return "journal " + event + ": answered";
    }
}
