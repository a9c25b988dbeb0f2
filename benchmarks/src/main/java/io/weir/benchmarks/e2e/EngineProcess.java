package io.weir.benchmarks.e2e;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Starts an engine's main class in a JVM of its own, with its own class path, and waits. Its streams are ours. */
final class EngineProcess {
    private static final String WEIR = "io.weir.benchmarks.e2e.WeirMain";
    private static final String PEER = "io.weir.benchmarks.peers.PeerMain";
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.util",
            "java.base/java.nio",
            "java.base/sun.nio.ch",
            "java.base/java.net",
            "java.base/java.time",
            "java.base/java.lang.invoke",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.ref",
            "java.management/sun.management",
            "jdk.management/com.sun.management.internal");
    static final String LOGGING = "-Dlogback.configurationFile=bench-logback.xml";
    private static final int NOT_BUILT = 2;

    private EngineProcess() {}

    /** Returns the exit code. */
    static int run(String engine, List<String> args) throws IOException, InterruptedException {
        if (engine.equals("weir")) {
            return java(System.getProperty("java.class.path"), WEIR, args);
        }
        Path peers = peersTarget();
        if (!Files.exists(peers.resolve("peers.jar"))) {
            System.err.println("[CLI-562] " + engine + " is not built. There is no " + peers.resolve("peers.jar")
                    + ". Run 'mvn -q -Ppeers,quick -pl benchmarks/peers -am package' in the project's root.");
            return NOT_BUILT;
        }
        return java(peers.resolve("peers.jar") + File.pathSeparator + peers.resolve("lib") + "/*", PEER, args);
    }

    private static int java(String classPath, String main, List<String> args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        String heap = System.getenv().getOrDefault("HEAP", "4g").toLowerCase(Locale.ROOT);
        command.addAll(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseG1GC", LOGGING));
        for (String opened : OPENED) {
            command.addAll(List.of("--add-opens", opened + "=ALL-UNNAMED"));
        }
        String flags = System.getenv().getOrDefault("JVM_FLAGS", "").trim();
        if (!flags.isEmpty()) {
            command.addAll(List.of(flags.split("\\s+")));
        }
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(args);
        Process engine = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(engine::destroy));
        return engine.waitFor();
    }

    /** benchmarks/peers/target: beside the place these classes were loaded from, else below the working directory. */
    private static Path peersTarget() {
        try {
            Path here = Path.of(EngineProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path target = here.getParent();
            if (target != null && target.endsWith(Path.of("benchmarks", "target"))) {
                return target.resolveSibling(Path.of("peers", "target"));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return Path.of("benchmarks", "peers", "target").toAbsolutePath();
    }
}
