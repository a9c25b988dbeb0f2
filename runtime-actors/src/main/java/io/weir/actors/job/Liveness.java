package io.weir.actors.job;

import io.weir.runtime.cluster.WorkerId;
import java.util.function.Consumer;

/** Where workers hold a connection that tells of their death at once. */
public interface Liveness extends AutoCloseable {
    String host();

    /** 0: no connection is wanted. */
    int port();

    @Override
    void close();

    /** Opens the place where workers connect when a leader begins. */
    @FunctionalInterface
    interface Factory {
        /** Opens it; {@code workerGone} is called from any thread. */
        Liveness open(Consumer<WorkerId> workerGone);
    }

    /** For one process, whose worker dies with it. */
    static Factory none() {
        return workerGone -> new Liveness() {
            @Override
            public String host() {
                return "";
            }

            @Override
            public int port() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }
}
