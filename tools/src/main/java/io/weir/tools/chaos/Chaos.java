package io.weir.tools.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory of a run, around it: made, filled with a log of what was done, and deleted if nobody needs it. */
public final class Chaos {
    private Chaos() {}

    /**
     * Runs chaos.
     *
     * @param told takes what the user sees, line by line, on any thread
     * @throws IllegalStateException with a sentence if the job stood still or failed
     */
    public static ChaosResult run(ChaosSettings settings, Consumer<String> told) throws Exception {
        return inDirectory(
                settings,
                told,
                (directory, log) -> {
                    try (FaultEnvironment environment = environment(settings)) {
                        Set<FaultKind> kinds = new HashSet<>(settings.faults());
                        List<String> skipped = new ArrayList<>();
                        environment.impossible().forEach((kind, why) -> {
                            if (kinds.remove(kind)) {
                                skipped.add("SKIPPED " + kind.label() + ": " + why);
                            }
                        });
                        skipped.forEach(log);
                        List<PlannedFault> plan = ChaosPlan.of(settings.seed(), settings.kills(), kinds);
                        log.accept(plan.size() + " faults are planned");
                        ChaosRun.Beside nothing = (files, cluster, leader) -> () -> {};
                        return new ChaosRun(settings, plan, skipped, false, nothing, environment, log).run(directory);
                    }
                },
                ChaosResult::exact,
                ChaosResult::line);
    }

    /**
     * Runs a job at a stable rate for {@code settings.duration()}, and looks whether anything grows.
     *
     * @param killEvery quiet time before each kill
     * @param told takes what the user sees, line by line, on any thread
     * @throws IllegalStateException with a sentence if the job stood still or failed
     */
    public static SoakResult soak(ChaosSettings settings, Duration killEvery, Consumer<String> told) throws Exception {
        Duration duration = Objects.requireNonNull(settings.duration(), "a soak has a duration");
        return inDirectory(
                settings,
                told,
                (directory, log) -> {
                    try (FaultEnvironment environment = new ProcessFaults("a soak does not ask for it")) {
                        List<PlannedFault> plan = ChaosPlan.evenly(settings.seed(), duration, killEvery);
                        AtomicReference<@Nullable SoakWatch> watch = new AtomicReference<>();
                        ChaosRun.Beside looking = (files, cluster, leader) -> {
                            SoakWatch begun = new SoakWatch(
                                    files, cluster.nodes(), leader, sampleEvery(duration), warmUp(duration));
                            watch.set(begun);
                            return begun;
                        };
                        ChaosResult result =
                                new ChaosRun(settings, plan, List.of(), true, looking, environment, log).run(directory);
                        return SoakResult.of(
                                result,
                                settings.rate(),
                                Objects.requireNonNull(watch.get()).trends());
                    }
                },
                SoakResult::good,
                SoakResult::line);
    }

    /** A twentieth of the run, 4 s to 3 min. */
    static Duration warmUp(Duration run) {
        return Duration.ofMillis(Math.max(4_000, Math.min(180_000, run.toMillis() / 20)));
    }

    /** Some hundreds of samples, one a second at most, one in 20 s at least. */
    static Duration sampleEvery(Duration run) {
        return Duration.ofMillis(Math.max(1_000, Math.min(20_000, run.toMillis() / 300)));
    }

    private interface Body<R> {
        R run(Path directory, Consumer<String> log) throws Exception;
    }

    private static <R> R inDirectory(
            ChaosSettings settings,
            Consumer<String> told,
            Body<R> body,
            Predicate<R> isGood,
            Function<R, String> lastLine)
            throws Exception {
        Path given = settings.directory();
        Path directory = given == null
                ? Files.createTempDirectory("weir-chaos-")
                : Files.createDirectories(given).toAbsolutePath();
        boolean good = false;
        try (PrintWriter log = new PrintWriter(Files.newBufferedWriter(directory.resolve("chaos.log")), true)) {
            R result = body.run(directory, line -> {
                log.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS) + " " + line);
                told.accept(line);
            });
            log.println(lastLine.apply(result));
            good = isGood.test(result);
            return result;
        } finally {
            if (good && !settings.keep() && given == null) {
                delete(directory);
            } else {
                told.accept("logs, checkpoints and output are in " + directory
                        + (good
                                ? ""
                                : "; chaos.log says what was done when, node-*.log what came of it, --seed "
                                        + settings.seed() + " draws the same faults"));
            }
        }
    }

    private static FaultEnvironment environment(ChaosSettings settings) {
        return Namespaces.areHere() ? new NamespaceFaults() : new ProcessFaults(whyNoNamespaces(settings));
    }

    private static String whyNoNamespaces(ChaosSettings settings) {
        if (!settings.needsNamespaces()) {
            return "nobody asked for it";
        }
        try {
            var unused = Namespaces.prefix();
            return "it needs namespaces of its own, as the command 'weir chaos' makes them";
        } catch (IOException e) {
            return "it needs Linux, util-linux, iproute2, and root or user namespaces: " + e.getMessage();
        }
    }

    /**
     * Runs a command of the launcher in a process whose network and file systems are nobody else's, if the faults ask for that, this process is not
     * such a one, and the machine allows it.
     *
     * @param main of the launcher
     * @param arguments of the whole command
     * @return its exit code; empty if the command is to run here
     */
    public static OptionalInt inNamespaces(ChaosSettings settings, String main, List<String> arguments)
            throws InterruptedException {
        if (!settings.needsNamespaces() || Namespaces.areHere()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Namespaces.run(Namespaces.prefix(), main, arguments));
        } catch (IOException e) {
            return OptionalInt.empty(); // the run says what it leaves out, and why
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
