package io.weir.actors.worker;

import io.weir.actors.subtask.SubtaskHost;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.StateBackendSettings;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.environment.ExchangeSettings;
import io.weir.state.KeyedBackendFactory;
import java.io.IOException;
import java.util.function.Function;

/**
 * What a worker finds on its node. All of it is safe for any thread.
 *
 * @param storages opens the storage of checkpoints at a URI; may return the same one every time
 * @param backends gives keyed state backends as a job wants them
 * @param codes gives the code of jobs
 */
public record WorkerServices(
        WorkerId id,
        SubtaskHost host,
        ExchangeSettings exchange,
        Storages storages,
        Function<StateBackendSettings, KeyedBackendFactory> backends,
        LocalDirectory directory,
        Codes codes) {

    /** Opens storages. */
    @FunctionalInterface
    public interface Storages {
        CheckpointStorage open(String uri) throws IOException;
    }

    /** Reads the code of jobs. */
    @FunctionalInterface
    public interface Codes {
        /**
         * The code, to be given back once. Blocks.
         *
         * @throws IOException if the storage does not give what it should have
         */
        Code lease(JobCodes.Key key, CheckpointStorage storage) throws IOException;
    }

    /** The right to use the code of a job. */
    public interface Code extends AutoCloseable {
        JobGraph graph();

        /** Of the user's functions. */
        ClassLoader loader();

        /** Gives it back; nothing happens the second time. */
        @Override
        void close();
    }
}
