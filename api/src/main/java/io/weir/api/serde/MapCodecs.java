package io.weir.api.serde;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Maps: a length, then each key and value with its tag. */
final class MapCodecs {

    private MapCodecs() {}

    static void addTo(BuiltInCodecs.Target to) {
        to.add(Tags.HASH_MAP, mutable(HashMap::new), HashMap.class);
        to.add(Tags.LINKED_HASH_MAP, new OrderedCodecs.LinkedHashMapCodec(), LinkedHashMap.class);
        to.add(
                Tags.TREE_MAP,
                new OrderedCodecs.SortedMapCodec<TreeMap<Object, Object>>(
                        TreeMap.class, TreeMap::comparator, TreeMap::new),
                TreeMap.class);
        to.add(
                Tags.IMMUTABLE_MAP, // read as a view of a LinkedHashMap: those that had an order keep it
                new MapCodec(LinkedHashMap::new, Collections::unmodifiableMap, true),
                Collections.unmodifiableMap(new HashMap<>()).getClass(),
                Map.of().getClass(),
                Map.of(1, 1).getClass(),
                Stream.of(1).collect(Collectors.partitioningBy(i -> i > 0)).getClass(),
                Collections.emptyMap().getClass(),
                Collections.singletonMap(1, 1).getClass());
    }

    static Codec<Map<Object, Object>> mutable(IntFunction<Map<Object, Object>> create) {
        return new MapCodec(create, m -> m, false);
    }

    /** Parameters as for collections. */
    private record MapCodec(
            IntFunction<Map<Object, Object>> create, UnaryOperator<Map<Object, Object>> finish, boolean unmodifiable)
            implements Codec<Map<Object, Object>> {

        @Override
        public void encode(Map<Object, Object> value, BinaryOutput out, ValueWriter nested) {
            OrderedCodecs.writeEntries(value, out, nested);
        }

        @Override
        @SuppressWarnings("NullAway") // maps of Objects may hold nulls
        public Map<Object, Object> decode(BinaryInput in, ValueReader nested) {
            int size = in.readLength(2);
            Map<Object, Object> map = create.apply(Math.min(size, CollectionCodecs.MAX_INITIAL_CAPACITY));
            for (int i = 0; i < size; i++) {
                map.put(nested.read(in), nested.read(in));
            }
            return finish.apply(map);
        }

        @Override
        public boolean isImmutable() {
            return false;
        }

        @Override
        @SuppressWarnings("NullAway") // as above
        public Map<Object, Object> copy(Map<Object, Object> value, ValueCopier nested) {
            Map<Object, Object> map = create.apply(value.size());
            boolean same = unmodifiable;
            for (Map.Entry<Object, Object> entry : value.entrySet()) {
                Object key = nested.copy(entry.getKey());
                Object content = nested.copy(entry.getValue());
                same &= key == entry.getKey() && content == entry.getValue();
                map.put(key, content);
            }
            return same && !isView(value) ? value : finish.apply(map);
        }

        /** An unmodifiable view of a map that somebody else may still change. */
        private static boolean isView(Map<?, ?> value) {
            return value.getClass().getName().startsWith("java.util.Collections$Unmodifiable");
        }
    }
}
