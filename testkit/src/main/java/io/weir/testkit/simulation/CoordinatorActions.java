package io.weir.testkit.simulation;

import io.weir.actors.protocol.WorkerCommand;
import io.weir.api.connector.SourceEvent;
import io.weir.api.graph.StreamNode;
import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointManifest;
import io.weir.checkpoint.LedgerAction;
import io.weir.checkpoint.LedgerEvent;
import io.weir.checkpoint.ManifestAssembly;
import io.weir.checkpoint.ManifestRef;
import io.weir.checkpoint.OperatorSnapshot;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.job.JobAction;
import io.weir.runtime.job.JobCore;
import io.weir.runtime.job.SourceCoordinator;
import io.weir.runtime.operator.SourceEvents;
import io.weir.runtime.plan.ChainVertex;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Plays {@code JobActions}: does what the core decided, in messages to workers and in work on the storage. */
final class CoordinatorActions {
    private static final String JOB = SimulatedCluster.JOB_ID;

    private final SimulatedCoordinator coordinator;
    private final SimulatedLeader leader;
    private final SimulatedCluster cluster;
    private final JobCore core;
    private final Map<CheckpointId, Map<String, ManifestAssembly.CoordinatorState>> savedEnumerators = new HashMap<>();
    private final SimulatedConversations conversations;
    private @Nullable SourceCoordinator sources;
    private @Nullable CheckpointManifest latest;

    CoordinatorActions(SimulatedCoordinator coordinator, JobCore core, @Nullable CheckpointManifest latest) {
        this.coordinator = coordinator;
        this.leader = coordinator.node();
        this.cluster = leader.cluster;
        this.core = core;
        this.conversations = new SimulatedConversations(coordinator);
        this.latest = latest;
    }

    void run(Collection<JobAction> actions) {
        actions.forEach(this::run);
    }

    private void run(JobAction action) {
        if (action instanceof JobAction.RequestSlots request) {
            leader.onSlotsWanted(request.slots(), request.previous());
        } else if (action instanceof JobAction.ReleaseSlots) {
            leader.onSlotsReleased();
        } else if (action instanceof JobAction.AskWhoIsGone ask) {
            leader.onWhoIsGone(ask.workers());
        } else if (action instanceof JobAction.Deploy deploy) {
            LedgerEvent.CheckpointCompleted from = core.restorePoint();
            ManifestRef restore = from == null ? null : from.manifest();
            conversations.begin(deploy.epoch(), deploy.workers());
            say(
                    deploy.workers(),
                    deploy.epoch(),
                    new Messages.Deploy(coordinator.term(), deploy.epoch(), deploy.placement(), restore, coordinator));
        } else if (action instanceof JobAction.Start start) {
            say(start.workers(), start.epoch(), new Messages.Start(coordinator.term(), start.epoch()));
            startSources(start.epoch());
        } else if (action instanceof JobAction.Adopt adopt) {
            cluster.count("attempts adopted");
            leader.onSlotsHeld(core.director().slots());
            conversations.begin(adopt.epoch(), adopt.workers());
            say(adopt.workers(), adopt.epoch(), new Messages.Adopt(coordinator.term(), adopt.epoch(), coordinator));
            startSources(adopt.epoch());
        } else if (action instanceof JobAction.Cancel cancel) {
            tell(cancel.workers(), new Messages.Cancel(coordinator.term(), cancel.epoch(), coordinator));
        } else if (action instanceof JobAction.Finish finish) {
            tell(finish.workers(), new WorkerCommand.FinishAttempt(coordinator.term(), JOB, finish.epoch()));
        } else if (action instanceof JobAction.StopSources) {
            stopSources();
            conversations.endAll();
        } else if (action instanceof JobAction.WakeAt wake) {
            coordinator.wakeAt(wake.atMillis());
        } else if (action instanceof JobAction.Checkpointing checkpointing) {
            run(checkpointing.epoch(), checkpointing.action());
        } else if (action instanceof JobAction.Terminated end) {
            leader.say("job " + end.status() + " " + end.sentence());
            leader.in(
                    200 * VirtualTime.MILLIS,
                    () -> { // what was being cleaned up is gone by then
                        LedgerEvent.CheckpointCompleted newest = core.ledger().latest();
                        Set<String> needed = needed();
                        if (newest != null && needed != null) {
                            cluster.onCalm(needed, newest.id());
                        }
                        if (!end.keepCheckpoints()) {
                            clean("delete its checkpoints", () -> cluster.storage.deleteJob(JOB));
                        }
                    });
            cluster.onTerminated(end);
        }
    }

