package io.weir.api.serde;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Maps: a length, then each key and value with its tag. */
final class MapCodecs {

    private MapCodecs() {}

    static void addTo(BuiltInCodecs.Target to) {
        to.add(Tags.HASH_MAP, mutable(HashMap::new), HashMap.class);
        to.add(Tags.LINKED_HASH_MAP, mutable(LinkedHashMap::new), LinkedHashMap.class);
        to.add(Tags.TREE_MAP, mutable(n -> new TreeMap<>()), TreeMap.class);
        to.add(
                Tags.IMMUTABLE_MAP, // read as a view of a LinkedHashMap: those that had an order keep it
                new MapCodec(LinkedHashMap::new, Collections::unmodifiableMap, true),
                Collections.unmodifiableMap(new HashMap<>()).getClass(),
                Map.of().getClass(),
                Map.of(1, 1).getClass(),
                Collections.emptyMap().getClass(),
                Collections.singletonMap(1, 1).getClass());
    }

    private static MapCodec mutable(IntFunction<Map<Object, Object>> create) {
        return new MapCodec(create, m -> m, false);
    }

    /** Parameters as for collections. */
    private record MapCodec(
            IntFunction<Map<Object, Object>> create, UnaryOperator<Map<Object, Object>> finish, boolean unmodifiable)
            implements Codec<Map<Object, Object>> {

        @Override
        public void encode(Map<Object, Object> value, BinaryOutput out, ValueWriter nested) {
            if (value instanceof TreeMap<?, ?> sorted && sorted.comparator() != null) {
                throw SerdeErrors.comparator(TreeMap.class);
            }
            out.writeVarInt(value.size());
            for (Map.Entry<Object, Object> entry : value.entrySet()) {
                nested.write(entry.getKey(), out);
                nested.write(entry.getValue(), out);
            }
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
            Map<Object, Object> map = value instanceof TreeMap<Object, Object> sorted
                    ? new TreeMap<>(sorted.comparator())
                    : create.apply(value.size());
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
