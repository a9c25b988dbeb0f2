package io.weir.api.function;

import io.weir.api.time.Watermark;

/**
 * A source that runs in a loop of its own. It runs with parallelism 1 unless it is a {@link ParallelSourceFunction}. To survive a
 * restart it implements {@link CheckpointedFunction} and emits and moves its position under the checkpoint lock.
 */
public interface SourceFunction<T> extends Function {
    /** Emits until the end or until {@link #cancel}; called on a thread of its own. */
    void run(SourceContext<T> ctx) throws Exception;

    /** Called from another thread: makes {@link #run} return soon. */
    void cancel();

    /** Where the source emits. */
    interface SourceContext<T> {
        void collect(T element);

        /** Emits with an event time in milliseconds. */
        void collectWithTimestamp(T element, long timestamp);

        void emitWatermark(Watermark mark);

        /** Others need not wait for this source's watermark until it emits again. */
        void markAsTemporarilyIdle();

        /** No snapshot is taken while this is held. */
        Object getCheckpointLock();

        void close();
    }
}
