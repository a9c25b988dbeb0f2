package io.weir.api.serde;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collections and maps that keep an order: sorted ones with their comparator, and the maps of caches that are ordered by access. */
final class OrderedCodecs {
    private OrderedCodecs() {}

    /**
     * Sets and queues that sort.
     *
     * @param type what a refusal calls it
     * @param comparator of a collection; null is the natural order
     * @param create makes an empty one
     */
    record SortedCollectionCodec<C extends Collection<Object>>(
            Class<?> type,
            Function<C, @Nullable Comparator<? super Object>> comparator,
            Function<@Nullable Comparator<? super Object>, C> create)
            implements Codec<C> {

        @Override
        public void encode(C value, BinaryOutput out, ValueWriter nested) {
            Orders.write(comparator.apply(value), type, out);
            out.writeVarInt(value.size());
            for (Object element : value) {
                nested.write(element, out);
            }
        }

        @Override
        @SuppressWarnings("NullAway") // a set with a comparator may hold null
        public C decode(BinaryInput in, ValueReader nested) {
            C elements = create.apply(Orders.read(in));
            for (int i = in.readLength(1); i > 0; i--) {
                elements.add(nested.read(in));
            }
            return elements;
        }

        @Override
        public boolean isImmutable() {
            return false;
        }

        @Override
        @SuppressWarnings("NullAway") // as above
        public C copy(C value, ValueCopier nested) {
            C elements = create.apply(comparator.apply(value));
            for (Object element : value) {
                elements.add(nested.copy(element));
            }
            return elements;
        }
    }

    /** Maps that sort; parameters as above. */
    record SortedMapCodec<M extends Map<Object, Object>>(
            Class<?> type,
            Function<M, @Nullable Comparator<? super Object>> comparator,
            Function<@Nullable Comparator<? super Object>, M> create)
            implements Codec<M> {

        @Override
        public void encode(M value, BinaryOutput out, ValueWriter nested) {
            Orders.write(comparator.apply(value), type, out);
            writeEntries(value, out, nested);
        }

        @Override
        public M decode(BinaryInput in, ValueReader nested) {
            M map = create.apply(Orders.read(in));
            readEntries(map, in, nested);
            return map;
        }

        @Override
        public boolean isImmutable() {
            return false;
        }

        @Override
        public M copy(M value, ValueCopier nested) {
            M map = create.apply(comparator.apply(value));
            copyEntries(value, map, nested);
            return map;
        }
    }

    @SuppressWarnings("NonApiType") // it serves this class
    static final class LinkedHashMapCodec implements Codec<LinkedHashMap<Object, Object>> {
        private static final float LOAD = 0.75f;
        private static final int FIRST_CAPACITY = 16;

        @Override
        public void encode(LinkedHashMap<Object, Object> value, BinaryOutput out, ValueWriter nested) {
            if (isOrderedByAccess(value)) {
                Orders.writeAccessOrder(out);
            }
            writeEntries(value, out, nested);
        }

        @Override
        public LinkedHashMap<Object, Object> decode(BinaryInput in, ValueReader nested) {
            LinkedHashMap<Object, Object> map = empty(Orders.readAccessOrder(in));
            readEntries(map, in, nested);
            return map;
        }

        @Override
        public boolean isImmutable() {
            return false;
        }

        @Override
        public LinkedHashMap<Object, Object> copy(LinkedHashMap<Object, Object> value, ValueCopier nested) {
            LinkedHashMap<Object, Object> map = empty(isOrderedByAccess(value));
            copyEntries(value, map, nested);
            return map;
        }

        private static LinkedHashMap<Object, Object> empty(boolean orderedByAccess) {
            return new LinkedHashMap<>(FIRST_CAPACITY, LOAD, orderedByAccess);
        }

        /** Nothing tells but what a get does, and that must be done to a copy: others may be reading the map. */
        @SuppressWarnings("unchecked") // nobody else sees the copy
        private static boolean isOrderedByAccess(LinkedHashMap<Object, Object> map) {
            Map<Object, Object> copy = (Map<Object, Object>) map.clone();
            if (copy.size() < 2) {
                copy.put(new Object(), "one");
                copy.put(new Object(), "two");
            }
            Object first = copy.keySet().iterator().next();
            Object unused = copy.get(first);
            return copy.keySet().iterator().next() != first;
        }
    }

    static void writeEntries(Map<Object, Object> map, BinaryOutput out, ValueWriter nested) {
        out.writeVarInt(map.size());
        for (Map.Entry<Object, Object> entry : map.entrySet()) {
            nested.write(entry.getKey(), out);
            nested.write(entry.getValue(), out);
        }
    }

    @SuppressWarnings("NullAway") // maps of Objects may hold nulls
    static void readEntries(Map<Object, Object> map, BinaryInput in, ValueReader nested) {
        for (int i = in.readLength(2); i > 0; i--) {
            map.put(nested.read(in), nested.read(in));
        }
    }

    @SuppressWarnings("NullAway") // as above
    static void copyEntries(Map<Object, Object> from, Map<Object, Object> to, ValueCopier nested) {
        for (Map.Entry<Object, Object> entry : from.entrySet()) {
            to.put(nested.copy(entry.getKey()), nested.copy(entry.getValue()));
        }
    }
}
