package io.weir.tools.chaos;

import io.weir.testkit.process.NodeProcess;
import io.weir.tools.chaos.FaultInjector.Done;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a node another journal, as a wrong working directory does, and lets it be the next to lead: all older coordinators are killed one after the
 * other, the leader last. It must refuse and make room for one that has the cluster's journal.
 */
final class ForeignJournal {
    private static final String REFUSES = "[CFG-242]";

    private final List<NodeProcess> nodes;
    private final ServiceManager manager;
    private final Watch watch;
    private final Path directory;

    /** @param directory of the run, where the configurations of the nodes are */
    ForeignJournal(List<NodeProcess> nodes, ServiceManager manager, Watch watch, Path directory) {
        this.nodes = List.copyOf(nodes);
        this.manager = manager;
        this.watch = watch;
        this.directory = directory;
    }

    /** Returns when the last leader has just been killed. To undo it is to look whether it refused, and to give it the right journal again. */
    Done give(NodeProcess victim, long downMillis) throws IOException, InterruptedException {
        Path conf = directory.resolve(victim.name() + ".conf");
        String right = Files.readString(conf);
        Path other = directory.resolve("foreign").resolve(victim.name());
        Files.writeString(conf, right + "weir.journal.file = \"" + other + "\"\n");
        long refusals = refusals(victim);
        manager.kill(victim, downMillis);
        watch.awaitWhole();
        NodeProcess leader = watch.leader();
        List<NodeProcess> older = new ArrayList<>(nodes);
        older.remove(victim);
        older.remove(leader);
        for (NodeProcess node : older) {
            manager.kill(node, downMillis);
            watch.awaitWhole();
        }
        manager.kill(leader, downMillis);
        return new Done(
                victim.name() + " has another journal, and " + leader.name() + " was killed, so that it would lead",
                () -> {
                    watch.await(
                            victim.name() + " did not refuse to lead with another journal",
                            () -> refusals(victim) > refusals);
                    Files.writeString(conf, right);
                    manager.kill(victim, downMillis);
                },
                false);
    }

    private static long refusals(NodeProcess node) {
        return NodeLogs.count(node, REFUSES);
    }
}
