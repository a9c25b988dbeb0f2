package io.weir.state.timer;

import io.weir.state.table.Hashed;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One timer. Never changes, but for its place in the queue, which snapshots do not look at. */
public final class Timer extends Hashed {
    static final int NOT_QUEUED = -1;

    private final Object key;
    private final @Nullable Object namespace;
    private final long time;

    /** Where it stands in the heap of its {@link TimerQueue}. */
    int position = NOT_QUEUED;

    /** How many timers before it set each the next one behind the end of the input; in no snapshot. */
    final int chain;

    Timer(Object key, @Nullable Object namespace, long time, int chain) {
        super(hash(key, namespace, time));
        this.chain = chain;
        this.key = key;
        this.namespace = namespace;
        this.time = time;
    }

    public Object key() {
        return key;
    }

    public @Nullable Object namespace() {
        return namespace;
    }

    /** Epoch milliseconds. */
    public long time() {
        return time;
    }

    boolean is(Object otherKey, @Nullable Object otherNamespace, long otherTime) {
        return time == otherTime && key.equals(otherKey) && Objects.equals(namespace, otherNamespace);
    }

    static int hash(Object key, @Nullable Object namespace, long time) {
        return spread((key.hashCode() * 31 + Objects.hashCode(namespace)) * 31 + Long.hashCode(time));
    }
}
