package io.weir.api.connector.builtin;

import java.util.List;

/** The generators behind {@code fromData} and {@code fromSequence}. */
public final class Generators {
    private Generators() {}

    /** The elements of a list, which must not change. */
    public static <T> DataGeneratorSource<T> ofElements(List<T> elements) {
        return new DataGeneratorSource<>(new Elements<>(elements.toArray()), elements.size());
    }

    /**
     * All numbers from one to another, both included; none if {@code to < from}.
     *
     * @throws IllegalArgumentException if there are more than {@link Long#MAX_VALUE}
     */
    public static DataGeneratorSource<Long> sequence(long from, long to) {
        long count = to < from ? 0 : to - from + 1;
        if (to >= from && count <= 0) {
            throw new IllegalArgumentException("[API-124] The sequence from " + from + " to " + to
                    + " is too long. It has more than 2^63 - 1 numbers. Make it shorter.");
        }
        return new DataGeneratorSource<>(new Sequence(from), count);
    }

    private record Elements<T>(Object[] elements) implements GeneratorFunction<Long, T> {
        @Override
        @SuppressWarnings("unchecked")
        public T map(Long index) {
            return (T) elements[Math.toIntExact(index)];
        }
    }

    private record Sequence(long from) implements GeneratorFunction<Long, Long> {
        @Override
        public Long map(Long index) {
            return from + index;
        }
    }
}
