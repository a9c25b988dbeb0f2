/** What must hold at every moment of a simulation; each rule is a small class that hears what happens. */
@NullMarked
package io.weir.testkit.simulation.invariant;

import org.jspecify.annotations.NullMarked;
