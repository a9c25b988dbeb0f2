package io.weir.api.graph;

import io.weir.api.function.KeySelector;
import io.weir.api.graph.operator.OperatorSpec;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One operator of a job.
 *
 * @param id unique in the graph, from 1
 * @param operatorId 32 hex digits: from the uid, else from position and topology; names the operator's state in checkpoints
 * @param parallelism at least 1
 * @param maxParallelism the number of key groups, resolved, at least {@code parallelism}
 * @param stateKey the key of its state, of records of the first input; null if the operator is not keyed
 * @param secondStateKey the key of records of the second input; null if there is none, or they have no key
 */
public record StreamNode(
        int id,
        String name,
        @Nullable String uid,
        String operatorId,
        int parallelism,
        int maxParallelism,
        OperatorSpec operator,
        ChainingStrategy chaining,
        @Nullable KeySelector<?, ?> stateKey,
        @Nullable KeySelector<?, ?> secondStateKey)
        implements Serializable {
    public StreamNode {
        Objects.requireNonNull(operatorId, "an operator has an id");
        Objects.requireNonNull(operator, "a node of a graph has an operator");
    }
}
