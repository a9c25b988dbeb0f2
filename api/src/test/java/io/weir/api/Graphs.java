package io.weir.api;

import io.weir.api.graph.JobGraph;
import io.weir.api.graph.StreamEdge;
import java.util.List;

/** A graph as lines, for tests to read. */
final class Graphs {
    private Graphs() {}

    /** As {@code Map x2 ALWAYS}. */
    static List<String> nodes(JobGraph graph) {
        return graph.nodes().stream()
                .map(node -> node.name() + " x" + node.parallelism() + " " + node.chaining()
                        + (node.stateKey() == null ? "" : " keyed"))
                .toList();
    }

    /** As {@code Map -Rebalance-> Filter}. */
    static List<String> edges(JobGraph graph) {
        return graph.edges().stream().map(edge -> edge(graph, edge)).toList();
    }

    private static String edge(JobGraph graph, StreamEdge edge) {
        String side = edge.sideOutput() == null ? "" : ":" + edge.sideOutput().getId();
        return graph.node(edge.from()).name() + side + " -"
                + edge.partitioning().getClass().getSimpleName() + "-> "
                + graph.node(edge.to()).name();
    }
}
