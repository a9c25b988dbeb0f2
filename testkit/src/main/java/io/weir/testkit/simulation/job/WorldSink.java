package io.weir.testkit.simulation.job;

import io.weir.api.connector.Committer;
import io.weir.api.connector.CommitterInitContext;
import io.weir.api.connector.CommittingSinkWriter;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Sink;
import io.weir.api.connector.StatefulSinkWriter;
import io.weir.api.connector.SupportsCommitter;
import io.weir.api.connector.SupportsWriterState;
import io.weir.api.connector.WriterInitContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A sink in two phases whose outside is an {@link OutsideWorld}. A committable is the whole transaction: its name, which says the
 * subtask and the attempt, and its records. The writer's state is empty: it is there to learn which checkpoint a transaction is in.
 */
record WorldSink<T>(String world) implements Sink<T>, SupportsCommitter<String>, SupportsWriterState<T, String> {
    private static final String SEPARATOR = "|";

    @Override
    public Writer<T> createWriter(WriterInitContext context) {
        int epoch = context.getAttemptNumber() + 1; // which the rules know attempts by
        return new Writer<>(world, context.getSubtaskId() + "/" + epoch);
    }

    @Override
    public StatefulSinkWriter<T, String> restoreWriter(WriterInitContext context, Collection<String> recovered) {
        return createWriter(context);
    }

    static final class Writer<T> implements CommittingSinkWriter<T, String>, StatefulSinkWriter<T, String> {
        private final String world;
        private final String prefix;
        private final List<String> open = new ArrayList<>();
        private final List<String> inNoCheckpoint = new ArrayList<>();
        private int transactions;

        Writer(String world, String prefix) {
            this.world = world;
            this.prefix = prefix;
        }

        @Override
        public void write(T element, Context context) {
            open.add(String.valueOf(element));
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public Collection<String> prepareCommit() {
            if (open.isEmpty()) {
                return List.of();
            }
            String transaction = prefix + "/" + transactions++;
            String committable = transaction + SEPARATOR + String.join(SEPARATOR, open);
            open.clear();
            inNoCheckpoint.add(transaction);
            return List.of(committable);
        }

        @Override
        public List<String> snapshotState(long checkpointId) {
            OutsideWorld outside = OutsideWorld.of(world);
            inNoCheckpoint.forEach(transaction -> outside.prepared(transaction, checkpointId));
            inNoCheckpoint.clear();
            return List.of();
        }

        @Override
        public void close() {}
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) {
        return new Committer<>() {
            @Override
            public void commit(Collection<CommitRequest<String>> requests) {
                for (CommitRequest<String> request : requests) {
                    List<String> parts = List.of(request.getCommittable().split("\\|", -1));
                    String transaction = parts.get(0);
                    int attempt = Integer.parseInt(transaction.split("/", -1)[1]);
                    OutsideWorld.of(world).commit(transaction, attempt, parts.subList(1, parts.size()));
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
        return new Utf8();
    }

    @Override
    public SimpleVersionedSerializer<String> getWriterStateSerializer() {
        return new Utf8();
    }

    private static final class Utf8 implements SimpleVersionedSerializer<String> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String deserialize(int version, byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
