package io.weir.tools.processes;

import io.weir.testkit.process.FreePorts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a node runs.
 *
 * @param prefix a program that puts it there, such as {@code nsenter ...}; empty for here
 * @param jvmFlags of its JVM
 */
public record NodePlace(String host, int port, List<String> prefix, List<String> jvmFlags) {
    private static final String LOOPBACK = "127.0.0.1";

    public NodePlace {
        prefix = List.copyOf(prefix);
        jvmFlags = List.copyOf(jvmFlags);
    }

    /** Free ports of the loopback address. */
    public static List<NodePlace> onLoopback(int count) throws IOException {
        List<NodePlace> places = new ArrayList<>();
        for (int port : FreePorts.take(count)) {
            places.add(new NodePlace(LOOPBACK, port, List.of(), List.of()));
        }
        return places;
    }

    public NodePlace withJvmFlags(List<String> flags) {
        return new NodePlace(host, port, prefix, flags);
    }

    String address() {
        return host + ":" + port;
    }
}
