package io.weir.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.node.WeirNode;
import io.weir.testkit.process.Polling;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Follows {@code docs/tutorials/your-first-job.md}: what it tells to write compiles and passes, and prints what it shows. */
@Timeout(240)
class FirstJobTutorialTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String MAIN = "first.CustomerTotals";
    private static final Pattern WEIR_MODULE =
            Pattern.compile("<groupId>io\\.weir</groupId><artifactId>weir-([a-z-]+)<");

    @TempDir
    static Path folder = Path.of("");

    private static Tutorial tutorial = new Tutorial("", Map.of(), Map.of());
    private static Path classes = Path.of("");

    @BeforeAll
    static void follow() throws IOException {
        tutorial = Tutorial.read(ROOT.resolve("docs/tutorials/your-first-job.md"));
        classes = folder.resolve("target/classes");
        tutorial.writeAndCompile(folder, classes);
    }

    // ------------------------------------------------------------------------------------------------ the project

    @Test
    void thePomNamesModulesOfThisVersion() throws IOException {
        String pom = tutorial.file("pom.xml");
        String ours = Files.readString(ROOT.resolve("pom.xml"));
        String version = firstOf("<version>(.*?)</version>", ours);
        assertThat(pom).contains("<weir.version>" + version + "</weir.version>");
        assertThat(tutorial.text()).contains("version `" + version + "`");
        List<String> modules =
                WEIR_MODULE.matcher(pom).results().map(found -> found.group(1)).toList();
        assertThat(modules).containsExactly("api", "connectors", "runtime-actors", "testkit");
        assertThat(modules).allSatisfy(module -> assertThat(ours).contains("<module>" + module + "</module>"));
        for (String same : List.of("maven-compiler-plugin", "maven-surefire-plugin", "maven-jar-plugin")) {
            assertThat(versionBehind(same, pom)).as(same).isIn(versionsBehind(same, ours));
        }
        assertThat(versionBehind("junit-jupiter", pom)).isEqualTo(versionBehind("junit-bom", ours));
        assertThat(pom).contains("<mainClass>" + MAIN + "</mainClass>");
    }

    private static String versionBehind(String artifact, String pom) {
        return versionsBehind(artifact, pom).get(0);
    }

    private static List<String> versionsBehind(String artifact, String pom) {
        return Pattern.compile("<artifactId>" + artifact + "</artifactId>\\s*<version>(.*?)</version>")
                .matcher(pom)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String firstOf(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    // ------------------------------------------------------------------------------------------------ step 5: main

    private record Ended(int exit, List<String> out, List<String> err) {}

    /** In a process of its own, with the class path that the reader has: the launcher's log is not on it. */
    private static Ended runMain(String... arguments) throws Exception {
        String libraries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("logback"))
                .collect(Collectors.joining(File.pathSeparator));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classes + File.pathSeparator + libraries,
                MAIN);
        command.command().addAll(List.of(arguments));
        Process process = command.directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(
                process.exitValue(),
                Tutorial.comparable(Files.readString(out)),
                Tutorial.comparable(Files.readString(err)).stream()
                        .filter(line -> !line.startsWith("\tat ") && !line.startsWith("WARNING: ")) // of newer JDKs
                        .toList());
    }

    @Test
    void theProgramPrintsTheTotalsThatThePageShows() throws Exception {
        Ended ended = runMain("--input", "orders.csv");
        List<String> shown = tutorial.comparableShown("orders");
        assertThat(ended.out()).isEqualTo(shown.subList(1, shown.size() - 1)).hasSize(6);
        assertThat(ended.err()).containsExactly(shown.get(0), shown.get(shown.size() - 1));
        assertThat(ended.exit()).isZero();
    }

    @Test
    void aHundredTimesTheOrdersAreAHundredTimesTheTotals() {
        List<String> once = tutorial.shown("orders").lines().toList();
        assertThat(tutorial.shown("last").lines())
                .containsExactlyElementsOf(once.subList(once.size() - 4, once.size() - 1).stream()
                        .map(line -> line.replace("]", "00]"))
                        .toList());
    }

    @Test
    void aWrongPathEndsWithTheSentenceThatThePageShows() throws Exception {
        Ended ended = runMain("--input", "nowhere.csv");
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isEqualTo(tutorial.comparableShown("nowhere"));
        assertThat(ended.exit()).isEqualTo(1);
    }

    // ------------------------------------------------------------------------------------------------ step 6: the test

    @Test
    void theTestsOfThePagePass() throws IOException {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(loader, "first.CustomerTotalsTest"))
                                    .build(),
                            listener);
        } finally {
            thread.setContextClassLoader(before);
        }
        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getFailures()).isEmpty();
        assertThat(tutorial.shown("tests"))
                .isEqualTo("[INFO] Tests run: " + summary.getTestsSucceededCount()
                        + ", Failures: 0, Errors: 0, Skipped: 0\n");
    }

    // ------------------------------------------------------------------------------------------------ steps 7 and 9: a
    // cluster

    @Test
    void aNodeAnswersTheCommandsOfThePageAsItShows() throws Exception {
        Path jar = Tutorial.jar(classes, MAIN, folder.resolve("first-job-1.0.jar"));
        String orders = tutorial.file("orders.csv");
        Path many = Files.writeString(folder.resolve("many-orders.csv"), orders.repeat(100));
        try (WeirNode node = WeirNode.start(WeirConfig.load(ConfigFactory.parseMap(Map.of(
                "weir.node.port",
                0,
                "weir.worker.slots",
                2,
                "weir.worker.directory",
                folder.resolve("work").toString(),
                "weir.journal.file",
                folder.resolve("journal").toString(),
                "weir.checkpoint.dir",
                "file://" + folder.resolve("checkpoints")))))) {
            String address = node.address();
            CommandLine submitted = weir(address, "run", "-d", jar, "--input", many, "--lines-per-second", 10)
                    .isDone();
            assertThat(Tutorial.comparable(submitted.out())).isEqualTo(tutorial.comparableShown("submitted"));
            String job = submitted.out().split(" ", -1)[1];
            Polling.await(
                    "the status is as shown",
                    () -> shapeOf(weir(address, "status", job.substring(0, 4)).out()),
                    seen -> seen.equals(shapeOf(tutorial.shown("status"))));

            CommandLine refused = weir(address, "run", jar, "--input", "nowhere.csv");
            assertThat(Tutorial.comparable(refused.out() + refused.err()))
                    .isEqualTo(tutorial.comparableShown("refused"));
            assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);

            String cancelled =
                    weir(address, "cancel", job.substring(0, 4)).isDone().out();
            List<String> shown = tutorial.comparableShown("cancelled");
            assertThat(Tutorial.comparable(cancelled)).containsExactly(shown.get(0));
            List<String> listed = Polling.await(
                    "the job is cancelled",
                    () -> Tutorial.comparable(weir(address, "list").isDone().out()),
                    list -> list.get(list.size() - 1).contains("CANCELED"));
            assertThat(listed).containsExactly(shown.get(1), shown.get(3), shown.get(2));
        }
    }

    private static CommandLine weir(String address, String command, Object... rest) {
        String[] line = new String[rest.length + 3];
        line[0] = command;
        line[1] = "--cluster";
        line[2] = address;
        for (int i = 0; i < rest.length; i++) {
            line[i + 3] = rest[i].toString();
        }
        return CommandLine.run(line);
    }

    /** With numbers left out: a job on its way counts. */
    private static List<String> shapeOf(String status) {
        return Tutorial.comparable(status).stream()
                .map(line -> line.replaceAll("\\d+", "N").replaceAll(" {2,}", " "))
                .toList();
    }
}
