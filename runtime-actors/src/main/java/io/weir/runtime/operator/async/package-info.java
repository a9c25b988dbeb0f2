/**
 * Questions to something outside, with answers that are waited for: {@link io.weir.runtime.operator.async.AsyncOperator}.
 */
@NullMarked
package io.weir.runtime.operator.async;

import org.jspecify.annotations.NullMarked;
