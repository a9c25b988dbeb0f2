package io.weir.api.serde;

import org.jspecify.annotations.Nullable;

/**
 * The base of the codecs that Weir generates for records, plain objects and tuples. Public only because the generated classes live in the
 * packages of the classes they serve; nobody else extends it.
 *
 * <p>For a plain object whose superclass has fields there is one codec for each class in the hierarchy, since private fields can only be
 * reached from the class that declares them; {@code parent} is that of the superclass.
 */
public abstract class GeneratedCodec implements Codec<Object> {

    /** The codec of the superclass's fields, if it has any; read by generated code. */
    public final @Nullable GeneratedCodec parent;

    private final boolean immutable;

    /** Called by generated code. */
    public GeneratedCodec(@Nullable GeneratedCodec parent, boolean immutable) {
        this.parent = parent;
        this.immutable = immutable;
    }

    @Override
    public final boolean isImmutable() {
        return immutable;
    }

    /** Reads the fields of a plain object into one that exists. */
    public void decodeInto(Object target, BinaryInput in, ValueReader nested) {
        throw new AssertionError("records are made whole");
    }

    /** Copies the fields of one plain object into another. */
    public void copyInto(Object from, Object to, ValueCopier nested) {
        throw new AssertionError("records are made whole");
    }
}
