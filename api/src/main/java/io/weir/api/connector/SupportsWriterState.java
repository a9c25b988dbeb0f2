package io.weir.api.connector;

import java.io.IOException;
import java.util.Collection;

/** A {@link Sink} whose writers are {@link StatefulSinkWriter}s. */
public interface SupportsWriterState<InputT, WriterStateT> {
    /** Called instead of {@link Sink#createWriter} after a restart; after a change of parallelism a writer may get none or several. */
    StatefulSinkWriter<InputT, WriterStateT> restoreWriter(
            WriterInitContext context, Collection<WriterStateT> recoveredState) throws IOException;

    SimpleVersionedSerializer<WriterStateT> getWriterStateSerializer();
}
