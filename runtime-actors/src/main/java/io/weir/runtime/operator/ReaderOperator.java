package io.weir.runtime.operator;

import io.weir.api.connector.InputStatus;
import io.weir.api.connector.ReaderOutput;
import io.weir.api.connector.Source;
import io.weir.api.connector.SourceEvent;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.api.connector.SourceSplit;
import io.weir.api.time.ProcessingClock;
import io.weir.runtime.channel.Room;
import io.weir.runtime.element.ChannelStatus;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.output.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A source reader: is polled for records, and asked for its splits with their positions at each checkpoint. */
final class ReaderOperator<S extends SourceSplit> extends SourceOperator {
    private static final String SPLITS = "splits";

    private final Source<Object, S, ?> source;
    private final Results results = new Results();
    private @Nullable SourceReader<Object, S> reader;
    private @Nullable CompletableFuture<Void> waitingFor;
    private boolean started;
    private boolean ended;

    ReaderOperator(OperatorContext context, Output output, Source<Object, S, ?> source) {
        super(context, output);
        this.source = source;
    }

    @Override
    public void open() throws Exception {
        SourceReader<Object, S> opened = source.createReader(new ReaderContext());
        reader = opened;
        OperatorRestore restore = context.restore();
        if (restore != null) {
            List<S> splits = new ArrayList<>();
            for (byte[] bytes : restore.ownSections(SPLITS)) {
                splits.addAll(VersionedList.decode(bytes, source.getSplitSerializer()));
            }
            if (!splits.isEmpty()) {
                opened.addSplits(splits);
            }
        }
    }

    @Override
    public void start() {
        reader().start();
        started = true;
    }

    @Override
    public int poll(int budget, Room room) {
        if (!started || ended || isWaiting()) {
            return 0;
        }
        SourceReader<Object, S> from = reader();
        long before = results.records;
        try {
            for (int polls = 0; polls < budget && results.records - before < budget && room.isThere(); polls++) {
                InputStatus status = from.pollNext(results);
                if (status == InputStatus.NOTHING_AVAILABLE) {
                    if (waits(from.isAvailable())) {
                        return (int) Math.min(results.records - before, budget - 1L);
                    }
                } else if (status == InputStatus.END_OF_INPUT) {
                    ended = true;
                    output.watermark(Long.MAX_VALUE);
                    return (int) Math.min(results.records - before, budget - 1L);
                }
            }
        } catch (Exception e) {
            throw UserCode.failed(context, e);
        }
        return room.isThere() ? budget : (int) (results.records - before);
    }

    private boolean isWaiting() {
        if (waitingFor == null) {
            return false;
        }
        if (!waitingFor.isDone()) {
            return true;
        }
        waitingFor = null;
        return false;
    }

    private boolean waits(CompletableFuture<Void> available) {
        if (available.isDone()) {
            return false;
        }
        waitingFor = available;
        var unused =
                available.whenComplete((nothing, failure) -> context.services().wakeUp());
        return true;
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public void assignSplits(int version, List<byte[]> encoded) throws Exception {
        List<S> splits = new ArrayList<>();
        for (byte[] bytes : encoded) {
            splits.add(source.getSplitSerializer().deserialize(version, bytes));
        }
        reader().addSplits(splits);
        waitingFor = null;
    }

    @Override
    public void noMoreSplits() {
        reader().notifyNoMoreSplits();
        waitingFor = null;
    }

    @Override
    public void onEvent(byte[] event) throws Exception {
        reader().handleSourceEvents(
                        SourceEvents.decode(event, context.environment().userLoader()));
        waitingFor = null;
    }

    @Override
    public void snapshot(OperatorSnapshotBuilder snapshot) throws Exception {
        super.snapshot(snapshot);
        snapshot.section(
                SPLITS,
                VersionedList.encode(reader().snapshotState(snapshot.checkpoint()), source.getSplitSerializer()));
    }

    @Override
    public void checkpointCompleted(long checkpoint) throws Exception {
        super.checkpointCompleted(checkpoint);
        reader().notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void checkpointAborted(long checkpoint) throws Exception {
        super.checkpointAborted(checkpoint);
        reader().notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void close() throws Exception {
        try {
            if (reader != null) {
                reader.close();
            }
        } finally {
            super.close();
        }
    }

    private SourceReader<Object, S> reader() {
        if (reader == null) {
            throw new IllegalStateException(context.description() + " is not open");
        }
        return reader;
    }

    private final class Results implements ReaderOutput<Object> {
        private long records;

        @Override
        public void collect(Object value) {
            collect(value, RecordBatch.NO_TIMESTAMP);
        }

        @Override
        public void collect(Object value, long timestamp) {
            if (value == null) {
                throw UserCode.returnedNull(context, "pollNext");
            }
            records++;
            output.emit(value, timestamp);
        }

        @Override
        public void emitWatermark(long timestamp) {
            output.watermark(timestamp);
        }

        @Override
        public void markIdle() {
            output.status(ChannelStatus.IDLE);
        }

        @Override
        public void markActive() {
            output.status(ChannelStatus.ACTIVE);
        }
    }

    private final class ReaderContext implements SourceReaderContext {
        @Override
        public int getIndexOfSubtask() {
            return context.taskInfo().indexOfThisSubtask();
        }

        @Override
        public int currentParallelism() {
            return context.node().parallelism();
        }

        @Override
        public void sendSplitRequest() {
            context.services().requestSplit(context.node().operatorId());
        }

        @Override
        public void sendSourceEventToCoordinator(SourceEvent event) {
            context.services().sendToEnumerator(context.node().operatorId(), SourceEvents.encode(event));
        }

        @Override
        public ClassLoader getUserCodeClassLoader() {
            return context.environment().userLoader();
        }

        @Override
        public ProcessingClock clock() {
            return context.clock();
        }
    }
}
