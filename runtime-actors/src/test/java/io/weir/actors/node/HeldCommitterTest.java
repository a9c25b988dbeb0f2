package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobStatus;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.connector.Committer;
import io.weir.api.connector.CommitterInitContext;
import io.weir.api.connector.CommittingSinkWriter;
import io.weir.api.connector.SimpleVersionedSerializer;
import io.weir.api.connector.Sink;
import io.weir.api.connector.SinkWriter;
import io.weir.api.connector.SupportsCommitter;
import io.weir.api.connector.WriterInitContext;
import io.weir.api.graph.JobGraph;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Committers that an outside system keeps waiting, on a node whose subtasks share two threads, none of which is ever replaced. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HeldCommitterTest {
    private static final int COMMITTERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Set<Long> COMMITTED = ConcurrentHashMap.newKeySet();
    private static final AtomicInteger COMMITTING = new AtomicInteger();
    private static final AtomicInteger OVERLAPS = new AtomicInteger();
    private static CountDownLatch held = new CountDownLatch(0);
    private static CountDownLatch gate = new CountDownLatch(0);

    @TempDir
    Path folder = Path.of("");

    private WeirNode node;
    private WeirClient client;

    @BeforeEach
    void start() {
        COMMITTED.clear();
        OVERLAPS.set(0);
        held = new CountDownLatch(COMMITTERS);
        gate = new CountDownLatch(1);
        node = WeirNode.start(ConfigFactory.parseString("""
                weir.worker.slots = 8
                weir.worker.warm-up = off
                weir.worker.cancel-timeout = 1 s
                weir.subtask-dispatcher.subtask-threads { replace-after = 1 h, parallelism-min = 2, parallelism-max = 2 }
                """)
                .withFallback(WeirNodeTest.config(folder, 0))
                .resolve());
        client = WeirClient.connect(List.of(node.address()), List.of(), PATIENCE);
    }

    @AfterEach
    void stop() {
        gate.countDown();
        client.close();
        node.close();
    }

    private String storage() {
        return "file://" + folder.resolve("checkpoints");
    }

    private JobGraph held(long numbers) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(COMMITTERS);
        env.enableCheckpointing(100);
        env.getCheckpointConfig().setCheckpointStorage(storage());
        env.fromSequence(0, numbers - 1).sinkTo(new HeldSink());
        return env.getJobGraph("held");
    }

    private ClientReply.Job eventually(String id, String what, Predicate<ClientReply.Job> answer) {
        return Eventually.of(PATIENCE, what, () -> client.describe(id), answer);
    }

    @Test
    void commitsThatWaitHoldUpNeitherOtherJobsNorTheCheckpointsOfTheirOwn() throws Exception {
        String waits = client.submit(held(Long.MAX_VALUE / 2));
        assertThat(held.await(60, TimeUnit.SECONDS)).as("all committers wait").isTrue();
        long before = client.describe(waits).completedCheckpoints();
        var other = client.submit(
                Numbers.counting("beside", 200_000, 2, storage()), getClass().getClassLoader());
        other.getJobExecutionResult().get(60, TimeUnit.SECONDS);
        eventually(waits, "checkpoints of the job that commits", job -> job.completedCheckpoints() > before + 2);
        assertThat(COMMITTED).isEmpty();
        gate.countDown();
        eventually(waits, "output", job -> !COMMITTED.isEmpty());
        assertThat(client.describe(waits).restarts()).isZero();
    }

    @Test
    void aJobWhoseInputHasEndedIsFinishedWhenItsLastCommitHasReturned() throws Exception {
        int numbers = 1_000;
        String waits = client.submit(held(numbers));
        assertThat(held.await(60, TimeUnit.SECONDS)).as("all committers wait").isTrue();
        assertThat(client.describe(waits).summary().status()).isNotEqualTo(JobStatus.FINISHED);
        gate.countDown();
        eventually(waits, "it ends", job -> job.summary().status() == JobStatus.FINISHED);
        assertThat(COMMITTED).hasSize(numbers);
    }

    @Test
    void aJobIsNotCanceledBeforeItsCommitsHaveEndedForTheNextAttemptMustNotMeetThem() throws Exception {
        String waits = client.submit(held(Long.MAX_VALUE / 2));
        assertThat(held.await(60, TimeUnit.SECONDS)).as("all committers wait").isTrue();
        client.cancel(waits); // interrupts them after a second
        eventually(waits, "it is cancelled", job -> job.summary().status() == JobStatus.CANCELED);
        assertThat(COMMITTING).as("calls of committers under way").hasValue(0);
        assertThat(OVERLAPS)
                .as("committers closed or called while they committed")
                .hasValue(0);
    }

    private record HeldSink() implements Sink<Long>, SupportsCommitter<Long> {
        @Override
        public SinkWriter<Long> createWriter(WriterInitContext context) {
            return new Writer();
        }

        @Override
        public Committer<Long> createCommitter(CommitterInitContext context) {
            return new Held();
        }

        @Override
        public SimpleVersionedSerializer<Long> getCommittableSerializer() {
            return new Numbered();
        }
    }

    private static final class Writer implements CommittingSinkWriter<Long, Long> {
        private final Set<Long> open = new HashSet<>();

        @Override
        public void write(Long element, Context context) {
            if (open.size() < 1_000) { // an endless job goes on while its commits wait
                open.add(element);
            }
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public Collection<Long> prepareCommit() {
            List<Long> prepared = List.copyOf(open);
            open.clear();
            return prepared;
        }

        @Override
        public void close() {}
    }

    private static final class Held implements Committer<Long> {
        private final AtomicInteger inside = new AtomicInteger();

        @Override
        public void commit(Collection<CommitRequest<Long>> requests) throws InterruptedException {
            COMMITTING.incrementAndGet();
            if (inside.getAndIncrement() > 0) {
                OVERLAPS.incrementAndGet();
            }
            try {
                held.countDown();
                gate.await();
                requests.forEach(request -> COMMITTED.add(request.getCommittable()));
            } finally {
                inside.decrementAndGet();
                COMMITTING.decrementAndGet();
            }
        }

        @Override
        public void close() {
            if (inside.get() > 0) {
                OVERLAPS.incrementAndGet();
            }
        }
    }

    private static final class Numbered implements SimpleVersionedSerializer<Long> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Long number) {
            return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        }

        @Override
        public Long deserialize(int version, byte[] bytes) {
            return ByteBuffer.wrap(bytes).getLong();
        }
    }
}
