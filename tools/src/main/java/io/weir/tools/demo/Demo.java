package io.weir.tools.demo;

import io.weir.actors.client.WeirClient;
import io.weir.actors.protocol.ClientReply;
import io.weir.api.JobStatus;
import io.weir.samples.wordcount.MobyDick;
import io.weir.samples.wordcount.Recount;
import io.weir.samples.wordcount.Words;
import io.weir.testkit.process.NodeProcess;
import io.weir.tools.processes.ProcessCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run of the demo, step by step as a user would do it by hand. */
public final class Demo {
    /** Submits the word count to a cluster and returns the id of the job. */
    public interface Submitter {
        String submit(WeirClient client, List<String> arguments) throws Exception;
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long RESTART_AFTER_MILLIS = 1_500;
    private static final long SEEN_LIMIT_MILLIS = 30_000;
    private static final long FINISH_LIMIT_MILLIS = 60_000;

    private final DemoSettings settings;
    private final Submitter submitter;
    private final DemoScreen screen;
    private final List<Kill> seen = new ArrayList<>();

    public Demo(DemoSettings settings, Submitter submitter, DemoScreen screen) {
        this.settings = settings;
        this.submitter = submitter;
        this.screen = screen;
    }

    public DemoResult run() throws Exception {
        Path given = settings.directory();
        Path directory = given == null
                ? Files.createTempDirectory("weir-demo-")
                : Files.createDirectories(given).toAbsolutePath();
        boolean whole = false;
        Thread interrupted = new Thread(() -> screen.say("interrupted; " + whereAllIs(directory)));
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            DemoResult result = run(directory);
            whole = result.exact();
            return result;
        } finally {
            if (isStillToEnd(interrupted)) {
                if (whole && !settings.keep() && given == null) {
                    delete(directory);
                } else {
                    screen.say(whereAllIs(directory));
                }
            }
        }
    }

    /** False if the process ends already, and {@code atExit} speaks. */
    private static boolean isStillToEnd(Thread atExit) {
        try {
            return Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static String whereAllIs(Path directory) {
        return "logs, checkpoints and output are in " + directory;
    }

    private DemoResult run(Path directory) throws Exception {
        Path text = directory.resolve("moby-dick.txt");
        Path output = directory.resolve("output");
        MobyDick.copyTo(text);
        List<String> lines = Files.readAllLines(text);
        try (ProcessCluster cluster = new ProcessCluster(settings.nodes(), directory)) {
            screen.say("starting " + settings.nodes() + " nodes, each a process of its own, coordinator and worker");
            long started = System.nanoTime();
            cluster.start(() -> screen.waiting("  " + secondsSince(started) + " s"));
            screen.clear();
            screen.say("they are up after " + secondsSince(started) + " s; "
                    + leader(cluster).name() + " leads");
            long began = System.nanoTime();
            String job;
            try (WeirClient client = cluster.client(PATIENCE)) {
                job = submitter.submit(
                        client,
                        List.of(
                                "--input", text.toString(),
                                "--lines-per-second", Long.toString(linesPerSecond(lines)),
                                "--output", output.toString(),
                                "--checkpoint-dir",
                                        directory.resolve("checkpoints").toUri().toString(),
                                "--checkpoint-interval", "1000",
                                "--state", settings.rocksdb() ? "rocksdb" : "heap",
                                "--parallelism", Integer.toString(settings.parallelism())));
                awaitRunning(client, job);
            }
            screen.say("job " + job + " counts the words of Moby-Dick,");
            screen.say("  " + lines.size() + " lines, at most " + linesPerSecond(lines)
                    + " a second; what is counted is committed each second");
            OutputWatch committed = new OutputWatch(output);
            ClientReply.Job end;
            try (ProgressWatch progress = new ProgressWatch(cluster, job, committed, words(lines), began, screen)) {
                kills(cluster, job, committed, progress);
                end = awaitFinished(cluster, job);
            }
            screen.say("the job has finished after " + secondsSince(began)
                    + " s; now its output is compared with a count of the text");
            Recount.Result count = Recount.of(text, output);
            return DemoResult.of(
                    count,
                    seen,
                    end.completedCheckpoints(),
                    end.restarts(),
                    (System.nanoTime() - began) / 1e9,
                    settings);
        }
    }

    private long linesPerSecond(List<String> lines) {
        return Math.max(1, lines.size() / settings.seconds());
    }

    private static long words(List<String> lines) {
        long[] words = {0};
        lines.forEach(line -> Words.forEach(line, word -> words[0]++));
        return words[0];
    }

    private static String secondsSince(long nanos) {
        return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - nanos) / 1e9);
    }

    private static NodeProcess leader(ProcessCluster cluster) {
        try (WeirClient client = cluster.client(PATIENCE)) {
            return cluster.leader(client.cluster());
        }
    }

