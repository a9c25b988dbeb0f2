/**
 * What runs in a subtask: a chain of operators, each taking records by a direct call and handing its results to the next. Start at
 * {@link io.weir.runtime.operator.StreamOperator}; {@link io.weir.runtime.operator.Operators} makes them from the job graph.
 */
@NullMarked
package io.weir.runtime.operator;

import org.jspecify.annotations.NullMarked;
