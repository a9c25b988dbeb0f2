package io.weir.tools.chaos;

import io.weir.testkit.process.NodeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Stream;

/** What nodes have said over all their lives. */
final class NodeLogs {
    private NodeLogs() {}

    /** How many lines contain that text. */
    static long count(NodeProcess node, String text) {
        // what a killed process had begun to write need not be text
        try (Stream<String> lines = Files.lines(node.log(), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(text)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
