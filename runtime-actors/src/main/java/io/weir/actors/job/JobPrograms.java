package io.weir.actors.job;

import io.weir.actors.protocol.ManagerEvent;
import io.weir.api.graph.JobGraph;
import io.weir.checkpoint.storage.CheckpointStorage;
import java.io.IOException;

/** Reads the graph of a job and the classes it needs. */
@FunctionalInterface
public interface JobPrograms {
    /** A graph, and the class loader of its functions; to be closed when the job has ended here. */
    interface Program extends AutoCloseable {
        JobGraph graph();

        ClassLoader loader();

        @Override
        void close();
    }

    /**
     * Blocks.
     *
     * @throws IOException if the storage does not give what it should have
     * @throws IllegalArgumentException if that is no job, or a class is missing; trying again would not help
     */
    Program load(ManagerEvent.JobSubmitted job, CheckpointStorage storage) throws IOException;
}
