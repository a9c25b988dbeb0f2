package io.weir.launch.chaos;

import io.weir.testkit.process.NodeProcess;
import java.io.IOException;

/** Does what the plan says to a process, and undoes it. */
final class FaultInjector {
    /** Takes a fault back. */
    interface Undo {
        void run() throws IOException;
    }

    /**
     * What was done.
     *
     * @param sentence with the victim
     * @param fromUndo nothing can go on before it is undone: recovery counts from then
     */
    record Done(String sentence, Undo undo, boolean fromUndo) {}

    private static final Undo NOTHING = () -> {};

    private final ServiceManager manager;
    private final Ground ground;

    FaultInjector(ServiceManager manager, Ground ground) {
        this.manager = manager;
        this.ground = ground;
    }

    /** @param victim alive a moment ago */
    Done apply(PlannedFault fault, NodeProcess victim) throws IOException {
        return switch (fault.kind()) {
            case KILL -> {
                manager.kill(victim, fault.downMillis());
                yield new Done("SIGKILL to " + victim.name(), NOTHING, false);
            }
            case PAUSE -> {
                boolean unused = victim.pause();
                yield new Done(
                        "SIGSTOP to " + victim.name() + " for " + fault.lastsMillis() + " ms",
                        () -> {
                            boolean ended = !victim.resume();
                            assert ended || victim.isAlive();
                        },
                        false);
            }
            case PARTITION -> ground.cut(victim, fault.draw(), fault.lastsMillis());
            case DISK_FULL -> ground.fillDisk(victim, fault.draw(), fault.lastsMillis());
            case CLOCK -> ground.setClock(victim, fault.draw());
        };
    }
}
