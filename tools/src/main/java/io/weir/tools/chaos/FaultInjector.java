package io.weir.tools.chaos;

import io.weir.testkit.process.NodeProcess;
import java.io.IOException;
import java.nio.file.Path;

/** Does what the plan says to a process, and undoes it. */
final class FaultInjector {
    /** Takes a fault back. */
    interface Undo {
        void run() throws IOException, InterruptedException;
    }

    /**
     * What was done.
     *
     * @param sentence with the victim
     * @param fromUndo nothing can go on before it is undone: recovery counts from then
     */
    record Done(String sentence, Undo undo, boolean fromUndo) {}

    private static final Undo NOTHING = () -> {};

    private static final int LEAST_THREADS = 10;
    private static final int MORE_THREADS = 31;

    private final ServiceManager manager;
    private final FaultEnvironment environment;
    private final ForeignJournal foreign;
    private final Path directory;

    /** @param directory of the run */
    FaultInjector(ServiceManager manager, FaultEnvironment environment, ForeignJournal foreign, Path directory) {
        this.manager = manager;
        this.environment = environment;
        this.foreign = foreign;
        this.directory = directory;
    }

    /** @param victim alive a moment ago */
    Done apply(PlannedFault fault, NodeProcess victim) throws IOException, InterruptedException {
        return switch (fault.kind()) {
            case KILL -> {
                manager.kill(victim, fault.downMillis());
                yield new Done("SIGKILL to " + victim.name(), NOTHING, false);
            }
            case PAUSE, STALL, LONG_PAUSE -> {
                boolean unused = victim.pause();
                yield new Done(
                        "SIGSTOP to " + victim.name() + " for " + fault.lastsMillis() + " ms",
                        () -> {
                            boolean ended = !victim.resume();
                            assert ended || victim.isAlive();
                        },
                        false);
            }
            case OVERLOAD -> {
                int threads = LEAST_THREADS + fault.draw() % MORE_THREADS;
                CpuLoad load = CpuLoad.start(threads, directory);
                yield new Done(
                        threads + " threads compute beside the nodes for " + fault.lastsMillis() + " ms",
                        load::close,
                        false);
            }
            case FOREIGN_JOURNAL -> foreign.give(victim, fault.downMillis());
            case PARTITION -> environment.cut(victim, fault.draw(), fault.lastsMillis());
            case DISK_FULL -> environment.fillDisk(victim, fault.draw(), fault.lastsMillis());
            case CLOCK -> environment.setClock(victim, fault.draw());
        };
    }
}
