package io.weir.api.serde;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows which codec serves which class: the built-in ones, those that are generated for records and plain objects, and those that a job
 * registered. There is one for each job, because each job has its own class loader. Safe for use by many threads.
 */
public final class CodecRegistry {

    private final ClassLoader userLoader;
    private final Map<Class<?>, ClassCodec> known = new ConcurrentHashMap<>();

    private CodecRegistry(ClassLoader userLoader) {
        this.userLoader = userLoader;
    }

    /** Starts with the built-in codecs; classes named in bytes are looked up in {@code userLoader}, and nowhere else. */
    public static CodecRegistry create(ClassLoader userLoader) {
        return new CodecRegistry(userLoader);
    }

    /**
     * Lets {@code codec} serve exactly {@code type}, not its subclasses. Do this before the first value of the class is written or read.
     *
     * @return this, so that calls can follow each other
     * @throws IllegalArgumentException if the type is built in
     */
    public <T> CodecRegistry register(Class<T> type, Codec<? extends T> codec) {
        if (type.isPrimitive() || type.isArray() || BuiltInCodecs.find(type) != null) {
            throw SerdeErrors.registersBuiltIn(type);
        }
        known.put(type, ClassCodec.user(type, codec, Shape.ofName(Shape.Kind.CUSTOM, type)));
        return this;
    }

    /**
     * The codec of values whose class is exactly {@code type}.
     *
     * @throws UnsupportedTypeException if there is none; the message says what to do
     */
    public Codec<?> codecFor(Class<?> type) {
        return describe(type).codec();
    }

    /**
     * Finds out before any value exists whether values of this declared type can be written, as far as declarations tell: an interface is
     * fine, its values will be looked at when they come; the permitted classes of a sealed type are all looked at.
     *
     * @throws UnsupportedTypeException if not; the message names the class, the way to it through fields, and the remedy
     */
    public void check(Class<?> type) {
        TypeChecks.check(type, this);
    }

    /**
     * A copy that shares nothing mutable with {@code value}; an immutable value itself. Transient fields of plain objects are not copied,
     * as they do not travel either.
     *
     * @throws UnsupportedTypeException if it, or something in it, has no codec
     */
    @SuppressWarnings("NullAway") // a value that is not null has a copy that is not null
    public <T> T copy(T value) {
        return new ValueCopier(this).copy(value);
    }

    /** For one who copies many values: as {@link #copy}. */
    public ValueCopier copier() {
        return new ValueCopier(this);
    }

    /** Whether the class of the value promises that none of its values can change; {@code false} for a class without codec. */
    public boolean isImmutable(Object value) {
        try {
            return describe(value.getClass()).codec().isImmutable();
        } catch (UnsupportedTypeException e) {
            return false;
        }
    }

    ClassCodec describe(Class<?> type) {
        ClassCodec found = known.get(type);
        if (found == null) {
            found = CodecFactory.create(type, this);
            ClassCodec raced = known.putIfAbsent(type, found);
            found = raced == null ? found : raced;
        }
        return found;
    }

    /** The codec that was registered or already made, if any. */
    @Nullable
    ClassCodec known(Class<?> type) {
        return known.get(type);
    }

    /** Finds a class by name without running any of its code. */
    @Nullable
    Class<?> load(String name) {
        try {
            return Class.forName(name, false, userLoader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
