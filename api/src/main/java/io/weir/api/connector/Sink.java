package io.weir.api.connector;

import java.io.IOException;
import java.io.Serializable;

/** A sink: one writer a subtask. With {@link SupportsCommitter} it commits after checkpoints, with {@link SupportsWriterState} it has state. */
public interface Sink<InputT> extends Serializable {
    SinkWriter<InputT> createWriter(WriterInitContext context) throws IOException;
}
