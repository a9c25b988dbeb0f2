package io.weir.runtime.subtask;

import io.weir.api.connector.Committer;
import io.weir.api.connector.CommitterInitContext;
import io.weir.api.connector.CommittingSinkWriter;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Sink;
import io.weir.api.connector.SinkWriter;
import io.weir.api.connector.SupportsCommitter;
import io.weir.api.connector.WriterInitContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A sink with two phases whose outside world is a map of this JVM: a transaction id is committed once, whatever is retried. */
record LedgerSink(String world) implements Sink<Object>, SupportsCommitter<String> {
    /** Committed transactions of each world: id and records. */
    static final Map<String, Map<String, List<String>>> WORLDS = new ConcurrentHashMap<>();

    static List<String> committed(String world) {
        List<String> all = new ArrayList<>();
        WORLDS.getOrDefault(world, Map.of()).values().forEach(all::addAll);
        return all;
    }

    @Override
    public SinkWriter<Object> createWriter(WriterInitContext context) {
        return new Writer(
                context.getSubtaskId() + "/" + context.getRestoredCheckpointId().orElse(0));
    }

    private static final class Writer implements CommittingSinkWriter<Object, String> {
        private final String prefix;
        private final List<String> open = new ArrayList<>();
        private int transactions;

        Writer(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public void write(Object element, Context context) {
            open.add(String.valueOf(element));
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public Collection<String> prepareCommit() {
            if (open.isEmpty()) {
                return List.of();
            }
            String transaction = prefix + "/" + transactions++ + "|" + String.join("|", open);
            open.clear();
            return List.of(transaction);
        }

        @Override
        public void close() {}
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) {
        return new Committer<>() {
            @Override
            public void commit(Collection<CommitRequest<String>> requests) {
                Map<String, List<String>> transactions = WORLDS.computeIfAbsent(world, none -> new TreeMap<>());
                for (CommitRequest<String> request : requests) {
                    List<String> parts = List.of(request.getCommittable().split("\\|"));
                    transactions.put(parts.get(0), parts.subList(1, parts.size()));
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
        return new SimpleVersionedSerializer<>() {
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
        };
    }
}
