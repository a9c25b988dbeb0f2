package io.weir.actors.subtask;

/** Everything that the actor of an attempt receives: events of its subtasks, commands of the worker, and what it says to itself. */
public interface AttemptMessage {}
