package io.weir.tools.demo;

import io.weir.api.JobClient;
import io.weir.api.JobExecutionException;
import io.weir.api.execution.ExecutionContexts;
import io.weir.api.execution.JobExecutor;
import io.weir.api.graph.JobGraph;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes the job of a program, and does not run it. */
final class Captured implements JobExecutor {
    interface Program {
        void run() throws Exception;
    }

    private @Nullable JobGraph graph;

    /** What {@code use} makes of the job of {@code program}. */
    static <R> R graphOf(Program program, Function<JobGraph, R> use) throws Exception {
        Captured captured = new Captured();
        try {
            ExecutionContexts.withExecutor(captured, () -> {
                program.run();
                return "";
            });
        } catch (Exception e) {
            if (captured.graph == null) {
                throw e;
            }
        }
        return use.apply(Objects.requireNonNull(captured.graph));
    }

    @Override
    public JobClient submit(JobGraph taken, ClassLoader userCode) throws JobExecutionException {
        graph = taken;
        throw new JobExecutionException(null, "taken, not run");
    }
}
