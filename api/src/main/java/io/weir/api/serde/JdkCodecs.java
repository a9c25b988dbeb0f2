package io.weir.api.serde;

import java.net.URI;
import java.util.AbstractMap;
import java.util.BitSet;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Stack;
import java.util.TreeMap;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * More classes of the JDK. They have no fixed tag, as the numbers behind those of {@link BuiltInCodecs} are given away: each stream describes them by
 * name, as it does classes of the user's. A program may register a codec of its own for one of them.
 */
final class JdkCodecs {
    /** Tells a codec of Weir's from one that a program registered for the same class. */
    private static final List<Shape.Member> BY_WEIR = List.of(new Shape.Member("weir", "1"));

    private static final Map<Class<?>, ClassCodec> BY_CLASS = new HashMap<>();

    static {
        texts();
        numbers();
        entries();
        collections();
        maps();
        AtomicCodecs.addTo(BY_CLASS);
    }

    private JdkCodecs() {}

    static @Nullable ClassCodec find(Class<?> type) {
        ClassCodec found = BY_CLASS.get(type);
        return found == null && type.getName().startsWith("java.sql.")
                ? SqlCodecs.find(type) // a JDK may be without this module
                : found;
    }

    /** Lets a codec serve some classes; values are read as the first, whose name is part of the format. */
    static void add(Map<Class<?>, ClassCodec> to, Codec<?> codec, Class<?> read, Class<?>... others) {
        Shape shape = new Shape(Shape.Kind.CUSTOM, read.getName(), BY_WEIR);
        to.put(read, ClassCodec.user(read, codec, shape));
        for (Class<?> other : others) {
            to.putIfAbsent(other, ClassCodec.user(read, codec, shape));
        }
    }

    private static void add(Codec<?> codec, Class<?> read, Class<?>... others) {
        add(BY_CLASS, codec, read, others);
    }

    @SuppressWarnings("JdkObsolete") // users have StringBuffers
    private static void texts() {
        add(
                new MutableCodec<StringBuilder>(
                        (v, out) -> out.writeString(v.toString()),
                        in -> new StringBuilder(in.readString()),
                        StringBuilder::new),
                StringBuilder.class);
        add(
                new MutableCodec<StringBuffer>(
                        (v, out) -> out.writeString(v.toString()),
                        in -> new StringBuffer(in.readString()),
                        StringBuffer::new),
                StringBuffer.class);
        add(
                new ImmutableCodec<URI>((v, out) -> out.writeString(v.toString()), in -> URI.create(in.readString())),
                URI.class);
        add(
                new ImmutableCodec<Currency>(
                        (v, out) -> out.writeString(v.getCurrencyCode()), in -> Currency.getInstance(in.readString())),
                Currency.class);
        add(new ImmutableCodec<Locale>(JdkCodecs::writeLocale, JdkCodecs::readLocale), Locale.class);
        add(
                new ImmutableCodec<Pattern>(
                        (v, out) -> {
                            out.writeString(v.pattern());
                            out.writeInt(v.flags());
                        },
                        in -> Pattern.compile(in.readString(), in.readInt())),
                Pattern.class);
    }

    /** By its language tag if that tells all of it; some old ones, as those of Norway and Japan, have fields that no tag has. */
    private static void writeLocale(Locale locale, BinaryOutput out) {
        boolean tagTells = Locale.forLanguageTag(locale.toLanguageTag()).equals(locale);
        out.writeBoolean(tagTells);
        if (tagTells) {
            out.writeString(locale.toLanguageTag());
        } else {
            out.writeString(locale.getLanguage());
            out.writeString(locale.getCountry());
            out.writeString(locale.getVariant());
        }
    }

    private static Locale readLocale(BinaryInput in) {
        return in.readBoolean()
                ? Locale.forLanguageTag(in.readString())
                : new Locale(in.readString(), in.readString(), in.readString());
    }

