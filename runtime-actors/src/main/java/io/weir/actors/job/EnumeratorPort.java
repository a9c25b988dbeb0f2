package io.weir.actors.job;

import io.weir.actors.protocol.CoordinatorCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.api.connector.SourceEvent;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.job.SourceCoordinator;
import io.weir.runtime.operator.SourceEvents;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/** What the split enumerators of one attempt say becomes messages; what they want to run comes back as one. */
final class EnumeratorPort implements SourceCoordinator.Port {
    private final String jobId;
    private final long epoch;
    private final ActorSystem<?> system;
    private final ActorRef<CoordinatorCommand> self;
    private final Executor blocking;
    private final BiConsumer<SubtaskId, WorkerCommand.Spoken> toWorkerOf;

    EnumeratorPort(
            String jobId,
            long epoch,
            ActorSystem<?> system,
            ActorRef<CoordinatorCommand> self,
            Executor blocking,
            BiConsumer<SubtaskId, WorkerCommand.Spoken> toWorkerOf) {
        this.jobId = jobId;
        this.epoch = epoch;
        this.system = system;
        this.self = self;
        this.blocking = blocking;
        this.toWorkerOf = toWorkerOf;
    }

    @Override
    public void assignSplits(SubtaskId reader, String operatorId, int version, List<byte[]> splits) {
        toWorkerOf.accept(
                reader,
                new WorkerCommand.AssignSplits(
                        jobId, epoch, reader.vertex(), reader.index(), operatorId, version, splits));
    }

    @Override
    public void noMoreSplits(SubtaskId reader, String operatorId) {
        toWorkerOf.accept(
                reader, new WorkerCommand.NoMoreSplits(jobId, epoch, reader.vertex(), reader.index(), operatorId));
    }

    @Override
    public void sendToReader(SubtaskId reader, String operatorId, SourceEvent event) {
        toWorkerOf.accept(
                reader,
                new WorkerCommand.EventToReader(
                        jobId, epoch, reader.vertex(), reader.index(), operatorId, SourceEvents.encode(event)));
    }

    @Override
    public <T> void callAsync(Callable<T> call, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
        blocking.execute(() -> {
            try {
                T result = call.call();
                execute(() -> handler.accept(result, null));
            } catch (Exception e) {
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
                                () -> { // on the coordinator's thread: only while the attempt lasts
                                    callAsync(call, handler);
                                    callAsync(call, handler, periodMillis, periodMillis);
                                }),
                        system.executionContext());
    }

    @Override
    public void execute(Runnable task) {
        self.tell(new JobMessage.RunForEnumerator(epoch, task));
    }

    @Override
    public void failed(String operatorName, Failure failure) {
        self.tell(new JobMessage.EnumeratorFailed(epoch, operatorName, failure));
    }
}
