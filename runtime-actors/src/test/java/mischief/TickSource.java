package mischief;

import io.weir.api.connector.Boundedness;
import io.weir.api.connector.InputStatus;
import io.weir.api.connector.ReaderOutput;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Source;
import io.weir.api.connector.SourceReader;
import io.weir.api.connector.SourceReaderContext;
import io.weir.api.connector.SourceSplit;
import io.weir.api.connector.SplitEnumerator;
import io.weir.api.connector.SplitEnumeratorContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Ticks for ever, a few hundred times a second; its enumerator may misbehave when the first reader asks it for a split. */
public final class TickSource implements Source<Long, TickSource.Split, String> {
    private static final long serialVersionUID = 1L;
    private static final long PAUSE_NANOS = 3_000_000;

    private final String job;
    private final @Nullable Mischief mischief;

    public TickSource(String job, @Nullable Mischief mischief) {
        this.job = job;
        this.mischief = mischief;
    }

    /** One for each reader. */
    public record Split(String splitId) implements SourceSplit {}

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Long, Split> createReader(SourceReaderContext context) {
        return new Reader(context);
    }

    @Override
    public SplitEnumerator<Split, String> createEnumerator(SplitEnumeratorContext<Split> context) {
        return new Enumerator(context);
    }

    @Override
    public SplitEnumerator<Split, String> restoreEnumerator(SplitEnumeratorContext<Split> context, String state) {
        return new Enumerator(context);
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
        return new Text<>() {
            @Override
            public byte[] serialize(Split split) {
                return split.splitId().getBytes(StandardCharsets.UTF_8);
            }

            @Override
            Split of(String text) {
                return new Split(text);
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<String> getEnumeratorCheckpointSerializer() {
        return new Text<>() {
            @Override
            public byte[] serialize(String state) {
                return state.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            String of(String text) {
                return text;
            }
        };
    }

    private abstract static class Text<E> implements SimpleVersionedSerializer<E> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public E deserialize(int version, byte[] serialized) {
            return of(new String(serialized, StandardCharsets.UTF_8));
        }

        abstract E of(String text);
    }

    private final class Enumerator implements SplitEnumerator<Split, String> {
        private final SplitEnumeratorContext<Split> context;

        Enumerator(SplitEnumeratorContext<Split> context) {
            this.context = context;
        }

        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, @Nullable String host) {
            context.assignSplit(new Split("split-" + subtask), subtask);
            if (mischief != null) {
                try {
                    mischief.happen(job);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void addSplitsBack(List<Split> splits, int subtask) {}

        @Override
        public void addReader(int subtask) {}

        @Override
        public String snapshotState(long checkpoint) {
            return "";
        }

        @Override
        public void close() {}
    }

    private static final class Reader implements SourceReader<Long, Split> {
        private final SourceReaderContext context;
        private final List<Split> splits = new ArrayList<>();
        private CompletableFuture<Void> available = CompletableFuture.completedFuture(null);
        private long next;

        Reader(SourceReaderContext context) {
            this.context = context;
        }

        @Override
        public void start() {
            if (splits.isEmpty()) {
                context.sendSplitRequest();
            }
        }

        @Override
        public InputStatus pollNext(ReaderOutput<Long> output) {
            if (splits.isEmpty()) {
                available = new CompletableFuture<>();
            } else if (available.isDone()) {
                output.collect(next++);
                available = context.clock().after(PAUSE_NANOS);
            }
            return InputStatus.NOTHING_AVAILABLE;
        }

        @Override
        public List<Split> snapshotState(long checkpoint) {
            return splits;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return available;
        }

        @Override
        public void addSplits(List<Split> added) {
            splits.addAll(added);
            available.complete(null);
        }

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }
}
