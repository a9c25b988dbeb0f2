/**
 * State that survives restarts. A descriptor names it, {@link io.weir.api.function.RuntimeContext} gives it: {@link
 * io.weir.api.state.ValueState}, {@link io.weir.api.state.ListState}, {@link io.weir.api.state.MapState}, {@link
 * io.weir.api.state.ReducingState}, {@link io.weir.api.state.AggregatingState}. Each belongs to the key of the current record.
 */
@NullMarked
package io.weir.api.state;

import org.jspecify.annotations.NullMarked;
