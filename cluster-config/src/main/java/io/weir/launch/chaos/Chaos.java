package io.weir.launch.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
        Path given = settings.directory();
        Path directory = given == null
                ? Files.createTempDirectory("weir-chaos-")
                : Files.createDirectories(given).toAbsolutePath();
        boolean whole = false;
        try (PrintWriter log = new PrintWriter(Files.newBufferedWriter(directory.resolve("chaos.log")), true);
                Ground ground = ground(settings)) {
            ChaosResult result = new ChaosRun(settings, ground, line -> {
                        log.println(LocalTime.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
                        told.accept(line);
                    })
                    .run(directory);
            result.ledger().differences().forEach(log::println);
            log.println(result.line());
            whole = result.exact();
            return result;
        } finally {
            if (whole && !settings.keep() && given == null) {
                delete(directory);
            } else {
                told.accept("logs, checkpoints and output are in " + directory
                        + (whole
                                ? ""
                                : "; chaos.log says what was done when, node-*.log what came of it, --seed "
                                        + settings.seed() + " draws the same faults"));
            }
        }
    }

    private static Ground ground(ChaosSettings settings) {
        return Namespaces.areHere() ? new PrivateGround() : new PlainGround(whyNoNamespaces(settings));
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
