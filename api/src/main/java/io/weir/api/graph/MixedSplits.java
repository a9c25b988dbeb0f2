package io.weir.api.graph;

import io.weir.api.graph.operator.AssignTimeSpec;
import io.weir.api.graph.operator.SourceSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds operators that assign event time to records of several splits at once. The readers of a source read at places that may be months apart;
 * where their records meet before they have times, the newest sets the watermark and all others are late.
 */
final class MixedSplits {
    private MixedSplits() {}

    /** The sentence for an operator; null if its records come in the order in which one reader read them, or have had times before. */
    static @Nullable String warning(JobGraph graph, StreamNode node) {
        if (!(node.operator() instanceof AssignTimeSpec)) {
            return null;
        }
        StreamNode source = mixedBefore(graph, node);
        return source == null
                ? null
                : "[API-292] Operator '" + node.name() + "' assigns event time to records of all "
                        + source.parallelism() + " readers of '" + source.name()
                        + "' mixed together. They read at places "
                        + "that may lie far apart, and the newest record makes those of the others late; late records are counted "
                        + "and dropped by windows. Give the strategy to the source, which applies it to each split: "
                        + "env.fromSource(source, strategy, name), env.readTextFile(path, strategy). Or assign time with the "
                        + "source's parallelism and before rebalance, keyBy and their like.";
    }

    /** A source read by several readers whose records come by another way than straight on. */
    private static @Nullable StreamNode mixedBefore(JobGraph graph, StreamNode assigner) {
        record Place(StreamNode node, boolean mixed) {}
        Deque<Place> open = new ArrayDeque<>(List.of(new Place(assigner, false)));
        Set<Place> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Place place = open.remove();
            if (place.mixed() && isTimelessSourceOfSeveral(place.node())) {
                return place.node();
            }
            for (StreamEdge edge : graph.inputsOf(place.node().id())) {
                StreamNode from = graph.node(edge.from());
                Place next = new Place(from, place.mixed() || !(edge.partitioning() instanceof Partitioning.Forward));
                if (!(from.operator() instanceof AssignTimeSpec) && seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return null;
    }

    private static boolean isTimelessSourceOfSeveral(StreamNode node) {
        return node.operator() instanceof SourceSpec spec && spec.strategy() == null && node.parallelism() > 1;
    }
}
