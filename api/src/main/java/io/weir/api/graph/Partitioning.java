package io.weir.api.graph;

import io.weir.api.function.KeySelector;
import io.weir.api.function.Partitioner;
import java.io.Serializable;

/** Which subtask of the receiving operator gets a record. */
public sealed interface Partitioning extends Serializable {
    /** The subtask with the same index; needs equal parallelism. */
    record Forward() implements Partitioning {}

    /** All, in turn. */
    record Rebalance() implements Partitioning {}

    /** In turn, among those that belong to the sender. */
    record Rescale() implements Partitioning {}

    /** Any, at random. */
    record Shuffle() implements Partitioning {}

    /** Each gets all. */
    record Broadcast() implements Partitioning {}

    /** The first. */
    record Global() implements Partitioning {}

    /** The owner of the key's key group. */
    record KeyGroups(KeySelector<?, ?> selector) implements Partitioning {}

    /** What the user's partitioner says. */
    record Custom(Partitioner<?> partitioner, KeySelector<?, ?> selector) implements Partitioning {}
}
