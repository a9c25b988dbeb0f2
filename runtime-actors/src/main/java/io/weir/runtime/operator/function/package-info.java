/**
 * Operators functionContext one function of the user's: map, flat map, filter, reduce, process functions of one and two inputs, interval joins.
 */
@NullMarked
package io.weir.runtime.operator.function;

import org.jspecify.annotations.NullMarked;
