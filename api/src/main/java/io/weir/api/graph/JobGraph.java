package io.weir.api.graph;

import io.weir.api.connector.SupportsCommitter;
import io.weir.api.connector.SupportsWriterState;
import io.weir.api.function.CheckpointedFunction;
import io.weir.api.function.RichFunction;
import io.weir.api.graph.operator.OperatorSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A job as it is submitted: immutable and validated.
 *
 * @param nodes in topological order
 */
public record JobGraph(String name, List<StreamNode> nodes, List<StreamEdge> edges, JobSettings settings)
        implements Serializable {
    public JobGraph {
        Objects.requireNonNull(name, "a job has a name");
        Objects.requireNonNull(settings, "a job has settings");
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * The operator with an id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public StreamNode node(int id) {
        for (StreamNode node : nodes) {
            if (node.id() == id) {
                return node;
            }
        }
        throw new IllegalArgumentException("job " + name + " has no operator " + id);
    }

    /** Edges into an operator, in the order they were made. */
    public List<StreamEdge> inputsOf(int id) {
        return edges.stream().filter(edge -> edge.to() == id).toList();
    }

    /** Edges out of an operator, in the order they were made. */
    public List<StreamEdge> outputsOf(int id) {
        return edges.stream().filter(edge -> edge.from() == id).toList();
    }

    /** What is legal but may surprise: no sink, stateful operators without uid, mixed splits, very many windows. Each a sentence with a code. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        warnOfMissingUids(warnings);
        if (nodes.stream().noneMatch(node -> node.operator().isSink())) {
            warnings.add("[API-109] The job has no sink. It runs for what its functions do; their results go nowhere. "
                    + "If that is not meant, end a stream with sinkTo, addSink, print or writeAsText.");
        }
        for (StreamNode node : nodes) {
            String windows = WindowCounts.warning(node);
            if (windows != null) {
                warnings.add(windows);
            }
            String mixed = MixedSplits.warning(this, node);
            if (mixed != null) {
                warnings.add(mixed);
            }
        }
        return List.copyOf(warnings);
    }

    /** One sentence for the job, however many operators it is about. */
    private void warnOfMissingUids(List<String> warnings) {
        String without = nodes.stream()
                .filter(node -> node.uid() == null && isStateful(node))
                .map(node -> "'" + node.name() + "'")
                .collect(Collectors.joining(", "));
        if (!without.isEmpty()) {
            warnings.add("[API-101] These operators have state and no uid: " + without
                    + ". Their state is found by their places in the job, which change when operators before them change. "
                    + "Call .uid(\"...\") on each.");
        }
    }

    private static boolean isStateful(StreamNode node) {
        OperatorSpec spec = node.operator();
        Serializable user = spec.userObject();
        return spec.hasStateOfItsOwn()
                || user instanceof CheckpointedFunction
                || user instanceof SupportsCommitter<?>
                || user instanceof SupportsWriterState<?, ?>
                || (node.stateKey() != null && user instanceof RichFunction);
    }
}
