package io.weir.testkit;

import com.typesafe.config.ConfigFactory;
import io.weir.actors.node.WeirNode;
import java.nio.file.Path;

/** The main class of a node in a process of its own. */
final class NodeMain {
    private NodeMain() {}

    /**
     * Starts the node and stays until it has ended.
     *
     * @param arguments the file with the node's configuration
     */
    public static void main(String[] arguments) {
        WeirNode node = WeirNode.start(
                ConfigFactory.parseFile(Path.of(arguments[0]).toFile()).resolve());
        var unused = node.whenEnded().toCompletableFuture().join();
        Runtime.getRuntime().halt(0);
    }
}
