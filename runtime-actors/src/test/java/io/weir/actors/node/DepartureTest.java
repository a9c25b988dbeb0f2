package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.weir.actors.protocol.ClientCommand;
import io.weir.actors.protocol.ClientReply;
import io.weir.actors.protocol.JobManagerCommand;
import io.weir.runtime.cluster.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DepartureTest {
    private static final WorkerId ME = new WorkerId("h:1#a");
    private static final WorkerId OTHER = new WorkerId("h:2#b");
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ActorTestKit kit = ActorTestKit.create(
            ManualTime.config().withFallback(ConfigFactory.parseString("pekko.actor.provider = local")));
    private final ManualTime time = ManualTime.get(kit.system());
    private final TestProbe<JobManagerCommand> manager = kit.createTestProbe();
    private final CompletableFuture<Done> gone =
            Departure.of(kit.system(), manager.ref(), ME, PATIENCE).toCompletableFuture();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void aWorkerThatTheLeaderDoesNotCallLeavingSaysItAgain() throws Exception {
        manager.expectMessage(new JobManagerCommand.WorkerLeaving(ME)); // lost, say
        answer(new ClientReply.Worker(ME, 2, 0, false));
        manager.expectMessage(new JobManagerCommand.WorkerLeaving(ME)); // lost again
        answer(new ClientReply.Worker(ME, 2, 0, false));
        manager.expectMessage(new JobManagerCommand.WorkerLeaving(ME));
        answer(new ClientReply.Worker(ME, 2, 1, true));
        answer(new ClientReply.Worker(ME, 2, 1, true)); // heard: it is not said any more
        assertThat(gone).isNotDone();
        answer(new ClientReply.Worker(ME, 2, 0, true));
        gone.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aWorkerThatTheLeaderDoesNotKnowNeedNotWait() throws Exception {
        manager.expectMessage(new JobManagerCommand.WorkerLeaving(ME));
        answer(new ClientReply.Worker(OTHER, 2, 2, false));
        gone.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aWorkerDoesNotWaitForEver() throws Exception {
        manager.expectMessage(new JobManagerCommand.WorkerLeaving(ME));
        time.timePasses(PATIENCE);
        gone.get(10, TimeUnit.SECONDS);
    }

    private void answer(ClientReply.Worker worker) {
        time.timePasses(Duration.ofMillis(100));
        manager.expectMessageClass(ClientCommand.DescribeCluster.class)
                .replyTo()
                .tell(new ClientReply.Cluster(1, "c", "n", List.of(worker), 2, 2, 0));
    }
}
