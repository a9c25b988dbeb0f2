package io.weir.connector.socket;

import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives the connection to the first reader that asks; all others are done at once. */
final class SocketEnumerator implements SplitEnumerator<SocketSplit, Boolean> {
    private final SplitEnumeratorContext<SocketSplit> context;
    private boolean given;

    SocketEnumerator(SplitEnumeratorContext<SocketSplit> context, boolean given) {
        this.context = context;
        this.given = given;
    }

    @Override
    public void start() {
        // readers ask
    }

    @Override
    public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
        if (given) {
            context.signalNoMoreSplits(subtaskId);
        } else {
            given = true;
            context.assignSplit(SocketSplit.CONNECTION, subtaskId);
        }
    }

    @Override
    public void addSplitsBack(List<SocketSplit> splits, int subtaskId) {
        given &= splits.isEmpty();
    }

    @Override
    public void addReader(int subtaskId) {
        // it asks
    }

    @Override
    public Boolean snapshotState(long checkpointId) {
        return given;
    }

    @Override
    public void close() {}

    /** Version 1: one byte, 1 if the connection was given to a reader. */
    static final class StateSerializer implements SimpleVersionedSerializer<Boolean> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Boolean given) {
            return new byte[] {(byte) (given ? 1 : 0)};
        }

        @Override
        public Boolean deserialize(int version, byte[] serialized) throws IOException {
            SocketErrors.requireVersion(version);
            return serialized.length > 0 && serialized[0] == 1;
        }
    }
}
