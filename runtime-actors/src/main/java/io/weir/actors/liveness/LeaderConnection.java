package io.weir.actors.liveness;

/** A worker's connection to the node of whoever leads; that it ends is the news that the leader may be gone. */
public interface LeaderConnection extends AutoCloseable {
    /** Holds a connection to that leader from now on, and none to another. Returns at once; repeating the same address does nothing. */
    void follow(String host, int port);

    @Override
    void close();

    /** Makes the connection of one worker. */
    @FunctionalInterface
    interface Factory {
        /**
         * Connects to nobody yet.
         *
         * @param lost called, on any thread, when a connection that was accepted has ended, and not by us
         */
        LeaderConnection open(Runnable lost);
    }
}
