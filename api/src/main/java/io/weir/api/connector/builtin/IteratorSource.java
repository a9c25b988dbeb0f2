package io.weir.api.connector.builtin;

import io.weir.api.argument.Argument;
import io.weir.api.function.CheckpointedFunction;
import io.weir.api.function.FunctionInitializationContext;
import io.weir.api.function.FunctionSnapshotContext;
import io.weir.api.function.SourceFunction;
import io.weir.api.state.ListState;
import io.weir.api.state.ListStateDescriptor;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an iterator gives, which travels with the job and is read where the source runs, from one subtask: it may be without end. After a
 * failure it is read again from its start, up to its place in the checkpoint; so it must give the same elements again.
 */
public final class IteratorSource<T> implements SourceFunction<T>, CheckpointedFunction {
    @SuppressWarnings("serial") // the constructor has looked
    private final Iterator<T> iterator;

    private long emitted;
    private transient @Nullable ListState<Long> position;
    private transient volatile boolean cancelled;

    /**
     * Of an iterator that nobody else reads.
     *
     * @throws IllegalArgumentException [API-293] if it is not serializable
     */
    public IteratorSource(Iterator<T> iterator) {
        Argument.given(iterator, "iterator");
        if (!(iterator instanceof Serializable)) {
            throw new IllegalArgumentException(
                    "[API-293] The iterator " + iterator.getClass().getName()
                            + " is not serializable. It is read where the source runs, so it travels with the job. "
                            + "Make its class Serializable, or give a Collection.");
        }
        this.iterator = iterator;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<Long> state =
                context.getOperatorStateStore().getListState(new ListStateDescriptor<>("elements emitted", Long.class));
        for (long before : state.get()) {
            emitted = before;
        }
        position = state;
    }

    @Override
    public void run(SourceContext<T> context) {
        for (long i = 0; i < emitted && iterator.hasNext(); i++) {
            iterator.next();
        }
        while (!cancelled && iterator.hasNext()) {
            T next = iterator.next();
            synchronized (context.getCheckpointLock()) {
                context.collect(next);
                emitted++;
            }
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        ListState<Long> state = position;
        if (state != null) {
            state.update(List.of(emitted));
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }
}