    /** Something that may be lost, because it is asked for again. */
    private void tell(Collection<WorkerId> to, Object command) {
        for (WorkerId id : to) {
            SimulatedWorker worker = coordinator.worker(id);
            if (worker != null) {
                leader.tell(worker, SimulatedNetwork.Traffic.EXPENDABLE, command);
            }
        }
    }

    private void say(Collection<WorkerId> to, long epoch, Object command) {
        to.forEach(worker -> conversations.say(worker, epoch, command));
    }

    SimulatedConversations conversations() {
        return conversations;
    }

    private Collection<WorkerId> attemptWorkers() {
        return new TreeSet<>(core.director().slots());
    }

    // --- sources ---

    private void startSources(long epoch) {
        stopSources();
        Map<String, byte[]> states = new TreeMap<>();
        CheckpointManifest from = latest;
        if (from != null) {
            for (Map.Entry<String, OperatorSnapshot> operator : from.operators().entrySet()) {
                byte[] state = operator.getValue().coordinatorState();
                if (state != null) {
                    states.put(operator.getKey(), state);
                }
            }
        }
        SourceCoordinator started = new SourceCoordinator(
                cluster.plan, states, new Port(epoch, core.director().slots()));
        sources = started;
        started.start();
    }

    void stopSources() {
        SourceCoordinator running = sources;
        sources = null;
        savedEnumerators.clear();
        if (running != null) {
            running.close();
        }
    }

    @Nullable
    SourceCoordinator sources() {
        return sources;
    }

    private final class Port implements SourceCoordinator.Port {
        private final long epoch;
        private final List<WorkerId> slots;

        Port(long epoch, List<WorkerId> slots) {
            this.epoch = epoch;
            this.slots = slots;
        }

        private void toReader(SubtaskId reader, WorkerCommand command) {
            conversations.say(slots.get(reader.index()), epoch, command);
        }

        @Override
        public void assignSplits(SubtaskId reader, String operatorId, int version, List<byte[]> splits) {
            toReader(
                    reader,
                    new WorkerCommand.AssignSplits(
                            JOB, epoch, reader.vertex(), reader.index(), operatorId, version, splits));
        }

        @Override
        public void noMoreSplits(SubtaskId reader, String operatorId) {
            toReader(reader, new WorkerCommand.NoMoreSplits(JOB, epoch, reader.vertex(), reader.index(), operatorId));
        }

        @Override
        public void sendToReader(SubtaskId reader, String operatorId, SourceEvent event) {
            toReader(
                    reader,
                    new WorkerCommand.EventToReader(
                            JOB, epoch, reader.vertex(), reader.index(), operatorId, SourceEvents.encode(event)));
        }

