package io.weir.api.connector;

import java.io.IOException;
import java.util.List;

/** A writer with state. */
public interface StatefulSinkWriter<InputT, WriterStateT> extends SinkWriter<InputT> {
    List<WriterStateT> snapshotState(long checkpointId) throws IOException;
}
