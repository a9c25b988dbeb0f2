/** Timers: state that acts. Start at {@link io.weir.state.timer.InternalTimerService}. */
@NullMarked
package io.weir.state.timer;

import org.jspecify.annotations.NullMarked;