    private void awaitRunning(WeirClient client, String job) throws InterruptedException {
        long deadline = System.currentTimeMillis() + SEEN_LIMIT_MILLIS;
        while (client.query(job).job().status() != JobStatus.RUNNING) {
            if (System.currentTimeMillis() > deadline) {
                throw new IllegalStateException("[CLI-509] The job did not run after " + SEEN_LIMIT_MILLIS / 1000
                        + " s: " + client.query(job).job().sentence());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void kills(ProcessCluster cluster, String job, OutputWatch output, ProgressWatch progress)
            throws InterruptedException {
        Random random = new Random(settings.seed());
        for (int kill = 0; kill < settings.kills(); kill++) {
            cluster.awaitWhole();
            TimeUnit.MILLISECONDS.sleep(3_000 + random.nextInt(1_000));
            kill(cluster, job, output, progress, kill % 2 == 1, random);
        }
    }

    private void kill(
            ProcessCluster cluster,
            String job,
            OutputWatch output,
            ProgressWatch progress,
            boolean leader,
            Random random)
            throws InterruptedException {
        NodeProcess victim;
        ClientReply.Job before;
        try (WeirClient client = cluster.client(PATIENCE)) {
            NodeProcess leads = cluster.leader(client.cluster());
            before = client.describe(job);
            if (before.summary().status().isGloballyTerminalState()) {
                screen.say("the job has ended before the next kill");
                return;
            }
            ClientReply.Job running = before;
            List<NodeProcess> others = cluster.nodes().stream()
                    .filter(node -> node != leads)
                    .filter(node -> running.workers().stream()
                            .anyMatch(worker -> worker.value().startsWith(node.address() + "#")))
                    .toList();
            victim = leader || others.isEmpty() ? leads : others.get(random.nextInt(others.size()));
        }
        Set<String> committed = output.committed();
        String what = leader ? "the leader" : "a worker";
        screen.say("SIGKILL to " + victim.name() + ", " + what + " (process " + victim.pid() + ")");
        progress.killed(victim);
        long at = System.currentTimeMillis();
        victim.kill();
        AdoptionWatch adoption =
                new AdoptionWatch(before.epoch(), victim.name(), leader ? progress::answer : () -> null);
        Kill result = watch(cluster, job, output, before, committed, victim, what, at, adoption);
        seen.add(result);
        progress.recovered(result);
        screen.say("  " + result.sentence());
    }

    /** Looks until output flows again; starts the victim again meanwhile, as a service manager would. */
    private static Kill watch(
            ProcessCluster cluster,
            String job,
            OutputWatch output,
            ClientReply.Job before,
            Set<String> committed,
            NodeProcess victim,
            String what,
            long at,
            AdoptionWatch adoption)
            throws InterruptedException {
        long firstOutput = -1;
        while (System.currentTimeMillis() - at < SEEN_LIMIT_MILLIS && firstOutput < 0) {
            if (output.newestEpoch() > before.epoch() || adoption.hasCommitted()) {
                firstOutput = System.currentTimeMillis() - at;
            } else if (System.currentTimeMillis() - at > RESTART_AFTER_MILLIS) {
                cluster.startWhatIsGone();
                TimeUnit.MILLISECONDS.sleep(5);
            } else {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        cluster.startWhatIsGone();
        try (WeirClient client = cluster.client(PATIENCE)) {
            ClientReply.Job after = client.describe(job);
            long detected = after.failures().stream()
                    .mapToLong(ClientReply.FailureEntry::atMillis)
                    .filter(time -> time >= at)
                    .min()
                    .orElse(at - 1);
            boolean adopted =
                    after.epoch() == before.epoch() && output.committed().size() > committed.size();
            return new Kill(
                    what, victim.name(), at, after.epoch(), detected - at, after.restoredFrom(), firstOutput, adopted);
        }
    }

    private ClientReply.Job awaitFinished(ProcessCluster cluster, String job) throws InterruptedException {
        long deadline = System.currentTimeMillis() + settings.seconds() * 1_000L + FINISH_LIMIT_MILLIS;
        try (WeirClient client = cluster.client(PATIENCE)) {
            while (true) {
                cluster.startWhatIsGone();
                ClientReply.Job now = client.describe(job);
                JobStatus status = now.summary().status();
                if (status == JobStatus.FINISHED) {
                    return now;
                }
                if (status.isGloballyTerminalState() || System.currentTimeMillis() > deadline) {
                    throw new IllegalStateException("[CLI-509] The job is " + status + " instead of FINISHED: "
                            + now.summary().sentence());
                }
                TimeUnit.MILLISECONDS.sleep(250);
            }
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
