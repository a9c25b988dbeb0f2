package io.weir.actors.subtask;

import io.weir.checkpoint.StateAssignment.RestoreState;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.environment.SubtaskEnvironment;
import io.weir.runtime.plan.ExecutionPlan;
import io.weir.runtime.subtask.Subtask;
import io.weir.runtime.subtask.SubtaskPort;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * One subtask as it is to be made.
 *
 * @param restore by operator id; empty for a fresh start
 * @param hasRemoteSenders whether an input channel comes from another process
 * @param uploads runs what the subtask does elsewhere: writing its state, above all
 * @param thread knows where the subtask's user code runs
 */
public record SubtaskDeployment(
        ExecutionPlan plan,
        SubtaskId id,
        long epoch,
        SubtaskEnvironment environment,
        Map<String, RestoreState> restore,
        boolean hasRemoteSenders,
        Executor uploads,
        UserThread thread) {

    String jobId() {
        return environment.jobId();
    }

    /** As logs name it. */
    String inWords() {
        return "subtask " + id + " ('" + plan.vertex(id.vertex()).name() + "') of job " + jobId();
    }

    Subtask create(SubtaskPort port) {
        return new Subtask(plan, id, attemptNumber(), environment, port, restore);
    }

    /** As users count attempts: from 0. Epochs begin with 1. */
    private int attemptNumber() {
        return Math.toIntExact(epoch - 1);
    }
}
