package io.weir.api.execution;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Says who runs the jobs of a program: the executor a launcher put around its {@code main}, else the one on the class path. */
public final class ExecutionContexts {
    private static final InheritableThreadLocal<@Nullable JobExecutor> CURRENT = new InheritableThreadLocal<>();

    private ExecutionContexts() {}

    /** Runs a user's {@code main} so that its jobs go to {@code executor}, also those of threads it starts. */
    public static <T> T withExecutor(JobExecutor executor, Callable<T> main) throws Exception {
        JobExecutor before = CURRENT.get();
        CURRENT.set(executor);
        try {
            return main.call();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /**
     * The executor of this thread's program.
     *
     * @throws IllegalStateException with a sentence if there is none
     */
    public static JobExecutor executor() {
        JobExecutor installed = CURRENT.get();
        return installed != null ? installed : local();
    }

    /**
     * The executor on the class path, whatever the launcher put around the program.
     *
     * @throws IllegalStateException with a sentence if there is none
     */
    public static JobExecutor local() {
        return onClassPath(JobExecutor.class);
    }

    /**
     * An executor of a cluster, whatever the launcher put around the program.
     *
     * @param jars sent along with every job
     * @throws IllegalStateException with a sentence if there is nothing on the class path that knows the way
     * @throws RuntimeException with a sentence if host or port cannot be one, or if a jar is not there
     */
    public static JobExecutor remote(String host, int port, List<Path> jars) {
        return onClassPath(ClusterExecutors.class).at(host, port, jars);
    }

    private static <S> S onClassPath(Class<S> service) {
        Iterator<S> found = ServiceLoader.load(service).iterator();
        if (!found.hasNext()) {
            throw new IllegalStateException("[API-127] There is nothing to run the job. No " + service.getSimpleName()
                    + " is on the class path. "
                    + "Add the dependency io.weir:weir-runtime-actors, or start the program with ./weir run.");
        }
        return found.next();
    }

    /** What the executor of this thread's program gives operators; the number of processors if there is no executor. */
    public static int defaultParallelism() {
        JobExecutor installed = CURRENT.get();
        if (installed != null) {
            return installed.defaultParallelism();
        }
        return localParallelism();
    }

    /** What the executor on the class path gives operators; the number of processors if there is none. */
    public static int localParallelism() {
        return ServiceLoader.load(JobExecutor.class)
                .findFirst()
                .map(JobExecutor::defaultParallelism)
                .orElseGet(() -> Runtime.getRuntime().availableProcessors());
    }
}
