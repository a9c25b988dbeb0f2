package io.weir.runtime.operator.sink;

import io.weir.api.connector.Sink;
import io.weir.api.connector.SinkWriter;
import io.weir.api.connector.StatefulSinkWriter;
import io.weir.api.connector.SupportsWriterState;
import io.weir.runtime.element.RecordBatch;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorRestore;
import io.weir.runtime.operator.OperatorSnapshotBuilder;
import io.weir.runtime.operator.StreamOperator;
import io.weir.runtime.operator.UserCode;
import io.weir.runtime.operator.VersionedList;
import io.weir.runtime.output.Outputs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sink: a writer, its state, and the committables that wait for their checkpoint ({@link PendingCommits}). Before a barrier goes on the
 * writer flushes and prepares; what it prepared is in the snapshot, and is committed when that checkpoint is complete.
 */
public final class SinkOperator extends StreamOperator {
    private static final String WRITER_STATE = "writer-state";

    private final Sink<Object> sink;
    private final WriterContext writerContext = new WriterContext();
    private final PendingCommits<?> commits;
    private @Nullable SinkWriter<Object> writer;

    public SinkOperator(OperatorContext context, Sink<Object> sink) {
        super(context, Outputs.NOWHERE);
        this.sink = sink;
        this.commits = PendingCommits.of(sink, context);
    }

    @Override
    public void open() throws Exception {
        commits.open();
        writer = openWriter();
    }

    private SinkWriter<Object> openWriter() throws Exception {
        SinkInitContext init = new SinkInitContext(context);
        OperatorRestore restore = context.restore();
        if (restore != null && sink instanceof SupportsWriterState<?, ?> stateful) {
            return restoreWriter(stateful, init, restore);
        }
        return sink.createWriter(init);
    }

    @SuppressWarnings("unchecked")
    private <S> SinkWriter<Object> restoreWriter(
            SupportsWriterState<?, S> stateful, SinkInitContext init, OperatorRestore restore) throws Exception {
        List<S> recovered = new ArrayList<>();
        for (byte[] bytes : restore.ownSections(WRITER_STATE)) {
            recovered.addAll(VersionedList.decode(bytes, stateful.getWriterStateSerializer()));
        }
        return (SinkWriter<Object>) stateful.restoreWriter(init, recovered);
    }

    @Override
    @SuppressWarnings("NullAway") // open() comes before the first record
    public void emit(Object value, long timestamp) {
        writerContext.timestamp = timestamp;
        try {
            writer.write(value, writerContext);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    @Override
    @SuppressWarnings("NullAway")
    public void watermark(long timestamp) {
        super.watermark(timestamp);
        try {
            writer.writeWatermark(timestamp);
        } catch (Throwable e) {
            throw UserCode.failed(context, e);
        }
    }

    @Override
    @SuppressWarnings("NullAway")
    public void prepareBarrier(long checkpoint) throws Exception {
        writer.flush(false);
        commits.prepare(checkpoint, writer);
    }

    @Override
    public void snapshot(OperatorSnapshotBuilder snapshot) throws Exception {
        super.snapshot(snapshot);
        commits.snapshot(snapshot);
        if (writer instanceof StatefulSinkWriter<?, ?> stateful && sink instanceof SupportsWriterState<?, ?> supports) {
            snapshot.section(WRITER_STATE, writerState(stateful, supports, snapshot.checkpoint()));
        }
    }

    @SuppressWarnings("unchecked")
    private static <S> byte[] writerState(
            StatefulSinkWriter<?, ?> writer, SupportsWriterState<?, S> supports, long checkpoint) throws Exception {
        return VersionedList.encode((List<S>) writer.snapshotState(checkpoint), supports.getWriterStateSerializer());
    }

    @Override
    public void checkpointCompleted(long checkpoint) throws Exception {
        super.checkpointCompleted(checkpoint);
        commits.commitUpTo(checkpoint);
    }

    @Override
    @SuppressWarnings("NullAway")
    public void finish() throws Exception {
        writer.flush(true);
    }

    @Override
    @SuppressWarnings("NullAway")
    public void commitAll() throws Exception {
        writer.flush(true);
        commits.prepare(Long.MAX_VALUE, writer);
        commits.commitAll();
    }

    @Override
    public boolean isCommitted() {
        return commits.isEmpty();
    }

    @Override
    public boolean letsGo() {
        return commits.letsGo();
    }

    @Override
    public void close() throws Exception {
        try {
            if (writer != null) {
                writer.close();
            }
        } finally {
            try {
                commits.close();
            } finally {
                super.close();
            }
        }
    }

    private final class WriterContext implements SinkWriter.Context {
        private long timestamp;

        @Override
        public long currentWatermark() {
            return context.currentWatermark();
        }

        @Override
        public @Nullable Long timestamp() {
            return timestamp == RecordBatch.NO_TIMESTAMP ? null : timestamp;
        }
    }
}
