package io.weir.benchmarks.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

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

    /** Picocli formats them; one that cannot be formatted is shown as it is, below a warning. */
    @Test
    void theHelpOfEachCommandCanBeFormatted() {
        CommandLine bench = BenchMain.commandLine();
        List<CommandLine> commands = new ArrayList<>(bench.getSubcommands().values());
        commands.add(bench);
        assertThat(commands).hasSizeGreaterThan(2).allSatisfy(command -> {
            CommandSpec spec = command.getCommandSpec();
            assertThat(spec.usageMessage().description()).isNotEmpty().allSatisfy(BenchMainTest::canBeFormatted);
            assertThat(spec.args())
                    .allSatisfy(arg -> assertThat(arg.description()).allSatisfy(BenchMainTest::canBeFormatted));
        });
    }

    private static void canBeFormatted(String help) {
        assertThat(String.format(Locale.ROOT, help)).isNotBlank(); // or it throws
    }
}
