package io.weir.api;

import io.weir.api.graph.JobGraph;
import io.weir.api.graph.StreamEdge;
import io.weir.api.graph.StreamNode;
import java.util.Locale;
import java.util.StringJoiner;

/** A job as JSON: one object for each operator, with those it reads from. */
final class ExecutionPlan {
    private ExecutionPlan() {}

    static String of(JobGraph graph) {
        StringJoiner nodes = new StringJoiner(", ", "{\n  \"nodes\" : [ ", " ]\n}");
        for (StreamNode node : graph.nodes()) {
            nodes.add(node(graph, node));
        }
        return nodes.toString();
    }

    private static String node(JobGraph graph, StreamNode node) {
        StringBuilder json = new StringBuilder("{");
        json.append("\n    \"id\" : ").append(node.id());
        json.append(",\n    \"type\" : ").append(text(node.name()));
        json.append(",\n    \"pact\" : ").append(text(role(node)));
        json.append(",\n    \"contents\" : ").append(text(node.name()));
        json.append(",\n    \"parallelism\" : ").append(node.parallelism());
        StringJoiner inputs = new StringJoiner(", ", ",\n    \"predecessors\" : [ ", " ]");
        inputs.setEmptyValue("");
        for (StreamEdge edge : graph.inputsOf(node.id())) {
            inputs.add("{\n      \"id\" : " + edge.from() + ",\n      \"ship_strategy\" : " + text(way(edge))
                    + ",\n      \"side\" : \"second\"\n    }");
        }
        return json.append(inputs).append("\n  }").toString();
    }

    private static String role(StreamNode node) {
        return node.operator().isSource() ? "Data Source" : node.operator().isSink() ? "Data Sink" : "Operator";
    }

    /** Flink's names. */
    private static String way(StreamEdge edge) {
        String name = edge.partitioning().getClass().getSimpleName();
        return name.equals("KeyGroups") ? "HASH" : name.toUpperCase(Locale.ROOT);
    }

    private static String text(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
