package io.weir.actors.exchange;

/** The way to one subtask, made by a {@link Transport}. Messages of one thread stay in order. Safe for any thread. */
public interface Route {
    /**
     * Sends; never blocks. At most once: a connection that breaks loses what is on its way.
     *
     * @throws io.weir.runtime.failure.WeirException if the message can never arrive
     */
    void send(ExchangeMessage message);

    /** Whether it leads to another process, so that messages may be lost. */
    boolean isRemote();
}
