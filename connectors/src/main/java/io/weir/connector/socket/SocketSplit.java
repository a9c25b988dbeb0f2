package io.weir.connector.socket;

import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.SourceSplit;
import java.io.IOException;

/** The connection. There is one, and it has no position: what was read before a failure cannot be asked for again. */
public enum SocketSplit implements SourceSplit {
    CONNECTION;

    @Override
    public String splitId() {
        return "socket";
    }

    /** Version 1: nothing to write. */
    static final class Serializer implements SimpleVersionedSerializer<SocketSplit> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(SocketSplit split) {
            return new byte[0];
        }

        @Override
        public SocketSplit deserialize(int version, byte[] serialized) throws IOException {
            SocketErrors.requireVersion(version);
            return CONNECTION;
        }
    }
}
