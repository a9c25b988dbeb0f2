package io.weir.actors.worker;

import io.weir.actors.protocol.WorkerCommand.DeployAttempt;
import io.weir.actors.protocol.WorkerCommand.Placed;
import io.weir.actors.protocol.WorkerCommand.Restore;
import io.weir.actors.subtask.SubtaskDeployment;
import io.weir.actors.subtask.UserThread;
import io.weir.actors.usercode.UserLane;
import io.weir.api.graph.CodecRegistration;
import io.weir.api.graph.StreamNode;
import io.weir.api.serde.Codec;
import io.weir.api.serde.CodecRegistry;
import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.ManifestRef;
import io.weir.checkpoint.RestoreRefusedException;
import io.weir.checkpoint.StateAssignment;
import io.weir.checkpoint.StateAssignment.OperatorShape;
import io.weir.checkpoint.StateAssignment.RestoreState;
import io.weir.checkpoint.SubtaskId;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.environment.SubtaskEnvironment;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.ThrownText;
import io.weir.runtime.failure.WeirException;
import io.weir.runtime.plan.ChainVertex;
import io.weir.runtime.plan.Exchange;
import io.weir.runtime.plan.ExecutionPlan;
import io.weir.runtime.plan.Planner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Reads what an attempt needs and works out what its subtasks on this node start from. Blocks; touches no actor. */
final class AttemptPreparation {
    /** An attempt that can be made. */
    record Prepared(
            ExecutionPlan plan,
            List<SubtaskDeployment> deployments,
            WorkerServices.Code code,
            Path directory,
            UserLane uploads) {

        /** Gives back what the attempt held here, which has ended. */
        void release() {
            LocalDirectory.delete(directory);
            code.close();
        }
    }

    private final WorkerServices services;
    private final DeployAttempt deploy;
    private final Map<SubtaskId, WorkerId> placement = new HashMap<>();

    private AttemptPreparation(WorkerServices services, DeployAttempt deploy) {
        this.services = services;
        this.deploy = deploy;
        for (Placed placed : deploy.placement()) {
            placement.put(new SubtaskId(placed.vertex(), placed.index()), placed.worker());
        }
    }

    /**
     * Prepares an attempt.
     *
     * @throws WeirException with the kind that decides what the job does; nothing is held then
     */
    static Prepared prepare(WorkerServices services, DeployAttempt deploy) {
        try {
            return new AttemptPreparation(services, deploy).prepare();
        } catch (WeirException e) {
            throw e;
        } catch (RestoreRefusedException e) {
            throw new WeirException(FailureKind.BAD_JOB, String.valueOf(e.getMessage()), e);
        } catch (CheckpointException e) {
            FailureKind kind = e.unavailable() ? FailureKind.USER_CODE : FailureKind.CORRUPT_STATE;
            throw new WeirException(kind, String.valueOf(e.getMessage()), e);
        } catch (IOException | UncheckedIOException e) {
            throw new WeirException(
                    FailureKind.USER_CODE,
                    "[JOB-805] Worker " + services.id() + " could not read what job '" + deploy.jobName() + "' needs. "
                            + ThrownText.of(e)
                            + ". It is tried again by the job's restart strategy; see to the storage "
                            + deploy.storageUri() + ".",
                    e);
        } catch (IllegalArgumentException e) {
            throw new WeirException(FailureKind.BAD_JOB, String.valueOf(e.getMessage()), e);
        } catch (LinkageError e) {
            throw new WeirException(
                    FailureKind.BAD_JOB,
                    "[API-117] The classes of job '" + deploy.jobName() + "' cannot be loaded. " + ThrownText.of(e)
                            + ". Build the jar for this node's Java version ("
                            + Runtime.version().feature()
                            + ") and with all it needs.",
                    e);
        } catch (Throwable e) { // user classes are loaded here
            throw new WeirException(
                    FailureKind.USER_CODE,
                    "[JOB-811] The program of job '" + deploy.jobName() + "' cannot be read on worker " + services.id()
                            + ": its code threw " + ThrownText.of(e)
                            + ". The job restarts by its restart strategy; mend its classes (static initializers, readObject).",
                    e);
        }
    }

    private Prepared prepare() throws IOException {
        CheckpointStorage storage = services.storages().open(deploy.storageUri());
        JobCodes.Key key = new JobCodes.Key(deploy.jobId(), deploy.graphBlob(), deploy.jarBlobs());
        WorkerServices.Code code = services.codes().lease(key, storage);
        try {
            return prepare(storage, code);
        } catch (Throwable failure) {
            code.close();
            throw failure;
        }
    }

