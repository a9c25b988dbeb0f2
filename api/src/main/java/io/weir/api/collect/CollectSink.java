package io.weir.api.collect;

import io.weir.api.connector.Committer;
import io.weir.api.connector.CommitterInitContext;
import io.weir.api.connector.CommittingSinkWriter;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Sink;
import io.weir.api.connector.SupportsCommitter;
import io.weir.api.connector.WriterInitContext;
import io.weir.api.graph.CodecRegistration;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends records to the program that runs the job. */
final class CollectSink<T> implements Sink<T>, SupportsCommitter<Batch> {
    private static final long serialVersionUID = 1L;

    private String host = "";
    private int port;
    private String token = "";
    private boolean checkpoints;

    @SuppressWarnings("serial") // List.copyOf gives serializable lists
    private List<CodecRegistration> codecs = List.of();

    /** Just before the job is submitted: what was not known when the stream was made. */
    void prepare(
            String reachableAt,
            int atPort,
            String secret,
            boolean withCheckpoints,
            List<CodecRegistration> registrations) {
        host = reachableAt;
        port = atPort;
        token = secret;
        checkpoints = withCheckpoints;
        codecs = List.copyOf(registrations);
    }

    @Override
    public CommittingSinkWriter<T, Batch> createWriter(WriterInitContext context) {
        return new Writer(
                context.getSubtaskId() + "-" + context.getAttemptNumber() + "-",
                new RecordBytes(context.getUserCodeClassLoader(), codecs));
    }

    @Override
    public Committer<Batch> createCommitter(CommitterInitContext context) {
        return new Sender();
    }

    @Override
    public SimpleVersionedSerializer<Batch> getCommittableSerializer() {
        return new Batch.Serializer();
    }

    private Line line() throws IOException {
        return Line.open(host, port, token);
    }

    /** Without checkpoints each record is sent at once; with them they wait for the barrier. */
    private final class Writer implements CommittingSinkWriter<T, Batch> {
        private final String idPrefix;
        private final RecordBytes waiting;
        private @Nullable Line line;
        private long batches;

        Writer(String idPrefix, RecordBytes waiting) {
            this.idPrefix = idPrefix;
            this.waiting = waiting;
        }

        @Override
        public void write(T element, Context context) throws IOException {
            waiting.add(element);
            if (!checkpoints) {
                open().send(new Batch(Line.NO_ANSWER, waiting.take()));
            }
        }

        /** At the end of the input: the answer says that all before it has arrived. */
        @Override
        public void flush(boolean endOfInput) throws IOException {
            if (!checkpoints && endOfInput && line != null) {
                open().send(new Batch(nextId(), waiting.take()));
            }
        }

        @Override
        public Collection<Batch> prepareCommit() {
            return waiting.isEmpty() ? List.of() : List.of(new Batch(nextId(), waiting.take()));
        }

        private String nextId() {
            return idPrefix + batches++;
        }

        private Line open() throws IOException {
            Line open = line;
            if (open == null) {
                open = line();
                line = open;
            }
            return open;
        }

        @Override
        public void close() throws IOException {
            if (line != null) {
                line.close();
            }
        }
    }

    /** Sends what a complete checkpoint holds; what came before already, the program knows by its id. */
    private final class Sender implements Committer<Batch> {
        private @Nullable Line line;

        @Override
        public void commit(Collection<CommitRequest<Batch>> requests) throws IOException {
            Line open = line;
            if (open == null) {
                open = line();
                line = open;
            }
            for (CommitRequest<Batch> request : requests) {
                open.send(request.getCommittable());
            }
        }

        @Override
        public void close() throws IOException {
            if (line != null) {
                line.close();
            }
        }
    }
}
