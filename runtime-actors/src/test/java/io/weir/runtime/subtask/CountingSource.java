package io.weir.runtime.subtask;

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
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reader i of p emits i, i + p, i + 2p, ... below a limit, one record a poll; has its split from the start. */
record CountingSource(long limit) implements Source<Long, CountingSource.Split, byte[]> {
    record Split(long next) implements SourceSplit {
        @Override
        public String splitId() {
            return "numbers";
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Long, Split> createReader(SourceReaderContext context) {
        return new Reader(context.getIndexOfSubtask(), context.currentParallelism());
    }

    private final class Reader implements SourceReader<Long, Split> {
        private final int parallelism;
        private long next;

        Reader(int index, int parallelism) {
            this.parallelism = parallelism;
            this.next = index;
        }

        @Override
        public void start() {}

        @Override
        public InputStatus pollNext(ReaderOutput<Long> output) {
            if (next >= limit) {
                return InputStatus.END_OF_INPUT;
            }
            output.collect(next);
            next += parallelism;
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public List<Split> snapshotState(long checkpointId) {
            return List.of(new Split(next));
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void addSplits(List<Split> splits) {
            next = splits.get(0).next();
        }

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }

    @Override
    public SplitEnumerator<Split, byte[]> createEnumerator(SplitEnumeratorContext<Split> context) {
        throw new UnsupportedOperationException("the readers have their splits");
    }

    @Override
    public SplitEnumerator<Split, byte[]> restoreEnumerator(SplitEnumeratorContext<Split> context, byte[] checkpoint) {
        throw new UnsupportedOperationException("the readers have their splits");
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
        return new SimpleVersionedSerializer<>() {
            @Override
            public int getVersion() {
                return 1;
            }

            @Override
            public byte[] serialize(Split split) {
                return ByteBuffer.allocate(8).putLong(split.next()).array();
            }

            @Override
            public Split deserialize(int version, byte[] bytes) {
                return new Split(ByteBuffer.wrap(bytes).getLong());
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<byte[]> getEnumeratorCheckpointSerializer() {
        throw new UnsupportedOperationException();
    }
}
