package io.weir.benchmarks.kit;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A child JVM with this JVM's class path and --add-opens flags; killed with the parent. */
public final class Child {
    private Child() {}

    /** Its output goes to {@code name.out} in {@code dir}. */
    public static Process java(String name, String dir, List<String> jvmFlags, String main, String... args)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--add-opens")) {
                command.add(flag);
            }
        }
        command.addAll(jvmFlags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main);
        command.addAll(List.of(args));
        Process p = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of(dir, name + ".out").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(p::destroyForcibly));
        return p;
    }

    /** Of those still running. */
    public static double cpuSeconds(List<Process> processes) {
        double total = 0;
        for (Process p : processes) {
            total += p.toHandle()
                    .info()
                    .totalCpuDuration()
                    .map(d -> d.toNanos() / 1e9)
                    .orElse(0.0);
        }
        return total;
    }

    /** What {@link #await} waits for. */
    public interface Condition {
        /** An {@link IOException} means: not up yet. */
        boolean holds() throws Exception;
    }

    /**
     * Looks every 50 ms.
     *
     * @throws IllegalStateException when the time is over
     */
    public static void await(String what, Condition condition, int seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(what + ": not after " + seconds + " s");
            }
            Thread.sleep(50);
        }
    }

    private static boolean holds(Condition condition) throws Exception {
        try {
            return condition.holds();
        } catch (IOException e) {
            return false;
        }
    }
}
