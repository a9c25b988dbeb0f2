package io.weir.tools.demo;

import io.weir.tools.processes.ProcessCluster;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the user chose.
 *
 * @param nodes processes, each coordinator and worker, at least 3, so that a majority survives a kill
 * @param kills processes killed with SIGKILL, in turn a worker and the leader
 * @param parallelism of all operators; at most what the slots of {@code nodes - 1} processes hold
 * @param seed of which worker is killed when
 * @param directory for logs, checkpoints and output; null: a temporary one
 * @param keep leave the directory where it is
 */
public record DemoSettings(
        int nodes,
        int kills,
        int parallelism,
        boolean rocksdb,
        long seed,
        @Nullable Path directory,
        boolean keep) {
    public DemoSettings {
        if (nodes < 3 || nodes > 9) {
            throw new IllegalArgumentException("[CLI-508] --nodes is " + nodes
                    + "; it must be from 3 (so that a majority survives a kill) to 9 (so that this host bears it).");
        }
        if (kills < 0 || kills > 50) {
            throw new IllegalArgumentException("[CLI-508] --kills is " + kills + "; it must be from 0 to 50.");
        }
        int most = ProcessCluster.SLOTS_PER_NODE * (nodes - 1);
        if (parallelism < 1 || parallelism > most) {
            throw new IllegalArgumentException("[CLI-508] --parallelism is " + parallelism + "; it must be from 1 to "
                    + most + ", the slots that are left when one of " + nodes + " nodes is down.");
        }
    }

    /** Seconds that the text takes: some quiet ones, and some around each kill. */
    int seconds() {
        return 14 + 12 * kills;
    }
}
