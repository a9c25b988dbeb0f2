package io.weir.actors.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.actors.protocol.WorkerCommand;
import io.weir.runtime.cluster.WorkerId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job manager whose own ports throw: it goes on, and steps down when that happens again soon. */
class MishapTest {
    private static final WorkerId WORKER = new WorkerId("a:1#1");
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final AtomicInteger toThrow = new AtomicInteger();
    private JournalFixture node;
    private TestProbe<ClientReply> client;
    private TestProbe<WorkerCommand> worker;
    private ActorRef<JobManagerCommand> manager;

    private final class Members implements Membership {
        @Override
        public boolean isReachable(WorkerId asked) {
            if (toThrow.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("a mistake");
            }
            return true;
        }

        @Override
        public AutoCloseable watch(Consumer<WorkerId> gone, Consumer<WorkerId> back) {
            return () -> {};
        }
    }

    @BeforeEach
    void lead() throws Exception {
        node = new JournalFixture(folder);
        client = node.kit.createTestProbe(ClientReply.class);
        worker = node.kit.createTestProbe(WorkerCommand.class);
        manager = node.kit.spawn(JobManager.create(node.services("n1"), new Members(), Liveness.none()));
        answers();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void answers() {
        manager.tell(new ClientCommand.ListJobs(client.getRef()));
        client.expectMessageClass(ClientReply.Jobs.class, SOON);
    }

    private void register() {
        manager.tell(new JobManagerCommand.RegisterWorker(WORKER, null, 1, worker.getRef(), List.of(), 0));
    }

    @Test
    void oneMessageThatMakesItThrowIsLeftAndItGoesOn() {
        toThrow.set(1);
        register();
        answers();
        register();
        worker.expectMessageClass(WorkerCommand.Welcome.class, SOON);
        assertThat(node.resigned).isEmpty();
    }

    @Test
    void theSecondWithinAMinuteMakesItLeaveTheLeadToAnother() {
        toThrow.set(2);
        register();
        register();
        client.expectTerminated(manager, SOON);
        assertThat(node.resigned).singleElement().asString().startsWith("[NET-644]");
    }

    @Test
    void theSecondMuchLaterIsAnotherAccident() {
        toThrow.set(1);
        register();
        answers();
        node.clock.addAndGet(Mishaps.MEMORY_MILLIS);
        toThrow.set(1);
        register();
        answers();
        assertThat(node.resigned).isEmpty();
    }

    @Test
    void aMessageOfAnotherProtocolIsIgnored() {
        manager.<Object>unsafeUpcast().tell("nonsense");
        manager.<Object>unsafeUpcast().tell(new ClientReply.UploadDone("x"));
        answers();
        assertThat(node.resigned).isEmpty();
    }
}
