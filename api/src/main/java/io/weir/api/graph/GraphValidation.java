package io.weir.api.graph;

import io.weir.api.field.FieldUse;
import io.weir.api.function.KeySelector;
import io.weir.api.graph.operator.OperatorSpec;
import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.UnstableKeyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds all that is wrong with a job before it starts. Looks at the graph only, not at files, ports or the cluster. */
public final class GraphValidation {
    private final JobGraph graph;
    private final List<String> problems = new ArrayList<>();

    private GraphValidation(JobGraph graph) {
        this.graph = graph;
    }

    /** A sentence for each problem, beginning with its code in brackets; empty if the job can run. */
    public static List<String> problemsOf(JobGraph graph) {
        GraphValidation validation = new GraphValidation(graph);
        validation.checkThatThereIsSomethingToDo();
        validation.checkUids();
        graph.nodes().forEach(validation::checkParallelism);
        graph.nodes().forEach(validation::checkKey);
        graph.nodes().forEach(validation::checkWindows);
        graph.edges().forEach(validation::checkEdge);
        validation.checkFields();
        validation.problems.addAll(JobGraphs.problemsOf(graph));
        validation.problems.addAll(SettingsValidation.problemsOf(graph.settings()));
        validation.checkCodecs();
        return List.copyOf(validation.problems);
    }

    private void checkThatThereIsSomethingToDo() {
        if (graph.nodes().isEmpty()) {
            problems.add("[API-291] The job has no operator. There is nothing to run. "
                    + "Begin with a source: env.fromSource, env.readTextFile, env.fromData.");
        }
    }

    private void checkUids() {
        Map<String, StreamNode> byUid = new HashMap<>();
        for (StreamNode node : graph.nodes()) {
            String uid = node.uid();
            StreamNode first = uid == null ? null : byUid.putIfAbsent(uid, node);
            if (first != null) {
                problems.add("[API-102] Operators " + named(first) + " and " + named(node) + " have the same uid '"
                        + uid + "'. Their state could not be told apart. Give one of them another uid.");
            }
        }
    }

    private void checkParallelism(StreamNode node) {
        int max = node.maxParallelism();
        if (max < 1 || max > MaxParallelism.HIGHEST) {
            problems.add("[API-108] Operator " + named(node) + " has max parallelism " + max + ". It must be 1 to "
                    + MaxParallelism.HIGHEST + ". Call setMaxParallelism with a number in this range.");
        } else if (node.parallelism() < 1 || node.parallelism() > max) {
            problems.add("[API-108] Operator " + named(node) + " has parallelism " + node.parallelism()
                    + ". It must be 1 to its max parallelism, " + max
                    + ". Call setParallelism with a number in this range"
                    + (node.parallelism() > max ? ", or raise the max parallelism." : "."));
        }
        if (node.parallelism() > node.operator().mostSubtasks()) {
            problems.add("[API-108] Operator " + named(node) + " has parallelism " + node.parallelism()
                    + ". A plain SourceFunction "
                    + "runs with parallelism 1. Remove setParallelism, or implement ParallelSourceFunction.");
        }
    }

    private void checkKey(StreamNode node) {
        KeySelector<?, ?> key = node.stateKey();
        OperatorSpec.KeyUse use = node.operator().keyUse();
        if (key == null) {
            if (use == OperatorSpec.KeyUse.NEEDED) {
                problems.add("[API-111] Operator " + named(node) + " needs a keyed stream. Its state belongs to a key. "
                        + "Call keyBy directly before it"
                        + (graph.inputsOf(node.id()).stream().anyMatch(edge -> edge.input() == 1)
                                ? ", on both streams that it connects (a broadcast stream has no key)."
                                : "."));
            }
            return;
        }
        if (use == OperatorSpec.KeyUse.REFUSED) {
            problems.add(
                    "[API-111] Operator " + named(node) + " is a BroadcastProcessFunction on a keyed stream. It could "
                            + "not reach the state of a key. Extend KeyedBroadcastProcessFunction, or leave keyBy out.");
            return;
        }
        boolean parted = graph.inputsOf(node.id()).stream()
                .filter(edge -> edge.input() == 0 || node.secondStateKey() != null)
                .allMatch(edge -> edge.partitioning() instanceof Partitioning.KeyGroups);
        if (!parted) {
            problems.add(
                    "[API-111] Operator " + named(node) + " has keyed state, but its records are not parted by key. "
                            + "A key's records would meet several states. Call keyBy directly before it.");
        }
        try {
            KeyTypes.check(key);
            if (key instanceof KeyOfTwo both) {
                KeyTypes.check(both.key1());
                KeyTypes.check(both.key2());
                checkThatKeysMeet(node, both.key1(), both.key2());
            }
            KeySelector<?, ?> second = node.secondStateKey();
            if (second != null) {
                KeyTypes.check(second);
                checkThatKeysMeet(node, key, second);
            }
        } catch (UnstableKeyException e) {
            problems.add(String.valueOf(e.getMessage()) + " (the key of operator " + named(node) + ")");
        }
    }

    private void checkThatKeysMeet(StreamNode node, KeySelector<?, ?> first, KeySelector<?, ?> second) {
        String mismatch = KeyTypes.mismatch(first, second);
        if (mismatch != null) {
            problems.add("[API-265] Operator " + named(node) + " can never find a key of one input with the other: "
                    + mismatch + ". Let both key selectors give keys of the same class.");
        }
    }

    private void checkWindows(StreamNode node) {
        String problem = WindowCounts.problem(node);
        if (problem != null) {
            problems.add(problem);
        }
    }

    private void checkEdge(StreamEdge edge) {
        StreamNode from = graph.node(edge.from());
        StreamNode to = graph.node(edge.to());
        if (edge.partitioning() instanceof Partitioning.Forward && from.parallelism() != to.parallelism()) {
            problems.add(
                    "[API-120] Records cannot go forward from " + named(from) + " with parallelism "
                            + from.parallelism()
                            + " to " + named(to) + " with parallelism " + to.parallelism()
                            + ". Each subtask sends to the one with its index. Make both equal, or use rebalance() or rescale().");
        }
    }

    /** Fields that keys and aggregates name, where the class of the records is known already. */
    private void checkFields() {
        RecordTypes types = new RecordTypes(graph);
        for (StreamEdge edge : graph.edges()) {
            if (edge.partitioning() instanceof Partitioning.KeyGroups keys) {
                checkFields(keys.selector(), types.along(edge), "the key before operator ", edge.to());
            } else if (edge.partitioning() instanceof Partitioning.Custom custom) {
                checkFields(custom.selector(), types.along(edge), "partitionCustom before operator ", edge.to());
            }
        }
        for (StreamNode node : graph.nodes()) {
            checkFields(node.operator().fieldUser(), types.into(node), "operator ", node.id());
        }
    }

    private void checkFields(@Nullable Object user, @Nullable Class<?> type, String where, int node) {
        if (user instanceof FieldUse use && type != null) {
            try {
                use.check(type);
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage() + " (" + where + named(graph.node(node)) + ")");
            }
        }
    }

    private void checkCodecs() {
        CodecRegistry registry = CodecRegistry.create(GraphValidation.class.getClassLoader());
        for (CodecRegistration codec : graph.settings().codecs()) {
            try {
                codec.addTo(registry);
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
    }

    private static String named(StreamNode node) {
        return "'" + node.name() + "' (no. " + node.id() + ")";
    }
}
