package io.weir.tools.chaos;

import io.weir.testkit.process.NodeProcess;
import io.weir.tools.chaos.FaultInjector.Done;
import io.weir.tools.processes.NodePlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the cluster stands on: network, disks and clocks, and what can be done to them on this machine. */
interface FaultEnvironment extends AutoCloseable {
    /** What cannot be done here, each with the sentence that says why. */
    Map<FaultKind, String> impossible();

    /** All kinds that can be done. */
    default Set<FaultKind> possible() {
        Set<FaultKind> kinds = EnumSet.allOf(FaultKind.class);
        kinds.removeAll(impossible().keySet());
        return kinds;
    }

    /** Where the nodes are to run; called once, before they start. */
    List<NodePlace> prepare(int nodes, Path directory) throws IOException;

    /** Lets nothing through between a node and the others. */
    Done cut(NodeProcess victim, int draw, long lastsMillis) throws IOException;

    /** Leaves no space on the file system of the checkpoints, or on the victim's own. */
    Done fillDisk(NodeProcess victim, int draw, long lastsMillis) throws IOException;

    /** Lets the wall clock of a node jump. */
    Done setClock(NodeProcess victim, int draw) throws IOException;

    /** All clocks right again. */
    void healClocks() throws IOException;

    @Override
    void close();
}
