package io.weir.actors.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node one of whose threads dies of whatever ends, and is replaced: it would else stay a member that does nothing. Newer JDKs cannot kill a thread. */
@EnabledForJreRange(max = JRE.JAVA_19)
@Timeout(300)
class DeadThreadTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"weir-exchange-", "weir-liveness-\\d"})
    void aNodeInsideOfAProgramEndsWithAThreadOfOursAndTheProgramGoesOn(String name) throws Exception {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        try (WeirNode node = WeirNode.start(config(folder))) {
            kill(name, before);
            node.whenTerminated().toCompletableFuture().get(120, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"weir-exchange-", "weir-liveness-\\d"})
    void aProcessThatIsThereForItsNodeHaltsWithACodeThatAServiceManagerSees(String name) throws Exception {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx300m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString(),
                        name)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(70);
        assertThat(Files.readString(log))
                .contains("[NET-620] The thread weir-")
                .contains("ThreadDeath")
                .doesNotContain("survived");
    }

    @Test
    void aProgramWithoutANodeOfItsOwnIsNeverEnded() {
        assertThat(WeirNode.local(WeirConfig.load(), DeadThreadTest.class.getClassLoader()))
                .satisfies(node -> assertThat(
                                node.system().settings().config().getBoolean("pekko.jvm-exit-on-fatal-error"))
                        .isFalse())
                .satisfies(WeirNode::close);
    }

    /** Runs in a process of its own. */
    static final class Child {
        public static void main(String[] arguments) throws Exception {
            WeirNode node = WeirNode.startAlone(config(Path.of(arguments[0])));
            kill(arguments[1], Set.of());
            node.whenTerminated().toCompletableFuture().join();
            System.out.println("survived");
        }
    }

    private static com.typesafe.config.Config config(Path folder) {
        return WeirConfig.load(ConfigFactory.parseMap(Map.of(
                "weir.node.port",
                0,
                "weir.worker.slots",
                1,
                "weir.worker.warm-up",
                false,
                "weir.journal.kind",
                "memory",
                "weir.worker.directory",
                folder.resolve("work").toString(),
                "weir.checkpoint.dir",
                "file://" + folder.resolve("checkpoints"))));
    }

    /** As soon as there is one. An error out of nowhere, in the middle of what it does; as good as an OutOfMemoryError, which cannot be aimed. */
    @SuppressWarnings({"removal", "deprecation"})
    private static void kill(String name, Set<Thread> butNot) throws InterruptedException {
        List<Thread> found = List.of();
        while (found.isEmpty()) {
            found = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread ->
                            !butNot.contains(thread) && thread.getName().matches(name + ".*"))
                    .toList();
            Thread.onSpinWait();
        }
        Thread victim = found.get(0);
        victim.stop();
        victim.interrupt(); // it sleeps in select
    }
}
