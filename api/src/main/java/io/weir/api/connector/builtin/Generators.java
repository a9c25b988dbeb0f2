package io.weir.api.connector.builtin;

import io.weir.api.graph.CodecRegistration;
import java.util.Collection;
import java.util.List;

/** The generators behind {@code fromData} and {@code fromSequence}. */
public final class Generators {
    private Generators() {}

    /**
     * The elements of a collection, in its order.
     *
     * @param codecs those the user registered
     * @throws io.weir.api.serde.UnsupportedTypeException [API-107] if an element has no codec
     */
    public static <T> DataGeneratorSource<T> ofElements(Collection<T> elements, List<CodecRegistration> codecs) {
        return new DataGeneratorSource<>(new Elements<>(elements, codecs), elements.size());
    }

    /**
     * All numbers from one to another, both included; none if {@code to < from}.
     *
     * @throws IllegalArgumentException [API-124] if there are more than {@link Long#MAX_VALUE}
     */
    public static DataGeneratorSource<Long> sequence(long from, long to) {
        return new DataGeneratorSource<>(upFrom(from), count(from, to));
    }

    static GeneratorFunction<Long, Long> upFrom(long from) {
        return new Sequence(from);
    }

    static long count(long from, long to) {
        long count = to < from ? 0 : to - from + 1;
        if (to >= from && count <= 0) {
            throw new IllegalArgumentException("[API-124] The sequence from " + from + " to " + to
                    + " is too long. It has more than 2^63 - 1 numbers. Make it shorter.");
        }
        return count;
    }

    private record Sequence(long from) implements GeneratorFunction<Long, Long> {
        @Override
        public Long map(Long index) {
            return from + index;
        }
    }
}
