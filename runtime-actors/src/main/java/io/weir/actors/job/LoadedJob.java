package io.weir.actors.job;

import io.weir.actors.protocol.ManagerEvent;
import io.weir.checkpoint.CheckpointException;
import io.weir.checkpoint.CheckpointId;
import io.weir.checkpoint.CheckpointManifest;
import io.weir.checkpoint.LedgerEvent;
import io.weir.checkpoint.ManifestAssembly;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.runtime.failure.Failure;
import io.weir.runtime.failure.ThrownText;
import io.weir.runtime.job.JobHistory;
import io.weir.runtime.plan.ChainVertex;
import io.weir.runtime.plan.ExecutionPlan;
import io.weir.runtime.plan.Planner;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a coordinator reads from the storage before it does anything.
 *
 * @param operators every operator of the plan by its id
 * @param manifests of the retained checkpoints that could be read
 * @param unreadable why the newest could not be read; null if it was, or if there is none
 * @param written up to where the storage holds something of the job
 */
record LoadedJob(
        JobPrograms.Program program,
        ExecutionPlan plan,
        CheckpointStorage storage,
        Map<String, ManifestAssembly.Operator> operators,
        SortedMap<CheckpointId, CheckpointManifest> manifests,
        @Nullable String unreadable,
        CheckpointStorage.Written written) {

    private static final Logger LOG = LoggerFactory.getLogger(LoadedJob.class);

    /** Blocks; never throws. What user code throws while its classes are loaded ends the job, and what the storage throws does not, once it has run. */
    static JobMessage read(JobServices services, ManagerEvent.JobSubmitted job, JobHistory history, long number) {
        try {
            return new JobMessage.Loaded(load(services, job, history), number);
        } catch (IOException e) {
            return new JobMessage.NotLoaded(ThrownText.message(e), history.epoch() > 0, number);
        } catch (Throwable e) { // user code
            LOG.warn("Job {} cannot be read. {}", job.jobId(), ThrownText.trace(e, Failure.MOST_LOGGED));
            String said = ThrownText.message(e);
            return new JobMessage.NotLoaded(
                    said.startsWith("[")
                            ? said
                            : "[JOB-811] The program of job '" + job.name() + "' cannot be read: its code threw "
                                    + ThrownText.of(e)
                                    + ". Mend its classes (static initializers, readObject), and submit it again.",
                    false,
                    number);
        }
    }

    private static LoadedJob load(JobServices services, ManagerEvent.JobSubmitted job, JobHistory history)
            throws IOException {
        CheckpointStorage storage = services.storages().open(job.storageUri());
        JobPrograms.Program program = services.programs().load(job, storage);
        try {
            ExecutionPlan plan = Planner.plan(program.graph());
            SortedMap<CheckpointId, CheckpointManifest> manifests = new TreeMap<>();
            String unreadable = readManifests(storage, history.retainedCheckpoints(), manifests);
            return new LoadedJob(
                    program, plan, storage, operatorsOf(plan), manifests, unreadable, storage.written(job.jobId()));
        } catch (Throwable e) {
            program.close();
            throw e;
        }
    }

    private static @Nullable String readManifests(
            CheckpointStorage storage,
            List<LedgerEvent.CheckpointCompleted> retained,
            SortedMap<CheckpointId, CheckpointManifest> manifests)
            throws CheckpointException {
        CheckpointException newest = null;
        for (LedgerEvent.CheckpointCompleted completed : retained) {
            try {
                manifests.put(completed.id(), storage.readManifest(completed.manifest()));
                newest = null;
            } catch (CheckpointException e) {
                newest = e;
            }
        }
        if (newest != null && newest.unavailable()) {
            throw newest; // nothing is known about the checkpoint: it is asked for again
        }
        return newest == null ? null : newest.getMessage();
    }

    private static Map<String, ManifestAssembly.Operator> operatorsOf(ExecutionPlan plan) {
        Map<String, ManifestAssembly.Operator> operators = new TreeMap<>();
        for (ChainVertex vertex : plan.vertices()) {
            vertex.operators()
                    .forEach(node -> operators.put(
                            node.operatorId(),
                            new ManifestAssembly.Operator(
                                    vertex.index(), vertex.parallelism(), node.maxParallelism())));
        }
        return operators;
    }
}
