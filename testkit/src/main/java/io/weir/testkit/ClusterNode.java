package io.weir.testkit;

import java.util.List;

/** One node of a {@link WeirCluster}: inside the JVM, or a process. */
interface ClusterNode {
    void start();

    /** Without a word to the others; returns when it is dead. */
    void kill();

    /** False when it was killed, or has ended by itself. */
    boolean isRunning();

    void pause();

    void resume();

    /** Loses, or no longer loses, everything between this node and those addresses, {@code host:port}. */
    void cut(List<String> addresses, boolean lose);
}
