package io.weir.testkit.simulation;

import io.weir.checkpoint.ManifestRef;
import io.weir.checkpoint.SubtaskId;
import io.weir.runtime.cluster.WorkerId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The messages of the product that carry addresses of actors, with simulated nodes in their place. All others are the product's own:
 * {@link io.weir.actors.protocol.WorkerCommand} and {@link io.weir.actors.protocol.CoordinatorCommand}.
 */
final class Messages {
    private Messages() {}

    record Welcome(long term) {}

    record Deploy(
            long term,
            long epoch,
            SortedMap<SubtaskId, WorkerId> placement,
            @Nullable ManifestRef restore,
            SimulatedCoordinator coordinator) {
        Deploy {
            placement = Collections.unmodifiableSortedMap(new TreeMap<>(placement));
        }

        @Override
        public String toString() {
            return "Deploy[term=" + term + ", epoch=" + epoch + ", placement=" + placement + ", restore="
                    + (restore == null ? "nothing" : restore.path()) + "]";
        }
    }

    /** Every worker knows from the placement where the others are. */
    record Start(long term, long epoch) {}

    record Cancel(long term, long epoch, SimulatedCoordinator replyTo) {
        @Override
        public String toString() {
            return "Cancel[term=" + term + ", epoch=" + epoch + "]";
        }
    }

    record Adopt(long term, long epoch, SimulatedCoordinator coordinator) {
        @Override
        public String toString() {
            return "Adopt[term=" + term + ", epoch=" + epoch + "]";
        }
    }

    record Running(long epoch, SortedSet<SubtaskId> subtasks, boolean started) {}

    record Register(SimulatedWorker worker, List<Running> running, long leaderLosses) {
        Register {
            running = List.copyOf(running);
        }

        @Override
        public String toString() {
            return "Register[" + running + "]";
        }
    }

    /**
     * A letter of a conversation between coordinator and attempt, in either direction.
     *
     * @param content null in an acknowledgement
     */
    record Letter(
            long term,
            long epoch,
            long conversation,
            long number,
            long heard,
            @Nullable Object content,
            WorkerId worker) {}

    record Deployed(long epoch, WorkerId worker) {}
}
