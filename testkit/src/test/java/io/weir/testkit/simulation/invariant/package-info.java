/** Each rule notices what it is there for. */
@NullMarked
package io.weir.testkit.simulation.invariant;

import org.jspecify.annotations.NullMarked;
