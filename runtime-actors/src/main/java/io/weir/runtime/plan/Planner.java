package io.weir.runtime.plan;

import io.weir.api.graph.ChainingStrategy;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.Partitioning;
import io.weir.api.graph.StreamEdge;
import io.weir.api.graph.StreamNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the plan of a job graph: operators that are connected by a forward edge, have the same parallelism and allow it become one
 * chain, every other edge an exchange. The same graph gives the same plan on every node.
 */
public final class Planner {
    private final JobGraph graph;
    private final List<List<StreamNode>> chains = new ArrayList<>();
    private final List<List<ChainLink>> links = new ArrayList<>();
    private final Map<Integer, Integer> vertexOf = new HashMap<>();

    private Planner(JobGraph graph) {
        this.graph = graph;
    }

    /** Plans a graph that is validated: nodes in topological order, forward edges between equal parallelisms. */
    public static ExecutionPlan plan(JobGraph graph) {
        return new Planner(graph).plan();
    }

    private ExecutionPlan plan() {
        for (StreamNode node : graph.nodes()) {
            List<StreamEdge> inputs = graph.inputsOf(node.id());
            if (inputs.size() == 1 && chains(inputs.get(0), node)) {
                StreamEdge edge = inputs.get(0);
                int vertex = vertexOf(edge.from());
                vertexOf.put(node.id(), vertex);
                chains.get(vertex).add(node);
                links.get(vertex).add(new ChainLink(edge.from(), edge.to(), edge.sideOutput()));
            } else {
                vertexOf.put(node.id(), chains.size());
                chains.add(new ArrayList<>(List.of(node)));
                links.add(new ArrayList<>());
            }
        }
        List<Exchange> exchanges = exchanges();
        List<ChainVertex> vertices = new ArrayList<>();
        for (int index = 0; index < chains.size(); index++) {
            int vertex = index;
            vertices.add(new ChainVertex(
                    vertex,
                    nameOf(chains.get(vertex)),
                    chains.get(vertex).get(0).parallelism(),
                    chains.get(vertex),
                    links.get(vertex),
                    exchanges.stream()
                            .filter(exchange -> exchange.to() == vertex)
                            .toList(),
                    exchanges.stream()
                            .filter(exchange -> exchange.from() == vertex)
                            .toList()));
        }
        return new ExecutionPlan(graph.name(), vertices, exchanges, graph.settings());
    }

    private boolean chains(StreamEdge edge, StreamNode to) {
        StreamNode from = graph.node(edge.from());
        return edge.partitioning() instanceof Partitioning.Forward
                && from.parallelism() == to.parallelism()
                && from.chaining() != ChainingStrategy.NEVER
                && to.chaining() == ChainingStrategy.ALWAYS;
    }

    private int vertexOf(int node) {
        Integer vertex = vertexOf.get(node);
        if (vertex == null) {
            throw new IllegalArgumentException(
                    "operator " + node + " of " + graph.name() + " is used before it is planned");
        }
        return vertex;
    }

    private List<Exchange> exchanges() {
        List<Exchange> exchanges = new ArrayList<>();
        int firstChannel = 0;
        for (StreamEdge edge : graph.edges()) {
            int from = vertexOf(edge.from());
            int to = vertexOf(edge.to());
            if (links.get(to).stream().anyMatch(link -> link.from() == edge.from() && link.to() == edge.to())) {
                continue;
            }
            int senders = graph.node(edge.from()).parallelism();
            int receivers = graph.node(edge.to()).parallelism();
            Exchange exchange = new Exchange(
                    exchanges.size(),
                    from,
                    edge.from(),
                    senders,
                    to,
                    receivers,
                    edge.input(),
                    edge.partitioning(),
                    edge.sideOutput(),
                    firstChannel);
            firstChannel += exchange.channels();
            exchanges.add(exchange);
        }
        return exchanges;
    }

    private static String nameOf(List<StreamNode> chain) {
        return String.join(" -> ", chain.stream().map(StreamNode::name).toList());
    }
}
