package io.weir.actors.job;

import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.actors.usercode.UserLane;
import io.weir.api.connector.SourceEvent;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.ManifestAssembly;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.ThrownText;
import io.weir.runtime.job.SourceCoordinator;
import io.weir.runtime.operator.source.SourceEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The split enumerators of one attempt, on a lane of their own: they are the user's code, and may block or throw whatever they like. What
 * the coordinator tells them waits in that lane, in order; what they say comes back to it as messages, in order, which name this object,
 * so that nothing that an earlier attempt or an earlier incarnation of the coordinator started is ever acted on.
 *
 * <p>The methods are called by the coordinator and never wait. Those of {@link SourceCoordinator.Port} are called in the lane.
 */
final class Enumerators implements SourceCoordinator.Port {
    private static final Logger LOG = LoggerFactory.getLogger(Enumerators.class);

    private final String jobId;
    private final long epoch;
    private final LoadedJob loaded;
    private final ActorSystem<?> system;
    private final ActorRef<CoordinatorCommand> self;
    private final UserLane lane;
    private final UserLane calls;
    private volatile boolean stopped;
    private @Nullable SourceCoordinator sources; // confined to the lane

    Enumerators(
            String jobId,
            long epoch,
            LoadedJob loaded,
            JobServices services,
            ActorSystem<?> system,
            ActorRef<CoordinatorCommand> self) {
        this.jobId = jobId;
        this.epoch = epoch;
        this.loaded = loaded;
        this.system = system;
        this.self = self;
        ClassLoader loader = loaded.program().loader();
        String of = " of job " + jobId + ", attempt " + epoch;
        this.lane = services.userThreads().lane("enumerators" + of, 1, loader);
        this.calls = services.userThreads().lane("callAsync" + of, services.userThreadsPerJob(), loader);
    }

    long epoch() {
        return epoch;
    }

    // ------------------------------------------------------------------------------------------------ told

    /** All readers run. {@code states}: by operator id, what the enumerators start from. */
    void start(Map<String, byte[]> states) {
        lane.execute(() -> {
            SourceCoordinator started = new SourceCoordinator(loaded.plan(), states, this);
            sources = started;
            started.start();
        });
    }

    void onSplitRequest(String operatorId, int index, String host) {
        tell(it -> it.onSplitRequest(operatorId, index, host));
    }

    /** {@code event}: as the reader encoded it. */
    void onReaderEvent(String operatorId, int index, byte[] event) {
        tell(it -> it.onReaderEvent(
                operatorId,
                index,
                () -> SourceEvents.decode(event, loaded.program().loader())));
    }

    /** Answered by {@code EnumeratorsSaved} or {@code EnumeratorsNotSaved}, behind all that was said before. */
    void save(CheckpointId id) {
        tell(it -> {
            try {
                Map<String, ManifestAssembly.CoordinatorState> states = it.snapshot(id);
                say(new JobMessage.EnumeratorsSaved(this, id, states));
            } catch (SourceCoordinator.NotSaved e) {
                LOG.warn("Checkpoint {} of job {}: {}", id, jobId, ThrownText.trace(e, Failure.MOST_DETAILS));
                say(new JobMessage.EnumeratorsNotSaved(this, id, e.getMessage()));
            }
        });
    }

    void onCheckpointCompleted(CheckpointId id) {
        tell(it -> it.onCheckpointCompleted(id));
    }

    void onCheckpointAborted(CheckpointId id) {
        tell(it -> it.onCheckpointAborted(id));
    }

    private void tell(Consumer<SourceCoordinator> what) {
        lane.execute(() -> {
            SourceCoordinator running = sources;
            if (running != null) {
                what.accept(running);
            }
        });
    }

    /** From here on nothing is said any more. The enumerators are closed as soon as they have returned from what they do. */
    void stop() {
        stopped = true;
        lane.end(
                () -> {
                    SourceCoordinator running = sources;
                    if (running != null) {
                        running.close();
                    }
                },
                this::abandoned);
        calls.end(() -> {}, this::abandoned);
    }

    private void abandoned(String where) {
        LOG.warn(
                "[JOB-813] A split enumerator of job {}, attempt {}, does not end. It was interrupted, and its thread is abandoned: {}. "
                        + "The job goes on without it; make the enumerator end when it is interrupted.",
                jobId,
                epoch,
                where);
    }

    // ------------------------------------------------------------------------------------------------ what they say

    private void say(CoordinatorCommand message) {
        if (!stopped) {
            self.tell(message);
        }
    }

    private void say(SubtaskId reader, WorkerCommand.Payload command) {
        say(new JobMessage.EnumeratorSaid(this, reader, command));
    }

    @Override
    public void assignSplits(SubtaskId reader, String operatorId, int version, List<byte[]> splits) {
        say(
                reader,
                new WorkerCommand.AssignSplits(
                        jobId, epoch, reader.vertex(), reader.index(), operatorId, version, splits));
    }

    @Override
    public void noMoreSplits(SubtaskId reader, String operatorId) {
        say(reader, new WorkerCommand.NoMoreSplits(jobId, epoch, reader.vertex(), reader.index(), operatorId));
    }

    @Override
    public void sendToReader(SubtaskId reader, String operatorId, SourceEvent event) {
        say(
                reader,
                new WorkerCommand.EventToReader(
                        jobId, epoch, reader.vertex(), reader.index(), operatorId, SourceEvents.encode(event)));
    }

    @Override
    public <T> void callAsync(Callable<T> call, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
        calls.execute(() -> {
            try {
                T result = call.call();
                execute(() -> handler.accept(result, null));
            } catch (Throwable e) { // user code
                execute(() -> handler.accept(null, e));
            }
        });
    }

    @Override
    public <T> void callAsync(
            Callable<T> call,
            BiConsumer<@Nullable T, @Nullable Throwable> handler,
            long initialDelayMillis,
            long periodMillis) {
        system.scheduler()
                .scheduleOnce(
                        Duration.ofMillis(initialDelayMillis),
                        () -> execute(
                                () -> { // in the lane: only while the attempt lasts
                                    callAsync(call, handler);
                                    callAsync(call, handler, periodMillis, periodMillis);
                                }),
                        system.executionContext());
    }

    @Override
    public void execute(Runnable task) {
        lane.execute(task);
    }

    @Override
    public void failed(String operatorName, Failure failure, Throwable thrown) {
        String whole = Failure.whole(thrown);
        if (!whole.isEmpty() && !stopped) {
            LOG.warn("[JOB-822] All that the split enumerator of '{}' of job {} threw: {}", operatorName, jobId, whole);
        }
        say(new JobMessage.EnumeratorFailed(this, operatorName, failure));
    }
}
