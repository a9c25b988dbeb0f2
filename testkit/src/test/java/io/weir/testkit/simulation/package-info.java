/** Tests of the simulation, and the seeds that the build runs. */
@NullMarked
package io.weir.testkit.simulation;

import org.jspecify.annotations.NullMarked;
