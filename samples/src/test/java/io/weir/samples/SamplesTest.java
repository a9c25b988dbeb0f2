package io.weir.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.JobClient;
import io.weir.api.JobExecutionException;
import io.weir.api.execution.ExecutionContexts;
import io.weir.api.execution.JobExecutor;
import io.weir.api.graph.JobGraph;
import io.weir.api.graph.StreamNode;
import io.weir.samples.fraud.FraudDetectionJob;
import io.weir.samples.socket.SocketWordCount;
import io.weir.samples.wordcount.WordCount;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each program makes a valid job, with lambdas and without type hints. What it computes is tested where jobs run. */
class SamplesTest {
    private interface Program {
        void run(String[] args) throws Exception;
    }

    @Test
    void theWordCountIsValidWithAnyOfItsOptions() throws Exception {
        assertThat(names(graph(WordCount::main)))
                .startsWith("Source: Text File", "words", "count")
                .contains("all", "last-rows")
                .endsWith("console");
        assertThat(names(graph(WordCount::main, "--host", "localhost", "--port", "9999", "--state", "rocksdb")))
                .containsExactly("Source: Socket Stream", "words", "count", "Sink: Print to Std. Out");
        JobGraph limited = graph(
                WordCount::main,
                "--input",
                "x",
                "--lines-per-second",
                "500",
                "--output",
                "out",
                "--parallelism",
                "3",
                "--checkpoint-interval",
                "250",
                "--checkpoint-dir",
                "file:///checkpoints");
        assertThat(names(limited)).containsExactly("Source: lines", "words", "count", "files");
        assertThat(limited.nodes()).allMatch(node -> node.parallelism() == 3);
        assertThat(limited.settings().checkpoints().intervalMs()).isEqualTo(250);
        assertThat(limited.warnings())
                .as("state that outlives changes of the program")
                .isEmpty();
    }

    @Test
    void anUnknownStateBackendIsRefused() {
        assertThatThrownBy(() -> graph(WordCount::main, "--state", "paper")).hasMessageContaining("heap and rocksdb");
    }

    @Test
    void theOthersAreValid() throws Exception {
        assertThat(graph(SocketWordCount::main).nodes()).hasSize(4);
        assertThat(names(graph(FraudDetectionJob::main, "--output", "out")))
                .containsExactly("Source: Data Generator", "fraud-detector", "alerts");
    }

    @Test
    void everySampleIsListedAndValidWithoutOptions() throws Exception {
        for (Sample sample : Sample.all()) {
            var main = sample.program().getMethod("main", String[].class);
            JobGraph graph = graph(args -> {
                try {
                    main.invoke(null, (Object) args);
                } catch (InvocationTargetException e) {
                    throw (Exception) e.getCause();
                }
            });
            assertThat(graph.nodes()).as(sample.name()).isNotEmpty();
            assertThat(Sample.find(sample.name())).contains(sample);
            assertThat(Sample.list()).contains("  " + sample.name() + "  ");
        }
        assertThat(Sample.all().stream().map(Sample::name)).doesNotHaveDuplicates();
    }

    private static List<String> names(JobGraph graph) {
        return graph.nodes().stream().map(StreamNode::name).toList();
    }

    private static JobGraph graph(Program program, String... args) throws Exception {
        Submitted submitted = new Submitted();
        assertThatThrownBy(() -> ExecutionContexts.withExecutor(submitted, () -> {
                    program.run(args);
                    return "";
                }))
                .satisfies(thrown -> {
                    if (submitted.graphs.isEmpty()) {
                        throw new AssertionError(thrown.getMessage(), thrown);
                    }
                });
        return submitted.graphs.get(0);
    }

    /** Takes the job and does not run it. */
    private static final class Submitted implements JobExecutor {
        final List<JobGraph> graphs = new ArrayList<>();

        @Override
        public JobClient submit(JobGraph graph, ClassLoader userCode) throws JobExecutionException {
            graphs.add(graph);
            throw new JobExecutionException(null, "taken, not run");
        }
    }
}
