package io.weir.testkit;

import io.weir.api.connector.Committer;
import io.weir.api.connector.CommitterInitContext;
import io.weir.api.connector.CommittingSinkWriter;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Sink;
import io.weir.api.connector.SinkWriter;
import io.weir.api.connector.SupportsCommitter;
import io.weir.api.connector.WriterInitContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * A sink in two phases that keeps its records in the test's JVM, where the test reads them: {@link #committed} is what a reader of
 * committed data would see, each record exactly once; {@link #uncommitted} is what a job has written and not committed yet. In a job
 * without checkpoints everything is committed at its end.
 *
 * <p>Runs where {@link TestSource} runs. Safe for any thread.
 *
 * @param <T> what it takes
 */
public final class TestSink<T> implements Sink<T>, SupportsCommitter<Long> {
    private static final long serialVersionUID = 1L;

    private final long world = TestWorld.open(new TestSinkLedger());

    /** All committed records, in the order of their commits; those of one commit and subtask in the order in which they were written. */
    @SuppressWarnings("unchecked") // only T is ever written
    public List<T> committed() {
        return (List<T>) ledger().committed();
    }

    /** What the newest attempt has written and not committed yet, in the order in which it was written. */
    @SuppressWarnings("unchecked") // as above
    public List<T> uncommitted() {
        return (List<T>) ledger().uncommitted();
    }

    /**
     * Waits until at least so many records are committed: for jobs that run in real time.
     *
     * @return the committed records
     * @throws AssertionError if that has not happened {@code atMost} so long after; says what there is
     */
    @SuppressWarnings("unchecked") // as above
    public List<T> awaitCommitted(int records, Duration atMost) throws InterruptedException {
        return (List<T>) ledger().awaitCommitted(records, atMost);
    }

    private TestSinkLedger ledger() {
        return TestWorld.of(world, TestSinkLedger.class);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(ledger(), context.getSubtaskId(), context.getAttemptNumber());
    }

    @Override
    public Committer<Long> createCommitter(CommitterInitContext context) {
        TestSinkLedger ledger = ledger();
        return new Committer<>() {
            @Override
            public void commit(Collection<CommitRequest<Long>> requests) {
                for (CommitRequest<Long> request : requests) {
                    ledger.commit(request.getCommittable());
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SimpleVersionedSerializer<Long> getCommittableSerializer() {
        return new SimpleVersionedSerializer<>() {
            @Override
            public int getVersion() {
                return 1;
            }

            @Override
            public byte[] serialize(Long transaction) {
                return ByteBuffer.allocate(Long.BYTES).putLong(transaction).array();
            }

            @Override
            public Long deserialize(int version, byte[] bytes) {
                return ByteBuffer.wrap(bytes).getLong();
            }
        };
    }

    private static final class Writer<T> implements CommittingSinkWriter<T, Long> {
        private final TestSinkLedger ledger;
        private final int subtask;
        private final int attempt;
        private long transaction;

        Writer(TestSinkLedger ledger, int subtask, int attempt) {
            this.ledger = ledger;
            this.subtask = subtask;
            this.attempt = attempt;
            ledger.abandonBefore(subtask, attempt);
            transaction = ledger.begin(subtask, attempt);
        }

        @Override
        public void write(T element, Context context) {
            ledger.write(transaction, element);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public Collection<Long> prepareCommit() {
            if (ledger.isEmpty(transaction)) {
                return List.of();
            }
            long prepared = transaction;
            transaction = ledger.begin(subtask, attempt);
            return List.of(prepared);
        }

        @Override
        public void close() {}
    }
}
