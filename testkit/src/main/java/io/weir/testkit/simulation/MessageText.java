package io.weir.testkit.simulation;

import io.weir.actors.exchange.ExchangeMessage;
import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.element.Barrier;
import io.weir.runtime.element.EncodedBatch;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.element.StreamElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages in words that are the same in each run: an address of an actor has a number that is not. */
final class MessageText {
    private MessageText() {}

    static String of(Object message) {
        if (message instanceof ExchangeMessage data) {
            return of(data);
        } else if (message instanceof WorkerCommand.Letter letter) {
            return letter(letter.number(), letter.heard(), letter.content());
        } else if (message instanceof CoordinatorCommand.Letter letter) {
            return letter(letter.number(), letter.heard(), letter.content());
        } else if (message instanceof WorkerCommand command) {
            return of(command);
        } else if (message instanceof CoordinatorCommand command) {
            return of(command);
        } else if (message instanceof JobManagerCommand.RegisterWorker register) {
            return of(register);
        } else if (message instanceof ClientCommand || message instanceof ClientReply) {
            return message.getClass().getSimpleName();
        }
        return message.toString();
    }

    private static String letter(long number, long heard, @Nullable Object content) {
        return "#" + number + " heard " + heard + (content == null ? "" : ": " + of(content));
    }

    private static String of(ExchangeMessage data) {
        if (data instanceof ExchangeMessage.Deliver deliver) {
            return "e" + deliver.epoch() + " channel " + deliver.channel() + " #" + deliver.sequence() + " "
                    + of(deliver.element());
        }
        ExchangeMessage.Credit credit = (ExchangeMessage.Credit) data;
        return "e" + credit.epoch() + " channel " + credit.channel() + " may send up to " + credit.upTo() + ", "
                + credit.received() + " came";
    }

    private static String of(StreamElement element) {
        if (element instanceof RecordBatch batch) {
            return batch.size() + " records";
        } else if (element instanceof EncodedBatch batch) {
            return batch.records() + " records in " + batch.length() + " bytes";
        } else if (element instanceof Barrier barrier) {
            return "barrier cp-" + barrier.checkpoint();
        }
        return element.toString();
    }

    private static String of(JobManagerCommand.RegisterWorker register) {
        StringBuilder running = new StringBuilder();
        for (JobManagerCommand.RunningAttempt attempt : register.running()) {
            running.append(running.length() == 0 ? "" : ", ")
                    .append(attempt.started() ? "runs " : "has ")
                    .append(attempt.epoch())
                    .append(subtasks(attempt.subtaskIds()));
        }
        return "RegisterWorker[" + running + "]";
    }

    private static String subtasks(List<SubtaskId> subtasks) {
        StringBuilder all = new StringBuilder();
        subtasks.forEach(each -> all.append(' ').append(each));
        return all.toString();
    }

    private static String of(WorkerCommand command) {
        if (command instanceof WorkerCommand.Welcome welcome) {
            return "Welcome[term=" + welcome.term() + "]";
        } else if (command instanceof WorkerCommand.DeployAttempt deploy) {
            WorkerCommand.Restore restore = deploy.restore();
            return "DeployAttempt[term=" + deploy.term() + ", epoch=" + deploy.epoch() + ", " + placement(deploy)
                    + ", restore=" + (restore == null ? "nothing" : restore.path()) + "]";
        } else if (command instanceof WorkerCommand.StartAttempt start) {
            return "StartAttempt[epoch=" + start.epoch() + "]";
        } else if (command instanceof WorkerCommand.CancelAttempt cancel) {
            return "CancelAttempt[term=" + cancel.term() + ", epoch=" + cancel.epoch() + "]";
        } else if (command instanceof WorkerCommand.AdoptAttempt adopt) {
            return "AdoptAttempt[term=" + adopt.term() + ", epoch=" + adopt.epoch() + "]";
        } else if (command instanceof WorkerCommand.AssignSplits splits) {
            return "AssignSplits[epoch=" + splits.epoch() + ", reader=" + splits.vertex() + "." + splits.index() + ", "
                    + splits.splits().size() + " splits]";
        } else if (command instanceof WorkerCommand.EventToReader event) {
            return "EventToReader[epoch=" + event.epoch() + ", reader=" + event.vertex() + "." + event.index() + ", "
                    + event.event().length + " bytes]";
        } else if (command instanceof WorkerCommand.QueryStats query) {
            return "QueryStats[epoch=" + query.epoch() + "]";
        }
        return command.toString();
    }

    private static String placement(WorkerCommand.DeployAttempt deploy) {
        StringBuilder placed = new StringBuilder();
        for (WorkerCommand.Placed each : deploy.placement()) {
            placed.append(placed.length() == 0 ? "" : " ")
                    .append(each.vertex())
                    .append('.')
                    .append(each.index())
                    .append('=')
                    .append(each.worker());
        }
        return placed.toString();
    }

    private static String of(CoordinatorCommand command) {
        if (command instanceof CoordinatorCommand.AttemptDeployed deployed) {
            return "AttemptDeployed[epoch=" + deployed.epoch() + ", worker=" + deployed.worker() + "]";
        } else if (command instanceof CoordinatorCommand.CheckpointAcknowledged ack) {
            return "CheckpointAcknowledged[epoch=" + ack.epoch() + ", checkpoint=" + ack.checkpoint() + ", subtask="
                    + ack.vertex() + "." + ack.index() + ", " + ack.snapshot().length + " bytes]";
        } else if (command instanceof CoordinatorCommand.SubtaskFailed failed) {
            return "SubtaskFailed[epoch=" + failed.epoch() + ", subtask=" + failed.vertex() + "." + failed.index()
                    + ", " + failed.failure().kind() + ", " + failed.failure().message() + "]";
        } else if (command instanceof CoordinatorCommand.EventToEnumerator event) {
            return "EventToEnumerator[epoch=" + event.epoch() + ", reader=" + event.vertex() + "." + event.index()
                    + ", " + event.event().length + " bytes]";
        } else if (command instanceof CoordinatorCommand.WorkerStats stats) {
            return "WorkerStats[epoch=" + stats.epoch() + ", worker=" + stats.worker() + "]";
        }
        return command.toString();
    }
}
