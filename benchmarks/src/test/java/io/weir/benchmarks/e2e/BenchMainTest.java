package io.weir.benchmarks.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchMainTest {
    @Test
    void whatTheUserSaysReachesTheEngine() {
        CommandLine line = BenchMain.commandLine();
        line.parseArgs(
                "keyed-state",
                "--engine",
                "flink",
                "--records",
                "10",
                "--state",
                "rocksdb",
                "--set",
                "object-reuse=false",
                "--conf",
                "a.b=c");

        String args = String.join(" ", line.<BenchMain>getCommand().options().toArgs());

        assertThat(args)
                .contains("--engine flink", "--workload keyed-state", "--records 10", "--state rocksdb")
                .contains("--object-reuse false", "--conf a.b=c")
                .doesNotContain("--nodes", "--rate");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --records 10 | [CLI-564] No workload was named
                    word-count | [CLI-564] WORKLOAD cannot be 'word-count'
                    latency | [CLI-564] latency has no rate
                    wordcount --parallelism 0 | [CLI-564] --parallelism cannot be 0
                    wordcount --state disk | [CLI-564] --state cannot be 'disk'
                    latency --rate 10 --kill-at-s 3 | [CLI-564] --kill-at-s 3 cannot be measured here
                    """)
    void whatCannotBeRunIsRefusedWithASentence(String args, String sentence) {
        StringWriter err = new StringWriter();

        int exitCode = BenchMain.commandLine().setErr(new PrintWriter(err)).execute(args.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains(sentence);
    }

    @Test
    void theHelpOfIdleNamesItsBarInPerCent() {
        StringWriter out = new StringWriter();

        int exitCode = BenchMain.commandLine().setOut(new PrintWriter(out)).execute("idle", "--help");

        assertThat(exitCode).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("0 if all are below 2 %, else 1.")
                .doesNotContain("%%");
    }
}
