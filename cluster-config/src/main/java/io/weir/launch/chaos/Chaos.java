package io.weir.launch.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
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
                Ground ground = new PlainGround("It has no network and no disks of its own")) {
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

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
