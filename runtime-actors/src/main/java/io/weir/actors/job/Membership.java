package io.weir.actors.job;

import io.weir.runtime.cluster.WorkerId;
import java.util.function.Consumer;

/** Who is in the cluster, as far as the job manager needs to know. */
public interface Membership {
    /** Whether that process is a member that can be reached, as far as this node knows now. */
    boolean isReachable(WorkerId worker);

    /**
     * Tells of every process that goes, cannot be reached, or can be reached again, from now on; from any thread.
     *
     * @return ends it
     */
    AutoCloseable watch(Consumer<WorkerId> gone, Consumer<WorkerId> back);

    /** One process: nobody comes and nobody goes. */
    static Membership alone() {
        return new Membership() {
            @Override
            public boolean isReachable(WorkerId worker) {
                return true;
            }

            @Override
            public AutoCloseable watch(Consumer<WorkerId> gone, Consumer<WorkerId> back) {
                return () -> {};
            }
        };
    }
}
