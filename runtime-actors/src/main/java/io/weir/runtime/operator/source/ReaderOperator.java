package io.weir.runtime.operator.source;

import io.weir.api.connector.InputStatus;
import io.weir.api.connector.Source;
import io.weir.api.connector.SourceEvent;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.api.connector.SourceSplit;
import io.weir.api.time.ProcessingClock;
import io.weir.api.time.WatermarkStrategy;
import io.weir.runtime.channel.OutputAvailability;
import io.weir.runtime.failure.FailureKind;
import io.weir.runtime.failure.WeirException;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorRestore;
import io.weir.runtime.operator.OperatorSnapshotBuilder;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.operator.VersionedList;
import io.weir.runtime.output.Output;
import io.weir.runtime.time.WatermarkAlignment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A source reader: is polled for records, and asked for its splits with their positions at each checkpoint. */
public final class ReaderOperator<S extends SourceSplit> extends SourceOperator {
    private static final String SPLITS = "splits";

    private final Source<Object, S, ?> source;
    private final ReaderResults results;
    private final @Nullable TimedResults timed;
    private @Nullable SourceReader<Object, S> reader;
    private @Nullable CompletableFuture<Void> waitingFor;
    private boolean started;
    private boolean ended;

    public ReaderOperator(
            OperatorContext context,
            Output output,
            Source<Object, S, ?> source,
            @Nullable WatermarkStrategy<Object> strategy) {
        super(context, output);
        this.source = source;
        this.timed = strategy == null ? null : timed(strategy);
        this.results = timed == null ? new ReaderResults(context, output) : timed;
    }

    private TimedResults timed(WatermarkStrategy<Object> strategy) {
        try {
            return new TimedResults(context, output, strategy, this::pauseOrResume);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    private void pauseOrResume(Collection<String> pause, Collection<String> resume) {
        try {
            reader().pauseOrResumeSplits(pause, resume);
        } catch (UnsupportedOperationException e) {
            throw new WeirException(
                    FailureKind.BAD_JOB,
                    "[API-185] Watermark alignment cannot hold a single split of " + context.description()
                            + ", of whose splits one subtask reads several. " + e.getMessage()
                            + ". Leave withWatermarkAlignment out, implement pauseOrResumeSplits, or run as many subtasks as there are splits.",
                    e);
        }
        waitingFor = null;
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
                results.splitsAdded(idsOf(splits));
                opened.addSplits(splits);
            }
        }
    }

    @Override
    public void start() {
        reader().start();
        results.start();
        started = true;
    }

    @Override
    public int poll(int budget, OutputAvailability availability) {
        if (!started || ended || results.isHeld() || isWaiting()) {
            return 0;
        }
        SourceReader<Object, S> from = reader();
        long before = results.records();
        try {
            for (int polls = 0;
                    polls < budget && results.records() - before < budget && availability.isAvailable();
                    polls++) {
                if (results.isHeld()) {
                    return (int) Math.min(results.records() - before, budget - 1L);
                }
                InputStatus status = from.pollNext(results);
                if (status == InputStatus.NOTHING_AVAILABLE) {
                    if (waits(from.isAvailable())) {
                        return (int) Math.min(results.records() - before, budget - 1L);
                    }
                } else if (status == InputStatus.END_OF_INPUT) {
                    ended = true;
                    results.end();
                    return (int) Math.min(results.records() - before, budget - 1L);
                }
            }
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
        return availability.isAvailable() ? budget : (int) (results.records() - before);
    }

    @Override
    public long records() {
        return results.records();
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
        results.splitsAdded(idsOf(splits));
        reader().addSplits(splits);
        waitingFor = null;
    }

    private static List<String> idsOf(List<? extends SourceSplit> splits) {
        return splits.stream().map(SourceSplit::splitId).toList();
    }

    @Override
    public void noMoreSplits() {
        reader().notifyNoMoreSplits();
        waitingFor = null;
    }

    @Override
    public void onEvent(byte[] event) throws Exception {
        SourceEvent decoded = SourceEvents.decode(event, context.environment().userLoader());
        if (decoded instanceof WatermarkAlignment.Until until) {
            if (timed != null) {
                timed.onAllowed(until.watermark());
            }
            return;
        }
        reader().handleSourceEvents(decoded);
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
