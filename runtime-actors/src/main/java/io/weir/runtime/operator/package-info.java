/**
 * What runs in a subtask: a chain of operators, each taking records by a direct call and handing its results to the next. Start at
 * {@link io.weir.runtime.operator.StreamOperator}. Here is what all operators stand on; the packages below hold them by what they do, and {@code
 * io.weir.runtime.subtask.Operators} makes them from the job graph. Other modules bring a {@link io.weir.runtime.operator.StreamOperatorFactory}.
 */
@NullMarked
package io.weir.runtime.operator;

import org.jspecify.annotations.NullMarked;
