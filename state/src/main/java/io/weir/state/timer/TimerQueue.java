package io.weir.state.timer;

import io.weir.state.key.KeyGroupRange;
import io.weir.state.key.KeyGroups;
import io.weir.state.table.Hashed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one domain: a table for each key group says what there is (and is what snapshots keep), a binary heap over all of them says
 * what is next. Timers of the same time come in no particular order. Confined to the owner's thread.
 */
final class TimerQueue {
    private static final int FIRST_CAPACITY = 16;

    private final KeyGroupRange keyGroups;
    private final int maxParallelism;
    private final TimerTable[] tables;
    private @Nullable Timer[] heap = new Timer[FIRST_CAPACITY];
    private int size;

    TimerQueue(KeyGroupRange keyGroups, int maxParallelism) {
        this.keyGroups = keyGroups;
        this.maxParallelism = maxParallelism;
        this.tables = new TimerTable[keyGroups.size()];
        Arrays.setAll(tables, i -> new TimerTable());
    }

    int size() {
        return size;
    }

    /** The time of the next timer; Long.MAX_VALUE if there is none. */
    long nextTime() {
        Timer next = heap[0];
        return next == null ? Long.MAX_VALUE : next.time();
    }

    /** All of them, the earliest first. */
    List<Timer> all() {
        List<Timer> timers = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            Timer timer = heap[index];
            if (timer != null) {
                timers.add(timer);
            }
        }
        timers.sort(Comparator.comparingLong(Timer::time));
        return timers;
    }

    void add(Object key, @Nullable Object namespace, long time) {
        add(key, namespace, time, 0);
    }

    void add(Object key, @Nullable Object namespace, long time, int chain) {
        Timer timer = tableOf(key).add(key, namespace, time, chain);
        if (timer == null) {
            return;
        }
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        siftUp(size++, timer);
    }

    void remove(Object key, @Nullable Object namespace, long time) {
        Timer timer = tableOf(key).remove(key, namespace, time);
        if (timer != null) {
            unqueue(timer);
        }
    }

    /** Takes out a timer whose time is at most {@code until}, the earliest first; null if there is none. */
    @Nullable
    Timer pollUntil(long until) {
        Timer next = heap[0];
        if (next == null || next.time() > until) {
            return null;
        }
        tableOf(next.key()).remove(next.key(), next.namespace(), next.time());
        unqueue(next);
        return next;
    }

    /** For each key group of the range, from the first on, the frozen table. In constant time for each. */
    @Nullable
    Hashed[][] freeze() {
        @Nullable Hashed[][] frozen = new Hashed[tables.length][];
        for (int i = 0; i < tables.length; i++) {
            frozen[i] = tables[i].freeze();
        }
        return frozen;
    }

    private TimerTable tableOf(Object key) {
        return tables[KeyGroups.keyGroup(key, maxParallelism) - keyGroups.first()];
    }

    private void unqueue(Timer timer) {
        int hole = timer.position;
        timer.position = Timer.NOT_QUEUED;
        Timer last = heap[--size];
        heap[size] = null;
        if (last == null || last == timer) {
            return;
        }
        siftDown(hole, last);
        if (last.position == hole) {
            siftUp(hole, last);
        }
    }

    private void siftUp(int from, Timer timer) {
        int hole = from;
        while (hole > 0) {
            int parentIndex = (hole - 1) >>> 1;
            Timer parent = heap[parentIndex];
            if (parent == null || parent.time() <= timer.time()) {
                break;
            }
            put(hole, parent);
            hole = parentIndex;
        }
        put(hole, timer);
    }

    private void siftDown(int from, Timer timer) {
        int hole = from;
        while (2 * hole + 1 < size) {
            int childIndex = 2 * hole + 1;
            Timer child = heap[childIndex];
            Timer right = childIndex + 1 < size ? heap[childIndex + 1] : null;
            if (child != null && right != null && right.time() < child.time()) {
                child = right;
                childIndex++;
            }
            if (child == null || child.time() >= timer.time()) {
                break;
            }
            put(hole, child);
            hole = childIndex;
        }
        put(hole, timer);
    }

    private void put(int index, Timer timer) {
        heap[index] = timer;
        timer.position = index;
    }
}