    private static void numbers() {
        add(
                new MutableCodec<BitSet>(
                        (v, out) -> {
                            long[] words = v.toLongArray();
                            out.writeVarInt(words.length);
                            for (long word : words) {
                                out.writeLong(word);
                            }
                        },
                        in -> {
                            long[] words = new long[in.readLength(Long.BYTES)];
                            for (int i = 0; i < words.length; i++) {
                                words[i] = in.readLong();
                            }
                            return BitSet.valueOf(words);
                        },
                        v -> (BitSet) v.clone()),
                BitSet.class);
        add(
                new MutableCodec<IntSummaryStatistics>(
                        (v, out) -> {
                            out.writeLong(v.getCount());
                            out.writeInt(v.getMin());
                            out.writeInt(v.getMax());
                            out.writeLong(v.getSum());
                        },
                        in -> new IntSummaryStatistics(in.readLong(), in.readInt(), in.readInt(), in.readLong()),
                        v -> new IntSummaryStatistics(v.getCount(), v.getMin(), v.getMax(), v.getSum())),
                IntSummaryStatistics.class);
        add(
                new MutableCodec<LongSummaryStatistics>(
                        (v, out) -> {
                            out.writeLong(v.getCount());
                            out.writeLong(v.getMin());
                            out.writeLong(v.getMax());
                            out.writeLong(v.getSum());
                        },
                        in -> new LongSummaryStatistics(in.readLong(), in.readLong(), in.readLong(), in.readLong()),
                        v -> new LongSummaryStatistics(v.getCount(), v.getMin(), v.getMax(), v.getSum())),
                LongSummaryStatistics.class);
    }

    /** An entry that can be set comes back as one, an immutable one as one; what belongs to a map comes back alone. */
    private static void entries() {
        add(
                new EntryCodec(AbstractMap.SimpleEntry::new),
                AbstractMap.SimpleEntry.class,
                firstEntry(new HashMap<>(Map.of(1, 1))),
                firstEntry(new LinkedHashMap<>(Map.of(1, 1))),
                firstEntry(new TreeMap<>(Map.of(1, 1))),
                firstEntry(new ConcurrentHashMap<>(Map.of(1, 1))));
        add(
                new EntryCodec(AbstractMap.SimpleImmutableEntry::new),
                AbstractMap.SimpleImmutableEntry.class,
                Map.entry(1, 1).getClass());
    }

    private static Class<?> firstEntry(Map<?, ?> map) {
        return map.entrySet().iterator().next().getClass();
    }

    @SuppressWarnings("JdkObsolete") // users have Vectors
    private static void collections() {
        add(CollectionCodecs.mutable(Vector::new), Vector.class);
        add(CollectionCodecs.mutable(n -> new Stack<>()), Stack.class);
        add(CollectionCodecs.mutable(n -> new ConcurrentLinkedQueue<>()), ConcurrentLinkedQueue.class);
        add(CollectionCodecs.mutable(n -> new ConcurrentLinkedDeque<>()), ConcurrentLinkedDeque.class);
        add(CollectionCodecs.filled(elements -> new CopyOnWriteArrayList<>(elements)), CopyOnWriteArrayList.class);
        add(CollectionCodecs.filled(elements -> new CopyOnWriteArraySet<>(elements)), CopyOnWriteArraySet.class);
        add(
                new OrderedCodecs.SortedCollectionCodec<PriorityQueue<Object>>(
                        PriorityQueue.class, PriorityQueue::comparator, PriorityQueue::new),
                PriorityQueue.class);
        add(
                new OrderedCodecs.SortedCollectionCodec<ConcurrentSkipListSet<Object>>(
                        ConcurrentSkipListSet.class, ConcurrentSkipListSet::comparator, ConcurrentSkipListSet::new),
                ConcurrentSkipListSet.class);
    }

    @SuppressWarnings("JdkObsolete") // users have Hashtables
    private static void maps() {
        add(MapCodecs.mutable(ConcurrentHashMap::new), ConcurrentHashMap.class);
        add(MapCodecs.mutable(Hashtable::new), Hashtable.class);
        add(
                new OrderedCodecs.SortedMapCodec<ConcurrentSkipListMap<Object, Object>>(
                        ConcurrentSkipListMap.class, ConcurrentSkipListMap::comparator, ConcurrentSkipListMap::new),
                ConcurrentSkipListMap.class);
        add(new EnumMapCodec(), EnumMap.class);
    }

    /** Key and value, each with its tag. */
    private record EntryCodec(BiFunction<@Nullable Object, @Nullable Object, Map.Entry<Object, Object>> create)
            implements Codec<Map.Entry<Object, Object>> {
        @Override
        public void encode(Map.Entry<Object, Object> value, BinaryOutput out, ValueWriter nested) {
            nested.write(value.getKey(), out);
            nested.write(value.getValue(), out);
        }

        @Override
        public Map.Entry<Object, Object> decode(BinaryInput in, ValueReader nested) {
            return create.apply(nested.read(in), nested.read(in));
        }

        @Override
        public boolean isImmutable() {
            return false;
        }

        @Override
        public Map.Entry<Object, Object> copy(Map.Entry<Object, Object> value, ValueCopier nested) {
            return create.apply(nested.copy(value.getKey()), nested.copy(value.getValue()));
        }
    }
}
