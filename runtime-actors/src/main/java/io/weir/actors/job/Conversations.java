package io.weir.actors.job;

import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.wire.Parcels;
import io.weir.runtime.cluster.Conversation;
import io.weir.runtime.cluster.Conversation.Letter;
import io.weir.runtime.cluster.Part;
import io.weir.runtime.cluster.PartAssembly;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    private final Parcels parcels;
    private final Map<WorkerId, Conversation<WorkerCommand.Payload, CoordinatorCommand.Payload>> open = new TreeMap<>();
    /** Of what comes in parts. */
    private final Map<WorkerId, PartAssembly> parts = new TreeMap<>();

    private @Nullable Failure unspeakable;
    private long epoch = -1;
    private long id;
    private long wakeAt = Long.MAX_VALUE;

    /** {@code workers}: where they are; those that are not there hear what is said when they have come. */
    Conversations(
            JobServices services,
            String jobId,
            long term,
            Map<WorkerId, ActorRef<WorkerCommand>> workers,
            TimerScheduler<CoordinatorCommand> timers,
            Parcels parcels) {
        this.services = services;
        this.jobId = jobId;
        this.term = term;
        this.workers = workers;
        this.timers = timers;
        this.parcels = parcels;
    }

    /** With the workers of another attempt, or anew with those of the same; what was said before is forgotten. */
    void begin(long ofEpoch, Iterable<WorkerId> with) {
        epoch = ofEpoch;
        // by time and chance, so that no coordinator of this attempt before it had the same
        id = services.clock().getAsLong() * 1024 + (long) (services.random().getAsDouble() * 1024);
        endAll();
        for (WorkerId worker : with) {
            open.put(worker, new Conversation<>(services.patience().repeatMillis()));
        }
    }

    /** Nothing more is said to this worker. */
    void end(WorkerId worker) {
        open.remove(worker);
        parts.remove(worker);
    }

    void endAll() {
        open.clear();
        parts.clear();
        unspeakable = null;
    }

    /** Does nothing if the command is not for the attempt that is spoken with. */
    void say(WorkerId worker, WorkerCommand.Payload command) {
        say(List.of(worker), command);
    }

    /** The same to several workers. */
    void say(Collection<WorkerId> to, WorkerCommand.Payload command) {
        if (command.epoch() != epoch) {
            return;
        }
        for (WorkerCommand.Payload said : inLetters(command)) {
            for (WorkerId worker : to) {
                Conversation<WorkerCommand.Payload, CoordinatorCommand.Payload> with = open.get(worker);
                if (with != null) {
                    send(worker, with.say(said, now()));
                }
            }
        }
        arm();
    }

    /** The command, or parts of it; nothing if it is too large to be said at all, which {@link #sayAgain} then tells. */
    private List<? extends WorkerCommand.Payload> inLetters(WorkerCommand.Payload command) {
        try {
            List<Part> cut = parcels.partsOf(command);
            return cut.isEmpty()
                    ? List.of(command)
                    : cut.stream()
                            .map(part -> new WorkerCommand.PayloadPart(jobId, epoch, part))
                            .toList();
        } catch (Parcels.TooLarge e) {
            unspeakable = new Failure(FailureKind.BAD_JOB, String.valueOf(e.getMessage()), "");
            timers.startSingleTimer(JobMessage.SayAgain.INSTANCE, Duration.ofMillis(1));
            return List.of();
        }
    }

    /** What is to be acted on; null if there is nothing, or nothing new. */
    CoordinatorCommand.@Nullable Payload hear(CoordinatorCommand.Letter letter) {
        Conversation<WorkerCommand.Payload, CoordinatorCommand.Payload> with = open.get(letter.worker());
        if (with == null || letter.epoch() != epoch || letter.conversation() != id) {
            return null;
        }
        CoordinatorCommand.Payload heard =
                with.hear(new Letter<>(letter.number(), letter.heard(), letter.content()), now());
        arm();
        return heard instanceof CoordinatorCommand.PayloadPart part ? whole(letter.worker(), part) : heard;
    }

    /** What was said in parts, when this is the last one; a failure of the attempt if nobody can read it. */
    private CoordinatorCommand.@Nullable Payload whole(WorkerId worker, CoordinatorCommand.PayloadPart part) {
        List<String> problems = new ArrayList<>();
        CoordinatorCommand.Payload whole = parcels.add(
                parts.computeIfAbsent(worker, first -> new PartAssembly(Parcels.MOST_BYTES)),
                part.part(),
                CoordinatorCommand.Payload.class,
                problems::add);
        if (problems.isEmpty()) {
            return whole;
        }
        Failure unread = new Failure(FailureKind.BROKEN_PROTOCOL, problems.get(0), "");
        return new CoordinatorCommand.SubtaskFailed(epoch, worker, -1, -1, unread);
    }

    /** Says again what is due; returns what is wrong if a worker does not listen at all, or something could not be said. */
    @Nullable
    Failure sayAgain() {
        wakeAt = Long.MAX_VALUE;
        long now = now();
        Failure deaf = unspeakable;
        unspeakable = null;
        for (Map.Entry<WorkerId, Conversation<WorkerCommand.Payload, CoordinatorCommand.Payload>> each :
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

    private void send(WorkerId worker, Letter<WorkerCommand.Payload> letter) {
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
