/** Two streams paired in windows: {@link io.weir.samples.windowjoin.WindowJoin}. */
@NullMarked
package io.weir.samples.windowjoin;

import org.jspecify.annotations.NullMarked;
