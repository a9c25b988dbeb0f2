/** State and timers by hand: {@link io.weir.samples.fraud.FraudLikeKeyedProcess}. */
@NullMarked
package io.weir.samples.fraud;

import org.jspecify.annotations.NullMarked;