        @Override
        public <T> void callAsync(Callable<T> call, BiConsumer<@Nullable T, @Nullable Throwable> handler) {
            leader.in(cluster.latency(5 * VirtualTime.MILLIS), () -> {
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
            leader.in(
                    initialDelayMillis * VirtualTime.MILLIS,
                    () -> execute(
                            () -> { // on the coordinator's thread: only while the attempt lasts
                                callAsync(call, handler);
                                callAsync(call, handler, periodMillis, periodMillis);
                            }));
        }

        @Override
        public void execute(Runnable task) {
            leader.in(
                    cluster.latency(100_000),
                    () -> coordinator.submit(() -> {
                        if (epoch == core.director().epoch() && sources != null) {
                            task.run();
                        }
                    }));
        }

        @Override
        public void failed(String operatorName, Failure failure) {
            leader.in(
                    cluster.latency(100_000),
                    () -> coordinator.submit(() -> coordinator.onEnumeratorFailed(epoch, operatorName, failure)));
        }
    }

    // --- checkpoints ---

    private void run(long epoch, LedgerAction action) {
        if (action instanceof LedgerAction.TriggerSources trigger) {
            trigger(trigger);
        } else if (action instanceof LedgerAction.WriteManifest write) {
            write(write);
        } else if (action instanceof LedgerAction.NotifyCompleted completed) {
            savedEnumerators.keySet().removeIf(id -> !id.isAfter(completed.id()));
            say(
                    attemptWorkers(),
                    epoch,
                    new WorkerCommand.CheckpointCompleted(
                            JOB, epoch, completed.id().value()));
            SourceCoordinator running = sources;
            if (running != null) {
                running.onCheckpointCompleted(completed.id());
            }
        } else if (action instanceof LedgerAction.NotifyAborted aborted) {
            savedEnumerators.remove(aborted.id());
            say(
                    attemptWorkers(),
                    epoch,
                    new WorkerCommand.CheckpointAborted(
                            JOB, epoch, aborted.id().value(), aborted.reason().name()));
            SourceCoordinator running = sources;
            if (running != null) {
                running.onCheckpointAborted(aborted.id());
            }
        } else if (action instanceof LedgerAction.Discard discard) {
            clean("discard " + discard.id(), () -> cluster.storage.discard(discard.manifest(), discard.files()));
        } else if (action instanceof LedgerAction.CleanUp cleanUp) {
            clean("clean up", () -> {
                cluster.storage.cleanUp(JOB, cleanUp.before(), cleanUp.keep());
                Set<String> needed = needed();
                if (needed != null && leader == cluster.leader()) {
                    cluster.onDeleted(needed);
                }
            });
        }
    }

    private void trigger(LedgerAction.TriggerSources trigger) {
        SourceCoordinator running = sources;
        if (running != null) {
            try {
                savedEnumerators.put(trigger.id(), running.snapshot(trigger.id()));
            } catch (Exception e) {
                leader.in(
                        cluster.latency(100_000),
                        () -> coordinator.submit(
                                () -> coordinator.onEnumeratorNotSaved(trigger.epoch(), trigger.id(), e.toString())));
                return;
            }
        }
        say(
                attemptWorkers(),
                trigger.epoch(),
                new WorkerCommand.TriggerCheckpoint(
                        JOB, trigger.epoch(), trigger.id().value(), trigger.triggeredAtMs()));
    }

    private void write(LedgerAction.WriteManifest write) {
        Map<String, ManifestAssembly.CoordinatorState> enumerators =
                savedEnumerators.getOrDefault(write.id(), Map.of());
        leader.in(cluster.latency(10 * VirtualTime.MILLIS) + cluster.unreliableDisk.delay(), () -> {
            CheckpointManifest manifest = ManifestAssembly.assemble(JOB, write, operators(), enumerators);
            Runnable result;
            try {
                ManifestRef ref = cluster.storage.writeManifest(manifest);
                result = () -> coordinator.onManifestWritten(manifest, ref);
            } catch (CheckpointException e) {
                result = () -> coordinator.onManifestFailed(write.epoch(), write.id(), e);
            }
            Runnable answer = result;
            leader.in(cluster.latency(VirtualTime.MILLIS), () -> coordinator.submit(answer));
        });
    }

    private Map<String, ManifestAssembly.Operator> operators() {
        Map<String, ManifestAssembly.Operator> operators = new TreeMap<>();
        for (ChainVertex vertex : cluster.plan.vertices()) {
            for (StreamNode node : vertex.operators()) {
                operators.put(
                        node.operatorId(),
                        new ManifestAssembly.Operator(vertex.index(), vertex.parallelism(), node.maxParallelism()));
            }
        }
        return operators;
    }

    /** A manifest is journaled as complete: it is what enumerators restore from. */
    void completed(CheckpointManifest manifest) {
        LedgerEvent.CheckpointCompleted restorePoint = core.restorePoint();
        if (restorePoint != null && restorePoint.id().equals(manifest.id())) {
            latest = manifest;
        }
    }

    /** The files of all retained checkpoints; null if that cannot be known, because a file is damaged. */
    private @Nullable Set<String> needed() {
        Set<String> needed = new TreeSet<>();
        for (LedgerEvent.CheckpointCompleted retained : core.ledger().retained()) {
            needed.add(retained.manifest().path());
            try {
                CheckpointManifest manifest = cluster.truth.readManifest(retained.manifest());
                manifest.files().forEach(file -> needed.add(file.path()));
            } catch (CheckpointException damaged) {
                return null; // the rules of restoring speak of it
            }
        }
        return needed;
    }

    private interface Cleaning {
        void run() throws CheckpointException;
    }

    private void clean(String what, Cleaning cleaning) {
        leader.in(cluster.latency(20 * VirtualTime.MILLIS) + cluster.unreliableDisk.delay(), () -> {
            try {
                cleaning.run();
            } catch (CheckpointException e) {
                leader.say("could not " + what + "; it is tried again later");
                leader.in(cluster.latency(100_000), () -> coordinator.submit(coordinator::onNotDeleted));
            }
        });
    }
}
