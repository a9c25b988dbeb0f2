package io.weir.api.execution;

import io.weir.api.JobClient;
import io.weir.api.JobExecutionException;
import io.weir.api.graph.JobGraph;
import java.net.InetAddress;

/**
 * Runs jobs: in this process, or on a cluster. Registered for {@link java.util.ServiceLoader}, or put around a {@code main} by {@link
 * ExecutionContexts}. Safe for any thread.
 */
public interface JobExecutor {
    /**
     * Starts a job; returns as soon as it is accepted.
     *
     * @param graph validated; a private copy of the user's functions
     * @param userCode loads the user's classes
     */
    JobClient submit(JobGraph graph, ClassLoader userCode) throws JobExecutionException;

    /** The host under which workers reach this process, so that results can come back to the program. */
    default String programHost() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    /** What operators get whose parallelism the program does not set; at least 1. */
    default int defaultParallelism() {
        return Runtime.getRuntime().availableProcessors();
    }
}
