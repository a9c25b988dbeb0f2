/**
 * Fuzzing of every decoder that reads bytes from a network or a disk. {@link io.weir.fuzz.FuzzTargets} lists the decoders, {@link
 * io.weir.fuzz.Rule} says what must hold of any bytes. A short run is part of the tests; {@link io.weir.fuzz.FuzzMain} is the long
 * one, with Jazzer.
 */
@NullMarked
package io.weir.fuzz;

import org.jspecify.annotations.NullMarked;
