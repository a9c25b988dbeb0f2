package io.weir.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.testkit.process.Polling;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code weir}, copied to a place where the class path of this test stands for a build. */
class LauncherScriptTest {
    @TempDir
    Path home = Path.of("");

    private static final String JAR = "weir-tools-0.jar";
    private static final String NODE_JAR = "weir-cluster-config-0.jar";

    private record Ended(int exit, String output) {}

    @BeforeEach
    void install() throws IOException {
        Path script = Path.of("..", "weir");
        Files.copy(script, home.resolve("weir"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        built("tools", JAR);
        built("cluster-config", NODE_JAR);
    }

    private void built(String module, String jar) throws IOException {
        Path target = Files.createDirectories(home.resolve(module).resolve("target"));
        Files.writeString(target.resolve("classpath.txt"), System.getProperty("java.class.path"));
        for (String name : List.of(jar, jar.replace(".jar", "-tests.jar"))) {
            try (JarOutputStream empty = new JarOutputStream(Files.newOutputStream(target.resolve(name)))) {
                empty.finish();
            }
        }
    }

    private Ended weir(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(Stream.concat(Stream.of(home.resolve("weir").toString()), Stream.of(arguments))
                        .toList());
        builder.environment().put("WEIR_SKIP_BUILD", "1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("WEIR_JAVA_OPTS", "-Xmx160m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        builder.environment().putAll(environment);
        Path log = home.resolve("output.txt");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new Ended(process.waitFor(), Files.readString(log));
    }

    @Test
    void passesArgumentsAndExitCodesOn() throws Exception {
        Ended ended = weir(Map.of(), "list", "--cluster", "127.0.0.1:1");
        assertThat(ended.output()).startsWith("[CLI-503]");
        assertThat(ended.exit()).isEqualTo(5);
    }

    @Test
    void aTakenPortEndsTheNodeWithASentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path conf = Files.write(
                    home.resolve("node.conf"),
                    List.of(
                            "weir.node.port = " + taken.getLocalPort(),
                            "weir.worker.directory = \"" + home.resolve("work") + "\"",
                            "weir.journal.file = \"" + home.resolve("journal") + "\"",
                            "weir.checkpoint.dir = \"file://" + home.resolve("checkpoints") + "\""));
            Ended ended = weir(Map.of(), "node", "--conf", conf.toString());
            assertThat(ended.output())
                    .contains("[CFG-205] The node cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .doesNotContain("\tat ");
            assertThat(ended.exit()).isEqualTo(2);
        }
    }

    @Test
    void saysThatJavaIsMissing() throws Exception {
        Ended ended = weir(Map.of("JAVA_HOME", "/nowhere"), "list");
        assertThat(ended.output()).contains("[CLI-505]", "/nowhere/bin/java");
        assertThat(ended.exit()).isEqualTo(2);
    }

    @Test
    void saysThatTheBuildWasBroken() throws Exception {
        Files.delete(home.resolve("tools/target").resolve(JAR));
        Ended ended = weir(Map.of(), "list");
        assertThat(ended.output()).contains("[CLI-506]", "built only in part");
        assertThat(ended.exit()).isEqualTo(2);
    }

    @Test
    void saysThatNothingIsBuilt() throws Exception {
        Files.delete(home.resolve("tools/target/classpath.txt"));
        Ended ended = weir(Map.of(), "list");
        assertThat(ended.output()).contains("[CLI-506]", "WEIR_SKIP_BUILD");
        assertThat(ended.exit()).isEqualTo(2);
    }

    @Test
    void runsTheModulesOfTheTreeThatItLiesInBeforeTheLibrariesOfTheBuild() throws Exception {
        String api = moduleJar("api");
        String testkit = moduleJar("testkit");
        Ended ended = weir(Map.of("JAVA_HOME", withJavaThatTellsItsArguments()), "list");
        assertThat(ended.output())
                .contains("-cp " + home.resolve("tools/target").resolve(JAR) + ":" + api + ":"
                        + home.resolve("cluster-config/target").resolve(NODE_JAR) + ":" + testkit + ":"
                        + System.getProperty("java.class.path"));
        assertThat(ended.exit()).isZero();
    }

    @Test
    void aNodeHasNeitherToolsNorTestkitOnItsClassPath() throws Exception {
        String api = moduleJar("api");
        moduleJar("testkit");
        Ended ended = weir(Map.of("JAVA_HOME", withJavaThatTellsItsArguments()), "node");
        assertThat(ended.output())
                .contains("-cp " + home.resolve("cluster-config/target").resolve(NODE_JAR) + ":" + api + ":"
                        + System.getProperty("java.class.path") + " io.weir.launch.Main");
    }

    private String moduleJar(String module) throws IOException {
        Path jar =
                Files.createDirectories(home.resolve(module).resolve("target")).resolve("weir-" + module + "-0.jar");
        return Files.createFile(jar).toString();
    }

    // ------------------------------------------------------------------------------------------------ building

    /** Notes each build; leaves the class path as it is, as Maven does when no library has changed. */
    private Map<String, String> withMaven() throws IOException {
        Path mvn = Files.createDirectories(home.resolve("maven")).resolve("mvn");
        Files.write(mvn, List.of("#!/bin/sh", "echo built >>\"$PWD/builds\""));
        assertThat(mvn.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(home.resolve("api/src/main"));
        Files.createFile(home.resolve("api/pom.xml"));
        Files.createFile(home.resolve("pom.xml"));
        Files.setLastModifiedTime(classPath(), FileTime.from(Instant.now().minusSeconds(60)));
        return Map.of(
                "WEIR_SKIP_BUILD",
                "",
                "JAVA_HOME",
                withJavaThatTellsItsArguments(),
                "PATH",
                mvn.getParent() + ":" + System.getenv("PATH"));
    }

    private String withJavaThatTellsItsArguments() throws IOException {
        Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
        Files.write(java, List.of("#!/bin/sh", "echo \"$@\""));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return home.resolve("jdk").toString();
    }

    private Path classPath() {
        return home.resolve("tools/target/classpath.txt");
    }

    private Path builds() {
        return home.resolve("builds");
    }

    /** A link that names the process. */
    private Path lockOf(long process) throws IOException {
        Path lock = Files.createDirectories(home.resolve("target")).resolve("launcher-builds");
        return Files.createSymbolicLink(lock, Path.of(String.valueOf(process)));
    }

    @Test
    void whatWasBuiltIsNotBuiltAgainAlthoughNoLibraryHasChanged() throws Exception {
        Map<String, String> maven = withMaven();
        assertThat(weir(maven, "list").output()).startsWith("building Weir").endsWith("Main list\n");
        assertThat(weir(maven, "list").output()).doesNotContain("building Weir").endsWith("Main list\n");
        assertThat(builds()).hasContent("built");
    }

    @Test
    void aLauncherWaitsForTheBuildOfAnotherOne() throws Exception {
        Map<String, String> maven = withMaven();
        Path lock = lockOf(ProcessHandle.current().pid());
        CompletableFuture<Ended> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return weir(maven, "list");
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        File output = home.resolve("output.txt").toFile();
        Polling.await("the launcher waits", output::length, length -> length > 0);
        assertThat(output)
                .content()
                .contains("waiting for process " + ProcessHandle.current().pid());
        Files.setLastModifiedTime(classPath(), FileTime.from(Instant.now()));
        Files.delete(lock);
        assertThat(waiting.get().output()).endsWith("Main list\n");
        assertThat(builds()).doesNotExist();
        assertThat(Files.exists(lock, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void aLauncherThatWasKilledWhileItBuiltStopsNobody() throws Exception {
        Map<String, String> maven = withMaven();
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path lock = lockOf(gone.pid());
        assertThat(weir(maven, "list").output()).startsWith("building Weir").endsWith("Main list\n");
        assertThat(Files.exists(lock, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }
}
