package io.weir.api.time;

import java.io.Serializable;

/** An assigner that can travel with the job, so that a lambda can be one. */
@FunctionalInterface
public interface SerializableTimestampAssigner<T> extends TimestampAssigner<T>, Serializable {}
