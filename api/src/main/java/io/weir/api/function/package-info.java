/**
 * What users hand to operators. The plain ones are lambdas: {@link io.weir.api.function.MapFunction},
 * {@link io.weir.api.function.FlatMapFunction}, {@link io.weir.api.function.KeySelector}. The rich ones extend
 * {@link io.weir.api.function.AbstractRichFunction} and have a life and a {@link io.weir.api.function.RuntimeContext} with state;
 * {@link io.weir.api.function.KeyedProcessFunction} adds timers and side outputs.
 */
@NullMarked
package io.weir.api.function;

import org.jspecify.annotations.NullMarked;
