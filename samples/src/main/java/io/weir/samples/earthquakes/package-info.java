/** Real data, out of order: {@link io.weir.samples.earthquakes.Earthquakes}. */
@NullMarked
package io.weir.samples.earthquakes;

import org.jspecify.annotations.NullMarked;