    private Prepared prepare(CheckpointStorage storage, WorkerServices.Code code) throws IOException {
        ExecutionPlan plan = Planner.plan(code.graph());
        CodecRegistry codecs = codecsOf(plan, code.loader());
        Path directory = services.directory().ofAttempt(deploy.jobId(), deploy.epoch());
        Files.createDirectories(directory);
        Restore restore = deploy.restore();
        StateAssignment assignment = restore == null
                ? null
                : StateAssignment.of(
                        storage.readManifest(new ManifestRef(restore.path(), restore.length(), restore.checksum())),
                        shapesOf(plan),
                        false);
        UserLane uploads = services.host()
                .userThreads()
                .lane(
                        "job " + deploy.jobId() + ", attempt " + deploy.epoch(),
                        services.host().userThreadsPerAttempt(),
                        code.loader());
        List<SubtaskDeployment> deployments = new ArrayList<>();
        for (SubtaskId id : plan.subtasks()) {
            if (services.id().equals(placement.get(id))) {
                SubtaskEnvironment environment = environment(plan, id, storage, codecs, code.loader(), directory);
                deployments.add(new SubtaskDeployment(
                        plan,
                        id,
                        deploy.epoch(),
                        environment,
                        restoreOf(plan.vertex(id.vertex()), id, assignment),
                        hasRemoteSenders(plan, id),
                        uploads,
                        new UserThread(code.loader())));
            }
        }
        return new Prepared(plan, List.copyOf(deployments), code, directory, uploads);
    }

    private static CodecRegistry codecsOf(ExecutionPlan plan, ClassLoader loader) {
        CodecRegistry codecs = CodecRegistry.create(loader);
        for (CodecRegistration registration : plan.settings().codecs()) {
            register(codecs, registration);
        }
        return codecs;
    }

    @SuppressWarnings("unchecked") // checked when the user registered it
    private static <T> void register(CodecRegistry codecs, CodecRegistration registration) {
        codecs.register((Class<T>) registration.type(), (Codec<? extends T>) registration.codec());
    }

    private SubtaskEnvironment environment(
            ExecutionPlan plan,
            SubtaskId id,
            CheckpointStorage storage,
            CodecRegistry codecs,
            ClassLoader loader,
            Path directory) {
        String jobId = deploy.jobId();
        long epoch = deploy.epoch();
        String owner = id + "-" + plan.vertex(id.vertex()).name();
        return new SubtaskEnvironment(
                jobId,
                codecs,
                loader,
                services.host().clock(),
                services.backends().apply(plan.settings().stateBackend()),
                storage.source(),
                checkpoint -> storage.target(jobId, new CheckpointId(checkpoint), epoch, owner),
                channel -> !services.id().equals(placement.get(plan.receiver(channel))),
                new SplittableRandom(31L * (31L * jobId.hashCode() + epoch) + id.hashCode()),
                directory,
                sourceThreads(plan.vertex(id.vertex()).name() + " " + id, loader),
                services.exchange());
    }

    private static ThreadFactory sourceThreads(String name, ClassLoader loader) {
        return task -> {
            Thread thread = new Thread(task, "weir-source " + name);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }

    private boolean hasRemoteSenders(ExecutionPlan plan, SubtaskId id) {
        for (Exchange exchange : plan.vertex(id.vertex()).inputs()) {
            for (int sender = 0; sender < exchange.senders(); sender++) {
                if (exchange.connects(sender, id.index())
                        && !services.id().equals(placement.get(new SubtaskId(exchange.from(), sender)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Map<String, OperatorShape> shapesOf(ExecutionPlan plan) {
        Map<String, OperatorShape> shapes = new HashMap<>();
        for (ChainVertex vertex : plan.vertices()) {
            for (StreamNode node : vertex.operators()) {
                shapes.put(node.operatorId(), new OperatorShape(node.parallelism(), node.maxParallelism()));
            }
        }
        return shapes;
    }

    private static Map<String, RestoreState> restoreOf(
            ChainVertex vertex, SubtaskId id, @Nullable StateAssignment assignment) {
        Map<String, RestoreState> restore = new HashMap<>();
        for (StreamNode node : vertex.operators()) {
            RestoreState state = assignment == null ? null : assignment.restore(node.operatorId(), id.index());
            if (state != null) {
                restore.put(node.operatorId(), state);
            }
        }
        return restore;
    }
}
