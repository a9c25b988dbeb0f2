/**
 * What an operator of a {@link io.weir.api.graph.JobGraph} does: one {@link io.weir.api.graph.operator.OperatorSpec} for each kind, and an {@link
 * io.weir.api.graph.operator.OpenSpec} for kinds of other modules.
 */
@NullMarked
package io.weir.api.graph.operator;

import org.jspecify.annotations.NullMarked;
