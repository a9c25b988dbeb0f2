package io.weir.runtime.element;

import io.weir.checkpoint.CheckpointOrder;

/** Records before it belong to the checkpoint that was ordered, records after it do not. */
public record Barrier(CheckpointOrder order) implements StreamElement {
    public long checkpoint() {
        return order.id().value();
    }
}
