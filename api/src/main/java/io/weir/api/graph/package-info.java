/**
 * What {@code execute} produces: {@link io.weir.api.graph.JobGraph}, an immutable description of operators ({@link
 * io.weir.api.graph.StreamNode}) and of how records flow between them ({@link io.weir.api.graph.StreamEdge}). It travels as bytes,
 * by {@link io.weir.api.graph.JobGraphs}, the only place where Java serialization is used.
 */
@NullMarked
package io.weir.api.graph;

import org.jspecify.annotations.NullMarked;
