package io.weir.runtime.element;

/**
 * Records before it belong to checkpoint {@code checkpoint}, records after it do not.
 *
 * @param triggeredAtMillis when the coordinator began the checkpoint, by its clock
 */
public record Barrier(long checkpoint, long triggeredAtMillis) implements StreamElement {}
