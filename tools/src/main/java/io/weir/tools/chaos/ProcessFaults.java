package io.weir.tools.chaos;

import io.weir.testkit.process.NodeProcess;
import io.weir.tools.chaos.FaultInjector.Done;
import io.weir.tools.processes.NodePlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The loopback address, the file system that is there, and clocks that can be turned. Needs no rights and changes nothing of the machine. */
final class ProcessFaults implements FaultEnvironment {
    private final Map<FaultKind, String> impossible = new EnumMap<>(FaultKind.class);
    private final Clocks clocks = new Clocks();

    /** @param why there are no networks and no file systems of one's own; half a sentence */
    ProcessFaults(String why) {
        impossible.put(FaultKind.PARTITION, why);
        impossible.put(FaultKind.DISK_FULL, why);
    }

    @Override
    public Map<FaultKind, String> impossible() {
        return impossible;
    }

    @Override
    public List<NodePlace> prepare(int nodes, Path directory) throws IOException {
        return clocks.prepare(NodePlace.onLoopback(nodes), directory);
    }

    @Override
    public Done cut(NodeProcess victim, int draw, long lastsMillis) {
        throw ChaosErrors.impossible(FaultKind.PARTITION, String.valueOf(impossible.get(FaultKind.PARTITION)));
    }

    @Override
    public Done fillDisk(NodeProcess victim, int draw, long lastsMillis) {
        throw ChaosErrors.impossible(FaultKind.DISK_FULL, String.valueOf(impossible.get(FaultKind.DISK_FULL)));
    }

    @Override
    public Done setClock(NodeProcess victim, int draw) throws IOException {
        return clocks.set(victim, draw);
    }

    @Override
    public void healClocks() throws IOException {
        clocks.heal();
    }

    @Override
    public void close() {}
}
