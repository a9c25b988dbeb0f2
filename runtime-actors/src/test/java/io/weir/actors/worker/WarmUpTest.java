package io.weir.actors.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
    @TempDir
    Path folder;

    private TestWorker node;

    @BeforeEach
    void start() throws Exception {
        node = TestWorker.local(folder);
        WarmUp.DONE.set(false);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void anAttemptACheckpointAndItsRestoreGoWellAndLeaveNothing() {
        assertThat(outcomeOf(node.services)).isEqualTo("warm");
        TestProbe<Object> probe = node.kit.createTestProbe();
        probe.awaitAssert(() -> {
            assertThat(node.directory.root().resolve("warm-up")).doesNotExist();
            return true;
        });
    }

    @Test
    void whatGoesWrongIsSaidAndHarmsNobody() {
        WorkerServices broken = new WorkerServices(
                node.id,
                node.services.host(),
                node.services.exchange(),
                uri -> {
                    throw new IOException("the disk is gone");
                },
                node.services.backends(),
                node.directory,
                node.codes);
        assertThat(outcomeOf(broken)).isEqualTo("the disk is gone");
    }

    private String outcomeOf(WorkerServices services) {
        List<String> outcome = new CopyOnWriteArrayList<>();
        TestProbe<Object> probe = node.kit.createTestProbe();
        probe.expectTerminated(
                node.kit.spawn(WarmUp.create(services, node.settings, new WarmUp.Outcome() {
                    @Override
                    public void warm() {
                        outcome.add("warm");
                    }

                    @Override
                    public void givenUp(String why, @Nullable Throwable failure) {
                        outcome.add(why);
                    }
                })),
                TestWorker.SOON);
        return String.join(", ", outcome);
    }

    @Test
    void aProcessIsWarmedOnce() {
        WarmUp.DONE.set(true);
        TestProbe<Object> probe = node.kit.createTestProbe();
        probe.expectTerminated(node.kit.spawn(WarmUp.create(node.services, node.settings)), TestWorker.SOON);
        assertThat(node.directory.root().resolve("warm-up")).doesNotExist();
    }
}
