package io.weir.actors.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of real processes, which do nothing; the journal is always locked. */
class HungLeaderTest {
    private static final String HUNG = "127.0.0.1:7301#a1";
    private static final Duration GRACE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final Set<String> removed = new HashSet<>();
    private Process process;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("sleep", "600").start();
        holder(process.pid(), JournalHolder.startOf(process.toHandle())).write(file("weir.holder"));
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static JournalHolder holder(long pid, String start) {
        return new JournalHolder(
                pid, start, ProcessHandle.current().info().user().orElseThrow(), HUNG);
    }

    private HungLeader next(boolean end) {
        Leadership locked = new Leadership() {
            @Override
            public Term take(String node) throws IOException {
                throw new IOException("the file is locked");
            }

            @Override
            public boolean isHeld(long term) {
                return false;
            }

            @Override
            public void resign(String sentence) {
                throw new AssertionError(sentence);
            }
        };
        return new HungLeader(
                locked,
                new HungLeaderSettings(end, GRACE),
                folder.resolve("weir"),
                "127.0.0.1:7302#b2",
                removed::contains,
                nanos::get);
    }

    /** Tries for longer than the grace; what was said of the holder at the end. */
    private String triesLong(HungLeader next) {
        String said = tries(next);
        nanos.addAndGet(GRACE.toNanos() + 1);
        assertThat(tries(next)).startsWith("the file is locked");
        return said;
    }

    private static String tries(HungLeader next) {
        try {
            next.take("b");
            throw new AssertionError("it is locked");
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void whoWasRemovedAndKeepsTheFileIsEndedAfterTheGrace() throws Exception {
        removed.add(HUNG);
        HungLeader next = next(true);
        assertThat(tries(next))
                .contains("process " + process.pid() + ", which was node " + HUNG)
                .contains("PT5S");
        nanos.addAndGet(GRACE.toNanos() - 1);
        tries(next);
        assertThat(process.isAlive()).as("within the grace").isTrue();
        nanos.addAndGet(2);
        tries(next);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(file("weir.ended")).exists();
        next(true).sayHowItEnded("127.0.0.1:7302");
        assertThat(file("weir.ended")).as("that was another's").exists();
        next(true).sayHowItEnded("127.0.0.1:7301");
        assertThat(file("weir.ended")).as("said once").doesNotExist();
    }

    @Test
    void aMemberIsNotEndedHoweverLongItKeepsTheFile() {
        removed.add("127.0.0.1:7301#a0"); // the one before it at that address
        assertThat(triesLong(next(true))).contains("is not removed from the cluster");
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void theGraceBeginsWhenItIsKnownToBeRemoved() {
        HungLeader next = next(true);
        triesLong(next);
        removed.add(HUNG);
        tries(next);
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void anotherProcessWithItsNumberIsNotEnded() throws Exception {
        removed.add(HUNG);
        holder(process.pid(), "1").write(file("weir.holder"));
        assertThat(triesLong(next(true))).isEqualTo("the file is locked");
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void aProcessOfAnotherUserAndThisOneItselfAreNotEnded() throws Exception {
        removed.add(HUNG);
        new JournalHolder(process.pid(), JournalHolder.startOf(process.toHandle()), "somebody else", HUNG)
                .write(file("weir.holder"));
        triesLong(next(true));
        assertThat(process.isAlive()).isTrue();
        JournalHolder.ofThisProcess(HUNG).write(file("weir.holder"));
        triesLong(next(true));
    }

    @Test
    void whereItIsSwitchedOffNobodyIsEnded() {
        removed.add(HUNG);
        triesLong(next(false));
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void aHolderThatMakesNoSenseOrIsGoneChangesNothing() throws Exception {
        removed.add(HUNG);
        Files.writeString(file("weir.holder"), "pid=many\nnode=" + HUNG);
        assertThat(triesLong(next(true))).isEqualTo("the file is locked");
        process.destroyForcibly().waitFor();
        holder(process.pid(), "1").write(file("weir.holder"));
        assertThat(triesLong(next(true))).isEqualTo("the file is locked");
    }

    @Test
    void whoLeadsWritesItselfDown() throws Exception {
        Leadership free = Leadership.alone();
        HungLeader leader = new HungLeader(
                free,
                new HungLeaderSettings(true, GRACE),
                folder.resolve("weir"),
                "me#1",
                removed::contains,
                nanos::get);
        leader.take("me");
        assertThat(JournalHolder.read(file("weir.holder"))).hasValue(JournalHolder.ofThisProcess("me#1"));
        assertThat(JournalHolder.ofThisProcess("me#1").process()).hasValue(ProcessHandle.current());
    }

    @Test
    void aGraceOfLessThanNothingIsRefused() {
        assertThatThrownBy(() -> HungLeaderSettings.from(ConfigFactory.parseString("weir.hung-leader.grace = -1 s")
                        .withFallback(WeirConfig.load())))
                .hasMessageContaining("[CFG-203] weir.hung-leader.grace");
        assertThat(WeirConfig.load().getConfig("weir.hung-leader").root().keySet())
                .containsExactlyInAnyOrder("end", "grace");
    }
}
