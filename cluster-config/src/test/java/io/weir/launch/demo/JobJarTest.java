package io.weir.launch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.launch.CommandLine;
import io.weir.launch.processes.ProcessCluster;
import java.io.IOException;
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
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose classes are in a jar and on no class path, on a node in another process. */
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
                    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
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
            assertThat(cluster.nodes().get(0).isAlive()).isTrue();
            assertThat(cluster.nodes().get(0).pid()).isEqualTo(pid);
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
