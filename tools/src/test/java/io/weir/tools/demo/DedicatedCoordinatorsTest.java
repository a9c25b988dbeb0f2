package io.weir.tools.demo;

import static io.weir.tools.processes.ProcessCluster.COORDINATOR;
import static io.weir.tools.processes.ProcessCluster.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.protocol.ClientReply;
import io.weir.testkit.process.Polling;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where coordinators run no subtasks, the loss of one, the leader too, does not touch the data. */
@ExtendWith(LogsOfFailures.class)
class DedicatedCoordinatorsTest {
    @Test
    void aNewLeaderAdoptsTheRunningAttempt() throws Exception {
        List<List<String>> roles =
                List.of(List.of(COORDINATOR), List.of(COORDINATOR), List.of(WORKER), List.of(WORKER));
        try (MultiJvm cluster = new MultiJvm("dedicated-coordinators", roles)) {
            cluster.awaitMembers(); // a coordinator that still joins can lead nothing
            ExactJob job = ExactJob.submit(
                    cluster.client(),
                    "coordinator-killed",
                    "heap",
                    cluster.directory().resolve("job"));
            ClientReply.Job before = job.awaitCheckpoints(2);
            long term = cluster.client().cluster().term();
            cluster.kill(cluster.leader(), "the leader, a coordinator only");
            ClientReply.Cluster led =
                    Polling.await("another node leads", cluster.client()::cluster, now -> now.term() > term);
            MultiJvm.say("now " + led.leader() + " leads");
            ClientReply.Job adopted = job.awaitCheckpoints(2);
            assertThat(adopted.epoch()).as("the attempt went on").isEqualTo(before.epoch());
            ClientReply.Job end = job.finishAndRecount();
            assertThat(end.epoch()).isEqualTo(before.epoch());
            assertThat(end.restarts()).isEqualTo(before.restarts());
        }
    }
}
