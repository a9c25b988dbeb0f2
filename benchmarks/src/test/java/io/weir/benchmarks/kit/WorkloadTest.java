package io.weir.benchmarks.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The generator and the checksum are those of the peers' published figures: results/peers-2026-11.jsonl. */
class WorkloadTest {
    private static final int RECORDS = 400_000;

    @Test
    void wordcountHasTheChecksumOfAllEngines() {
        Map<String, Long> counts = new HashMap<>();
        long[] sum = new long[1];
        for (long i = 0; i < RECORDS; i++) {
            Workload.words(
                    Workload.line(i),
                    word -> sum[0] += Mix.result(word.hashCode(), counts.merge(word, 1L, Long::sum), 0));
        }

        assertThat(Long.toHexString(sum[0])).isEqualTo("a43906049dc05e3b");
    }

    @Test
    void keyedStateHasTheChecksumOfAllEngines() {
        Map<Long, Long> counts = new HashMap<>();
        long sum = 0;
        for (long i = 0; i < RECORDS; i++) {
            long key = Workload.KEYED_STATE.event(i).key;
            sum += Mix.result(key, counts.merge(key, 1L, Long::sum), 0);
        }

        assertThat(Long.toHexString(sum)).isEqualTo("ec5d7aa9485bf380");
    }

    @Test
    void aNameAndItsWorkloadBelongTogether() {
        for (Workload workload : Workload.values()) {
            assertThat(Workload.of(workload.label())).isEqualTo(workload);
        }
    }
}
