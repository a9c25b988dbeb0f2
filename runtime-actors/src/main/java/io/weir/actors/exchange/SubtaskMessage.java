package io.weir.actors.exchange;

/**
 * Everything that the actor of a subtask receives: elements and credits of its peers, commands of its worker, and what it says to
 * itself. One type, so that no message passes through an adapter.
 */
public interface SubtaskMessage {}
