package io.weir.testkit;

import io.weir.api.JobClient;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.execution.ExecutionContexts;
import io.weir.api.execution.JobExecutor;
import io.weir.api.graph.JobGraph;
import java.util.concurrent.Callable;

/** Gets the job out of a program. */
final class ProgramRun {
    /** What operators get that do not say otherwise: the same on every machine, so that a seed means the same there. */
    static final int PARALLELISM = 2;

    private ProgramRun() {}

    static JobGraph graphOf(StreamExecutionEnvironment env) {
        try {
            return ExecutionContexts.withExecutor(new Capture(), () -> env.getJobGraph("test"));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e); // getJobGraph throws none
        }
    }

    static JobGraph graphOf(Callable<?> program) throws Exception {
        try {
            ExecutionContexts.withExecutor(new Capture(), program);
        } catch (Captured captured) {
            return captured.graph;
        }
        throw TestkitErrors.noJob("The program");
    }

    private static final class Capture implements JobExecutor {
        @Override
        public JobClient submit(JobGraph graph, ClassLoader userCode) {
            throw new Captured(graph);
        }

        @Override
        public int defaultParallelism() {
            return PARALLELISM;
        }
    }

    /** Leaves the program where it would wait for its job; an error, so that no handler of exceptions stops it. */
    private static final class Captured extends Error {
        private static final long serialVersionUID = 1L;
        private final transient JobGraph graph;

        Captured(JobGraph graph) {
            super("the testkit has taken the job", null, false, false);
            this.graph = graph;
        }
    }
}
