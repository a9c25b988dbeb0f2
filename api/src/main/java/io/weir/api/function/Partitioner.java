package io.weir.api.function;

/** Chooses the receiving subtask by key. */
@FunctionalInterface
public interface Partitioner<K> extends Function {
    /** A number from 0 to {@code numPartitions - 1}. */
    int partition(K key, int numPartitions);
}
