package io.weir.tools.chaos;

import io.weir.testkit.process.JavaCommand;
import io.weir.testkit.process.NodeProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that compute without a pause, in a process of their own: the nodes beside it get what is left of this machine's cores. It adds its number
 * of threads to the load that the operating system reports. Ends with {@link #close}, and with this process.
 */
final class CpuLoad implements AutoCloseable {
    /** So that a typing error does not freeze the machine. */
    static final int MOST_THREADS = 500;

    private final NodeProcess process;

    private CpuLoad(NodeProcess process) {
        this.process = process;
    }

    /**
     * Begins at once.
     *
     * @param threads from 0 (nothing is started) to {@value #MOST_THREADS}
     * @param directory for its log
     */
    static CpuLoad start(int threads, Path directory) {
        NodeProcess process = new NodeProcess(
                "load",
                "",
                JavaCommand.of(List.of(), List.of(), CpuLoad.class.getName(), String.valueOf(threads)),
                directory.resolve("load.log"));
        if (threads > 0) {
            process.start();
        }
        return new CpuLoad(process);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Of its process; an IllegalStateException if there is none. */
    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.kill();
    }

    /** The child: burns until it is killed. */
    public static void main(String[] arguments) {
        int threads = Integer.parseInt(arguments[0]);
        AtomicLong sum = new AtomicLong(); // what nobody reads might not be computed
        for (int thread = 0; thread < threads; thread++) {
            long seed = thread;
            new Thread(() -> burn(seed, sum), "weir-load-" + thread).start();
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static void burn(long seed, AtomicLong sum) {
        long value = seed;
        while (true) {
            for (int step = 0; step < 10_000_000; step++) {
                value = value * 6364136223846793005L + 1442695040888963407L;
            }
            sum.addAndGet(value);
        }
    }
}
