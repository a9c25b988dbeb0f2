package io.weir.actors.liveness;

import io.weir.fuzz.FuzzTarget;
import io.weir.runtime.cluster.WorkerId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** The line by which a worker introduces itself; refused is who is not a worker of the cluster. */
@NullMarked
public final class HandshakeTarget implements FuzzTarget<WorkerId> {
    private static final String COOKIE = "secret";

    @Override
    public String name() {
        return "handshake";
    }

    @Override
    public String what() {
        return "the line by which a worker introduces itself (`Handshake`)";
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                encode(new WorkerId("10.0.0.1:7300#5")),
                "WEIR-LIVENESS-1 w -\n".getBytes(StandardCharsets.UTF_8),
                "WEIR-LIVENESS-1 \u00e4 -\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public WorkerId decode(byte[] input) throws IOException {
        int length = Math.min(input.length, Handshake.MAX_BYTES);
        if (length > 0 && input[length - 1] == '\n') {
            length--;
        }
        WorkerId worker = Handshake.read(Arrays.copyOf(input, Handshake.MAX_BYTES), length, COOKIE);
        if (worker == null) {
            throw new IOException("[NET-607] It is no worker of this cluster.");
        }
        return worker;
    }

    @Override
    public byte[] encode(WorkerId worker) {
        return Handshake.line(worker, COOKIE);
    }

    @Override
    public boolean isRefusal(Throwable thrown) {
        return thrown instanceof IOException;
    }
}
