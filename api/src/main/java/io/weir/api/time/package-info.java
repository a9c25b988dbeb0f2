/**
 * Time: {@link io.weir.api.time.WatermarkStrategy} for the event time of a stream, {@link io.weir.api.time.TimerService} for timers of a
 * key, {@link io.weir.api.time.ProcessingClock} for sources and sinks.
 */
@NullMarked
package io.weir.api.time;

import org.jspecify.annotations.NullMarked;
