package io.weir.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.Collector;
import io.weir.api.DataStream;
import io.weir.api.JobStatus;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.api.graph.JobGraph;
import io.weir.api.state.backend.HashMapStateBackend;
import io.weir.api.state.backend.RocksDBStateBackend;
import io.weir.api.tuple.Tuple2;
import io.weir.connector.file.FileSink;
import io.weir.connector.file.FileSource;
import io.weir.connector.file.SimpleStringEncoder;
import io.weir.samples.wordcount.MobyDick;
import io.weir.samples.wordcount.Recount;
import io.weir.samples.wordcount.Words;
import io.weir.testkit.process.Polling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * A word count over the beginning of Moby-Dick, half of it through the file source and half through a gated source function, into an exactly-once
 * file sink. It is in mid-stream until the gate opens.
 */
final class ExactJob {
    private static final int LINES = 4_000;
    private static final int PARALLELISM = 4;
    private static final long INTERVAL_MILLIS = 500;

    private final WeirClient client;
    private final String name;
    private final String id;
    private final Path text;
    private final Path gate;
    private final Path output;

    private ExactJob(WeirClient client, String name, String state, Path directory) throws Exception {
        Files.createDirectories(directory);
        this.client = client;
        this.name = name;
        text = directory.resolve("text.txt");
        gate = directory.resolve("gate-is-open");
        output = directory.resolve("output");
        Path first = directory.resolve("first.txt");
        Path second = directory.resolve("second.txt");
        split(first, second);
        id = client.submit(graph(state, first, second));
    }

    /** @param state heap or rocksdb */
    static ExactJob submit(WeirClient client, String name, String state, Path directory) throws Exception {
        ExactJob job = new ExactJob(client, name, state, directory);
        MultiJvm.say("job " + job.id + " (" + name + ", state in " + state + ") submitted");
        return job;
    }

    private void split(Path first, Path second) throws IOException {
        MobyDick.copyTo(text);
        List<String> lines = Files.readAllLines(text).subList(0, LINES);
        Files.write(text, lines);
        Files.write(first, lines.subList(0, LINES / 2));
        Files.write(second, lines.subList(LINES / 2, LINES));
    }

    private JobGraph graph(String state, Path first, Path second) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(PARALLELISM);
        env.enableCheckpointing(INTERVAL_MILLIS);
        env.setStateBackend(state.equals("rocksdb") ? new RocksDBStateBackend() : new HashMapStateBackend());
        FileSource<String> file =
                FileSource.forTextLines(first.toString()).linesPerSecond(500).build();
        DataStream<String> lines = env.fromSource(file, "file")
                .uid("file")
                .union(env.addSource(new GatedLines(second, gate)).uid("gated"));
        lines.flatMap((String line, Collector<Tuple2<String, Integer>> out) ->
                        Words.forEach(line, word -> out.collect(Tuple2.of(word, 1))))
                .keyBy(wordAndOne -> wordAndOne.f0)
                .sum(1)
                .uid("count")
                .sinkTo(FileSink.forRowFormat(output, new SimpleStringEncoder<Tuple2<String, Integer>>())
                        .build())
                .uid("files");
        return env.getJobGraph(name);
    }

    // ------------------------------------------------------------------------------------------------ what it does

    ClientReply.Job now() {
        return client.describe(id);
    }

    /** Waits until it runs and has completed this many more checkpoints than now, so that there is output to lose and to repeat. */
    ClientReply.Job awaitCheckpoints(int more) throws InterruptedException {
        long before = now().completedCheckpoints();
        return await(
                "completes " + more + " checkpoints",
                job -> job.summary().status() == JobStatus.RUNNING && job.completedCheckpoints() >= before + more);
    }

    /** Waits until a later attempt than {@code epoch} runs. */
    ClientReply.Job awaitRestartAfter(long epoch) throws InterruptedException {
        ClientReply.Job job =
                await("runs again", one -> one.summary().status() == JobStatus.RUNNING && one.epoch() > epoch);
        MultiJvm.say("runs again: epoch " + job.epoch() + ", from checkpoint " + job.restoredFrom() + ", because "
                + (job.failures().isEmpty()
                        ? "(nothing noted)"
                        : job.failures().get(0).sentence()));
        return job;
    }

    private ClientReply.Job await(String what, Predicate<ClientReply.Job> condition) throws InterruptedException {
        return Polling.await("job " + name + " " + what, this::now, job -> {
            assertThat(job.summary().status().isGloballyTerminalState())
                    .as("the job ended too early: " + job.summary())
                    .isFalse();
            return condition.test(job);
        });
    }

    /** Lets it read to its end, waits for that, and compares its committed output with the text. */
    ClientReply.Job finishAndRecount() throws Exception {
        Files.createFile(gate);
        ClientReply.Job end = Polling.await(
                "job " + name + " finishes",
                this::now,
                job -> job.summary().status().isGloballyTerminalState());
        assertThat(end.summary().status()).as(end.summary().sentence()).isEqualTo(JobStatus.FINISHED);
        Recount.Result result = Recount.of(text, output);
        MultiJvm.say("RESULT " + (result.exact() ? "exact" : "different") + ": " + result.words() + " words, "
                + result.lost() + " lost, " + result.duplicated() + " duplicated, " + end.restarts() + " restarts");
        assertThat(result.differences()).isEmpty();
        assertThat(result.exact()).isTrue();
        assertThat(result.words()).isGreaterThan(LINES);
        return end;
    }

    /** So that it holds no slots of the next test. */
    void end() throws InterruptedException {
        if (!now().summary().status().isGloballyTerminalState()) {
            client.cancel(id);
            Polling.await(
                    "job " + name + " ends",
                    this::now,
                    job -> job.summary().status().isGloballyTerminalState());
        }
    }
}
