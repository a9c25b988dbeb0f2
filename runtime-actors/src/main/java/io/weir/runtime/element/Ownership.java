package io.weir.runtime.element;

import io.weir.api.serde.CodecRegistry;
import io.weir.api.serde.UnsupportedTypeException;
import io.weir.api.serde.ValueCopier;
import org.jspecify.annotations.Nullable;

/**
 * The one rule about objects that can change: whoever keeps one longer than the call that gave it, or gives one to several, does so with a
 * copy. Values that cannot change are shared; whether they can is asked once for each class. Confined to one thread.
 *
 * <p>Where the rule is kept: {@code docs/decisions/0025-mutable-records-have-one-owner.md}.
 */
public final class Ownership {
    private final CodecRegistry codecs;
    private final ValueCopier copier;
    /** The classes of the last two values that turned out to be immutable: most places see no more. */
    private @Nullable Class<?> immutable;

    private @Nullable Class<?> alsoImmutable;

    public Ownership(CodecRegistry codecs) {
        this.codecs = codecs;
        this.copier = codecs.copier();
    }

    /** Whether the value, or something it refers to, can be changed by whoever has it. */
    public boolean isMutable(Object value) {
        Class<?> type = value.getClass();
        return type != immutable && type != alsoImmutable && !isKnownImmutable(value);
    }

    /** A copy that shares nothing mutable with the value; itself if it is immutable, or of a class that has no codec to copy it by. */
    public Object own(Object value) {
        return isMutable(value) ? copy(value) : value;
    }

    private Object copy(Object value) {
        try {
            return copier.copyWhole(value);
        } catch (UnsupportedTypeException e) {
            return value; // never leaves its chain, where it needs no codec
        }
    }

    private boolean isKnownImmutable(Object value) {
        if (!codecs.isImmutable(value)) {
            return false;
        }
        alsoImmutable = immutable;
        immutable = value.getClass();
        return true;
    }
}
