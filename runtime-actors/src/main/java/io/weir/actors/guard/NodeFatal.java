package io.weir.actors.guard;

/** Ends a node that cannot do its part any more, so that the cluster stops counting on it and something starts another. */
@FunctionalInterface
public interface NodeFatal {
    /**
     * A thread without which the node would be a member that does nothing is dead. Called on that thread, as the last thing that it does; does not
     * wait for the end of the node.
     *
     * @param thread its name
     * @param why it died; an {@link OutOfMemoryError} too
     */
    void threadDied(String thread, Throwable why);
}
