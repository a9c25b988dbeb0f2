package io.weir.tools.demo;

import static io.weir.tools.processes.ProcessCluster.COORDINATOR;
import static io.weir.tools.processes.ProcessCluster.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobStatus;
import io.weir.api.execution.ExecutionContexts;
import io.weir.samples.Sample;
import io.weir.samples.shared.DataFile;
import io.weir.testkit.process.NodeProcess;
import io.weir.testkit.process.Polling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The five applications at once, each with two subtasks, on real processes of which one is killed in the middle: what they have committed in
 * the end is what a run in this process commits in which nothing happens.
 */
@ExtendWith(LogsOfFailures.class)
class ApplicationsTest {
    private static final int RUNNING_SECONDS = 20;
    private static final int SLOTS = 10;

    private static final List<Application> APPLICATIONS = List.of(
            new Application("recommendations", "--views-per-second", 600),
            new Application("risk-control", "--payments-per-second", 800),
            new Application("weather-station", "--hours-per-second", 8759),
            new Application("click-through", "--events-per-second", 5000),
            new Application("stock-monitor", "--trades-per-second", 3000));

    private static final Map<String, List<String>> EXPECTED = new TreeMap<>();
    private static String weather = "";

    /** @param records so many there are, all of them in so many seconds as the rate says */
    private record Application(String sample, String rate, int records) {
        List<String> arguments(String state, double perSecond, Path output) {
            List<String> arguments = new ArrayList<>(List.of(
                    rate,
                    String.valueOf(perSecond),
                    "--state",
                    state,
                    "--parallelism",
                    "2",
                    "--checkpoint-interval",
                    "500",
                    "--output",
                    output.toString()));
            if (sample.equals("weather-station")) {
                arguments.addAll(List.of("--input", weather));
            }
            return arguments;
        }

        void main(List<String> arguments) throws Exception {
            Sample.find(sample)
                    .orElseThrow()
                    .program()
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments.toArray(new String[0]));
        }
    }

    private record Running(Application application, String id, Path output) {}

    @BeforeAll
    static void runsInWhichNothingHappens() throws Exception {
        weather = DataFile.withoutHeader("seattle-weather-hourly.csv");
        Path directory = MultiJvm.empty("applications-expected");
        for (Application application : APPLICATIONS) {
            Path output = directory.resolve(application.sample);
            ExecutionContexts.withExecutor(ExecutionContexts.local(), () -> {
                application.main(application.arguments("heap", application.records, output));
                return "";
            });
            EXPECTED.put(application.sample, Committed.linesBelow(output));
        }
    }

    @ParameterizedTest(name = "{0} node(s), state in {1}")
    @CsvSource({"1, heap", "1, rocksdb", "3, heap", "3, rocksdb"})
    void aKillInTheMiddleChangesNothingOfTheOutput(int nodes, String state) throws Exception {
        String name = "applications-" + nodes + "-" + state;
        try (MultiJvm cluster = new MultiJvm(
                name,
                Collections.nCopies(nodes, List.of(COORDINATOR, WORKER)),
                "weir.worker.slots = " + SLOTS / (nodes == 1 ? 1 : 2))) {
            List<Running> jobs = new ArrayList<>();
            for (Application application : APPLICATIONS) {
                Path output = cluster.directory().resolve("output").resolve(application.sample);
                double rate = (double) application.records / RUNNING_SECONDS;
                String id = Captured.graphOf(
                        () -> application.main(application.arguments(state, rate, output)), cluster.client()::submit);
                jobs.add(new Running(application, id, output));
            }
            for (Running job : jobs) {
                Polling.await(
                        job.application.sample + " completes two checkpoints",
                        () -> cluster.client().describe(job.id),
                        now -> now.completedCheckpoints() >= 2);
            }
            ClientReply.Job first = cluster.client().describe(jobs.get(0).id);
            NodeProcess victim = nodes == 1 ? cluster.leader() : cluster.workerOf(first);
            cluster.kill(victim, "in the middle");
            cluster.whole();
            int restarts = 0;
            for (Running job : jobs) {
                restarts += ended(cluster.client(), job).restarts();
                assertThat(Committed.linesBelow(job.output))
                        .as(job.application.sample)
                        .isNotEmpty()
                        .containsExactlyElementsOf(EXPECTED.getOrDefault(job.application.sample, List.of()));
            }
            assertThat(restarts).as("restarts of all jobs").isGreaterThanOrEqualTo(nodes == 1 ? jobs.size() : 1);
        }
    }

    private static ClientReply.Job ended(WeirClient client, Running job) throws InterruptedException {
        ClientReply.Job end = Polling.await(
                job.application.sample + " ends",
                () -> client.describe(job.id),
                now -> now.summary().status().isGloballyTerminalState());
        assertThat(end.summary().status()).as(end.summary().sentence()).isEqualTo(JobStatus.FINISHED);
        return end;
    }
}
