package io.weir.api.serde;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads any values, and keeps the dictionary of the user classes in one stream of bytes (a channel, a state file, a database).
 * Built-in types have fixed one-byte tags; a user class gets the next id when its first value is written, and an entry that describes it.
 *
 * <p>Entries must reach the reader ahead of the values that use them. A channel ships what was added before each batch; a file stores all:
 *
 * <pre>{@code
 * int shipped = table.size();
 * table.writeValue(value, batch);                  // may add entries
 * table.writeEntries(shipped, header);             // in front of the batch
 *
 * readerTable.readEntries(header);                 // the other side
 * Object value = readerTable.readValue(batch);
 * }</pre>
 *
 * <p>One table may write and read: after {@link #readEntries} of a database's stored entries, a class that has changed since gets a new
 * entry when it is written, and old bytes stay readable by the old one. Confined to one thread.
 */
public final class TypeTable {

    /** The deepest nesting of values in values; what is deeper contains itself, as a rule. */
    public static final int MAX_DEPTH = 500;

    private static final int CACHE_SIZE = 64;

    private final CodecRegistry registry;
    private final boolean canonical;
    private final ValueWriter writer = new ValueWriter(this);
    private final ValueReader reader = new ValueReader(this);

    private Shape[] shapes = new Shape[8];
    private @Nullable Codec<Object>[] readers = newCodecs(8);
    private int size;

    private final Map<Shape, Integer> idsByShape = new HashMap<>();
    private final IdentityHashMap<Class<?>, Written> written = new IdentityHashMap<>();
    private final @Nullable Written[] cache = new Written[CACHE_SIZE];
    private Written last = new Written(TypeTable.class, 0, null);

    private int depth;
    /** How many fields that are gone enclose the value being read: values in them need not make sense any more. */
    private int skipping;

    /** How values of one class go into this stream. */
    private record Written(Class<?> type, int tag, @Nullable Codec<Object> codec) {}

    /** Starts without user classes; {@code registry} knows the codecs and the class loader. */
    public TypeTable(CodecRegistry registry) {
        this(registry, false);
    }

    private TypeTable(CodecRegistry registry, boolean canonical) {
        this.registry = registry;
        this.canonical = canonical;
    }

    /**
     * A table for keys: values that are equal have the same bytes, as far as they consist of boxes, strings, the JDK's values and collections, tuples,
     * records and classes whose {@code equals} looks at all of their fields. Lists are read as {@code ArrayList}, sets as {@code LinkedHashSet} and
     * maps as {@code LinkedHashMap}, whatever they were; all else as it was.
     */
    public static TypeTable ofKeys(CodecRegistry registry) {
        return new TypeTable(registry, true);
    }

    /**
     * Appends a value with its tag.
     *
     * @throws UnsupportedTypeException if it, or something in it, has no codec; {@code out} is then as it was before
     */
    public void writeValue(@Nullable Object value, BinaryOutput out) {
        if (canonical) {
            out.writeOneNaN(true);
        }
        int start = out.position();
        depth = 0;
        try {
            writeNested(value, out);
        } catch (UnsupportedTypeException e) {
            out.position(start);
            throw depth > 0 && value != null && depth < MAX_DEPTH
                    ? SerdeErrors.at("a value of " + value.getClass().getName(), e)
                    : e;
        } catch (RuntimeException | Error e) {
            out.position(start);
            throw e;
        } finally {
            if (canonical) {
                out.writeOneNaN(false);
            }
        }
    }

    /**
     * Reads the next value; the input then stands behind it.
     *
     * @throws CorruptDataException if the bytes are no value; the position of {@code in} then means nothing
     * @throws IncompatibleTypeException if a class has changed in a way that its old values cannot follow
     * @throws UnsupportedTypeException if the bytes name a class that is not data
     */
    public @Nullable Object readValue(BinaryInput in) {
        depth = 0;
        skipping = 0;
        try {
            return readNested(in);
        } catch (CorruptDataException | IncompatibleTypeException | UnsupportedTypeException e) {
            throw e;
        } catch (
                RuntimeException
                        e) { // constructors of user records, comparators, hash codes and own codecs on nonsense
            throw SerdeErrors.corrupt(in, "a value was refused by its own class (" + e + ")", e);
        } catch (
                LinkageError
                        e) { // a class that is on the class path without what it needs, or whose initializer failed
            throw SerdeErrors.unusableClass(e);
        } catch (StackOverflowError e) { // hash codes and comparisons of what is nested go deeper than reading does
            throw SerdeErrors.corrupt(in, "a value is nested too deeply to be used", new IllegalStateException(e));
        }
    }

    /** User classes known so far. */
    public int size() {
        return size;
    }

    /**
     * Appends the entries from {@code from} (inclusive) to {@link #size()}, so that {@link #readEntries} can add them to another table.
     *
     * @throws IndexOutOfBoundsException if {@code from} is not between 0 and {@code size()}
     */
    public void writeEntries(int from, BinaryOutput out) {
        java.util.Objects.checkFromToIndex(from, size, size);
        out.writeVarInt(size - from);
        for (int id = from; id < size; id++) {
            shapes[id].write(out);
        }
    }

    /**
     * Adds entries that another table wrote; they get the same ids there and here if all before them were added too.
     *
     * @throws CorruptDataException if they are no entries; the table is then as it was before
     */
    public void readEntries(BinaryInput in) {
        Shape[] read = new Shape[in.readLength(3)];
        for (int i = 0; i < read.length; i++) {
            read[i] = Shape.read(in);
        }
        for (Shape shape : read) {
            add(shape, null);
        }
    }

    /**
     * Whether all classes in the table are as they were when their entries were made, so that equal values are written with equal bytes now and
     * then. False if one is gone or has no codec any more.
     */
    public boolean isUpToDate() {
        for (int id = 0; id < size; id++) {
            Class<?> present = registry.load(shapes[id].className());
            if (present == null || !shapes[id].equals(presentShape(present))) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Shape presentShape(Class<?> type) {
        try {
            return registry.describe(type).shape();
        } catch (UnsupportedTypeException e) {
            return null;
        }
    }

    // Writing

    void writeNested(@Nullable Object value, BinaryOutput out) {
        if (value == null) {
            out.writeByte(Tags.NULL);
            return;
        }
        Class<?> type = value.getClass();
        if (type == String.class) {
            out.writeByte(Tags.STRING);
            out.writeString((String) value);
        } else if (type == Integer.class) {
            out.writeByte(Tags.INTEGER);
            out.writeInt((Integer) value);
        } else if (type == Long.class) {
            out.writeByte(Tags.LONG);
            out.writeLong((Long) value);
        } else {
            writeTagged(type, value, out);
        }
    }

    private void writeTagged(Class<?> type, Object value, BinaryOutput out) {
        Written as = last;
        if (as.type != type) {
            as = find(type);
            last = as;
        }
        if (++depth > MAX_DEPTH) {
            throw SerdeErrors.tooDeep(type);
        }
        out.writeVarInt(as.tag);
        java.util.Objects.requireNonNull(as.codec).encode(value, out, writer);
        depth--;
    }

    private Written find(Class<?> type) {
        int slot = type.hashCode() & (CACHE_SIZE - 1);
        Written as = cache[slot];
        if (as == null || as.type != type) {
            as = written.get(type);
            if (as == null) {
                as = number(type);
                written.put(type, as);
            }
            cache[slot] = as;
        }
        return as;
    }

    private Written number(Class<?> type) {
        ClassCodec known = registry.describe(type);
        if (canonical) {
            known = CanonicalCodecs.of(known, type);
        }
        Shape shape = known.shape();
        if (shape == null) {
            return new Written(type, known.tag(), known.codec());
        }
        Integer id = idsByShape.get(shape);
        if (id == null) {
            id = add(shape, known.codec());
        }
        return new Written(type, Tags.FIRST_USER_CLASS + id, known.codec());
    }

    // Reading

    @Nullable
    Object readNested(BinaryInput in) {
        int tag = in.readVarInt();
        return switch (tag) {
            case Tags.NULL -> null;
            case Tags.STRING -> in.readString();
            case Tags.INTEGER -> in.readInt();
            case Tags.LONG -> in.readLong();
            default -> readTagged(tag, in);
        };
    }

    private Object readTagged(int tag, BinaryInput in) {
        int id = tag - Tags.FIRST_USER_CLASS;
        Codec<Object> codec;
        if (tag > 0 && id < 0) {
            codec = BuiltInCodecs.byTag(tag, in);
        } else if (id >= 0 && id < size) {
            codec = readers[id];
            if (codec == null) {
                codec = findReader(id, in);
            }
        } else {
            throw SerdeErrors.corrupt(
                    in, "user class " + Integer.toUnsignedString(id) + " is used, but only " + size + " are described");
        }
        if (++depth > MAX_DEPTH) {
            throw SerdeErrors.corrupt(in, "values are nested deeper than " + MAX_DEPTH + " levels");
        }
        Object value = codec.decode(in, reader);
        depth--;
        return value;
    }

    private Codec<Object> findReader(int id, BinaryInput in) {
        Shape shape = shapes[id];
        if (skipping > 0 && registry.load(shape.className()) == null) {
            return new GoneClassCodec(shape);
        }
        Codec<Object> codec = Evolution.readerOf(shape, registry, in);
        readers[id] = codec;
        return codec;
    }

    void skipNested(BinaryInput in) {
        skipping++;
        readNested(in);
        skipping--;
    }

    private int add(Shape shape, @Nullable Codec<Object> codec) {
        if (size == shapes.length) {
            shapes = Arrays.copyOf(shapes, 2 * size);
            readers = Arrays.copyOf(readers, 2 * size);
        }
        shapes[size] = shape;
        readers[size] = codec;
        idsByShape.putIfAbsent(shape, size);
        return size++;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type has no other way
    private static @Nullable Codec<Object>[] newCodecs(int length) {
        return new Codec[length];
    }
}
