package io.weir.actors.exchange.socket;

/** The connections over which other nodes send records to this one, as {@code io.weir:type=Exchange,port=PORT} over JMX. */
public interface ExchangeMXBean {
    /** What they may hold in memory together: {@code weir.exchange.receive-budget}. */
    long getBudgetBytes();

    /** What they hold now: what every node needs, and the beginnings of frames whose ends have not come. */
    long getUsedBytes();

    /** The most that they ever held. */
    long getPeakBytes();

    /** Of nodes that have introduced themselves. */
    int getConnections();

    /** Connections that have not said who they are. */
    int getStrangers();

    /** Connections that are not read now, because the budget is spent. */
    int getWaiting();

    /** Connections that this node has closed so far: strangers that were in the way or in vain, nonsense, too many, too slow while others waited. */
    long getRefused();
}
