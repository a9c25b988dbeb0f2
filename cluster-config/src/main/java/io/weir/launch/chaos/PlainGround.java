package io.weir.launch.chaos;

import io.weir.launch.chaos.FaultInjector.Done;
import io.weir.launch.processes.NodePlace;
import io.weir.testkit.process.NodeProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The loopback address, the file system that is there, and clocks that an agent turns. Needs no rights and changes nothing of the machine. */
final class PlainGround implements Ground {
    private final Map<FaultKind, String> impossible = new EnumMap<>(FaultKind.class);

    /** @param why the machine gives no network and no file systems of their own; a sentence without a full stop */
    PlainGround(String why) {
        impossible.put(FaultKind.PARTITION, why);
        impossible.put(FaultKind.DISK_FULL, why);
        impossible.put(FaultKind.CLOCK, why);
    }

    @Override
    public Map<FaultKind, String> impossible() {
        return impossible;
    }

    @Override
    public List<NodePlace> prepare(int nodes, Path directory) throws IOException {
        return NodePlace.onLoopback(nodes);
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
    public Done setClock(NodeProcess victim, int draw) {
        throw ChaosErrors.impossible(FaultKind.CLOCK, String.valueOf(impossible.get(FaultKind.CLOCK)));
    }

    @Override
    public void healClocks() {}

    @Override
    public void close() {}
}
