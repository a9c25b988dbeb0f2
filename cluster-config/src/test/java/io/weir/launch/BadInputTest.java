package io.weir.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import io.weir.actors.config.WeirConfig;
import io.weir.actors.node.WeirNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user can do wrong on the command line, and the code, the sentence and the exit status each mistake gives. One node, in this process. */
class BadInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder = Path.of("");

    private static @Nullable WeirNode node;

    @BeforeAll
    static void startNode() throws Exception {
        Files.writeString(folder.resolve("a-file"), "in the way");
        try (JarOutputStream empty = new JarOutputStream(Files.newOutputStream(folder.resolve("no-main.jar")))) {
            empty.finish();
        }
        Files.writeString(folder.resolve("no.jar"), "this is no zip file");
        node = WeirNode.start(WeirConfig.load(ConfigFactory.parseMap(Map.of(
                "weir.node.port",
                0,
                "weir.worker.slots",
                2,
                "weir.worker.directory",
                folder.resolve("work").toString(),
                "weir.journal.file",
                folder.resolve("journal").toString(),
                "weir.checkpoint.dir",
                "file://" + folder.resolve("checkpoints")))));
        weir("list").isDone(); // waits for a leader
    }

    @AfterAll
    static void stopNode() {
        if (node != null) {
            node.close();
        }
    }

    private static String address() {
        return Objects.requireNonNull(node).address();
    }

    /** A command to the node. */
    private static CommandLine weir(String command, String... rest) {
        return CommandLine.run(Stream.concat(Stream.of(command, "--cluster", address()), Stream.of(rest))
                .toArray(String[]::new));
    }

    private static CommandLine run(Class<?> program, String... rest) {
        return weir(
                "run",
                Stream.concat(Stream.of(program.getName()), Stream.of(rest)).toArray(String[]::new));
    }

    // ------------------------------------------------------------------------------------------------ programs

    @Test
    void aClassThatDoesNotExist() {
        weir("run", "com.example.WordCoutn")
                .isRefused(2, "CLI-502", "There is no class com.example.WordCoutn on the class path");
    }

    @Test
    void aJarThatDoesNotExist() {
        weir("run", folder.resolve("gone.jar").toString()).isRefused(2, "CLI-502", "There is no jar", "gone.jar");
    }

    @Test
    void aJarWithoutAMainClass() {
        weir("run", folder.resolve("no-main.jar").toString()).isRefused(2, "CLI-502", "names no main class", "--class");
    }

    @Test
    void aFileThatIsNoJar() {
        weir("run", folder.resolve("no.jar").toString()).isRefused(2, "CLI-502", "cannot be read as a jar");
    }

    @Test
    void aClassThatTheJarDoesNotHave() {
        weir("run", "--class", "com.example.Gone", folder.resolve("no-main.jar").toString())
                .isRefused(2, "CLI-502", "There is no class com.example.Gone in ");
    }

    @Test
    void aClassWithoutMain() {
        run(BadJobs.NoMain.class).isRefused(2, "CLI-502", "NoMain has no 'public static void main(String[])'");
    }

    @Test
    void aProgramWithoutAJob() {
        run(BadJobs.NoJob.class).isRefused(1, "CLI-507", "never called execute()");
    }

    @Test
    void anUnknownOptionSuggestsTheRightOne() {
        CommandLine wrong = CommandLine.run("list", "--jsn");
        wrong.isRefused(2, "CLI-541", "'weir list'", "there is no option '--jsn'", "--json");
    }

    static Stream<Arguments> wrongUsage() {
        return Stream.of(
                arguments("CLI-540", "no command is given", new String[] {}),
                arguments("CLI-541", "nothing is expected at 'lsit'", new String[] {"lsit"}),
                arguments("CLI-541", "nothing is expected at 'x\\u001B[2J'", new String[] {"list", "x\u001b[2J"}),
                arguments("CLI-541", "characters)", new String[] {"list", "y".repeat(10_000)}),
                arguments("CLI-542", "--conf", new String[] {"node"}),
                arguments("CLI-542", "JOB", new String[] {"cancel"}),
                arguments("CLI-543", "--parallelism", new String[] {"run", "--parallelism", "many", "word-count"}));
    }

    @ParameterizedTest
    @MethodSource
    void wrongUsage(String code, String part, String[] arguments) {
        CommandLine wrong = CommandLine.run(arguments);
        wrong.isRefused(2, code, part);
        assertThat(wrong.err()).hasSizeLessThan(1_000).doesNotContain("\u001b");
    }

    @Test
    void anIdFromAStrangerDoesNotMoveTheCursor() {
        CommandLine wrong = weir("status", "\u001b[2J" + "f".repeat(5_000));
        wrong.isRefused(3, "CLI-501", "'\\u001B[2Jff", "characters)'");
        assertThat(wrong.err()).doesNotContain("\u001b").hasSizeLessThan(1_000);
    }

    // ------------------------------------------------------------------------------------------------ jobs

    static Stream<Arguments> badJobs() {
        return Stream.of(
                arguments(BadJobs.NoOperator.class, 2, "API-291", "The job has no operator"),
                arguments(BadJobs.DuplicateUid.class, 2, "API-102", "have the same uid 'same'"),
                arguments(BadJobs.ArrayAsKey.class, 2, "API-104", "byte[] cannot be a key"),
                arguments(BadJobs.TooParallel.class, 2, "API-108", "'wide' (no. 2) has parallelism 200"),
                arguments(BadJobs.StateWithoutKey.class, 1, "API-111", "counting"),
                arguments(BadJobs.NoCodec.class, 1, "JOB-601", "[API-107] io.weir.launch.BadJobs$NoCodec"),
                arguments(BadJobs.Throwing.class, 1, "JOB-601", "java.lang.IllegalStateException: the answer"));
    }

    @ParameterizedTest(name = "{2} {3}")
    @MethodSource("badJobs")
    void aJobWithAMistake(Class<?> program, int exit, String code, String fragment) {
        run(program).isRefused(exit, code, fragment);
    }

    @Test
    void anErrorOfAConnectorIsNotBlamedOnTheProgram() throws Exception {
        Path file = Files.writeString(folder.resolve("a-file"), "");
        CommandLine sink =
                run(BadJobs.OutputIntoAFile.class, file.resolve("out").toString());
        sink.isRefused(1, "SINK-701", "cannot write into", "a-file");
        assertThat(sink.err()).doesNotContain("code of", "Mend the function");
        CommandLine source =
                run(BadJobs.InputIsGone.class, folder.resolve("gone").toString());
        source.isRefused(1, "DATA-311", "gone");
        assertThat(source.err()).doesNotContain("code of", "Mend the function");
    }

    @Test
    void aJobThatNeverRanIsNotRestartedForAFileThatCannotBeRead() throws Exception {
        Path zstd = Files.write(folder.resolve("a.zst"), new byte[] {1});
        run(BadJobs.InputIsGone.class, zstd.toString(), "1000").isRefused(1, "DATA-331", "a.zst", "zstd");
    }

    @Test
    void aJobThatNeverRanIsNotRestartedForAFileThatIsNotThere() {
        String gone = folder.resolve("gone").toString();
        run(BadJobs.InputIsGone.class, gone, "1000").isRefused(1, "DATA-311", gone);
        CommandLine.run("run", "--local", BadJobs.InputIsGone.class.getName(), gone, "1000")
                .isRefused(1, "DATA-311", gone);
    }

    @Test
    void aProgramThatDoesNotWaitGetsNoResults() {
        weir("run", "-d", BadJobs.WaitsForItsResults.class.getName()).isRefused(1, "API-197", "-d");
    }

    @Test
    void moreParallelismThanAProcessHasIsNotBlamedOnSlots() {
        CommandLine local = CommandLine.run("run", "--local", BadJobs.TooParallelForAProcess.class.getName());
        local.isRefused(1, "API-209", "Operator 'wide' has parallelism 5000", "setParallelism");
        assertThat(local.err()).doesNotContain("weir.worker.slots");
    }

    @Test
    void anExceptionInUserCodeNamesOperatorSubtaskAndRecord() {
        run(BadJobs.Throwing.class)
                .isRefused(
                        1,
                        "JOB-601",
                        "operator 'asking'",
                        "the answer",
                        "subtask 1/1 of 'Source",
                        "record 41 of its input");
        run(BadJobs.Good.class).isDone(); // the node is unharmed
    }

    @Test
    void parallelismBelowOne() {
        weir("run", "-p", "0", BadJobs.Good.class.getName()).isRefused(2, "API-108", "-p is 0");
    }

    @Test
    void aCheckpointDirectoryThatCannotBeWritten() {
        String inTheWay = "file://" + folder.resolve("a-file").resolve("checkpoints");
        CommandLine refused = run(BadJobs.Checkpointed.class, inTheWay);
        assertThat(refused.err()).startsWith("[CFG-204]").contains("a-file");
        assertThat(refused.exit()).isIn(1, 2);
    }

    @Test
    void aCheckpointDirectoryThatIsNoUri() {
        CommandLine refused = run(BadJobs.Checkpointed.class, "s3:nowhere");
        assertThat(refused.err()).startsWith("[CFG-204]").contains("s3:nowhere");
        assertThat(refused.exit()).isIn(1, 2);
    }

    // ------------------------------------------------------------------------------------------------ clusters and job
    // ids

    @Test
    void aClusterThatIsNotThere() {
        CommandLine.run("list", "--cluster", "127.0.0.1:1").isRefused(5, "CLI-503", "127.0.0.1:1");
    }

    @Test
    void anAddressThatIsNone() {
        for (String nonsense :
                List.of("nonsense", ":7300", "host:", "host:0", "host:65536", "a:b:7300", "::1:7300", "h/:1")) {
            CommandLine.run("list", "--cluster", nonsense).isRefused(2, "CLI-580", nonsense, "host:port");
        }
    }

    @Test
    void aNameThatResolvesToTheAddressOfTheNodeReachesIt() {
        CommandLine.run("list", "--cluster", address().replace("127.0.0.1", "localhost"))
                .isDone();
    }

    @Test
    void aJobThatDoesNotExist() {
        for (String command : new String[] {"status", "cancel", "checkpoints"}) {
            weir(command, "zzz").isRefused(3, "CLI-501", "There is no job 'zzz'");
        }
    }

    @Test
    void aJobThatHasEndedCannotBeCancelled() throws Exception {
        CommandLine ran = weir("run", "--json", BadJobs.Good.class.getName()).isDone();
        String id = JSON.readTree(ran.out()).get("jobId").asText();
        weir("cancel", id).isRefused(4, "CLI-504", "It is FINISHED already");
    }

    // ------------------------------------------------------------------------------------------------ configuration

    private CommandLine node(String configuration) throws Exception {
        Path file = Files.writeString(folder.resolve("node.conf"), configuration);
        return CommandLine.run("node", "--conf", file.toString());
    }

    @Test
    void aConfigurationThatDoesNotExist() {
        CommandLine.run("node", "--conf", folder.resolve("gone.conf").toString())
                .isRefused(2, "CFG-207", "gone.conf");
    }

    @Test
    void anUnknownKeySuggestsTheRightOne() throws Exception {
        node("weir.checkpoint.dri = \"file:///tmp\"")
                .isRefused(2, "CFG-201", "'weir.checkpoint.dri'", "node.conf:1", "Did you mean 'weir.checkpoint.dir'?");
    }

    @Test
    void aWrongUnitNamesTheAllowedOnes() throws Exception {
        node("weir.node.leave-timeout = 10 minuts")
                .isRefused(2, "CFG-202", "'weir.node.leave-timeout'", "10 minuts", "ms, s, m, h, d");
    }

    @Test
    void aValueOutOfRange() throws Exception {
        node("weir.node.port = 70000").isRefused(2, "CFG-203", "weir.node.port is 70000", "between 0 and 65535");
    }

    @Test
    void aNodeThatCouldNotStoreItsCheckpointsDoesNotStart() throws Exception {
        Path file = Files.writeString(folder.resolve("no-folder"), "");
        node("weir.checkpoint.dir = \"file://" + file + "/checkpoints\"")
                .isRefused(2, "CFG-204", "no-folder", "cannot write");
    }

    @Test
    void aCoordinatorThatCouldNotOpenItsJournalDoesNotStart() throws Exception {
        Path file = Files.writeString(folder.resolve("no-folder"), "");
        node(stores() + "weir.journal.file = \"" + file + "/journal\"")
                .isRefused(2, "CFG-214", "no-folder", "weir.journal.file");
        node(stores() + "weir.journal { kind = postgresql, url = \"jdbc:postgresql://127.0.0.1:1/weir\" }")
                .isRefused(2, "CFG-214", "Start the database");
    }

    @Test
    void aNodeWhoseMemoryRocksDbCannotUseDoesNotStart() throws Exception {
        node(stores() + "weir.rocksdb.memory = 1 MiB").isRefused(2, "CFG-208", "at least 16777216");
        node(stores() + "weir.rocksdb.memory = 900 TiB").isRefused(2, "CFG-208", "this machine");
    }

    @Test
    void aSlipOfThePenAtTheTop() throws Exception {
        node("wier.node.port = 7301").isRefused(2, "CFG-213", "'wier'", "node.conf:1", "Did you mean 'weir.node'?");
    }

    @Test
    void aFractionOfASlot() throws Exception {
        node("weir.worker.slots = 2.5").isRefused(2, "CFG-202", "'weir.worker.slots'", "'2.5'", "a whole number");
    }

    private static String stores() {
        return "weir.node.port = 0, weir.liveness.port = 0, weir.checkpoint.dir = \"file://" + folder.resolve("cp")
                + "\", weir.worker.directory = \"" + folder.resolve("work") + "\", weir.journal.file = \""
                + folder.resolve("j/weir")
                + "\"\n";
    }

    @Test
    void aPlaceholderWithoutAValue() throws Exception {
        node("weir.node.host = ${NO_SUCH_VARIABLE}").isRefused(2, "CFG-210", "NO_SUCH_VARIABLE");
    }

    @Test
    void aFileThatIsNotHocon() throws Exception {
        CommandLine refused = node("weir { node {");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("node.conf").doesNotContain("\tat ");
    }

    // ------------------------------------------------------------------------------------------------ what is right

    @Test
    void everyAnswerIsAlsoJson() throws Exception {
        String open = folder.resolve("open").toString();
        CommandLine ran = weir("run", "--json", "--detached", BadJobs.LongRunning.class.getName(), open)
                .isDone();
        String id = JSON.readTree(ran.out()).get("jobId").asText();
        assertThat(json("list").get("jobs"))
                .anyMatch(job -> job.get("jobId").asText().equals(id));
        assertThat(json("status", id).at("/summary/jobId").asText()).isEqualTo(id);
        assertThat(json("checkpoints", id).get("enabled").asBoolean()).isFalse();
        assertThat(json("cancel", id).get("accepted").asBoolean()).isTrue();
        Files.createFile(Path.of(open));
    }

    private static JsonNode json(String command, String... rest) throws Exception {
        CommandLine answer = weir(
                        command,
                        Stream.concat(Stream.of("--json"), Stream.of(rest)).toArray(String[]::new))
                .isDone();
        return JSON.readTree(answer.out());
    }
}
