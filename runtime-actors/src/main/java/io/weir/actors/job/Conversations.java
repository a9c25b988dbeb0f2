package io.weir.actors.job;

import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.runtime.cluster.Conversation;
import io.weir.runtime.cluster.Conversation.Letter;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** What the coordinator of a job says to the workers of its attempt and hears from them: the shell of {@link Conversation}. */
final class Conversations {
    private final JobServices services;
    private final String jobId;
    private final long term;
    private final Map<WorkerId, ActorRef<WorkerCommand>> workers;
    private final TimerScheduler<CoordinatorCommand> timers;
    private final Map<WorkerId, Conversation<WorkerCommand.Spoken, CoordinatorCommand.Spoken>> open = new TreeMap<>();
    private long epoch = -1;
    private long id;
    private long wakeAt = Long.MAX_VALUE;

    /** {@code workers}: where they are; those that are not there hear what is said when they have come. */
    Conversations(
            JobServices services,
            String jobId,
            long term,
            Map<WorkerId, ActorRef<WorkerCommand>> workers,
            TimerScheduler<CoordinatorCommand> timers) {
        this.services = services;
        this.jobId = jobId;
        this.term = term;
        this.workers = workers;
        this.timers = timers;
    }

    /** With the workers of another attempt, or anew with those of the same; what was said before is forgotten. */
    void begin(long ofEpoch, Iterable<WorkerId> with) {
        epoch = ofEpoch;
        // by time and chance, so that no coordinator of this attempt before it had the same
        id = services.clock().getAsLong() * 1024 + (long) (services.random().getAsDouble() * 1024);
        open.clear();
        for (WorkerId worker : with) {
            open.put(worker, new Conversation<>(services.patience().repeatMillis()));
        }
    }

    /** Nothing more is said to this worker. */
    void end(WorkerId worker) {
        open.remove(worker);
    }

    void endAll() {
        open.clear();
    }

    /** Does nothing if the command is not for the attempt that is spoken with. */
    void say(WorkerId worker, WorkerCommand.Spoken command) {
        Conversation<WorkerCommand.Spoken, CoordinatorCommand.Spoken> with = open.get(worker);
        if (with != null && command.epoch() == epoch) {
            send(worker, with.say(command, now()));
            arm();
        }
    }

    /** What is to be acted on; null if there is nothing, or nothing new. */
    CoordinatorCommand.@Nullable Spoken hear(CoordinatorCommand.Letter letter) {
        Conversation<WorkerCommand.Spoken, CoordinatorCommand.Spoken> with = open.get(letter.worker());
        if (with == null || letter.epoch() != epoch || letter.conversation() != id) {
            return null;
        }
        CoordinatorCommand.Spoken heard =
                with.hear(new Letter<>(letter.number(), letter.heard(), letter.content()), now());
        arm();
        return heard;
    }

    /** Says again what is due; returns what is wrong if a worker does not listen at all. */
    @Nullable
    Failure sayAgain() {
        wakeAt = Long.MAX_VALUE;
        long now = now();
        Failure deaf = null;
        for (Map.Entry<WorkerId, Conversation<WorkerCommand.Spoken, CoordinatorCommand.Spoken>> each :
                open.entrySet()) {
            each.getValue().onTime(now).forEach(letter -> send(each.getKey(), letter));
            long silent = each.getValue().silentMillis(now);
            if (silent > services.patience().deployTimeoutMillis()) {
                deaf = new Failure(
                        FailureKind.BROKEN_PROTOCOL,
                        "[NET-705] Worker " + each.getKey() + " has not acknowledged for " + silent
                                + " ms what it was told, though it counts as reachable. Messages to it are lost, or it hangs. "
                                + "The job restarts; look at the log and the network of that node.",
                        "");
            }
        }
        arm();
        return deaf;
    }

    private void send(WorkerId worker, Letter<WorkerCommand.Spoken> letter) {
        ActorRef<WorkerCommand> ref = workers.get(worker);
        if (ref != null) {
            ref.tell(new WorkerCommand.Letter(
                    term, jobId, epoch, id, letter.number(), letter.heard(), letter.content()));
        }
    }

    private void arm() {
        long next = Long.MAX_VALUE;
        for (Conversation<?, ?> each : open.values()) {
            next = Math.min(next, each.wakeAt());
        }
        if (next < wakeAt) { // an earlier timer finds out by itself that there is nothing to say yet
            wakeAt = next;
            timers.startSingleTimer(JobMessage.SayAgain.INSTANCE, Duration.ofMillis(Math.max(1, next - now())));
        }
    }

    private long now() {
        return services.clock().getAsLong();
    }
}
