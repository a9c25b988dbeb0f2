package io.weir.api.graph;

import io.weir.api.function.MergeableAggregateFunction;
import io.weir.api.graph.operator.WindowSpec;
import io.weir.api.window.assigner.SlidingEventTimeWindows;
import io.weir.api.window.assigner.SlidingProcessingTimeWindows;
import org.jspecify.annotations.Nullable;

/** In how many windows each record is, and whether that can go well. */
final class WindowCounts {
    /** A record in more windows than this is worth a word: each of them has a result for its key. */
    static final long MANY = 10_000;

    /** A list of so many windows, made for each record, takes some 300 MB; a day by 8 ms. */
    static final long TOO_MANY = 10_000_000;

    private WindowCounts() {}

    /** A sentence if a record cannot be put into all its windows; null if it can. */
    static @Nullable String problem(StreamNode node) {
        return node.operator() instanceof WindowSpec spec && windowsOfARecord(spec) > TOO_MANY && !isSliced(spec)
                ? "[API-204] Operator '" + node.name() + "' would put each record into " + windowsOfARecord(spec)
                        + " windows. Each window keeps something of the record, and more than " + TOO_MANY
                        + " do not fit into memory, for a single record. Choose a longer slide or shorter windows, or, by event time, an "
                        + "aggregate that is a MergeableAggregateFunction: its windows share what they keep."
                : null;
    }

    /** A sentence if each record is in very many windows; null if not. */
    static @Nullable String warning(StreamNode node) {
        return node.operator() instanceof WindowSpec spec && windowsOfARecord(spec) > MANY
                ? "[API-205] Operator '" + node.name() + "' has each record in " + windowsOfARecord(spec)
                        + " windows, and a key gives a result for each of them. "
                        + (isSliced(spec)
                                ? "The windows share what they keep, but their results take as long as if they did not. "
                                : "Each keeps something of the record, too. ")
                        + "If that is not meant, choose a longer slide or shorter windows."
                : null;
    }

    private static boolean isSliced(WindowSpec spec) {
        return spec.assigner() instanceof SlidingEventTimeWindows
                && spec.isAggregatedAtTheEnd()
                && spec.fold() instanceof MergeableAggregateFunction;
    }

    /** At most. */
    private static long windowsOfARecord(WindowSpec spec) {
        if (spec.assigner() instanceof SlidingEventTimeWindows sliding) {
            return 1 + (sliding.getSize() - 1) / sliding.getSlide();
        } else if (spec.assigner() instanceof SlidingProcessingTimeWindows sliding) {
            return 1 + (sliding.getSize() - 1) / sliding.getSlide();
        }
        return 1;
    }
}
