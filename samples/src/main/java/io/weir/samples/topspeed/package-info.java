/** A global window with a trigger and an evictor: {@link io.weir.samples.topspeed.TopSpeed}. */
@NullMarked
package io.weir.samples.topspeed;

import org.jspecify.annotations.NullMarked;
