package io.weir.api.util;

import io.weir.api.argument.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What one does with what {@code ListState.get()} and windows give. */
public final class IterableUtils {
    private IterableUtils() {}

    /** In the order of the iterable, in one thread. */
    public static <E> Stream<E> toStream(Iterable<E> iterable) {
        return StreamSupport.stream(Argument.given(iterable, "iterable").spliterator(), false);
    }

    /** All results of all elements, in order. */
    public static <K, V, G extends Iterable<K>> Iterable<V> flatMap(Iterable<G> groups, Function<K, V> mapper) {
        Argument.given(mapper, "mapper");
        List<V> results = new ArrayList<>();
        for (G group : Argument.given(groups, "groups")) {
            for (K element : group) {
                results.add(mapper.apply(element));
            }
        }
        return results;
    }
}
