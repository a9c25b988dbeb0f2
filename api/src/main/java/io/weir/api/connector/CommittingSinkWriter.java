package io.weir.api.connector;

import java.io.IOException;
import java.util.Collection;

/** A writer whose output becomes visible in a second step. */
public interface CommittingSinkWriter<InputT, CommittableT> extends SinkWriter<InputT> {
    /** Called after flush, before the barrier goes on: everything written since the last call, ready to be committed. */
    Collection<CommittableT> prepareCommit() throws IOException, InterruptedException;
}
