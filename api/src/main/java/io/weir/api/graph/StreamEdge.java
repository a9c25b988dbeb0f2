package io.weir.api.graph;

import io.weir.api.OutputTag;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Records flow from one operator to another.
 *
 * @param from the sender's id
 * @param to the receiver's id
 * @param input which input of the receiver, from 0; several edges may end in one input (union)
 * @param sideOutput null for the main output
 */
public record StreamEdge(
        int from,
        int to,
        int input,
        Partitioning partitioning,
        @Nullable OutputTag<?> sideOutput) implements Serializable {}
