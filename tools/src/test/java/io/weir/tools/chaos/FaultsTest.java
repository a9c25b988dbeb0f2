package io.weir.tools.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.testkit.process.NodeProcess;
import io.weir.tools.chaos.NamespaceFaults.Line;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
    @Test
    void aPartitionCutsANodeOffInOneOrBothDirectionsOrFromOneOtherOnly() {
        assertThat(NamespaceFaults.lines(1, 3, 0))
                .containsExactlyInAnyOrder(new Line(1, 0), new Line(0, 1), new Line(1, 2), new Line(2, 1));
        assertThat(NamespaceFaults.lines(1, 3, 1)).containsExactlyInAnyOrder(new Line(1, 0), new Line(1, 2));
        assertThat(NamespaceFaults.lines(1, 3, 2)).containsExactlyInAnyOrder(new Line(0, 1), new Line(2, 1));
        assertThat(NamespaceFaults.lines(1, 3, 3)).containsExactlyInAnyOrder(new Line(1, 2), new Line(2, 1));
        assertThat(NamespaceFaults.lines(1, 3, 7)).containsExactlyInAnyOrder(new Line(1, 0), new Line(0, 1));
    }

    @Test
    void clocksJumpForwardAndBackByASecondToADayAndSometimesAreRightAgain() {
        Set<Long> jumps =
                IntStream.range(0, 1_000).mapToObj(Clocks::offsetMillis).collect(Collectors.toSet());
        assertThat(jumps).contains(0L, 1_000L, -1_000L, 3_600_000L, -3_600_000L, 86_400_000L, -86_400_000L);
    }

    @Test
    void whatTheMachineDoesNotAllowIsRefusedWithASentence() {
        NodeProcess node = new NodeProcess("node-1", "", List.of(), Path.of(""));
        try (ProcessFaults plain = new ProcessFaults("there is no such thing here")) {
            assertThat(plain.possible()).doesNotContain(FaultKind.PARTITION, FaultKind.DISK_FULL);
            assertThat(plain.possible()).hasSize(FaultKind.values().length - 2);
            assertThatThrownBy(() -> plain.cut(node, 0, 1))
                    .hasMessage("[CLI-573] The fault 'partition' is not possible here. there is no such thing here. "
                            + "Leave it out of --faults.");
            assertThatThrownBy(() -> plain.fillDisk(node, 0, 1)).hasMessageContaining("'disk-full'");
        }
    }

    @Test
    @SuppressWarnings("try") // closed in the middle, and at the end in any case
    void aLoadBurnsItsCoresUntilItIsClosed(@TempDir Path directory) throws Exception {
        assertThat(CpuLoad.start(0, directory).isRunning()).isFalse();
        try (CpuLoad load = CpuLoad.start(2, directory)) {
            ProcessHandle process = ProcessHandle.of(load.pid()).orElseThrow();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (process.info().totalCpuDuration().orElseThrow().toMillis() < 1_500) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                LockSupport.parkNanos(20_000_000);
            }
            load.close();
            assertThat(process.isAlive()).isFalse();
        }
    }

    @Test
    void theLiveHeapIsWhatBothGenerationsHold() {
        assertThat(LiveHeap.used("""
                        4711:
                        Command executed successfully
                         def new generation   total 78656K, used 1234K [0x00000000f0000000, 0x00000000f5550000, 0x00000000f5550000)
                          eden space 69952K,   1% used [0x00000000f0000000, 0x00000000f0134a48, 0x00000000f4450000)
                         tenured generation   total 174784K, used 40000K [0x00000000f5550000, 0x0000000100000000, 0x0000000100000000)
                           the space 174784K,  22% used [0x00000000f5550000, 0x00000000f7c60000, 0x00000000f7c60000, 0x0000000100000000)
                         Metaspace       used 60000K, committed 60480K, reserved 1114112K
                        """)).isEqualTo(41_234);
        assertThat(LiveHeap.used("no such process")).isNaN();
    }

    @Test
    void aLongRunWarmsUpLongerThanAShortOne() {
        assertThat(Chaos.warmUp(java.time.Duration.ofHours(2))).hasSeconds(180);
        assertThat(Chaos.warmUp(java.time.Duration.ofSeconds(30))).hasSeconds(4);
        assertThat(Chaos.sampleEvery(java.time.Duration.ofHours(2))).hasSeconds(20);
        assertThat(Chaos.sampleEvery(java.time.Duration.ofSeconds(30))).hasSeconds(1);
    }
}
