package io.weir.benchmarks.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.api.StreamExecutionEnvironment;
import io.weir.benchmarks.kit.Options;
import io.weir.benchmarks.kit.Probe;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weir gives what every engine gave with the same records: {@code benchmarks/verify.sh} compares them all. */
class WeirMainTest {
    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource({
        "wordcount, heap, 4000000, a43906049dc05e3b",
        "keyed-state, heap, 400000, ec5d7aa9485bf380",
        "keyed-state, rocksdb, 400000, ec5d7aa9485bf380",
        "passthrough, heap, 350015, 87a0795db2e0b6f",
        "tumbling-window, heap, 10000, a8a301950a451be2",
        "tumbling-window, rocksdb, 10000, a8a301950a451be2",
        "sliding-window, heap, 13000, dd49f2e6162c56a7",
        "session-window, heap, 2500, 9c4f8493e36f0b9d"
    })
    void theChecksumIsThatOfTheOtherEngines(String workload, String state, long results, String checksum)
            throws Exception {
        assertThatItGives(results, checksum, workload, state, "mutable", false);
    }

    @ParameterizedTest
    @CsvSource({
        "wordcount, 4000000, a43906049dc05e3b",
        "keyed-state, 400000, ec5d7aa9485bf380",
        "passthrough, 350015, 87a0795db2e0b6f",
        "tumbling-window, 10000, a8a301950a451be2"
    })
    void recordsThatCannotChangeGiveTheSame(String workload, long results, String checksum) throws Exception {
        assertThatItGives(results, checksum, workload, "heap", "immutable", true);
    }

    private void assertThatItGives(
            long results, String checksum, String workload, String state, String values, boolean objectReuse)
            throws Exception {
        Options o = new Options(
                "--workload",
                workload,
                "--records",
                "400000",
                "--parallelism",
                "2",
                "--state",
                state,
                "--values",
                values,
                "--object-reuse",
                Boolean.toString(objectReuse),
                "--checkpoint-interval-ms",
                "200",
                "--dir",
                dir.toString());

        Pipelines.build(StreamExecutionEnvironment.createLocalEnvironment(), o).execute(workload);

        Probe.Result result = o.probe().collect();
        assertThat(result.count).isEqualTo(results);
        assertThat(Long.toHexString(result.sum)).isEqualTo(checksum);
    }
}
