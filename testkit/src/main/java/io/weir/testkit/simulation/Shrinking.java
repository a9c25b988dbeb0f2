package io.weir.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes a list shorter while it still does what it did: delta debugging (Zeller and Hildebrandt, 2002). */
final class Shrinking {
    private Shrinking() {}

    /**
     * The list, without all that can be left out one part after the other.
     *
     * @param fails holds for {@code all}; asked for shorter lists in the same order
     */
    static <T> List<T> shortest(List<T> all, Predicate<List<T>> fails) {
        List<T> left = all;
        int parts = 2;
        while (!left.isEmpty()) {
            List<T> shorter = withoutOnePart(left, Math.min(parts, left.size()), fails);
            if (shorter != null) {
                left = shorter;
                parts = Math.max(2, parts - 1);
            } else if (parts >= left.size()) {
                break;
            } else {
                parts *= 2;
            }
        }
        return left;
    }

    private static <T> @Nullable List<T> withoutOnePart(List<T> left, int parts, Predicate<List<T>> fails) {
        for (int part = 0; part < parts; part++) {
            int from = part * left.size() / parts;
            int to = (part + 1) * left.size() / parts;
            List<T> rest = new ArrayList<>(left.subList(0, from));
            rest.addAll(left.subList(to, left.size()));
            if (fails.test(rest)) {
                return rest;
            }
        }
        return null;
    }
}
