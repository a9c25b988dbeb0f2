package io.weir.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * {@code weir fuzz}: the long run. Jazzer, in a process of its own for each target, begins with the kept inputs and follows the coverage of {@code
 * io.weir}. A target ends at its first finding, whose input is kept in {@code fuzz/target/fuzzing/NAME/findings}.
 */
public final class FuzzMain {
    /** Corpora are small: they are run by each test and read by people. */
    private static final int MOST_KEPT = 40;

    private static final int LONGEST_KEPT = 400;
    private static final int LONGEST_INPUT = 4096;
    private static final int SECONDS_FOR_ONE_INPUT = 25;

    private static final String USAGE = """
            Usage: weir fuzz [--minutes N] [--target A,B] [--keep]
            Looks for bytes that a decoder does not refuse in good order.
              --minutes N    for each target, one after the other; 10 unless given
              --target A,B   these only
              --keep         put the smallest inputs that reach the same code into the tests' folder
            Exit code 0 if all targets hold, 1 if one does not, 2 for wrong usage.""";

    private record Options(double minutes, List<String> targets, boolean keep) {}

    private record Result(String target, long executions, double minutes, int kept, boolean broken) {}

    private FuzzMain() {}

    /** Ends with 0, or 1 if there was a finding, or 2 for wrong usage. */
    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
            System.out.println(USAGE + "\nTargets: " + String.join(", ", FuzzTargets.names()));
            return;
        }
        Options options;
        try {
            options = parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("weir: " + e.getMessage());
            System.exit(2);
            return;
        }
        Path home = Path.of(System.getProperty("weir.home", ".")).toAbsolutePath();
        List<Result> results = new ArrayList<>();
        for (String target : options.targets()) {
            results.add(new Run(target, options, home).run());
        }
        long executions = 0;
        int broken = 0;
        for (Result result : results) {
            executions += result.executions();
            broken += result.broken() ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT, "%d targets, %,d executions, %d with a finding%n", results.size(), executions, broken);
        System.exit(broken == 0 ? 0 : 1);
    }

    private static Options parse(String[] arguments) {
        double minutes = 10;
        List<String> targets = FuzzTargets.names();
        boolean keep = false;
        for (int i = 0; i < arguments.length; i++) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--keep" -> keep = true;
                case "--minutes" -> {
                    minutes = minutes(value);
                    i++;
                }
                case "--target" -> {
                    targets = List.of(value.split(","));
                    targets.forEach(FuzzTargets::named);
                    i++;
                }
                default ->
                    throw new IllegalArgumentException(
                            "[CLI-502] There is no option '" + arguments[i] + "'. See weir fuzz --help.");
            }
        }
        return new Options(minutes, targets, keep);
    }

    private static double minutes(String text) {
        try {
            double minutes = Double.parseDouble(text);
            if (minutes > 0 && minutes <= 24 * 60) {
                return minutes;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "[CLI-502] --minutes is '" + text + "'. It must be a number above 0, at most 1440.");
    }

    /** One target. */
    private static final class Run {
        private final String target;
        private final Options options;
        private final Path kept;
        private final Path found;
        private final Path findings;
        private final Path log;

        Run(String target, Options options, Path home) {
            this.target = target;
            this.options = options;
            Path work = home.resolve("fuzz/target/fuzzing").resolve(target);
            this.kept = home.resolve("fuzz/src/test/resources/corpus").resolve(target);
            this.found = work.resolve("corpus");
            this.findings = work.resolve("findings");
            this.log = work.resolve("log.txt");
        }

        Result run() throws Exception {
            Files.createDirectories(found);
            Files.createDirectories(findings);
            int number = 0;
            for (byte[] input : Corpus.of(FuzzTargets.named(target), Objects.requireNonNull(kept.getParent()))) {
                Files.write(found.resolve("kept-" + number++), input);
            }
            int before = broken();
            long start = System.nanoTime();
            long seconds = Math.max(1, Math.round(options.minutes() * 60));
            int exit = jazzer(List.of("-max_total_time=" + seconds, found.toString()));
            double minutes = (System.nanoTime() - start) / 60e9;
            boolean broken = exit != 0 || broken() > before;
            int keeping =
                    options.keep() && !broken ? keep() : Corpus.files(kept).size();
            Result result = new Result(target, executions(), minutes, keeping, broken);
            System.out.printf(
                    Locale.ROOT,
                    "%-18s %,12d executions %6.1f minutes %3d inputs kept  %s%n",
                    target,
                    result.executions(),
                    result.minutes(),
                    result.kept(),
                    broken ? "BROKEN: see " + log : "holds");
            return result;
        }

        /** Inputs found in this run and before; what was only slow is no finding. */
        private int broken() throws IOException {
            int broken = 0;
            for (Path file : Corpus.files(findings)) {
                broken += String.valueOf(file.getFileName()).startsWith("slow-unit") ? 0 : 1;
            }
            return broken;
        }

        private int jazzer(List<String> more) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-Djdk.attach.allowAttachSelf=true",
                    "-XX:+EnableDynamicAgentLoading",
                    "-Dfuzz.target=" + target,
                    "-cp",
                    System.getProperty("java.class.path"),
                    "com.code_intelligence.jazzer.Jazzer",
                    "--target_class=" + JazzerEntry.class.getName(),
                    "--instrumentation_includes=io.weir.**",
                    "--custom_hook_includes=io.weir.**",
                    // What these look for is what the product does on purpose: it reads a job's own objects, and
                    // finds the classes of records by name.
                    "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.Deserialization,"
                            + "com.code_intelligence.jazzer.sanitizers.ReflectiveCall",
                    "--reproducer_path=" + findings,
                    "-artifact_prefix=" + findings + "/",
                    "-timeout=" + SECONDS_FOR_ONE_INPUT,
                    "-max_len=" + LONGEST_INPUT,
                    "-rss_limit_mb=2048",
                    "-seed=42",
                    "-print_final_stats=1"));
            command.addAll(more);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Thread killer = new Thread(process::destroyForcibly);
            Runtime.getRuntime().addShutdownHook(killer);
            try {
                return process.waitFor();
            } finally {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
                Runtime.getRuntime().removeShutdownHook(killer);
            }
        }

        private long executions() throws IOException {
            long executions = 0;
            for (String line : Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("stat::number_of_executed_units:")) {
                    executions = Long.parseLong(
                            line.substring(line.indexOf(':', 6) + 1).strip());
                } else if (line.startsWith("#") && line.indexOf('\t') > 1) {
                    executions = Math.max(executions, Long.parseLong(line.substring(1, line.indexOf('\t'))));
                }
            }
            return executions;
        }

        /** Lets Jazzer choose inputs that reach all that was reached, and keeps the short ones. */
        private int keep() throws IOException, InterruptedException {
            Path merged = found.resolveSibling("merged");
            deleteFiles(merged);
            Files.createDirectories(merged);
            Path before = log.resolveSibling("log-of-the-run.txt");
            Files.copy(log, before, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            jazzer(List.of("-merge=1", merged.toString(), found.toString()));
            Files.copy(before, log, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Map<String, byte[]> chosen = new LinkedHashMap<>();
            List<Path> files = new ArrayList<>(Corpus.files(merged));
            files.sort((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()));
            for (Path file : files) {
                if (chosen.size() < MOST_KEPT && Files.size(file) <= LONGEST_KEPT) {
                    chosen.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
                }
            }
            Files.createDirectories(kept);
            for (Path old : Corpus.files(kept)) {
                if (String.valueOf(old.getFileName()).matches("[0-9a-f]{40}")) { // named by Jazzer, not by people
                    Files.delete(old);
                }
            }
            for (Map.Entry<String, byte[]> input : chosen.entrySet()) {
                Files.write(kept.resolve(input.getKey()), input.getValue());
            }
            return Corpus.files(kept).size();
        }

        private static void deleteFiles(Path folder) throws IOException {
            for (Path file : Corpus.files(folder)) {
                Files.delete(file);
            }
        }
    }
}
