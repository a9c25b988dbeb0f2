package io.weir.api.serde;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How collections are written where equal values must have equal bytes ({@link TypeTable#ofKeys}): all lists with one tag, all sets with one and all
 * maps with one, as {@code equals} of the JDK's collections looks at their elements only; elements of sets and maps in the order of their bytes, as
 * their own order means nothing.
 */
final class CanonicalCodecs {
    private static final ClassCodec LIST = of(Tags.ARRAY_LIST, List.class, new ListWriter());
    private static final ClassCodec SET = of(Tags.LINKED_HASH_SET, Set.class, new SetWriter());
    private static final ClassCodec MAP = of(Tags.LINKED_HASH_MAP, Map.class, new MapWriter());
    private static final ClassCodec ENTRY =
            Objects.requireNonNull(JdkCodecs.find(AbstractMap.SimpleImmutableEntry.class));

    private CanonicalCodecs() {}

    /** What writes values of the class in keys; {@code known} itself for all that is not a collection of the JDK. */
    static ClassCodec of(ClassCodec known, Class<?> type) {
        if (known.shape() != null && !known.equals(JdkCodecs.find(type))) {
            return known; // a class with a codec of the user's, whatever it implements
        }
        if (List.class.isAssignableFrom(type)) {
            return LIST;
        }
        if (Set.class.isAssignableFrom(type)) {
            return SET;
        }
        if (Map.Entry.class.isAssignableFrom(type)) {
            return ENTRY;
        }
        return Map.class.isAssignableFrom(type) ? MAP : known;
    }

    private static ClassCodec of(int tag, Class<?> type, Codec<?> codec) {
        return ClassCodec.builtIn(type, tag, codec);
    }

    /** Writes only; what it wrote is read by the codec that the tag belongs to. */
    private abstract static class Writer<T> implements Codec<T> {
        @Override
        public final T decode(BinaryInput in, ValueReader nested) {
            throw new AssertionError("keys are read by tag");
        }

        @Override
        public final boolean isImmutable() {
            return false;
        }

        @Override
        public final T copy(T value, ValueCopier nested) {
            throw new AssertionError("keys are copied by class");
        }
    }

    private static final class ListWriter extends Writer<List<?>> {
        @Override
        public void encode(List<?> value, BinaryOutput out, ValueWriter nested) {
            out.writeVarInt(value.size());
            for (Object element : value) {
                nested.write(element, out);
            }
        }
    }

    private static final class SetWriter extends Writer<Set<?>> {
        @Override
        public void encode(Set<?> value, BinaryOutput out, ValueWriter nested) {
            Sorter sorter = new Sorter(value, out);
            for (Object element : value) {
                nested.write(element, out);
                sorter.written();
            }
            sorter.sort();
        }
    }

    private static final class MapWriter extends Writer<Map<?, ?>> {
        @Override
        public void encode(Map<?, ?> value, BinaryOutput out, ValueWriter nested) {
            Sorter sorter = new Sorter(value.entrySet(), out);
            for (Map.Entry<?, ?> entry : value.entrySet()) {
                nested.write(entry.getKey(), out);
                nested.write(entry.getValue(), out);
                sorter.written();
            }
            sorter.sort();
        }
    }

    /** Writes the number of elements, and puts in order what is written behind it. Values tell their own end: no element begins another. */
    private static final class Sorter {
        private final BinaryOutput out;
        private final List<byte[]> elements;
        private final int begin;
        private int end;

        Sorter(Collection<?> elements, BinaryOutput out) {
            this.out = out;
            this.elements = new ArrayList<>(elements.size());
            out.writeVarInt(elements.size());
            begin = out.position();
            end = begin;
        }

        void written() {
            elements.add(Arrays.copyOfRange(out.array(), end, out.position()));
            end = out.position();
        }

        void sort() {
            elements.sort(Arrays::compareUnsigned);
            out.position(begin);
            for (byte[] element : elements) {
                out.writeBytes(element, 0, element.length);
            }
        }
    }
}
