package io.weir.api.serde;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Lists, sets and deques: a length, then the elements with their tags. */
final class CollectionCodecs {

    /** OutputAvailability made before the elements are there, at most: a length in corrupt bytes must not cost memory. */
    static final int MAX_INITIAL_CAPACITY = 1024;

    private CollectionCodecs() {}

    @SuppressWarnings("JdkObsolete") // users have LinkedLists
    static void addTo(BuiltInCodecs.Target to) {
        to.add(
                Tags.ARRAY_LIST,
                mutable(ArrayList::new),
                ArrayList.class,
                new ArrayList<>(List.of(1)).subList(0, 1).getClass(),
                Arrays.asList(1, 2).subList(0, 1).getClass());
        to.add(Tags.LINKED_LIST, mutable(n -> new LinkedList<>()), LinkedList.class);
        to.add(
                Tags.ARRAYS_AS_LIST,
                new CollectionCodec(ArrayList::new, c -> Arrays.asList(c.toArray()), false),
                Arrays.asList(1).getClass());
        to.add(
                Tags.IMMUTABLE_LIST,
                new CollectionCodec(ArrayList::new, CollectionCodecs::immutableList, true),
                List.of().getClass(),
                List.of(1).getClass(),
                List.of(1, 2, 3).subList(0, 2).getClass(),
                Collections.emptyList().getClass(),
                Collections.singletonList(1).getClass(),
                Collections.nCopies(2, 1).getClass(),
                Collections.unmodifiableList(new ArrayList<>()).getClass(),
                Collections.unmodifiableList(new LinkedList<>()).getClass());
        to.add(Tags.HASH_SET, mutable(HashSet::new), HashSet.class);
        to.add(Tags.LINKED_HASH_SET, mutable(LinkedHashSet::new), LinkedHashSet.class);
        to.add(
                Tags.TREE_SET,
                new OrderedCodecs.SortedCollectionCodec<TreeSet<Object>>(
                        TreeSet.class, TreeSet::comparator, TreeSet::new),
                TreeSet.class);
        to.add(
                Tags.IMMUTABLE_SET, // read as a view of a LinkedHashSet: those that had an order keep it
                new CollectionCodec(LinkedHashSet::new, c -> Collections.unmodifiableSet((Set<?>) c), true),
                Collections.unmodifiableSet(new HashSet<>()).getClass(),
                Set.of().getClass(),
                Set.of(1).getClass(),
                Collections.emptySet().getClass(),
                Collections.singleton(1).getClass());
        to.add(Tags.ENUM_SET, new EnumSetCodec(), EnumSet.class);
        to.add(Tags.ARRAY_DEQUE, mutable(ArrayDeque::new), ArrayDeque.class);
    }

    static Codec<Collection<?>> mutable(IntFunction<Collection<Object>> create) {
        return new CollectionCodec(create, c -> c, false);
    }

    /** For collections that are costly to fill one by one. */
    static Codec<Collection<?>> filled(UnaryOperator<Collection<?>> create) {
        return new CollectionCodec(ArrayList::new, create, false);
    }

    /** {@code List.of} where it can be; a list with nulls comes from {@code stream.toList()}. */
    private static Collection<?> immutableList(Collection<?> elements) {
        Object[] array = elements.toArray();
        for (Object element : array) {
            if (element == null) {
                return Collections.unmodifiableList(Arrays.asList(array));
            }
        }
        return List.of(array);
    }

    /**
     * @param create makes an empty collection with room for so many
     * @param finish turns the filled collection into what is wanted
     * @param unmodifiable whether a collection of immutable elements is immutable itself, and needs no copy
     */
    private record CollectionCodec(
            IntFunction<Collection<Object>> create, UnaryOperator<Collection<?>> finish, boolean unmodifiable)
            implements Codec<Collection<?>> {

        @Override
        public void encode(Collection<?> value, BinaryOutput out, ValueWriter nested) {
            out.writeVarInt(value.size());
            for (Object element : value) {
                nested.write(element, out);
            }
        }

        @Override
        @SuppressWarnings("NullAway") // collections of Objects may hold nulls
        public Collection<?> decode(BinaryInput in, ValueReader nested) {
            int size = in.readLength(1);
            Collection<Object> elements = create.apply(Math.min(size, MAX_INITIAL_CAPACITY));
            for (int i = 0; i < size; i++) {
                elements.add(nested.read(in));
            }
            return finish.apply(elements);
        }

        @Override
        public boolean isImmutable() {
            return false;
        }

        @Override
        @SuppressWarnings("NullAway") // as above
        public Collection<?> copy(Collection<?> value, ValueCopier nested) {
            Collection<Object> elements = create.apply(value.size());
            boolean same = unmodifiable;
            for (Object element : value) {
                Object copy = nested.copy(element);
                same &= copy == element;
                elements.add(copy);
            }
            return same && !isView(value) ? value : finish.apply(elements);
        }

        /** An unmodifiable view of a collection that somebody else may still change. */
        private static boolean isView(Collection<?> value) {
            return value.getClass().getName().startsWith("java.util.Collections$Unmodifiable");
        }
    }

    /** Elements as values; an empty set is followed by one constant that is not in it, which tells the type. */
    private static final class EnumSetCodec implements Codec<EnumSet<?>> {
        @Override
        public void encode(EnumSet<?> value, BinaryOutput out, ValueWriter nested) {
            out.writeVarInt(value.size());
            EnumSet<?> shown = value.isEmpty() ? EnumSet.complementOf(value) : value;
            if (shown.isEmpty()) {
                throw SerdeErrors.emptyEnum(value.getClass());
            }
            for (Object constant : shown) {
                nested.write(constant, out);
                if (value.isEmpty()) {
                    return;
                }
            }
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes", "NullAway"}) // a null or a mixture is refused by EnumSet itself
        public EnumSet<?> decode(BinaryInput in, ValueReader nested) {
            int size = in.readLength(1);
            Enum first = (Enum) nested.read(in);
            EnumSet set = EnumSet.noneOf(first.getDeclaringClass());
            if (size > 0) {
                set.add(first);
                for (int i = 1; i < size; i++) {
                    set.add(nested.read(in));
                }
            }
            return set;
        }

        @Override
        public boolean isImmutable() {
            return false;
        }

        @Override
        public EnumSet<?> copy(EnumSet<?> value, ValueCopier nested) {
            return value.clone();
        }
    }
}
