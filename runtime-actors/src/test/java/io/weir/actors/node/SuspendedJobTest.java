package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.weir.actors.client.ClientException;
import io.weir.actors.client.WeirClient;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobStatus;
import io.weir.runtime.job.RestartFrom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir.job.do-not-resume} over cold restarts of a node whose journal is a file. */
class SuspendedJobTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private WeirNode node(String... doNotResume) {
        return WeirNode.start(WeirConfig.load(ConfigFactory.empty()
                .withValue("weir.job.do-not-resume", ConfigValueFactory.fromIterable(List.of(doNotResume)))
                .withFallback(WeirNodeTest.config(folder, 0))));
    }

    private static WeirClient client(WeirNode node) {
        return WeirClient.connect(List.of(node.address()), List.of(), PATIENCE);
    }

    private static ClientReply.Job await(WeirClient client, String job, Predicate<ClientReply.Job> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ClientReply.Job seen = client.describe(job);
        while (!wanted.test(seen)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("in vain; last seen: " + seen);
            }
            LockSupport.parkNanos(50_000_000);
            seen = client.describe(job);
        }
        return seen;
    }

    private static boolean runs(ClientReply.Job job) {
        return job.summary().status() == JobStatus.RUNNING;
    }

    private static long seen() {
        return Objects.requireNonNull(Numbers.SEEN.get("suspended")).get();
    }

    @Test
    void aJobThatIsNotToBeResumedWaitsUntilSomebodyLetsItGoOnOrEndsIt() throws Exception {
        String id;
        try (WeirNode first = node();
                WeirClient client = client(first)) {
            id = client.submit(
                    Numbers.counting("suspended", Long.MAX_VALUE / 2, 1, "file://" + folder.resolve("checkpoints")));
            await(client, id, job -> runs(job) && job.completedCheckpoints() >= 2);
        }
        String prefix = id.substring(0, 8);
        try (WeirNode second = node(prefix, "ffff-unknown");
                WeirClient client = client(second)) {
            long before = seen();
            ClientReply.Job suspended = client.describe(id);
            assertThat(suspended.summary().status()).isEqualTo(JobStatus.SUSPENDED);
            assertThat(suspended.summary().sentence()).startsWith("[CLI-513] Job " + id);
            assertThat(suspended.completedCheckpoints()).isGreaterThanOrEqualTo(2);
            assertThat(client.jobs()).extracting(ClientReply.JobSummary::status).containsExactly(JobStatus.SUSPENDED);
            assertThat(client.checkpoints(id).completed()).isGreaterThanOrEqualTo(2);
            assertThatThrownBy(() -> client.restart(id, RestartFrom.SCRATCH, 0, true, files -> {}))
                    .isInstanceOf(ClientException.class)
                    .hasMessageStartingWith("[CLI-515]");
            assertThat(seen()).as("nothing of it ran").isEqualTo(before);

            ClientReply.RestartAccepted resumed = client.restart(prefix, RestartFrom.NEWEST, 0, false, files -> {});
            assertThat(resumed.resumed()).isTrue();
            ClientReply.Job goesOn = await(
                    client, id, job -> runs(job) && job.completedCheckpoints() > suspended.completedCheckpoints());
            assertThat(goesOn.restoredFrom()).as("from its checkpoint").isNotNull();
        }
        try (WeirNode third = node(id);
                WeirClient client = client(third)) {
            assertThat(client.describe(id).summary().status())
                    .as("the next leader asks again")
                    .isEqualTo(JobStatus.SUSPENDED);
        }
        try (WeirNode fourth = node();
                WeirClient client = client(fourth)) {
            await(client, id, SuspendedJobTest::runs); // the setting is gone
        }
        try (WeirNode fifth = node(prefix);
                WeirClient client = client(fifth)) {
            try {
                assertThat(client.cancel(id)).isEqualTo(id);
            } catch (ClientException askedAgain) { // the answer took more than a second, and the job has ended by now
                assertThat(askedAgain.code()).isEqualTo("CLI-504");
            }
            await(client, id, job -> job.summary().status() == JobStatus.CANCELED);
        }
    }
}
