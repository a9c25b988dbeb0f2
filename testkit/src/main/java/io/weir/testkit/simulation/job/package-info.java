/** The job that is simulated, and the outside world that its sink writes to. */
@NullMarked
package io.weir.testkit.simulation.job;

import org.jspecify.annotations.NullMarked;
