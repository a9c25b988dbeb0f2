package io.weir.actors.liveness;

/** The connections of workers to this node, which leads, as {@code io.weir:type=Liveness,port=PORT} over JMX. */
public interface LivenessMXBean {
    /** Workers that hold a connection. */
    int getWorkers();

    /** Connections that have not said who they are; each holds a kilobyte. */
    int getStrangers();

    /** Connections that this node has closed so far: strangers that were in the way or in vain, and too many. */
    long getRefused();
}
