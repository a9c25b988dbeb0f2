package io.weir.state.row;

import io.weir.state.table.Hashed;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All states of one key and namespace, one slot each. The first slot is a field, because most operators have one state, and a number in it
 * is kept in the row itself. Written by the owner's thread only, and no longer once it is frozen.
 */
public class Row extends Hashed {
    /** Slots from this one on share one bit of {@link #shared}. */
    private static final int LAST_BIT = 31;

    private static final @Nullable Object[] NONE = new Object[0];

    private final Object key;
    private final @Nullable Object namespace;
    private final int version;
    private int shared;
    /** The value of the first slot, or how {@link #bits} stands for it. */
    private @Nullable Object first;

    private long bits;
    private @Nullable Object[] more = NONE;

    public Row(Object key, @Nullable Object namespace, int hash, int version) {
        super(hash);
        this.key = key;
        this.namespace = namespace;
        this.version = version;
    }

    private Row(Row frozen, int version) {
        super(frozen.hash());
        this.key = frozen.key;
        this.namespace = frozen.namespace;
        this.version = version;
        this.shared = -1;
        this.first = frozen.first;
        this.bits = frozen.bits;
        this.more = frozen.more.length == 0 ? NONE : frozen.more.clone();
    }

    /** A row of that version with the same values, all marked as shared. */
    public final Row thaw(int newVersion) {
        return new Row(this, newVersion);
    }

    public static int hash(Object key, @Nullable Object namespace) {
        int hashCode = key.hashCode();
        return spread(namespace == null ? hashCode : 31 * hashCode + namespace.hashCode());
    }

    public final Object key() {
        return key;
    }

    public final @Nullable Object namespace() {
        return namespace;
    }

    public final int version() {
        return version;
    }

    /** Reads what a lookup and an access of the first slot will read, so that it is near. The result means nothing. */
    public final int touch() {
        Object value = first;
        return (key.getClass() == Row.class ? 1 : 0) + (value instanceof Near near ? near.touch() : 0);
    }

    public final boolean is(Object otherKey, @Nullable Object otherNamespace) {
        return (key == otherKey || key.equals(otherKey))
                && (namespace == otherNamespace || Objects.equals(namespace, otherNamespace));
    }

    public final @Nullable Object get(int slot) {
        if (slot == 0) {
            Object value = first;
            if (value == Inline.LONG) {
                return bits;
            }
            return value instanceof Inline inline ? inline.box(bits) : value;
        }
        return slot <= more.length ? more[slot - 1] : null;
    }

    /** Sets a slot to a value that belongs to this row alone, or to null. */
    public final void set(int slot, @Nullable Object value) {
        if (slot == 0) {
            setFirst(value);
            return;
        }
        if (slot > more.length) {
            if (value == null) {
                return;
            }
            more = Arrays.copyOf(more, slot);
        }
        more[slot - 1] = value;
        if (slot < LAST_BIT) {
            shared &= ~(1 << slot);
        }
    }

    private void setFirst(@Nullable Object value) {
        Inline inline = Inline.of(value);
        if (value != null && inline != null) {
            bits = Inline.bits(value);
            if (first != inline) { // a reference stored in an old object costs the collector's barrier
                first = inline;
            }
        } else if (first != value) {
            first = value;
        }
        shared &= ~1;
    }

    /** Whether the value may also belong to a frozen row: it must then be copied before it is changed. */
    public final boolean isShared(int slot) {
        return shared != 0 && (shared >>> Math.min(slot, LAST_BIT) & 1) != 0;
    }

    public final boolean isEmpty() {
        if (first != null) {
            return false;
        }
        for (Object value : more) {
            if (value != null) {
                return false;
            }
        }
        return true;
    }
}
