package io.weir.actors.worker;

import io.weir.actors.subtask.SubtaskHost;
import io.weir.api.graph.StateBackendSettings;
import io.weir.checkpoint.storage.CheckpointStorage;
import io.weir.runtime.cluster.WorkerId;
import io.weir.runtime.subtask.ExchangeSettings;
import io.weir.state.KeyedBackendFactory;
import java.io.IOException;
import java.util.function.Function;

/**
 * What a worker finds on its node. All of it is safe for any thread.
 *
 * @param storages opens the storage of checkpoints at a URI; may return the same one every time
 * @param backends gives keyed state backends as a job wants them
 */
public record WorkerServices(
        WorkerId id,
        SubtaskHost host,
        ExchangeSettings exchange,
        Storages storages,
        Function<StateBackendSettings, KeyedBackendFactory> backends,
        LocalDirectory directory,
        JobCodes codes) {

    /** Opens storages. */
    @FunctionalInterface
    public interface Storages {
        CheckpointStorage open(String uri) throws IOException;
    }
}
