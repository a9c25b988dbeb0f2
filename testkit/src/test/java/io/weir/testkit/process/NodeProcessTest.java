package io.weir.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeProcessTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long DAY_MILLIS = 86_400_000;

    @TempDir
    Path folder = Path.of("");

    private NodeProcess process = new NodeProcess("none", "", List.of(), Path.of(""));

    /** A child that writes down what it takes for the time, again and again. */
    static final class Clock {
        private Clock() {}

        @SuppressWarnings("InfiniteRecursion")
        public static void main(String[] arguments) throws IOException {
            LongSupplier reference = System::currentTimeMillis;
            Path file = Path.of(arguments[0]);
            while (true) {
                Files.writeString(file, System.currentTimeMillis() + " " + reference.getAsLong() + " .");
                LockSupport.parkNanos(5_000_000);
            }
        }
    }

    private Path file() {
        return folder.resolve("time");
    }

    private void start(List<String> flags) {
        process = new NodeProcess(
                "clock",
                "",
                JavaCommand.of(List.of(), flags, Clock.class.getName(), file().toString()),
                folder.resolve("clock.log"));
        process.start();
    }

    @AfterEach
    void kill() {
        process.kill();
    }

    /** What it writes next; waits for it. */
    private long[] nextTimes() throws IOException {
        Files.deleteIfExists(file());
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            LockSupport.parkNanos(5_000_000);
            String text = Files.exists(file()) ? Files.readString(file()) : "";
            if (text.endsWith(" .")) {
                String[] times = text.split(" ", -1);
                return new long[] {Long.parseLong(times[0]), Long.parseLong(times[1])};
            }
        }
        throw new AssertionError("the child says nothing: " + Files.readString(folder.resolve("clock.log")));
    }

    @Test
    void aProcessIsKilledAndStartedAgain() throws IOException {
        start(List.of());
        nextTimes();
        long first = process.pid();
        assertThatThrownBy(process::start).isInstanceOf(IllegalStateException.class);
        assertThat(process.startIfGone()).isFalse();
        process.kill();
        assertThat(process.isAlive()).isFalse();
        assertThat(process.pause()).isFalse();
        assertThat(process.startIfGone()).isTrue();
        nextTimes();
        assertThat(process.pid()).isNotEqualTo(first);
    }

    @Test
    void aPausedProcessStandsStill() throws IOException {
        start(List.of());
        nextTimes();
        assertThat(process.pause()).isTrue();
        Files.deleteIfExists(file());
        LockSupport.parkNanos(100_000_000);
        assertThat(file()).doesNotExist();
        assertThat(process.isAlive()).isTrue();
        assertThat(process.resume()).isTrue();
        nextTimes();
    }

    @Test
    void theWallClockOfAProcessJumpsWhereItIsTold() throws IOException {
        Path offset = folder.resolve("offset");
        start(List.of(WallClock.jvmFlag(folder, offset)));
        assertThat(nextTimes()[0]).isCloseTo(System.currentTimeMillis(), within(DAY_MILLIS / 2));
        WallClock.set(offset, DAY_MILLIS);
        nextTimes();
        for (long time : nextTimes()) {
            assertThat(time).isCloseTo(System.currentTimeMillis() + DAY_MILLIS, within(DAY_MILLIS / 2));
        }
        WallClock.set(offset, -DAY_MILLIS);
        nextTimes();
        for (long time : nextTimes()) {
            assertThat(time).isCloseTo(System.currentTimeMillis() - DAY_MILLIS, within(DAY_MILLIS / 2));
        }
    }

    private static org.assertj.core.data.Offset<Long> within(long millis) {
        return org.assertj.core.data.Offset.offset(millis);
    }
}
