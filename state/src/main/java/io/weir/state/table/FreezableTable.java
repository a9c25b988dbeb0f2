package io.weir.state.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An open-addressing hash table (linear probing, at most half full) whose array can be frozen in constant time. After {@link #freeze} the
 * array belongs to the snapshot and is only read; the first change of the table's structure afterwards copies it. Owner and snapshot thread
 * share nothing but that array; handing the snapshot to its executor is what makes the array visible there.
 *
 * <p>Confined to the owner's thread.
 */
public abstract class FreezableTable<E extends Hashed> {
    private static final @Nullable Hashed[] EMPTY = new Hashed[1];
    private static final int FIRST_CAPACITY = 8;

    private @Nullable Hashed[] slots = EMPTY;
    private int size;
    private boolean frozen = true;

    public final int size() {
        return size;
    }

    /** The array as it is, elements and nulls, never to be changed again. */
    public final @Nullable Hashed[] freeze() {
        frozen = true;
        return slots;
    }

    /** For searches: start at {@code hash & (length - 1)}, go up, stop at null. */
    protected final @Nullable Hashed[] slots() {
        return slots;
    }

    /** Adds an element that is not in the table. */
    protected final void insert(E element) {
        if (2 * (size + 1) > slots.length) {
            rehash(Math.max(FIRST_CAPACITY, 2 * slots.length));
        } else {
            thaw();
        }
        place(slots, element);
        size++;
    }

    /** Puts another element with the same hash in the place of one. */
    protected final void replaceAt(int index, E element) {
        thaw();
        slots[index] = element;
    }

    /** Removes the element at {@code index} and closes the gap. */
    protected final void removeAt(int index) {
        if (size == 1) {
            slots = EMPTY;
            frozen = true;
            size = 0;
            return;
        }
        thaw();
        @Nullable Hashed[] array = slots;
        int mask = array.length - 1;
        int gap = index;
        int next = (gap + 1) & mask;
        Hashed moved = array[next];
        while (moved != null) {
            int home = moved.hash() & mask;
            if (((next - home) & mask) >= ((next - gap) & mask)) { // its way from home leads over the gap
                array[gap] = moved;
                gap = next;
            }
            next = (next + 1) & mask;
            moved = array[next];
        }
        array[gap] = null;
        size--;
        if (8 * size < array.length && array.length > FIRST_CAPACITY) {
            rehash(array.length / 2);
        }
    }

    private void thaw() {
        if (frozen) {
            slots = Arrays.copyOf(slots, slots.length);
            frozen = false;
        }
    }

    private void rehash(int capacity) {
        @Nullable Hashed[] larger = new Hashed[capacity];
        for (Hashed element : slots) {
            if (element != null) {
                place(larger, element);
            }
        }
        slots = larger;
        frozen = false;
    }

    private static void place(@Nullable Hashed[] array, Hashed element) {
        int mask = array.length - 1;
        int index = element.hash() & mask;
        while (array[index] != null) {
            index = (index + 1) & mask;
        }
        array[index] = element;
    }
}
