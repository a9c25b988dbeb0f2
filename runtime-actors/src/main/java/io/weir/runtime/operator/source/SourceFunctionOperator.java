package io.weir.runtime.operator.source;

import io.weir.api.function.RichFunction;
import io.weir.api.function.SourceFunction;
import io.weir.api.time.Watermark;
import io.weir.checkpoint.CheckpointOrder;
import io.weir.runtime.channel.OutputAvailability;
import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.Ownership;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.operator.FunctionLife;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorSnapshotBuilder;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.output.Output;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The old kind of source: a function that loops on a thread of its own. What it collects goes through a bounded queue to the subtask.
 * For a checkpoint another thread takes the user's checkpoint lock, saves the function's state and puts a marker into the queue: all
 * records before the marker, and none after, belong to that state. Meanwhile the subtask goes on to empty the queue, so that a loop that
 * holds the lock while it waits for room gets it.
 */
public final class SourceFunctionOperator extends SourceOperator {
    private static final int CAPACITY = 1024;

    /** One place of the queue: a record, or something else in order with the records. */
    private record Entry(
            @Nullable Object value,
            long timestamp,
            Kind kind,
            @Nullable Marker marker) {}

    private record Marker(CheckpointOrder order, OperatorSnapshotBuilder state) {}

    /** A barrier that has come. */
    private enum Kind {
        RECORD,
        WATERMARK,
        IDLE,
        MARKER,
        END,
        FAILURE
    }

    private final SourceFunction<Object> function;
    private final Object checkpointLock = new Object();
    /** Barriers that have come, in order, and are not in the queue yet: several wait when the loop holds its lock for long. */
    private final ArrayDeque<CheckpointOrder> triggers = new ArrayDeque<>(); // guarded by itself

    private final ArrayDeque<Entry> queue = new ArrayDeque<>(); // guarded by itself
    private boolean closed; // guarded by queue
    private @Nullable Thread thread;
    private @Nullable OperatorSnapshotBuilder reached;
    private long watermark = Long.MIN_VALUE;
    private boolean idle;
    private boolean ended;
    private long records;

    public SourceFunctionOperator(OperatorContext context, Output output, SourceFunction<Object> function) {
        super(context, output);
        this.function = function;
    }

    @Override
    public void open() throws Exception {
        FunctionLife.initialize(context, function);
        FunctionLife.open(context, function);
    }

    @Override
    public void start() {
        Thread started = context.environment().sourceThreads().newThread(this::loop);
        thread = started;
        started.start();
    }

    private void loop() {
        try {
            function.run(new Emitter());
            put(new Entry(null, 0, Kind.END, null));
        } catch (Throwable e) { // the thread's boundary: handed to the subtask, which fails with it
            put(new Entry(e, 0, Kind.FAILURE, null));
        }
    }

    /** Waits for a free place; unlimited for all but records, so that a marker never waits. */
    private void put(Entry entry) {
        synchronized (queue) {
            boolean interrupted = false;
            while (entry.kind == Kind.RECORD && queue.size() >= CAPACITY && !closed) {
                try {
                    queue.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                    break;
                }
            }
            if (closed) {
                return;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            boolean wasEmpty = queue.isEmpty();
            queue.add(entry);
            if (!wasEmpty) {
                return;
            }
        }
        context.services().wakeUp();
    }

    @Override
    public int poll(int budget, OutputAvailability availability) {
        int taken = 0;
        while (taken < budget && availability.isAvailable()) {
            Entry entry;
            synchronized (queue) {
                entry = queue.poll();
                if (queue.size() == CAPACITY - 1 || entry == null) {
                    queue.notifyAll();
                }
            }
            if (entry == null) {
                return taken;
            }
            take(entry);
            taken++;
        }
        return taken;
    }

    private void take(Entry entry) {
        switch (entry.kind) {
            case RECORD -> {
                becomeActive();
                records++;
                output.emit(Objects.requireNonNull(entry.value), entry.timestamp);
            }
            case WATERMARK -> {
                becomeActive();
                if (entry.timestamp >= watermark) { // one that falls back changes nothing
                    watermark = entry.timestamp;
                    output.watermark(watermark);
                }
            }
            case IDLE -> {
                if (!idle) {
                    idle = true;
                    output.status(ChannelStatus.IDLE);
                }
            }
            case MARKER -> {
                Marker marker = Objects.requireNonNull(entry.marker);
                reached = marker.state;
                context.services().sourceReachedBarrier(marker.order);
                reached = null;
            }
            case END -> {
                ended = true;
                becomeActive();
                output.watermark(Long.MAX_VALUE);
            }
            case FAILURE -> throw UserCode.failed(context, (Throwable) Objects.requireNonNull(entry.value));
        }
    }

    /** A record or a watermark ends idleness. */
    private void becomeActive() {
        if (idle) {
            idle = false;
            output.status(ChannelStatus.ACTIVE);
        }
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public boolean barrierAtOnce(CheckpointOrder order) {
        synchronized (triggers) {
            triggers.add(order);
        }
        context.services().runBlocking(() -> {
            synchronized (checkpointLock) {
                mark(nextTrigger()); // not this call's own: who waits for a lock does not get it in turn
            }
        });
        return false;
    }

    private CheckpointOrder nextTrigger() {
        synchronized (triggers) {
            return triggers.remove();
        }
    }

    private void mark(CheckpointOrder order) throws Exception {
        OperatorSnapshotBuilder state = new OperatorSnapshotBuilder(order);
        FunctionLife.snapshot(function, state);
        context.snapshotKeyed(state);
        put(new Entry(null, 0, Kind.MARKER, new Marker(order, state)));
    }

    @Override
    public void snapshot(OperatorSnapshotBuilder snapshot) {
        if (reached != null) {
            snapshot.takeFrom(reached);
        }
    }

    @Override
    public void close() throws Exception {
        synchronized (queue) {
            closed = true;
            queue.notifyAll();
        }
        if (thread != null) {
            function.cancel();
            thread.interrupt();
        }
        try {
            if (function instanceof RichFunction rich) {
                rich.close();
            }
        } finally {
            super.close();
        }
    }

    /** Used by the loop's thread. What it collects waits in the queue, so that a record that can change is copied. */
    private final class Emitter implements SourceFunction.SourceContext<Object> {
        private final Ownership ownership = new Ownership(context.environment().codecs());

        @Override
        public void collect(Object element) {
            collectWithTimestamp(element, RecordBatch.NO_TIMESTAMP);
        }

        @Override
        public void collectWithTimestamp(Object element, long timestamp) {
            if (element == null) {
                throw UserCode.returnedNull(context, "run");
            }
            put(new Entry(ownership.own(element), timestamp, Kind.RECORD, null));
        }

        @Override
        public void emitWatermark(Watermark mark) {
            put(new Entry(null, mark.getTimestamp(), Kind.WATERMARK, null));
        }

        @Override
        public void markAsTemporarilyIdle() {
            put(new Entry(null, 0, Kind.IDLE, null));
        }

        @Override
        public Object getCheckpointLock() {
            return checkpointLock;
        }

        @Override
        public void close() {}
    }
}
