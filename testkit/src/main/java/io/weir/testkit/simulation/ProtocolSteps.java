package io.weir.testkit.simulation;

import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.ManagerEvent;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.runtime.element.Barrier;
import io.weir.runtime.job.JobEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbered steps of the checkpoint, restore and failover protocols: every control message (sent, arrives, handled), every event of
 * the journals (asked, stored, answered), every operation on the storage, and what a node does in between. A fault can wait for
 * each of them. A test runs jobs and compares: no step is missing here, and none is made up.
 */
final class ProtocolSteps {
    private static final List<String> MESSAGES = List.of(
            "RegisterWorker",
            "Welcome",
            "DeployAttempt",
            "AttemptDeployed",
            "StartAttempt",
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
            "CancelAttempt",
            "AttemptStopped",
            "AdoptAttempt",
            "FinishAttempt",
            "Acknowledgement",
            "SubmitJob",
            "JobAccepted",
            "WorkerLeaving");
    private static final String OF_MANAGER = "of the manager: ";

    private static final List<String> EVENTS = List.of(
            "LeadershipTaken",
            "AttemptStarted",
            "AttemptEnded",
            "CheckpointTriggered",
            "CheckpointCompleted",
            "CheckpointAborted",
            "CheckpointDiscarded",
            "JobTerminated",
            OF_MANAGER + "LeadershipTaken",
            OF_MANAGER + "JobSubmitted",
            OF_MANAGER + "JobTerminated",
            "JobCancelRequested",
            "JobRestarted",
            OF_MANAGER + "JobRestarted",
            OF_MANAGER + "JobFilesDeleted",
            OF_MANAGER + "CancelRequested");
    private static final List<String> FILE_OPERATIONS =
            List.of("created", "written", "synced", "published", "folder synced", "read", "deleted");
    private static final List<String> BETWEEN = List.of(
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

    private static final Set<String> TO_SUBTASKS =
            Set.of("AssignSplits", "NoMoreSplits", "TriggerCheckpoint", "CheckpointCompleted", "CheckpointAborted");

    private static final ClassValue<String> NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return MESSAGES.contains(type.getSimpleName()) ? type.getSimpleName() : "";
        }
    };

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
        if (message instanceof WorkerCommand.Letter letter) {
            return ofLetter(letter.content());
        } else if (message instanceof CoordinatorCommand.Letter letter) {
            return ofLetter(letter.content());
        } else if (message instanceof ExchangeMessage.Deliver deliver) {
            return deliver.element() instanceof Barrier ? "Barrier" : "";
        }
        return NAMES.get(message.getClass());
    }

    private static String ofLetter(@Nullable Object content) {
        return content == null ? "Acknowledgement" : NAMES.get(content.getClass());
    }

    /** Of a message that a node has handled: a letter to a subtask is handled by the subtask, not by those who hand it on. */
    static String nameOfHandled(Object message) {
        boolean handedOn = message instanceof WorkerCommand.Letter letter
                && letter.content() != null
                && TO_SUBTASKS.contains(NAMES.get(letter.content().getClass()));
        return handedOn ? "" : nameOf(message);
    }

    /** An event as the steps of its journaling begin. */
    static String ofJournal(Object event) {
        Object named = event instanceof JobEvent.CheckpointDecided decided ? decided.event() : event;
        String name = named.getClass().getSimpleName();
        return "journal " + (event instanceof ManagerEvent ? OF_MANAGER : "") + name;
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
