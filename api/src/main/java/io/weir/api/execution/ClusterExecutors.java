package io.weir.api.execution;

import java.nio.file.Path;
import java.util.List;

/** Knows the way to clusters that a program names. Registered for {@link java.util.ServiceLoader}. */
public interface ClusterExecutors {
    /**
     * An executor that runs jobs there; it connects when the first of them is submitted.
     *
     * @param host of any node
     * @param jars sent along with every job
     * @throws RuntimeException with a sentence if host or port cannot be one, or if a jar is not there
     */
    JobExecutor at(String host, int port, List<Path> jars);
}
