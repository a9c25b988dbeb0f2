package io.weir.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.api.JobExecutionException;
import io.weir.api.StreamExecutionEnvironment;
import io.weir.launch.CommandLine;
import io.weir.tools.processes.ProcessCluster;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose classes are in a jar and on no class path, on a node in another process. */
@ExtendWith(LogsOfFailures.class)
class JobJarTest {
    @TempDir
    Path folder = Path.of("");

    /** A record of the jar goes through keyed state and a file sink; {@code %s} stands for what differs between two releases of the job. */
    private static final String SOURCE = """
            package com.example;
            import io.weir.api.StreamExecutionEnvironment;
            import io.weir.api.RestartStrategies;
            import io.weir.connector.file.FileSink;
            import io.weir.connector.file.SimpleStringEncoder;
            public final class Orders {
                public record Order(String customer, int amount) {}
                public static void main(String[] args) throws Exception {
                    StreamExecutionEnvironment env = args.length == 1
                            ? StreamExecutionEnvironment.getExecutionEnvironment()
                            : StreamExecutionEnvironment.createRemoteEnvironment(
                                    args[1], Integer.parseInt(args[2]), java.util.Arrays.copyOfRange(args, 3, args.length));
                    env.enableCheckpointing(200);
                    env.setRestartStrategy(RestartStrategies.noRestart());
                    env.fromElements("ann 1", "bob 2", "ann 3")
                            .map(line -> new Order(line.split(" ")[0], Integer.parseInt(line.split(" ")[1])))
                            .keyBy(Order::customer)
                            .reduce((a, b) -> new Order(a.customer(), a.amount() + b.amount()))
                            .map(order -> { %s })
                            .name("last")
                            .sinkTo(FileSink.forRowFormat(args[0], new SimpleStringEncoder<String>()).build());
                    env.execute("orders");
                }
            }
            """;

    @Test
    void jobsBringTheirOwnClassesAndDoNotHarmTheNode() throws Exception {
        try (MultiJvm cluster =
                new MultiJvm("job-jar", List.of(List.of(ProcessCluster.COORDINATOR, ProcessCluster.WORKER)))) {
            String address = cluster.nodes().get(0).address();
            long pid = cluster.nodes().get(0).pid();
            Path first = jar("first", "return order.customer() + order.amount();");
            Path second = jar("second", "return \"release two: \" + order;");
            Path broken = jar(
                    "broken", "if (order.amount() == 4) { throw new IllegalStateException(\"four\"); } return \"\";");

            run(address, first, "out-first").isDone();
            run(address, broken, "out-broken")
                    .isRefused(1, "JOB-601", "operator 'last'", "java.lang.IllegalStateException: four");
            run(address, second, "out-second").isDone();
            run(address, first, "out-again").isDone();

            assertThat(lines("out-first")).containsExactly("ann1", "ann4", "bob2");
            assertThat(lines("out-second"))
                    .containsExactly(
                            "release two: Order[customer=ann, amount=1]",
                            "release two: Order[customer=ann, amount=4]",
                            "release two: Order[customer=bob, amount=2]");
            assertThat(lines("out-again")).isEqualTo(lines("out-first"));

            main(first, "out-named", address, first.toString());
            assertThat(lines("out-named"))
                    .as("on the cluster that the program names")
                    .isEqualTo(lines("out-first"));
            assertThatThrownBy(() -> main(first, "out-nothing", address))
                    .hasMessageStartingWith("[API-129]")
                    .hasMessageContaining("com.example.Orders is not in the job's jar");
            assertThat(at(address).fromSequence(1, 4).executeAndCollect("results come back", 9))
                    .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
            assertThat(cluster.nodes().get(0).isAlive()).isTrue();
            assertThat(cluster.nodes().get(0).pid()).isEqualTo(pid);
        }
    }

    @Test
    void aClusterThatCannotBeReachedIsSaidToTheProgramThatNamesIt() throws Exception {
        StreamExecutionEnvironment env = at("127.0.0.1:1");
        env.fromSequence(1, 4).print();
        assertThatThrownBy(() -> env.execute("nowhere"))
                .isInstanceOf(JobExecutionException.class)
                .hasMessageStartingWith("[CLI-503]");
        assertThatThrownBy(() -> at("127.0.0.1:0")).hasMessageStartingWith("[CLI-580]");
        assertThatThrownBy(() -> StreamExecutionEnvironment.createRemoteEnvironment("127.0.0.1", 7300, "no.jar"))
                .hasMessageStartingWith("[CLI-502] There is no jar");
        assertThat(StreamExecutionEnvironment.createRemoteEnvironment("127.0.0.1", 7300, 3)
                        .getParallelism())
                .isEqualTo(3);
        assertThat(at("127.0.0.1:7300").getParallelism()).isEqualTo(1);
    }

    private static StreamExecutionEnvironment at(String address) {
        String[] parts = address.split(":", -1);
        return StreamExecutionEnvironment.createRemoteEnvironment(parts[0], Integer.parseInt(parts[1]));
    }

    /** As an IDE runs it, on a cluster that its arguments name. */
    private void main(Path jar, String output, String address, String... jars) throws Exception {
        String[] arguments = Stream.concat(
                        Stream.of(
                                folder.resolve(output).toString(),
                                address.split(":", -1)[0],
                                address.split(":", -1)[1]),
                        Stream.of(jars))
                .toArray(String[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader program = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            thread.setContextClassLoader(program);
            program.loadClass("com.example.Orders")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private CommandLine run(String address, Path jar, String output) {
        return CommandLine.run(
                "run",
                "--cluster",
                address,
                jar.toString(),
                folder.resolve(output).toString());
    }

    private Set<String> lines(String output) throws IOException {
        Set<String> lines = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder.resolve(output))) {
            for (Path file : files.filter(path -> !path.getFileName().toString().startsWith("."))
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private Path jar(String name, String body) throws IOException {
        Path sources = Files.createDirectories(folder.resolve(name));
        Path source = Files.writeString(sources.resolve("Orders.java"), SOURCE.formatted(body), StandardCharsets.UTF_8);
        Path classes = Files.createDirectories(sources.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int failed = compiler.run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                "-d",
                classes.toString(),
                source.toString());
        assertThat(failed).isZero();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "com.example.Orders");
        Path jar = folder.resolve(name + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
                out.closeEntry();
            }
        }
        return jar;
    }
}
