package io.weir.testkit;

import com.typesafe.config.ConfigFactory;
import io.weir.actors.node.WeirNode;
import java.io.IOException;
import java.nio.file.Path;

/** The main class of a node in a process of its own: ends when the process that started it does. */
final class NodeMain {
    private NodeMain() {}

    /**
     * Starts the node and stays.
     *
     * @param arguments the file with the node's configuration
     */
    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) throws IOException {
        WeirNode node = WeirNode.start(
                ConfigFactory.parseFile(Path.of(arguments[0]).toFile()).resolve());
        var unused = node.whenTerminated().thenRun(() -> Runtime.getRuntime().halt(0));
        while (System.in.read() >= 0) {
            // nobody writes; the end of this stream is the end of the test's JVM
        }
        Runtime.getRuntime().halt(0);
    }
}
