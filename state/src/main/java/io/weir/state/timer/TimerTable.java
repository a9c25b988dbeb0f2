package io.weir.state.timer;

import io.weir.state.table.FreezableTable;
import io.weir.state.table.Hashed;
import org.jspecify.annotations.Nullable;

/** The timers of one key group and domain, each once. */
final class TimerTable extends FreezableTable<Timer> {
    private static final int ABSENT = -1;

    /** Adds it, unless it is there: then null. */
    @Nullable
    Timer add(Object key, @Nullable Object namespace, long time, int chain) {
        if (indexOf(key, namespace, time) != ABSENT) {
            return null;
        }
        Timer timer = new Timer(key, namespace, time, chain);
        insert(timer);
        return timer;
    }

    /** Removes and returns it; null if it is not there. */
    @Nullable
    Timer remove(Object key, @Nullable Object namespace, long time) {
        int index = indexOf(key, namespace, time);
        if (index == ABSENT) {
            return null;
        }
        Timer timer = (Timer) slots()[index];
        removeAt(index);
        return timer;
    }

    private int indexOf(Object key, @Nullable Object namespace, long time) {
        int hash = Timer.hash(key, namespace, time);
        @Nullable Hashed[] array = slots();
        int mask = array.length - 1;
        int index = hash & mask;
        while (array[index] instanceof Timer timer) {
            if (timer.hash() == hash && timer.is(key, namespace, time)) {
                return index;
            }
            index = (index + 1) & mask;
        }
        return ABSENT;
    }
}
