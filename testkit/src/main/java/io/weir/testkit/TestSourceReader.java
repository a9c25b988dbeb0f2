package io.weir.testkit;

import io.weir.api.connector.InputStatus;
import io.weir.api.connector.ReaderOutput;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads a {@link TestSource}, one item a poll. */
final class TestSourceReader<T> implements SourceReader<T, TestSource.Position> {
    private static final int NO_SPLIT = -1;
    private static final long NO_CHECKPOINT = -1;

    private final TestSourceScript script;
    private final SourceReaderContext context;
    private final CompletableFuture<Void> splitsCame = new CompletableFuture<>();
    private CompletableFuture<Void> checkpointed = new CompletableFuture<>();
    private CompletableFuture<Void> available =
            splitsCame; // whichever is waited for; may be another's, so it is never completed here
    private int next = NO_SPLIT;
    private boolean noMoreSplits;
    private boolean idle;
    private long heldBy = NO_CHECKPOINT; // the first checkpoint that holds the position where it waits for one
    private @Nullable CompletableFuture<Void> elapsed; // of the pause where it stands

    TestSourceReader(TestSourceScript script, SourceReaderContext context) {
        this.script = script;
        this.context = context;
    }

    @Override
    public void start() {
        if (next == NO_SPLIT) {
            context.sendSplitRequest();
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) {
        if (next == NO_SPLIT) {
            return noMoreSplits ? InputStatus.END_OF_INPUT : waitFor(splitsCame);
        }
        if (next == script.size()) {
            return InputStatus.END_OF_INPUT;
        }
        TestItem item = script.item(next);
        return switch (item.kind) {
            case RECORD -> emit(item, output);
            case WATERMARK -> {
                wakeUp(output);
                output.emitWatermark(Objects.requireNonNull(item.timestamp));
                yield passed();
            }
            case IDLE -> {
                idle = true;
                output.markIdle();
                yield passed();
            }
            case PAUSE -> pause(item);
            case CHECKPOINT -> waitFor(checkpointed);
            case ABORT -> {
                if (script.abortsAt(next)) {
                    throw new TestSourceAbort(next);
                }
                yield passed();
            }
            case END -> InputStatus.END_OF_INPUT;
        };
    }

    @SuppressWarnings("unchecked") // the test has said what its source emits
    private InputStatus emit(TestItem item, ReaderOutput<T> output) {
        wakeUp(output);
        T value = (T) Objects.requireNonNull(item.value);
        InputStatus status =
                passed(); // before the record: what happens to it may end this attempt, and the position is the test's
        // to see
        Long timestamp = item.timestamp;
        if (timestamp == null) {
            output.collect(value);
        } else {
            output.collect(value, timestamp);
        }
        return status;
    }

    private void wakeUp(ReaderOutput<T> output) {
        if (idle) {
            idle = false;
            output.markActive();
        }
    }

    private InputStatus pause(TestItem item) {
        if (item.duration == null) {
            CompletableFuture<Void> onResume = script.onResume(); // before the question, so that no resume is missed
            return script.isResumed(next) ? passed() : waitFor(onResume);
        }
        CompletableFuture<Void> waiting = elapsed;
        if (waiting == null) {
            waiting = context.clock().after(item.duration.toNanos());
            elapsed = waiting;
        }
        return waiting.isDone() ? passed() : waitFor(waiting);
    }

    private InputStatus passed() {
        next++;
        elapsed = null;
        script.reached(next);
        return InputStatus.MORE_AVAILABLE;
    }

    private InputStatus waitFor(CompletableFuture<Void> future) {
        available = future; // which may be done meanwhile: then this is asked again
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    private boolean waitsForCheckpoint() {
        return next != NO_SPLIT && next < script.size() && script.item(next).kind == TestItem.Kind.CHECKPOINT;
    }

    @Override
    public List<TestSource.Position> snapshotState(long checkpointId) {
        if (waitsForCheckpoint() && heldBy == NO_CHECKPOINT) {
            heldBy = checkpointId;
        }
        return next == NO_SPLIT ? List.of() : List.of(new TestSource.Position(next));
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        if (waitsForCheckpoint() && heldBy != NO_CHECKPOINT && checkpointId >= heldBy) {
            goOnBehindCheckpoint();
        }
    }

    private void goOnBehindCheckpoint() {
        heldBy = NO_CHECKPOINT;
        var unused = passed();
        checkpointed.complete(null);
        checkpointed = new CompletableFuture<>();
    }

    @Override
    public void addSplits(List<TestSource.Position> splits) {
        for (TestSource.Position split : splits) {
            next = split.next();
            script.reached(next);
        }
        if (waitsForCheckpoint()) { // restored from a checkpoint that holds this position: that is what was waited for
            var unused = passed();
        }
        splitsCame.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {
        noMoreSplits = true;
        splitsCame.complete(null);
    }

    @Override
    public void close() {}
}
