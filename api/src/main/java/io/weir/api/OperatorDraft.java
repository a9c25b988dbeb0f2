package io.weir.api;

import io.weir.api.function.KeySelector;
import io.weir.api.graph.ChainingStrategy;
import io.weir.api.graph.Partitioning;
import io.weir.api.graph.operator.OperatorSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operator while its job is being written. What is wrong with it is said at {@code execute}, all at once. */
final class OperatorDraft {
    /** Stands for "take the environment's". */
    static final int UNSET = Integer.MIN_VALUE;

    /**
     * Where records come from.
     *
     * @param input which input of the receiver, 0 or 1
     * @param partitioning null: forward if parallelism is equal, else rebalance
     */
    record Input(
            OperatorDraft from,
            @Nullable Partitioning partitioning,
            @Nullable OutputTag<?> sideOutput,
            int input) {
        Input(OperatorDraft from, @Nullable Partitioning partitioning, @Nullable OutputTag<?> sideOutput) {
            this(from, partitioning, sideOutput, 0);
        }

        Input partitionedBy(Partitioning other) {
            return new Input(from, other, sideOutput, input);
        }

        Input second() {
            return new Input(from, partitioning, sideOutput, 1);
        }
    }

    final int id;
    final OperatorSpec spec;
    final List<Input> inputs;
    final @Nullable KeySelector<?, ?> stateKey;
    String name;
    int parallelism;
    int maxParallelism = UNSET;
    ChainingStrategy chaining;

    /** Of the second input; null if there is none, or it is not keyed. */
    @Nullable
    KeySelector<?, ?> secondStateKey;

    @Nullable
    String uid;

    OperatorDraft(
            int id,
            String name,
            OperatorSpec spec,
            List<Input> inputs,
            @Nullable KeySelector<?, ?> stateKey,
            int parallelism) {
        this.id = id;
        this.name = name;
        this.spec = spec;
        this.inputs = List.copyOf(inputs);
        this.stateKey = stateKey;
        this.parallelism = parallelism;
        this.chaining = spec.isSource() ? ChainingStrategy.HEAD : ChainingStrategy.ALWAYS;
    }
}
