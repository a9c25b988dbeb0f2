/** Moving averages of sensors, with aggregating state: {@link io.weir.samples.sensors.WeatherStation}. */
@NullMarked
package io.weir.samples.sensors;

import org.jspecify.annotations.NullMarked;
