package io.weir.api.function.datagen;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Numbers of a {@link SequenceGenerator} that are still to be made: as a queue of numbers, in the memory of a few. Confined to its subtask. */
public final class SequenceValues {
    private final Deque<Part> parts = new ArrayDeque<>();

    SequenceValues() {}

    /**
     * The numbers {@code next}, {@code next + step} and so on, {@code left} in all.
     *
     * @param left 0 or more
     */
    record Part(long next, int step, long left) {}

    void add(Part part) {
        if (part.left > 0) {
            parts.add(part);
        }
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The next number, which is then made; null if there is none. */
    public @Nullable Long poll() {
        return isEmpty() ? null : remove();
    }

    /**
     * The next number, which is then made.
     *
     * @throws NoSuchElementException if there is none
     */
    public long remove() {
        Part first = parts.remove();
        if (first.left > 1) {
            parts.addFirst(new Part(first.next + first.step, first.step, first.left - 1));
        }
        return first.next;
    }
}
